/** The ID token as the client reads it (OpenID Connect Core §3.1.3.7 and §12.2), once its signature is verified. */
import { check, defineRules } from './check.ts'
import { equalInConstantTime } from './constant-time.ts'

/** How far two clocks may be apart. */
export const CLOCK_SKEW_SECONDS = 30

export const rules = defineRules('id-token', {
  type: ['RFC8725-3.11', 'invalid_id_token', 'typ must not name another kind of token'],
  issuer: ['OIDC-3.1.3.7', 'invalid_id_token', 'iss must be identical to the issuer'],
  subject: ['OIDC-2', 'invalid_id_token', 'sub must be 1 to 255 characters'],
  audience: ['OIDC-3.1.3.7', 'invalid_id_token', 'aud must contain the client_id'],
  audienceTrusted: ['OIDC-3.1.3.7', 'invalid_id_token', 'aud must not contain others than the client trusts'],
  authorizedParty: ['OIDC-3.1.3.7', 'invalid_id_token', 'azp must be the client_id where it is present'],
  alive: ['OIDC-3.1.3.7', 'invalid_id_token', 'exp must be a time to come'],
  issuedAt: ['OIDC-3.1.3.7', 'invalid_id_token', 'iat must be present and must not be a time to come'],
  nonce: ['OIDC-3.1.3.7', 'invalid_id_token', 'nonce must be the one of the authorization request'],
  authTime: ['OIDC-3.1.3.7', 'invalid_id_token', 'auth_time must be present where max_age was asked for'],
  authRecent: ['OIDC-3.1.3.7', 'invalid_id_token', 'auth_time must not be longer ago than max_age'],
  accessTokenHash: ['OIDC-3.1.3.8', 'invalid_id_token', 'at_hash must be that of the access token where it is present'],
})

export const refreshRules = defineRules('id-token-refresh', {
  issuer: ['OIDC-12.2', 'invalid_id_token', 'iss must be the same as in the first ID token'],
  subject: ['OIDC-12.2', 'invalid_id_token', 'sub must be the same as in the first ID token'],
  audience: ['OIDC-12.2', 'invalid_id_token', 'aud must be the same as in the first ID token'],
  authTime: ['OIDC-12.2', 'invalid_id_token', 'auth_time must be the time of the first authentication'],
  nonce: ['OIDC-12.2', 'invalid_id_token', 'nonce must be the same as in the first ID token where it is present'],
})

/** The claims of an ID token that passed; others are there under their own names. Times in seconds. */
export interface IdTokenClaims {
  readonly iss: string
  readonly sub: string
  readonly aud: string | readonly string[]
  readonly exp: number
  readonly iat: number
  readonly nonce?: string
  readonly auth_time?: number
  readonly azp?: string
  readonly at_hash?: string
  readonly [claim: string]: unknown
}

export interface ExpectedIdToken {
  readonly issuer: string
  readonly clientId: string
  /** Audiences besides the client itself. */
  readonly trustedAudiences?: readonly string[] | undefined
  /** `undefined` where the request had none: then the token has none either. */
  readonly nonce: string | undefined
  /** Seconds. */
  readonly maxAge?: number | undefined
}

type Claims = Readonly<Record<string, unknown>>

/**
 * The claims of an ID token, if it is for this client and answers this request. The signature is not looked at here.
 * @throws {Refusal} `id-token.*`
 */
export function checkIdToken(
  header: { readonly typ?: unknown },
  claims: Claims,
  expected: ExpectedIdToken,
  now: number,
): IdTokenClaims {
  const { iss, sub, nonce } = claims
  const typ = typeof header.typ === 'string' ? header.typ.toLowerCase() : undefined
  check(rules.type, typ === undefined || typ === 'jwt', { expected: 'JWT', received: typ })
  check(rules.issuer, iss === expected.issuer, { expected: expected.issuer, received: text(iss) })
  check(rules.subject, typeof sub === 'string' && sub.length >= 1 && sub.length <= 255, { parameter: 'sub' })
  const audience = checkAudience(claims, expected)
  const times = checkTimes(claims, now)
  const sameNonce =
    expected.nonce === undefined
      ? nonce === undefined
      : typeof nonce === 'string' && equalInConstantTime(nonce, expected.nonce)
  check(rules.nonce, sameNonce, { parameter: 'nonce' })
  if (expected.maxAge !== undefined) checkAuthTime(claims, expected.maxAge, now)
  return { ...claims, iss, sub, ...audience, ...times }
}

