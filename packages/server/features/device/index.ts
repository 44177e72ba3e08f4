/**
 * The device authorization grant (RFC 8628): two codes for a device without a browser, a page where its person decides, and the
 * grant that the device polls. Owns the device that waits; what was approved is a grant like any other.
 */
import { DEVICE_GRANT_TYPE } from '@sightglass/spec/device'
import { clientRecords } from '../../clients/client.ts'
import type { Feature } from '../../feature.ts'
import { consentRecords } from '../../grants/consent-record.ts'
import { grantRecords } from '../../grants/grant.ts'
import { type BackOff, backOffRecords } from '../../limits/back-off.ts'
import { createRequestLimit, type RequestLimitOptions } from '../../limits/requests.ts'
import { createUserCodeLimit } from '../../limits/user-codes.ts'
import { personRecords } from '../../people/user.ts'
import type { Mac } from '../../secrets.ts'
import { sessions as sessionRecords } from '../../session/session.ts'
import { type BeginOptions, beginBy } from './begin.ts'
import { createDevices, type DecideOptions } from './decide.ts'
import { type PersonOptions, personRoute } from './person.ts'
import { type PollOptions, pollBy } from './poll.ts'
import { deviceRecords } from './record.ts'

export interface DeviceOptions
  extends Omit<BeginOptions, 'mac' | 'limit'>,
    Omit<DecideOptions, 'mac'>,
    PollOptions,
    Omit<PersonOptions, 'devices' | 'limit'> {
  readonly mac: (purpose: string) => Mac
  readonly requestLimit: RequestLimitOptions
  readonly backOff: BackOff
}

const ENDPOINT = '/oauth2/device_authorization'

export function device(options: DeviceOptions): Feature {
  const mac = options.mac('user-code')
  const begin = beginBy({ ...options, mac, limit: createRequestLimit(options.requestLimit) })
  const devices = createDevices({ ...options, mac })
  return {
    name: 'device',
    records: [
      ...[deviceRecords, clientRecords, consentRecords, grantRecords, sessionRecords],
      ...[...backOffRecords, ...personRecords],
    ],
    metadata: { device_authorization_endpoint: options.issuer + ENDPOINT },
    routes: [
      { path: ENDPOINT, channel: 'token', cors: true, POST: begin },
      personRoute({ ...options, devices, limit: createUserCodeLimit(options.backOff) }),
    ],
    grants: { [DEVICE_GRANT_TYPE]: pollBy(options) },
  }
}
