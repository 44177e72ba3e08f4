/**
 * Signed JWTs (RFC 7519, RFC 7515, RFC 8725), as every party reads them: parsed once, then proven step by step.
 * Compact form and protected header only; `jwk`, `jku`, `x5u` and `x5c` are never looked at.
 */
import { parseJson } from './answer.ts'
import { check, defineRules, type Rule } from './check.ts'
import type { ErrorCode } from './errors.ts'
import type { JwsAlgorithm } from './jwk.ts'

export const JWT_MOST_BYTES = 16 * 1024
const TOLERANCE_SECONDS = 5

/**
 * What any signed JWT must be. Each use declares them once under its own feature and error:
 * `defineJwtRules('idToken', 'invalid_id_token')` makes `idToken.alg`, `idToken.signature` and so on.
 */
export function defineJwtRules(feature: string, error: ErrorCode) {
  return defineRules(feature, {
    size: ['RFC7519-7.2', error, `token must not be longer than ${JWT_MOST_BYTES} characters`],
    compact: ['RFC7515-7.1', error, 'token must be a JWS in compact form: three parts of base64url'],
    header: ['RFC7515-5.2', error, 'header must be a JSON object whose alg, kid and typ are strings'],
    algNone: ['RFC8725-3.2', error, 'alg must not be none, however it is spelled'],
    crit: ['RFC7515-4.1.11', error, 'crit must not be used'],
    alg: ['RFC8725-3.1', error, 'alg must be one that the recipient allows'],
    payload: ['RFC7519-7.2', error, 'payload must be a JSON object'],
    typ: ['RFC8725-3.11', error, 'typ must be the one of this kind of token'],
    iss: ['RFC8725-3.8', error, 'iss must be the issuer that the recipient trusts'],
    key: ['RFC7515-4.1.4', error, 'kid must name one key of the issuer'],
    keyFits: ['RFC8725-3.1', error, 'alg must fit the key'],
    signature: ['RFC7515-5.2', error, 'signature must be valid'],
    audPresent: ['RFC8725-3.9', error, 'aud must be a string or a list of strings, not empty'],
    aud: ['RFC8725-3.9', error, 'aud must name the recipient'],
    expPresent: ['RFC7519-4.1.4', error, 'exp must be present and a number'],
    exp: ['RFC7519-4.1.4', error, 'exp must be in the future'],
    nbf: ['RFC7519-4.1.5', error, 'nbf must be a number that is not in the future'],
    iat: ['RFC7519-4.1.6', error, 'iat must be a number that is not in the future'],
  })
}

export type JwtRules = { readonly [K in keyof ReturnType<typeof defineJwtRules>]: Rule }

export interface JwtHeader {
  readonly alg: string
  readonly kid?: string
  readonly typ?: string
}

export type JwtClaims = Readonly<Record<string, unknown>>

declare const proven: unique symbol

/** Well-formed, its alg allowed; who made it is not proven. */
export interface UnverifiedJwt<A extends string = JwsAlgorithm> {
  readonly [proven]: 'form'
  readonly header: JwtHeader & { readonly alg: A }
  /** What the sender claims. */
  readonly claimed: JwtClaims
  /** ASCII: header and payload as they were sent, with the dot between. */
  readonly signed: string
  /** base64url, canonical. */
  readonly signature: string
}

/** Signed by a key of the issuer; `aud` and times are the next functions' to prove. */
export interface VerifiedJwt {
  readonly [proven]: 'signature'
  readonly header: JwtHeader
  readonly claims: JwtClaims
}

/** The last character of a part holds no stray bits, so that one token has one spelling. */
export const PART = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Parses a compact JWS whose `alg` is one of `algs`.
 * @throws {Refusal} `size`, `compact`, `header`, `algNone`, `crit`, `alg`, `payload`
 */
export function parseJwt<A extends string = JwsAlgorithm>(
  rules: JwtRules,
  token: string,
  algs: readonly A[],
): UnverifiedJwt<A> {
  check(rules.size, token.length <= JWT_MOST_BYTES, { expected: JWT_MOST_BYTES, received: token.length })
  const parts = token.split('.', 6)
  const [head = '', body = '', signature = ''] = parts
  check(rules.compact, parts.length === 3 && parts.every((part) => PART.test(part)) && head !== '' && body !== '', {
    expected: '3 parts',
    received: `${parts.length} parts`,
  })
  const header = headerOf(head)
  check(rules.header, header)
  const { alg } = header
  check(rules.algNone, alg.trim().toLowerCase() !== 'none', { received: alg })
  check(rules.crit, !('crit' in header))
  check(rules.alg, isOneOf(algs, alg), { expected: algs, received: alg })
  const claimed = objectIn(body)
  check(rules.payload, claimed)
  const known = { alg, ...only('kid', header.kid), ...only('typ', header.typ) }
  return { header: known, claimed, signed: `${head}.${body}`, signature } as UnverifiedJwt<A>
}

