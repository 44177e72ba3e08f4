/**
 * The keys of one issuer: learnt when first needed, kept, followed through rotation, and kept on while the issuer is down.
 * What was learnt is shared by all requests; each of them checks it for itself, in its own trace.
 */
import { check, note } from '@sightglass/spec/check'
import { type KeySet, parseJwks, type VerificationKey } from '@sightglass/spec/jwk'
import { type Discovered, discoverIssuer, discoverJwksUri } from './discovery.ts'
import { type Fetch, fetchJson } from './fetch-json.ts'
import { notes, rules } from './rules.ts'

const DEFAULT_AGE_SECONDS = 300
const LEAST_AGE_SECONDS = 30
const MOST_AGE_SECONDS = 3600
/** So long after its age a set is still used while the next is fetched; later, requests wait for it. */
const WHILE_REVALIDATING_SECONDS = 300
const METADATA_AGE_SECONDS = 3600
/** So long an issuer may be down. */
const STALE_MOST_SECONDS = 24 * 3600
/** After a failure, requests get the same answer for so long before anyone asks again. */
export const RETRY_SECONDS = 2
/** Unknown key ids may cause so many fetches at once, then one each so many seconds. */
const UNKNOWN_BURST = 3
const UNKNOWN_EVERY_SECONDS = 5

export interface IssuerKeysOptions {
  readonly issuer: string | undefined
  readonly jwksUri: string | undefined
  readonly fetch: Fetch
  /** Seconds since the epoch. */
  readonly clock: () => number
}

/** What a fetch found out. */
export interface Learnt extends Discovered {
  readonly keySet: KeySet | undefined
  readonly freshUntil: number
  /** Why the newest keys could not be had, where these are of before. */
  readonly stale?: string
}

/** What passed: keys that may be believed. */
export interface TrustedKeys {
  readonly issuer: string
  readonly keySet: KeySet
  readonly stale: string | undefined
}

export class IssuerKeys {
  readonly #options: IssuerKeysOptions
  #metadata: { readonly found: Discovered; readonly until: number } | undefined
  #good: Learnt | undefined
  #failed: Learnt | undefined
  #retryAt = 0
  #loading: Promise<Learnt> | undefined
  #credit = UNKNOWN_BURST
  #creditedAt = 0

  constructor(options: IssuerKeysOptions) {
    this.#options = options
  }

  /**
   * The keys as they are known now; a promise only where somebody has to be asked first.
   * @throws {Refusal} `resource-server.*`
   */
  get(): TrustedKeys | Promise<TrustedKeys> {
    const now = this.#options.clock()
    const good = this.#good
    if (good !== undefined && now < good.freshUntil) return this.#trusted(good)
    if (good !== undefined && now < good.freshUntil + WHILE_REVALIDATING_SECONDS) {
      void this.#refreshed(now)
      return this.#trusted(good)
    }
    return this.#refreshed(now).then((learnt) => this.#trusted(learnt))
  }

  /**
   * For a token whose key is unknown: the keys fetched anew, unless too many such tokens came.
   * @throws {Refusal} `resource-server.*`
   */
  async getNewest(): Promise<TrustedKeys> {
    const now = this.#options.clock()
    return this.#mayAskAgain(now) ? this.#trusted(await this.#refreshed(now)) : await this.get()
  }

  #mayAskAgain(now: number): boolean {
    this.#credit = Math.min(UNKNOWN_BURST, this.#credit + Math.max(0, now - this.#creditedAt) / UNKNOWN_EVERY_SECONDS)
    this.#creditedAt = now
    if (this.#credit < 1) return false
    this.#credit -= 1
    return true
  }

  async #refreshed(now: number): Promise<Learnt> {
    const failed = now < this.#retryAt ? this.#failed : undefined
    const learnt = failed ?? (await this.#load())
    const good = this.#good
    if (isGood(learnt) || good === undefined || now >= good.freshUntil + STALE_MOST_SECONDS) return learnt
    return { ...good, stale: learnt.failure ?? 'unusable answer' }
  }