function checkAudience(claims: Claims, expected: ExpectedIdToken): Pick<IdTokenClaims, 'aud'> {
  const { aud, azp } = claims
  const audiences = audiencesOf(aud)
  const { clientId, trustedAudiences = [] } = expected
  check(rules.audience, audiences.includes(clientId), { expected: clientId, received: audiences })
  const trusted = audiences.every((name) => name === clientId || trustedAudiences.includes(name))
  check(rules.audienceTrusted, trusted, { expected: [clientId, ...trustedAudiences], received: audiences })
  check(rules.authorizedParty, azp === undefined || azp === clientId, { expected: clientId, received: text(azp) })
  return { aud: typeof aud === 'string' ? aud : audiences }
}

/** `aud` as a list; empty where it is missing or holds anything but texts. */
function audiencesOf(aud: unknown): readonly string[] {
  if (typeof aud === 'string') return [aud]
  return Array.isArray(aud) && aud.every((name) => typeof name === 'string') ? aud : []
}

function checkTimes({ exp, iat }: Claims, now: number): Pick<IdTokenClaims, 'exp' | 'iat'> {
  check(rules.alive, isTime(exp) && now < exp + CLOCK_SKEW_SECONDS, { expected: `after ${now}`, received: text(exp) })
  check(rules.issuedAt, isTime(iat) && iat <= now + CLOCK_SKEW_SECONDS, {
    expected: `at most ${now}`,
    received: text(iat),
  })
  return { exp, iat }
}

function checkAuthTime({ auth_time }: Claims, maxAge: number, now: number): void {
  check(rules.authTime, isTime(auth_time), { parameter: 'auth_time' })
  const oldest = now - maxAge - CLOCK_SKEW_SECONDS
  check(rules.authRecent, auth_time >= oldest, { expected: `at least ${oldest}`, received: auth_time })
}

/**
 * What a second ID token must have in common with the first.
 * @throws {Refusal} `id-token-refresh.*`
 */
export function checkRefreshedIdToken(first: IdTokenClaims, second: Claims): void {
  check(refreshRules.issuer, second.iss === first.iss, { expected: first.iss, received: text(second.iss) })
  check(refreshRules.subject, second.sub === first.sub, { expected: first.sub, received: text(second.sub) })
  const audiences = audiencesOf(second.aud)
  const same = audiencesOf(first.aud).toSorted().join(' ') === audiences.toSorted().join(' ')
  check(refreshRules.audience, same, { expected: audiencesOf(first.aud), received: audiences })
  const { auth_time, nonce } = second
  const known = first.auth_time === undefined || auth_time === undefined || auth_time === first.auth_time
  check(refreshRules.authTime, known, { expected: first.auth_time, received: text(auth_time) })
  check(refreshRules.nonce, nonce === undefined || nonce === first.nonce, { parameter: 'nonce' })
}

/** The hash that goes with each signing algorithm (§3.1.3.6); an algorithm that is not here fails. */
const HASHES: Readonly<Record<string, string>> = {
  RS256: 'SHA-256',
  PS256: 'SHA-256',
  ES256: 'SHA-256',
  HS256: 'SHA-256',
  RS384: 'SHA-384',
  PS384: 'SHA-384',
  ES384: 'SHA-384',
  RS512: 'SHA-512',
  PS512: 'SHA-512',
  ES512: 'SHA-512',
  EdDSA: 'SHA-512',
  Ed25519: 'SHA-512',
}

/** The left half of a token's hash, as `at_hash` and `c_hash` have it; `undefined` for an algorithm that has none. */
export async function leftHalfHash(alg: string, token: string): Promise<string | undefined> {
  const hash = Object.hasOwn(HASHES, alg) ? HASHES[alg] : undefined
  if (hash === undefined) return undefined
  const digest = new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(token)))
  return btoa(String.fromCharCode(...digest.subarray(0, digest.length / 2)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/**
 * Ties the access token to the ID token where the server did.
 * @throws {Refusal} `id-token.accessTokenHash`
 */
export async function checkAccessTokenHash(claims: Claims, alg: string, accessToken: string): Promise<void> {
  const { at_hash } = claims
  const expected = at_hash === undefined ? undefined : await leftHalfHash(alg, accessToken)
  const matches = at_hash === undefined || (expected !== undefined && at_hash === expected)
  check(rules.accessTokenHash, matches, { parameter: 'at_hash' })
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** A claim as it may stand in a trace. */
const text = (value: unknown): string | number | undefined =>
  typeof value === 'string' || typeof value === 'number' ? value : value === undefined ? undefined : typeof value
