/** The ID token as the client reads it (OpenID Connect Core §3.1.3.7 and §12.2). */
import { check, defineRules } from './check.ts'
import { equalInConstantTime } from './constant-time.ts'
import type { JwsAlgorithm } from './jwk.ts'
import {
  audienceOf,
  checkAudience,
  checkIssuer,
  checkTimes,
  checkTyp,
  defineJwtRules,
  type JwtClaims,
  parseJwt,
  type UnverifiedJwt,
  type VerifiedJwt,
} from './jwt.ts'

/** How far the clocks of issuer and client may be apart. */
export const CLOCK_SKEW_SECONDS = 30

/** What any JWT must be, as ID token. */
export const jwtRules = defineJwtRules('id-token', 'invalid_id_token')

export const rules = defineRules('id-token', {
  subject: ['OIDC-2', 'invalid_id_token', 'sub must be 1 to 255 characters'],
  iatPresent: ['OIDC-2', 'invalid_id_token', 'iat must be present'],
  audienceTrusted: ['OIDC-3.1.3.7', 'invalid_id_token', 'aud must not contain others than the client trusts'],
  authorizedParty: ['OIDC-3.1.3.7', 'invalid_id_token', 'azp must be the client_id where it is present'],
  nonce: ['OIDC-3.1.3.7', 'invalid_id_token', 'nonce must be the one of the authorization request'],
  authTime: ['OIDC-3.1.3.7', 'invalid_id_token', 'auth_time must be present where max_age was asked for'],
  authRecent: ['OIDC-3.1.3.7', 'invalid_id_token', 'auth_time must not be longer ago than max_age'],
  accessTokenHash: ['OIDC-3.1.3.8', 'invalid_id_token', 'at_hash must be that of the access token where it is present'],
})

export const refreshRules = defineRules('id-token-refresh', {
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
  readonly clientId: string
  /** Audiences besides the client itself. */
  readonly trustedAudiences?: readonly string[] | undefined
  /** `undefined` where the request had none: then the token has none either. */
  readonly nonce: string | undefined
  /** Seconds. */
  readonly maxAge?: number | undefined
}

/**
 * An ID token that claims to be the issuer's and to be an ID token: whose key to look for, nothing more.
 * @throws {Refusal} `id-token.*`
 */
export function parseIdToken(token: string, issuer: string, algs: readonly JwsAlgorithm[]): UnverifiedJwt {
  const jwt = parseJwt(jwtRules, token, algs)
  if (jwt.header.typ !== undefined) checkTyp(jwtRules, jwt, 'jwt')
  checkIssuer(jwtRules, jwt, issuer)
  return jwt
}

/**
 * The claims of an ID token, if it is for this client and answers this request.
 * @throws {Refusal} `id-token.*`
 */
export function checkIdToken(jwt: VerifiedJwt, expected: ExpectedIdToken, now: number): IdTokenClaims {
  const claims = checkBasics(jwt, expected, now)
  const { nonce } = claims
  const same =
    expected.nonce === undefined || nonce === undefined
      ? nonce === expected.nonce
      : typeof nonce === 'string' && equalInConstantTime(nonce, expected.nonce)
  check(rules.nonce, same, { parameter: 'nonce' })
  if (expected.maxAge !== undefined) checkAuthTime(claims, expected.maxAge, now)
  return claims
}

/**
 * The claims of an ID token that came with a refresh: what it must have in common with the first.
 * @throws {Refusal} `id-token.*`, `id-token-refresh.*`
 */
export function checkRefreshedIdToken(
  jwt: VerifiedJwt,
  first: IdTokenClaims,
  expected: Pick<ExpectedIdToken, 'clientId' | 'trustedAudiences'>,
  now: number,
): IdTokenClaims {
  const claims = checkBasics(jwt, expected, now)
  const { sub, auth_time, nonce } = claims
  check(refreshRules.subject, sub === first.sub, { expected: first.sub, received: sub })
  const [before, after] = [audienceOf(first).toSorted(), audienceOf(claims).toSorted()]
  check(refreshRules.audience, before.join(' ') === after.join(' '), { expected: before, received: after })
  const known = first.auth_time === undefined || auth_time === undefined || auth_time === first.auth_time
  check(refreshRules.authTime, known, { expected: first.auth_time, received: plain(auth_time) })
  check(refreshRules.nonce, nonce === undefined || nonce === first.nonce, { parameter: 'nonce' })
  return claims
}

type Recipient = Pick<ExpectedIdToken, 'clientId' | 'trustedAudiences'>

/** What holds for every ID token, whatever request it answers. The issuer was compared before its key was looked for. */
function checkBasics(jwt: VerifiedJwt, { clientId, trustedAudiences = [] }: Recipient, now: number): IdTokenClaims {
  const { claims } = jwt
  checkAudience(jwtRules, jwt, [clientId])
  const aud = audienceOf(claims)
  const trusted = [clientId, ...trustedAudiences]
  check(
    rules.audienceTrusted,
    aud.every((name) => trusted.includes(name)),
    { expected: trusted, received: aud },
  )
  const { azp, sub, iat } = claims
  check(rules.authorizedParty, azp === undefined || azp === clientId, { expected: clientId, received: plain(azp) })
  check(rules.subject, typeof sub === 'string' && sub.length >= 1 && sub.length <= 255, { parameter: 'sub' })
  checkTimes(jwtRules, jwt, { now, toleranceSeconds: CLOCK_SKEW_SECONDS })
  check(rules.iatPresent, iat !== undefined, { parameter: 'iat' })
  return claims as IdTokenClaims
}

function checkAuthTime({ auth_time }: IdTokenClaims, maxAge: number, now: number): void {
  check(rules.authTime, typeof auth_time === 'number', { parameter: 'auth_time' })
  const oldest = now - maxAge - CLOCK_SKEW_SECONDS
  check(rules.authRecent, auth_time >= oldest, { expected: `at least ${oldest}`, received: auth_time })
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
export async function checkAccessTokenHash({ at_hash }: JwtClaims, alg: string, accessToken: string): Promise<void> {
  const expected = at_hash === undefined ? undefined : await leftHalfHash(alg, accessToken)
  const matches = at_hash === undefined || (expected !== undefined && at_hash === expected)
  check(rules.accessTokenHash, matches, { parameter: 'at_hash' })
}

/** A claim as it may stand in a trace. */
const plain = (value: unknown): string | number | undefined =>
  typeof value === 'string' || typeof value === 'number' ? value : value === undefined ? undefined : typeof value
