/** Validating access tokens: `new JwtValidator({ jwksUri, audience }).validateJwt(jwt)`. */
import { hash, randomBytes } from 'node:crypto'
import type { Fetch } from '@sightglass/jwks'
import { type AccessTokenClaims, checkAccessToken, jwtRules, parseAccessToken } from '@sightglass/spec/access-token'
import { check, note } from '@sightglass/spec/check'
import { ENCRYPTED_MOST_CHARACTERS, isEncrypted } from '@sightglass/spec/encrypted-token'
import { chooseKey, hasKeyFor, type JwsAlgorithm, jwsAlgorithmNames, type VerificationKey } from '@sightglass/spec/jwk'
import { provenJwt, type UnverifiedJwt, type VerifiedJwt } from '@sightglass/spec/jwt'
import { link, linkToken, type Tracing, traceClient, tracedCall } from '@sightglass/trace'
import { LRUCache } from 'lru-cache'
import { askingWith } from './asking.ts'
import { createOpenToken, type DecryptionKey, type OpenToken, traceOpened } from './decryption.ts'
import { IssuerKeys } from './issuer-keys.ts'
import { namesIn, secureUrl, systemClock } from './options.ts'
import { notes, rules } from './rules.ts'
import { verifySignature } from './verify.ts'

export interface ValidatorOptions {
  /** Where the issuer's keys are; without it, its metadata says so. */
  readonly jwksUri?: string | undefined
  /** Who may issue tokens; without it, the server whose metadata names `jwksUri`. One of the two must be given. */
  readonly issuer?: string | undefined
  /** The identifiers of this resource server: `aud` must contain one of them. */
  readonly audience: string | readonly string[]
  /** Default: every asymmetric one. */
  readonly algorithms?: readonly JwsAlgorithm[] | undefined
  /**
   * The private keys of this resource server, for tokens that are encrypted to it: RSA-OAEP-256 or ECDH-ES, with A256GCM.
   * Several while one replaces another. Tokens that are only signed pass as well.
   */
  readonly decryptionKeys?: readonly DecryptionKey[] | undefined
  /** By how much the clocks may differ; default 5 seconds. */
  readonly clockToleranceSeconds?: number | undefined
  /** How many verified tokens are remembered; 0 for none. Default 10,000. */
  readonly remember?: number | undefined
  /** Seconds since the epoch. */
  readonly clock?: (() => number) | undefined
  /** Milliseconds that pass whatever is done to the wall clock: the age of keys. Default `performance.now`. */
  readonly monotonicMs?: (() => number) | undefined
  readonly fetch?: Fetch | undefined
  readonly tracing?: Tracing | undefined
}

interface Remembered {
  readonly jwt: VerifiedJwt
  readonly key: VerificationKey
  /** The signed token inside an encrypted one, without its signature. */
  readonly opened: string | undefined
}

const REMEMBERED = 10_000
const REMEMBERED_BYTES = 32 * 1024 * 1024

export class JwtValidator {
  readonly #audiences: readonly string[]
  readonly #algorithms: readonly JwsAlgorithm[]
  readonly #toleranceSeconds: number | undefined
  readonly #issuer: string | undefined
  readonly #open: OpenToken | undefined
  readonly #clock: () => number
  readonly #keys: IssuerKeys
  readonly #tracing: Tracing
  readonly #remembered: LRUCache<string, Remembered> | undefined

  constructor(options: ValidatorOptions) {
    const { clock = systemClock, monotonicMs = () => performance.now(), remember = REMEMBERED } = options
    const issuer = secureUrl('issuer', options.issuer)
    const jwksUri = secureUrl('jwksUri', options.jwksUri)
    if (issuer === undefined && jwksUri === undefined) throw new Error('a JwtValidator needs an issuer or a jwksUri')
    this.#audiences = namesIn(options.audience)
    this.#algorithms = options.algorithms ?? jwsAlgorithmNames
    this.#toleranceSeconds = options.clockToleranceSeconds
    this.#issuer = issuer
    const { decryptionKeys = [] } = options
    this.#open = decryptionKeys.length > 0 ? createOpenToken(decryptionKeys) : undefined
    this.#clock = clock
    const fetch = options.fetch ?? ((request: Request) => globalThis.fetch(request))
    this.#keys = new IssuerKeys({ issuer, jwksUri, asking: askingWith(fetch), monotonicMs })
    this.#tracing = options.tracing ?? { party: 'resource-server', linkKey: randomBytes(32) }
    this.#remembered = remember > 0 ? new LRUCache({ max: remember, maxSize: REMEMBERED_BYTES }) : undefined
  }

  /**
   * The claims of an access token: signed by the issuer, for this audience, of the right type, now valid (RFC 9068 §4).
   * @throws {Refusal} with the rule that failed; `error` is `invalid_token`, or `temporarily_unavailable` where the issuer's keys cannot be had.
   */
  async validateJwt(jwt: string): Promise<AccessTokenClaims> {
    return await tracedCall(this.#tracing, 'validateJwt', () => this.#validate(jwt))
  }

  async #validate(token: string): Promise<AccessTokenClaims> {
    linkToken(token)
    const verified = (await this.#recall(token)) ?? (await this.#verify(token))
    const { client_id: clientId, jti } = verified.claims
    if (typeof clientId === 'string') traceClient(clientId)
    if (typeof jti === 'string') link('jti', jti)
    const times = { now: Math.floor(this.#clock()), toleranceSeconds: this.#toleranceSeconds }
    return checkAccessToken(verified, this.#audiences, times)
  }

  /** A token that came before, while its key is still the issuer's. */
  async #recall(token: string): Promise<VerifiedJwt | undefined> {
    const known = this.#remembered?.get(digestOf(token))
    if (known === undefined) return undefined
    const pending = this.#keys.get()
    const { keySet } = pending instanceof Promise ? await pending : pending
    if (!keySet.keys.includes(known.key)) return undefined
    note(notes.remembered)
    if (known.opened !== undefined) traceOpened(known.opened)
    return known.jwt
  }

  async #verify(token: string): Promise<VerifiedJwt> {
    const issuer = this.#issuer ?? (await this.#keys.get()).issuer
    const opened = isEncrypted(token) ? await this.#open?.(token) : undefined
    const jwt = parseAccessToken(opened ?? token, issuer, this.#algorithms)
    const key = await this.#keyFor(jwt)
    const verified = provenJwt(jwtRules, jwt, await verifySignature(jwt, key))
    this.#rememberIt(token, { jwt: verified, key, opened: opened && `${jwt.signed}.` })
    return verified
  }

  async #keyFor(jwt: UnverifiedJwt): Promise<VerificationKey> {
    const keys = await this.#keys.getFor(jwt)
    // Keys of before cannot tell whether an unknown one is forged or new.
    const telling = keys.stale === undefined || hasKeyFor(keys.keySet, jwt)
    check(rules.reachable, telling, { received: keys.stale })
    return chooseKey(jwtRules, keys.keySet, jwt)
  }

  #rememberIt(token: string, entry: Remembered): void {
    const { exp } = entry.jwt.claims
    const seconds = typeof exp === 'number' ? exp - this.#clock() : 0
    if (seconds > 0) {
      // What was parsed weighs a few times what was sent.
      const options = { ttl: Math.min(seconds, 86_400) * 1000, size: 512 + 4 * token.length }
      this.#remembered?.set(digestOf(token), entry, options)
    }
  }
}

/** The token itself is never kept. */
const digestOf = (token: string): string =>
  token.length <= ENCRYPTED_MOST_CHARACTERS ? hash('sha256', token, 'base64url') : 'too long to be one'
