/** Initial access tokens (RFC 7591 §1.2): what an operator gives to those who may register clients, so many each. */
import { defineRecord, type Store } from '@sightglass/store'
import { type Random, randomToken, sameSecret, tokenHash } from '../../secrets.ts'

export interface InitialToken {
  /** How many clients it is good for still. */
  readonly left: number
}

export const initialTokens = defineRecord<InitialToken>('initial_token')

export interface InitialTokens {
  /** A new one, good for so many clients within so many seconds. It is told here and nowhere else. */
  readonly issue: (grant: { readonly clients: number; readonly lifetimeSeconds: number }) => Promise<string>
  /** Whether it would serve; nothing is used up. */
  readonly isGood: (token: string) => Promise<boolean>
  /** Uses it for one client; `false` where somebody else was faster. */
  readonly use: (token: string) => Promise<boolean>
}

export interface InitialTokensOptions {
  readonly store: Store
  readonly clock: () => number
  readonly random: Random
  /** Those that are never used up. */
  readonly standing: readonly string[]
}

export function createInitialTokens({ store, clock, random, standing }: InitialTokensOptions): InitialTokens {
  const table = store.table(initialTokens)
  const hashes = standing.map(tokenHash)
  const isStanding = (token: string): boolean => hashes.some((hash) => sameSecret(hash, tokenHash(token)))
  return {
    async issue({ clients: left, lifetimeSeconds }) {
      const token = randomToken(random, 32)
      await table.add(tokenHash(token), { left }, clock() + lifetimeSeconds)
      return token
    },
    async isGood(token) {
      return isStanding(token) || ((await table.get(tokenHash(token)))?.left ?? 0) > 0
    },
    async use(token) {
      if (isStanding(token)) return true
      return await table.update(tokenHash(token), (found) =>
        found === undefined || found.left < 1
          ? { outcome: false }
          : { record: { left: found.left - 1 }, outcome: true },
      )
    },
  }
}
