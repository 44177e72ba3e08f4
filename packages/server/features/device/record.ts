/** A device that waits for its person, until some time after its code has expired, to say why. */
import type { WaitingDevice } from '@sightglass/spec/device'
import type { Scope } from '@sightglass/spec/scope'
import { defineRecord } from '@sightglass/store'
import { TOKEN_CHARACTERS } from '../../secrets.ts'
import type { Agent } from '../../session/agent.ts'

/** Kept under its id, which is the first half of the device code and becomes the id of the grant. */
export interface Device extends WaitingDevice {
  readonly id: string
  /** MAC of the user code, which is too short for a plain hash; gone once somebody has decided. */
  readonly userCode?: string
  readonly scope: Scope
  readonly resources: readonly string[]
  readonly createdAt: number
  /** Who asked, for the person to recognise. */
  readonly address: string
  readonly agent?: Agent
}

export const deviceRecords = defineRecord<Device>('device_authorization', {
  indexes: { userCode: { of: ({ userCode }) => userCode, unique: true } },
})

/** How long the record is kept after the code has expired. */
export const EXPIRED_KEPT_SECONDS = 3600

/** The id in a device code, or in what claims to be one. */
export const deviceIdOf = (deviceCode: string): string | undefined =>
  deviceCode.length === 2 * TOKEN_CHARACTERS && /^[A-Za-z0-9_-]+$/.test(deviceCode)
    ? deviceCode.slice(0, TOKEN_CHARACTERS)
    : undefined
