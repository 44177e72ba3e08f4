/** Asking the issuer what a token is worth now (RFC 7662): the only way with opaque tokens, and the one that knows of revocation. */
import { hash, randomBytes } from 'node:crypto'
import { type Failure, type Fetch, fetchJson } from '@sightglass/jwks'
import type { TokenClaims } from '@sightglass/spec/access-token'
import { check, note } from '@sightglass/spec/check'
import {
  checkIntrospected,
  isIntrospectionAnswer,
  readIntrospectionAnswer,
} from '@sightglass/spec/introspection-response'
import { link, linkToken, type Tracing, traceClient, tracedCall } from '@sightglass/trace'
import { LRUCache } from 'lru-cache'
import { askingAbout, askingWith } from './asking.ts'
import { type Discovered, discoverMetadata, isUsable } from './discovery.ts'
import { namesIn, secureUrl, systemClock } from './options.ts'
import { INTROSPECTED_MOST_CHARACTERS, MOST_WAITING, notes, rules } from './rules.ts'

/** How this resource server asks. */
export interface IntrospectionOptions {
  /** What the authorization server knows this resource server by. */
  readonly clientId: string
  readonly clientSecret: string
  /** Where to ask, if not where the issuer's metadata says. */
  readonly endpoint?: string | undefined
  /**
   * How long an answer is good: so long a revoked token may still pass. Default 5, at most 60, never longer than the token
   * itself; 0 asks each time. That a token is not active is believed for a second at most.
   */
  readonly cacheSeconds?: number | undefined
  /** Default 5000; then the request is answered with 503. */
  readonly timeoutMs?: number | undefined
}

export interface IntrospectionValidatorOptions extends IntrospectionOptions {
  readonly issuer: string
  /** The identifiers of this resource server: `aud` must contain one of them. */
  readonly audience: string | readonly string[]
  /** By how much the clocks may differ; default 5 seconds. */
  readonly clockToleranceSeconds?: number | undefined
  /** Seconds since the epoch. */
  readonly clock?: (() => number) | undefined
  /** Milliseconds that pass whatever is done to the wall clock: the age of answers. Default `performance.now`. */
  readonly monotonicMs?: (() => number) | undefined
  readonly fetch?: Fetch | undefined
  readonly tracing?: Tracing | undefined
}

/** What came of one question. Whoever waited for it checks it for itself, in its own trace. */
interface Told {
  readonly discovered: Discovered
  readonly failure: Failure | undefined
  readonly answer: unknown
}

interface Kept {
  readonly told: Told
  readonly untilMs: number
}

const DEFAULT_CACHE_SECONDS = 5
const MOST_CACHE_SECONDS = 60
const INACTIVE_CACHE_SECONDS = 1
const KEPT = 10_000
const TOLERANCE_SECONDS = 5
const METADATA_AGE_MS = 3600_000

export class IntrospectionValidator {
  readonly #options: IntrospectionValidatorOptions
  readonly #audiences: readonly string[]
  readonly #authorization: string
  readonly #cacheSeconds: number
  readonly #clock: () => number
  readonly #monotonicMs: () => number
  readonly #fetch: Fetch
  readonly #tracing: Tracing
  readonly #waiting = new Map<string, Promise<Told>>()
  /** Apart, so that made-up tokens displace none that are good. */
  readonly #active = new LRUCache<string, Kept>({ max: KEPT })
  readonly #inactive = new LRUCache<string, Kept>({ max: KEPT / 10 })
  #metadata: { readonly discovered: Promise<Discovered>; readonly untilMs: number } | undefined

  constructor(options: IntrospectionValidatorOptions) {
    secureUrl('issuer', options.issuer)
    secureUrl('endpoint', options.endpoint)
    const { clientId, clientSecret, cacheSeconds = DEFAULT_CACHE_SECONDS } = options
    if (!(cacheSeconds >= 0 && cacheSeconds <= MOST_CACHE_SECONDS))
      throw new Error(`cacheSeconds must be a number from 0 to ${MOST_CACHE_SECONDS}`)
    if (clientId === '' || clientSecret === '') throw new Error('to introspect takes a clientId and a clientSecret')
    this.#options = options
    this.#audiences = namesIn(options.audience)
    this.#authorization = basic(clientId, clientSecret)
    this.#cacheSeconds = cacheSeconds
    this.#clock = options.clock ?? systemClock
    this.#monotonicMs = options.monotonicMs ?? (() => performance.now())
    this.#fetch = options.fetch ?? ((request) => globalThis.fetch(request))
    this.#tracing = options.tracing ?? { party: 'resource-server', linkKey: randomBytes(32) }
  }