  /** Whoever comes while it runs shares it. It must not reject: nobody may be waiting. */
  #load(): Promise<Learnt> {
    this.#loading ??= this.#fetch().then((learnt) => {
      this.#loading = undefined
      if (isGood(learnt)) {
        this.#good = { ...learnt, keySet: keepKnown(this.#good?.keySet, learnt.keySet) }
        this.#failed = undefined
        return this.#good
      }
      this.#failed = learnt
      this.#metadata = undefined
      this.#retryAt = this.#options.clock() + RETRY_SECONDS
      return learnt
    })
    return this.#loading
  }

  async #fetch(): Promise<Learnt> {
    const { fetch, clock } = this.#options
    const found = await this.#discover()
    const nothing = { ...found, keySet: undefined, freshUntil: 0 }
    if (found.failure !== undefined || !this.#namesKeys(found)) return nothing
    const { json, failure, maxAge = DEFAULT_AGE_SECONDS } = await fetchJson(fetch, found.jwksUri)
    if (failure !== undefined) return { ...nothing, failure }
    const age = Math.min(Math.max(maxAge, LEAST_AGE_SECONDS), MOST_AGE_SECONDS)
    return { ...found, keySet: parseJwks(json), freshUntil: clock() + age }
  }

  async #discover(): Promise<Discovered> {
    const { issuer, jwksUri, fetch, clock } = this.#options
    if (issuer !== undefined && jwksUri !== undefined) return { failure: undefined, issuer, jwksUri }
    if (this.#metadata !== undefined && clock() < this.#metadata.until) return this.#metadata.found
    const found = await (issuer === undefined ? discoverIssuer(fetch, jwksUri ?? '') : discoverJwksUri(fetch, issuer))
    this.#metadata = { found, until: clock() + METADATA_AGE_SECONDS }
    return found
  }

  #namesKeys(found: Discovered): found is Discovered & { readonly issuer: string; readonly jwksUri: string } {
    const { issuer } = this.#options
    return found.issuer !== undefined && found.issuer === (issuer ?? found.issuer) && isUsable(found.jwksUri, issuer)
  }

  #trusted(learnt: Learnt): TrustedKeys {
    const { issuer: ours, jwksUri } = this.#options
    const { failure, issuer, keySet, stale } = learnt
    check(rules.reachable, failure === undefined, { expected: ours ?? jwksUri, received: failure ?? 'an answer' })
    const same = issuer !== undefined && issuer === (ours ?? issuer)
    check(rules.metadataIssuer, same, { expected: ours ?? `one that names ${jwksUri}`, received: issuer })
    check(rules.jwksUri, isUsable(learnt.jwksUri, ours), { received: learnt.jwksUri })
    check(rules.jwks, keySet)
    if (stale !== undefined) note(notes.staleKeys, { received: stale })
    return { issuer, keySet, stale }
  }
}

const isGood = ({ keySet }: Learnt): boolean => keySet !== undefined

/** An issuer on https never has its keys on http. */
function isUsable(jwksUri: string | undefined, issuer: string | undefined): boolean {
  if (jwksUri === undefined || !URL.canParse(jwksUri)) return false
  const { protocol } = new URL(jwksUri)
  return protocol === 'https:' || (protocol === 'http:' && issuer?.startsWith('https:') !== true)
}

/** A key that was there before stays the same object: what is remembered of it stays good, and goes when it goes. */
function keepKnown(before: KeySet | undefined, after: KeySet | undefined): KeySet | undefined {
  if (before === undefined || after === undefined) return after
  const known = new Map(before.keys.map((key) => [JSON.stringify(key), key]))
  return { keys: after.keys.map((key): VerificationKey => known.get(JSON.stringify(key)) ?? key) }
}