const isOneOf = <A extends string>(algs: readonly A[], alg: string): alg is A => algs.some((allowed) => allowed === alg)

const only = <K extends string>(name: K, value: string | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in K]?: string }

function headerOf(part: string): (JwtHeader & JwtClaims) | undefined {
  const header = objectIn(part)
  const sound =
    typeof header?.alg === 'string' &&
    (header.kid === undefined || typeof header.kid === 'string') &&
    (header.typ === undefined || typeof header.typ === 'string')
  return sound ? (header as JwtHeader & JwtClaims) : undefined
}

/** The JSON object in a part; `undefined` where it holds none. */
export function objectIn(part: string): JwtClaims | undefined {
  try {
    const value = parseJson(utf8.decode(bytesOfBase64url(part)))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JwtClaims) : undefined
  } catch {
    return undefined
  }
}

/** Decodes base64url without padding. @throws where `text` is none. */
export function bytesOfBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** `typ` is a media type whose `application/` may be left out, in any case (RFC 7515 §4.1.9). */
export const typOf = ({ typ }: JwtHeader): string | undefined => typ?.toLowerCase().replace(/^application\//, '')

/** @throws {Refusal} `typ` */
export function checkTyp(rules: JwtRules, { header }: Pick<UnverifiedJwt<string>, 'header'>, expected: string): void {
  check(rules.typ, typOf(header) === expected, { expected, received: header.typ })
}

/**
 * Compared before any key is fetched: keys are never those of whoever a token names (security: E9).
 * @throws {Refusal} `iss`
 */
export function checkIssuer(
  rules: JwtRules,
  { claimed }: Pick<UnverifiedJwt<string>, 'claimed'>,
  issuer: string,
): void {
  check(rules.iss, claimed.iss === issuer, { expected: issuer, received: plain(claimed.iss) })
}

/**
 * Takes the answer of a signature verification, made over `signed` with the issuer's key.
 * @throws {Refusal} `signature`
 */
export function provenJwt(
  rules: JwtRules,
  jwt: Pick<UnverifiedJwt<string>, 'header' | 'claimed'>,
  valid: boolean,
): VerifiedJwt {
  check(rules.signature, valid === true)
  return { header: jwt.header, claims: jwt.claimed } as VerifiedJwt
}

/** What the issuer itself kept of a token, instead of signing it or beside it, is proven as if it were signed. */
export const keptJwt = (typ: string, claims: JwtClaims): VerifiedJwt =>
  ({ header: { alg: 'ES256', typ }, claims }) as VerifiedJwt

/**
 * `aud` contains one of the recipient's names.
 * @throws {Refusal} `audPresent`, `aud`
 */
export function checkAudience(rules: JwtRules, { claims }: VerifiedJwt, names: readonly string[]): void {
  const aud = audienceOf(claims)
  check(rules.audPresent, aud.length > 0)
  const ours = aud.some((name) => names.includes(name))
  check(rules.aud, ours, { expected: names, received: aud })
}

/** The values of `aud`; empty where it is missing or not what it should be. */
export function audienceOf({ aud }: JwtClaims): readonly string[] {
  if (typeof aud === 'string') return aud === '' ? [] : [aud]
  if (!Array.isArray(aud)) return []
  return aud.every((name) => typeof name === 'string' && name !== '') ? aud : []
}

export interface TimeOptions {
  /** Seconds since the epoch. */
  readonly now: number
  /** By how much the clocks of issuer and recipient may differ. */
  readonly toleranceSeconds?: number | undefined
}

/**
 * `exp` must be there; `nbf` and `iat` are looked at where they are.
 * @throws {Refusal} `expPresent`, `exp`, `nbf`, `iat`
 */
export function checkTimes(
  rules: JwtRules,
  { claims }: Pick<VerifiedJwt, 'claims'>,
  { now, toleranceSeconds = TOLERANCE_SECONDS }: TimeOptions,
): void {
  const { exp, nbf, iat } = claims
  check(rules.expPresent, isTime(exp), { received: plain(exp) })
  check(rules.exp, exp > now - toleranceSeconds, { expected: `after ${now}`, received: plain(exp) })
  const latest = now + toleranceSeconds
  for (const [rule, time] of [
    [rules.nbf, nbf],
    [rules.iat, iat],
  ] as const) {
    if (time !== undefined) {
      check(rule, isTime(time) && time <= latest, { expected: `at most ${latest}`, received: plain(time) })
    }
  }
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const plain = (value: unknown): string | number | undefined =>
  typeof value === 'string' || typeof value === 'number' ? value : value === undefined ? undefined : typeof value