  /**
   * What the issuer says of a token, if it is active, for this audience and alive. `exp`, `aud`, `sub` and `client_id` must be told.
   * @throws {Refusal} with the rule that failed; `error` is `invalid_token`, or `temporarily_unavailable` where no answer can be had.
   */
  async validateToken(token: string): Promise<TokenClaims> {
    return await tracedCall(this.#tracing, 'validateToken', () => this.#validate(token))
  }

  async #validate(token: string): Promise<TokenClaims> {
    linkToken(token)
    const { length } = token
    const most = INTROSPECTED_MOST_CHARACTERS
    check(rules.tokenSize, length <= most, { expected: `at most ${most}`, received: length })
    const { discovered, failure, answer } = await this.#told(token)
    const { issuer, clockToleranceSeconds: toleranceSeconds = TOLERANCE_SECONDS, endpoint } = this.#options
    check(rules.metadataIssuer, discovered.failure !== undefined || discovered.issuer === issuer, {
      expected: issuer,
      received: discovered.issuer,
    })
    const { introspectionEndpoint: named } = discovered
    const known = endpoint !== undefined || discovered.failure !== undefined || isUsable(named, issuer)
    check(rules.introspectionEndpoint, known, { received: named })
    const silence = discovered.failure ?? failure
    check(rules.introspected, silence === undefined, { received: silence?.words ?? 'an answer' })
    const recipient = { issuer, audiences: this.#audiences, now: Math.floor(this.#clock()), toleranceSeconds }
    const claims = checkIntrospected(readIntrospectionAnswer(answer), recipient)
    traceClient(claims.client_id)
    link('jti', claims.jti)
    return claims
  }

  async #told(token: string): Promise<Told> {
    const key = hash('sha256', token, 'base64url')
    const kept = this.#active.get(key) ?? this.#inactive.get(key)
    if (kept !== undefined && this.#monotonicMs() < kept.untilMs) {
      note(notes.answeredBefore)
      return kept.told
    }
    const waiting = this.#waiting.get(key)
    if (waiting !== undefined) return await waiting
    check(rules.room, this.#waiting.size < MOST_WAITING, { expected: MOST_WAITING, received: this.#waiting.size })
    const asked = this.#askAndKeep(token, key)
    this.#waiting.set(key, asked)
    return await asked
  }

  async #askAndKeep(token: string, key: string): Promise<Told> {
    try {
      const told = await this.#ask(token)
      this.#keep(key, told)
      return told
    } finally {
      this.#waiting.delete(key)
    }
  }

  async #ask(token: string): Promise<Told> {
    const { issuer, endpoint, timeoutMs = 5000 } = this.#options
    const discovered =
      endpoint === undefined
        ? await this.#discover()
        : { failure: undefined, issuer, jwksUri: undefined, introspectionEndpoint: endpoint }
    const { introspectionEndpoint: url } = discovered
    if (discovered.issuer !== issuer || url === undefined || !(endpoint === url || isUsable(url, issuer)))
      return { discovered, failure: undefined, answer: undefined }
    const fetched = await fetchJson(url, askingAbout(this.#fetch, token, this.#authorization, timeoutMs))
    if (fetched.failure !== undefined) return { discovered, failure: fetched.failure, answer: undefined }
    return { discovered, failure: undefined, answer: fetched.json }
  }

  /** Kept for an hour; a failure is not. */
  #discover(): Promise<Discovered> {
    const { issuer, timeoutMs } = this.#options
    if (this.#metadata !== undefined && this.#monotonicMs() < this.#metadata.untilMs) return this.#metadata.discovered
    const asking = { ...askingWith(this.#fetch), timeoutMs }
    const metadata = { discovered: discoverMetadata(asking, issuer), untilMs: this.#monotonicMs() + METADATA_AGE_MS }
    this.#metadata = metadata
    void metadata.discovered.then((discovered) => {
      const sound = discovered.issuer === issuer && isUsable(discovered.introspectionEndpoint, issuer)
      if (!sound && this.#metadata === metadata) this.#metadata = undefined
    })
    return metadata.discovered
  }

  /** Only what is a word about the token; a failure is nobody's word. */
  #keep(key: string, told: Told): void {
    if (!isIntrospectionAnswer(told.answer)) return
    const { active, exp } = told.answer
    const left = active && typeof exp === 'number' ? exp - this.#clock() : INACTIVE_CACHE_SECONDS
    const seconds = Math.min(this.#cacheSeconds, Math.max(left, 0))
    if (seconds === 0) return
    const cache = active ? this.#active : this.#inactive
    cache.set(key, { told, untilMs: this.#monotonicMs() + seconds * 1000 })
  }
}

/** RFC 6749 §2.3.1: both parts are encoded before they are joined. */
const basic = (clientId: string, secret: string): string => `Basic ${btoa(`${encoded(clientId)}:${encoded(secret)}`)}`
const encoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)
