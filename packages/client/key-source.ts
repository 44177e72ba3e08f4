/** An issuer's keys over time: fetched when first needed, again when they are old or a token names one that is not there. */
import { chooseKey, hasKeyFor, type KeySet, type VerificationKey } from '@sightglass/spec/jwk'
import type { JwtRules, UnverifiedJwt } from '@sightglass/spec/jwt'

export interface KeySourceOptions {
  /** Fetches the key set; whatever it throws reaches the caller, unless keys that serve are known. */
  readonly fetchKeys: () => Promise<KeySet>
  /** Seconds since the epoch. */
  readonly clock: () => number
  readonly freshSeconds?: number
  /** The least time between two fetches that unknown keys cause, so that made-up tokens cannot cause many. */
  readonly cooldownSeconds?: number
}

export interface KeySource {
  /** The key that a token names. @throws {Refusal} `key`, `keyFits` of the rules given. */
  readonly keyFor: (rules: JwtRules, jwt: UnverifiedJwt) => Promise<VerificationKey>
}

export function createKeySource({
  fetchKeys,
  clock,
  freshSeconds = 3600,
  cooldownSeconds = 30,
}: KeySourceOptions): KeySource {
  let known: { readonly set: KeySet; readonly freshUntil: number } | undefined
  let underWay: Promise<KeySet> | undefined
  let mayLookAgainAt = 0

  const fetched = (): Promise<KeySet> => {
    underWay ??= fetchKeys()
      .then((set) => {
        known = { set, freshUntil: clock() + freshSeconds }
        return set
      })
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }

  /** The keys at hand: an old set serves where no newer one can be had. */
  const current = async (): Promise<KeySet> => {
    if (known === undefined) return await fetched()
    if (clock() < known.freshUntil) return known.set
    const { set } = known
    return await fetched().catch(() => set)
  }

  return {
    async keyFor(rules, jwt) {
      const set = await current()
      if (hasKeyFor(set, jwt) || clock() < mayLookAgainAt) return chooseKey(rules, set, jwt)
      mayLookAgainAt = clock() + cooldownSeconds
      return chooseKey(rules, await fetched(), jwt)
    },
  }
}
