/** A JWK Set that somebody else serves (RFC 7517 §5): learnt when first needed, followed through rotation, kept on through outages. */
import { hasKeyFor, type KeySet, parseJwks, type VerificationKey } from '@sightglass/spec/jwk'
import type { UnverifiedJwt } from '@sightglass/spec/jwt'
import { createAllowance } from './allowance.ts'
import { type Asking, type Failure, fetchJson } from './fetch-json.ts'

const DEFAULT_AGE_SECONDS = 300
const LEAST_AGE_SECONDS = 30
const MOST_AGE_SECONDS = 3600
/** So long after its age a set is used without a glance at the next; later, callers wait for it a little. */
const WHILE_REVALIDATING_SECONDS = 300
/** What callers wait for newer keys while old ones are at hand. */
const PATIENCE_MS = 250
/** So long after they were fetched keys are believed where no newer ones can be had. */
const TRUSTED_SECONDS = 24 * 3600
/** After a failure callers get the same answer for so long before anyone is asked again. */
export const RETRY_SECONDS = 2

/** Where a set is, with whatever else was learnt in finding that out. */
export interface Located {
  /** `undefined`: there is nowhere to ask. */
  readonly jwksUri: string | undefined
  /** Why that could not be found out. */
  readonly failure?: Failure | undefined
}

export interface RemoteJwksOptions<L extends Located> extends Asking {
  /** Asked before each fetch, `again` where the attempt before failed: what was found out then may be out of date. Must not reject. */
  readonly locate: (again: boolean) => L | Promise<L>
  /** Milliseconds that pass whatever is done to the wall clock; default `performance.now`. */
  readonly monotonicMs?: (() => number) | undefined
}

/** What is known of a set. With both `keySet` and `failure`, the keys are of before: newer ones could not be had. */
export interface Known<L extends Located> {
  readonly located: L
  readonly keySet: KeySet | undefined
  readonly failure: Failure | undefined
}

interface Kept<L extends Located> {
  readonly known: Known<L> & { readonly keySet: KeySet }
  readonly freshUntilMs: number
  readonly trustedUntilMs: number
}

interface Failed<L extends Located> {
  readonly known: Known<L> & { readonly failure: Failure }
  readonly retryAtMs: number
}

export class RemoteJwks<L extends Located = Located> {
  readonly #options: RemoteJwksOptions<L>
  readonly #nowMs: () => number
  readonly #mayAskForUnknown: (nowMs: number) => boolean
  #kept: Kept<L> | undefined
  /** The newest attempt, where it failed. */
  #failed: Failed<L> | undefined
  #attempt: Promise<Known<L>> | undefined

  constructor(options: RemoteJwksOptions<L>) {
    this.#options = options
    this.#nowMs = options.monotonicMs ?? (() => performance.now())
    this.#mayAskForUnknown = createAllowance()
  }

