/** What becomes of a device that a person found by its user code: allowed, with its grant, or refused. Once. */
import { DEVICE_GRANT_TYPE, isUndecided } from '@sightglass/spec/device'
import { type Clock, changing, type Store } from '@sightglass/store'
import { link, traceClient } from '@sightglass/trace'
import type { Client } from '../../clients/client.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import type { Consents } from '../../grants/consent.ts'
import type { Grants } from '../../grants/grants.ts'
import type { Mac } from '../../secrets.ts'
import { lastAuthentication, type Session } from '../../session/session.ts'
import type { Sessions } from '../../session/sessions.ts'
import { type Device, deviceRecords } from './record.ts'

export interface DecideOptions {
  readonly store: Store
  readonly clock: Clock
  /** Of user codes. */
  readonly mac: Mac
  readonly clients: ClientRegistry
  readonly sessions: Sessions
  readonly grants: Grants
  readonly consents: Consents
}

/** A device that waits, of a client that may have one still. */
export interface Found {
  readonly device: Device
  readonly client: Client
}

export interface Devices {
  /** By a canonical user code. */
  readonly find: (userCode: string) => Promise<Found | undefined>
  /** Writes the grant with the decision, or nothing: resolves to whether there was still something to decide. */
  readonly approve: (found: Found, session: Session) => Promise<boolean>
  readonly refuse: (found: Found) => Promise<boolean>
}

export function createDevices(options: DecideOptions): Devices {
  const { store, clock, mac, clients, sessions, grants, consents } = options
  const table = store.table(deviceRecords)

  return {
    async find(userCode) {
      const device = (await table.list('userCode', mac(userCode), { limit: 1 }))[0]?.record
      if (device === undefined || !isUndecided(device, clock())) return undefined
      const client = await clients.find(device.clientId)
      if (client?.status !== 'active' || !client.grantTypes.includes(DEVICE_GRANT_TYPE)) return undefined
      traceClient(client.clientId)
      link('grant', device.id)
      return { device, client }
    },
    async approve({ device, client }, session) {
      const { id, scope, resources, hash, expiresAt } = device
      const { at: authTime, methods: amr, acr } = lastAuthentication(session)
      const after = (await consents.find(session.subject, client.clientId))?.withdrawal
      const now = clock()
      const granted = {
        ...{ id, clientId: client.clientId, subject: session.subject, scope, resources, authTime, amr, acr },
        ...{ sessionId: session.id, sid: await sessions.sidFor(session, client.clientId) },
        offline: scope.includes('offline_access'),
        device: { hash, expiresAt },
        refreshable: client.grantTypes.includes('refresh_token'),
      }
      const given = { subject: session.subject, after }
      const begun = await grants.begin(granted, [
        changing(deviceRecords, id, (stored) => decided(stored, 'approved', now)),
        consents.whileStanding(session.subject, { client, scope, resources }, given),
      ])
      return begun !== undefined
    },
    async refuse({ device }) {
      const now = clock()
      return await table.update(device.id, (stored) => decided(stored, 'refused', now))
    },
  }
}

/** Nobody finds a device by its user code once somebody has decided. */
function decided(device: Device | undefined, decision: 'approved' | 'refused', now: number) {
  if (device === undefined || !isUndecided(device, now)) return { outcome: false }
  const { userCode: _, ...kept } = device
  return { record: { ...kept, decision }, outcome: true }
}
