/**
 * Access tokens that say nothing to this server by themselves: opaque ones, and those encrypted to a resource server's key.
 * What they stand for is kept under their fingerprint until they expire; the token itself is never stored.
 */
import type { AccessTokenClaims } from '@sightglass/spec/access-token'
import { keptJwt, type VerifiedJwt } from '@sightglass/spec/jwt'
import { defineRecord, type Store } from '@sightglass/store'
import { link } from '@sightglass/trace'
import type { KeyRing } from '../keys/ring.ts'
import { tokenHash } from '../secrets.ts'

export interface KeptToken {
  readonly claims: { readonly [name in keyof AccessTokenClaims]: AccessTokenClaims[name] }
  /** Of the key that signed the token inside; absent where nothing was signed. */
  readonly kid?: string
}

export const keptTokens = defineRecord<KeptToken>('access_token')

export interface KeptTokens {
  readonly keep: (token: string, kept: KeptToken) => Promise<void>
  /** What the token stands for; `undefined` where it is none of these, or the key that signed it was withdrawn. */
  readonly find: (token: string) => Promise<VerifiedJwt | undefined>
}

/** Recipients take a token for a few seconds longer than it says. */
const KEPT_SECONDS = 60
/** Bytes of randomness of an opaque token. */
export const OPAQUE_BYTES = 32
const OPAQUE = /^[\w-]{43}$/
const JWE_PARTS = 5

/** A JWS is never asked of the store. */
const mayBeKept = (token: string): boolean => OPAQUE.test(token) || token.split('.', JWE_PARTS + 1).length === JWE_PARTS

export function createKeptTokens(store: Store, keys: Pick<KeyRing, 'find'>): KeptTokens {
  const table = store.table(keptTokens)
  return {
    async keep(token, kept) {
      const isNew = await table.add(tokenHash(token), kept, kept.claims.exp + KEPT_SECONDS)
      if (!isNew) throw new Error('an access token came out twice: the random numbers are none')
    },
    async find(token) {
      const kept = mayBeKept(token) ? await table.get(tokenHash(token)) : undefined
      if (kept === undefined) return undefined
      if (kept.kid !== undefined && (await keys.find(kept.kid)) === undefined) return undefined
      link('jti', kept.claims.jti)
      return keptJwt('at+jwt', kept.claims)
    },
  }
}
