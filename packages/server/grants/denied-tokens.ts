/** Access tokens without a grant that were revoked: remembered by `jti` until they would have expired. The others die with their grant. */
import type { AccessTokenClaims } from '@sightglass/spec/access-token'
import { defineRecord, type Store } from '@sightglass/store'

export interface DeniedToken {
  readonly clientId: string
  readonly deniedAt: number
}

export const deniedTokens = defineRecord<DeniedToken>('denied_token')

export interface DeniedTokens {
  readonly deny: (claims: AccessTokenClaims, now: number) => Promise<void>
  readonly isDenied: (claims: AccessTokenClaims) => Promise<boolean>
}

/** Recipients take a token for a few seconds longer than it says. */
const KEPT_SECONDS = 60

export function createDeniedTokens(store: Store): DeniedTokens {
  const table = store.table(deniedTokens)
  return {
    async deny({ jti, client_id: clientId, exp }, now) {
      // Where it is there already, it was revoked before.
      await table.add(jti, { clientId, deniedAt: now }, exp + KEPT_SECONDS)
    },
    isDenied: async ({ jti }) => (await table.get(jti)) !== undefined,
  }
}