  /** What is known now; a promise only where somebody has to be asked first. */
  get(): Known<L> | Promise<Known<L>> {
    const nowMs = this.#nowMs()
    const kept = this.#kept
    if (kept === undefined || nowMs >= kept.trustedUntilMs) return this.#refreshed(nowMs)
    if (nowMs < kept.freshUntilMs) return kept.known
    const refreshed = this.#refreshed(nowMs)
    // In an outage nobody waits: the attempts go on behind what is at hand.
    if (this.#failed !== undefined) return background(refreshed, { ...kept.known, failure: this.#failed.known.failure })
    if (nowMs < kept.freshUntilMs + WHILE_REVALIDATING_SECONDS * 1000) return background(refreshed, kept.known)
    return withPatience(refreshed, { ...kept.known, failure: lateFor(kept.known.located) })
  }

  /**
   * Like `get`, and asks anew where the set has not what this token names, unless too many such tokens came.
   * The set may not have it all the same; where `failure` is there, it cannot tell whether the key is forged or new.
   */
  async getFor(jwt: UnverifiedJwt): Promise<Known<L>> {
    const before = this.#kept
    const known = await this.get()
    if (known.keySet === undefined || hasKeyFor(known.keySet, jwt)) return known
    if (this.#kept !== before && known === this.#kept?.known) return known
    const nowMs = this.#nowMs()
    const free = this.#attempt !== undefined || this.#isResting(nowMs)
    return free || this.#mayAskForUnknown(nowMs) ? await this.#refreshed(nowMs) : known
  }

  #isResting(nowMs: number): boolean {
    return this.#failed !== undefined && nowMs < this.#failed.retryAtMs
  }

  /** What an attempt finds out, or found out just now where it failed; keys of before where there are no newer ones. */
  async #refreshed(nowMs: number): Promise<Known<L>> {
    const known = (this.#isResting(nowMs) ? this.#failed?.known : undefined) ?? (await this.#attempted())
    const kept = this.#kept
    const believed = kept !== undefined && this.#nowMs() < kept.trustedUntilMs
    return known.keySet === undefined && believed ? { ...kept.known, failure: known.failure } : known
  }

  /** Whoever comes while it runs shares it. */
  #attempted(): Promise<Known<L>> {
    this.#attempt ??= this.#learn().finally(() => {
      this.#attempt = undefined
    })
    return this.#attempt
  }

  async #learn(): Promise<Known<L>> {
    const located = await this.#options.locate(this.#failed !== undefined)
    const { keySet, failure, ageSeconds } = await this.#ask(located)
    const nowMs = this.#nowMs()
    if (keySet === undefined) {
      this.#failed = { known: { located, keySet, failure }, retryAtMs: nowMs + RETRY_SECONDS * 1000 }
      return this.#failed.known
    }
    this.#kept = {
      known: { located, keySet: keepKnown(this.#kept?.known.keySet, keySet), failure: undefined },
      freshUntilMs: nowMs + ageSeconds * 1000,
      trustedUntilMs: nowMs + TRUSTED_SECONDS * 1000,
    }
    this.#failed = undefined
    return this.#kept.known
  }

  async #ask({ jwksUri: url, failure }: L): Promise<Answered> {
    if (failure !== undefined) return { keySet: undefined, failure }
    if (url === undefined) return { keySet: undefined, failure: unreadable('', 'there is no jwks_uri') }
    const fetched = await fetchJson(url, { accept: 'application/jwk-set+json, application/json', ...this.#options })
    if (fetched.failure !== undefined) return { keySet: undefined, failure: fetched.failure }
    const keySet = parseJwks(fetched.json)
    if (keySet === undefined) return { keySet, failure: unreadable(url, 'answered no JWK Set') }
    const { maxAgeSeconds = DEFAULT_AGE_SECONDS } = fetched
    return { keySet, ageSeconds: Math.min(Math.max(maxAgeSeconds, LEAST_AGE_SECONDS), MOST_AGE_SECONDS) }
  }
}

type Answered =
  | { readonly keySet: KeySet; readonly failure?: undefined; readonly ageSeconds: number }
  | { readonly keySet: undefined; readonly failure: Failure; readonly ageSeconds?: undefined }

const unreadable = (url: string, words: string): Failure => ({ kind: 'unreadable', url, words, status: undefined })
const lateFor = ({ jwksUri = '' }: Located): Failure => {
  return { kind: 'timeout', url: jwksUri, words: 'no answer yet', status: undefined }
}

/** Nobody waits for `work`, so nobody would hear what became of it. */
function background<T>(work: Promise<unknown>, atHand: T): T {
  work.catch(() => undefined)
  return atHand
}

async function withPatience<T>(work: Promise<T>, atHand: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const enough = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, atHand)
  })
  try {
    return await Promise.race([work, enough])
  } finally {
    clearTimeout(timer)
  }
}

/** A key that was there before stays the same object: what is remembered of it stays good, and goes when it goes. */
function keepKnown(before: KeySet | undefined, after: KeySet): KeySet {
  if (before === undefined) return after
  const known = new Map(before.keys.map((key) => [JSON.stringify(key), key]))
  return { keys: after.keys.map((key): VerificationKey => known.get(JSON.stringify(key)) ?? key) }
}
