/** Client assertions (RFC 7523 §2.2 and §3, OIDC Core §9): what a JWT by which a client says who it is has to be. */
import { check, defineRules } from './check.ts'
import { type JwsAlgorithm, jwsAlgorithmNames } from './jwk.ts'
import { audienceOf, checkTimes, defineJwtRules, parseJwt, type UnverifiedJwt, type VerifiedJwt } from './jwt.ts'
import { isMacAlgorithm, type MacAlgorithm, macAlgorithmNames } from './mac.ts'
import type { Params } from './params.ts'

export const CLIENT_ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** How long an assertion may be good for: its `jti` is kept for as long. */
export const ASSERTION_MOST_SECONDS = 600
/** By how much the clocks of client and server may differ. */
export const ASSERTION_TOLERANCE_SECONDS = 30
const JTI_MOST_CHARACTERS = 256

export const jwtRules = defineJwtRules('client-assertion', 'invalid_client')

export const rules = defineRules('client-assertion', {
  type: ['RFC7523-2.2', 'invalid_client', `client_assertion_type must be ${CLIENT_ASSERTION_TYPE}`],
  present: ['RFC7523-2.2', 'invalid_client', 'client_assertion must be present where client_assertion_type is'],
  sub: ['RFC7523-3', 'invalid_client', 'sub must be the client_id'],
  algRegistered: [
    'OIDCR-2',
    'invalid_client',
    'alg must be the token_endpoint_auth_signing_alg that the client is registered for',
  ],
  keysKnown: ['OIDCR-2', 'invalid_client', 'keys of the client must be known, or be fetched from its jwks_uri'],
  keySet: ['RFC7517-5', 'invalid_client', 'answer of the jwks_uri must be a JWK Set'],
  audSingle: ['RFC7523-3', 'invalid_client', 'aud must be one string: who receives it can use it nowhere else'],
  expNear: ['RFC7523-3', 'invalid_client', `exp must be at most ${ASSERTION_MOST_SECONDS} seconds away`],
  jtiPresent: ['OIDC-9', 'invalid_client', `jti must be a string of 1 to ${JTI_MOST_CHARACTERS} characters`],
  unused: ['OIDC-9', 'invalid_client', 'jti must not have been used before'],
})

export type AssertionAlgorithm = JwsAlgorithm | MacAlgorithm
export type AssertionMethod = 'client_secret_jwt' | 'private_key_jwt'

export const assertionAlgorithms: readonly AssertionAlgorithm[] = [...jwsAlgorithmNames, ...macAlgorithmNames]

/** The algorithms of a method: a shared secret never signs for `private_key_jwt`, nor a key pair for `client_secret_jwt`. */
export const algorithmsOf = (method: AssertionMethod): readonly AssertionAlgorithm[] =>
  method === 'client_secret_jwt' ? macAlgorithmNames : jwsAlgorithmNames

export interface ClaimedAssertion {
  readonly method: AssertionMethod
  readonly clientId: string
  readonly jwt: UnverifiedJwt<AssertionAlgorithm>
}

// Who mistakes the parameter may have put the secret here.
const shownType = (type: string): string =>
  type.startsWith('urn:') ? type.slice(0, 256) : `${type.length} characters that are no URN`

/**
 * The assertion of a request, or `undefined` where it has none; who made it is not proven.
 * @throws {Refusal} `client-assertion.*`
 */
export function assertionIn(params: Params): ClaimedAssertion | undefined {
  const [type, assertion] = [params.get('client_assertion_type'), params.get('client_assertion')]
  if (type === undefined && assertion === undefined) return undefined
  check(rules.type, type === CLIENT_ASSERTION_TYPE, {
    parameter: 'client_assertion_type',
    expected: CLIENT_ASSERTION_TYPE,
    received: type && shownType(type),
  })
  check(rules.present, assertion !== undefined, { parameter: 'client_assertion' })
  const jwt = parseJwt(jwtRules, assertion, assertionAlgorithms)
  const { typ } = jwt.header
  check(jwtRules.typ, typ === undefined || /^(?:application\/)?(?:client-authentication\+)?jwt$/i.test(typ), {
    expected: 'JWT, client-authentication+jwt, or none',
    received: typ,
  })
  const { iss, sub } = jwt.claimed
  check(rules.sub, typeof sub === 'string' && sub !== '')
  check(jwtRules.iss, iss === sub, { expected: sub, received: typeof iss === 'string' ? iss : typeof iss })
  const method = isMacAlgorithm(jwt.header.alg) ? 'client_secret_jwt' : 'private_key_jwt'
  return { method, clientId: sub, jwt }
}

export interface AssertionDemands {
  /** What `aud` may be. */
  readonly audiences: readonly string[]
  /** Seconds since the epoch. */
  readonly now: number
}

/** What makes an assertion good for once. */
export interface AssertionUse {
  readonly jti: string
  /** Until then it would be accepted. */
  readonly acceptableUntil: number
}

/**
 * What the claims of a signed assertion have to be; whether it was used before is not looked at.
 * @throws {Refusal} `client-assertion.*`
 */
export function checkAssertion(jwt: VerifiedJwt, { audiences, now }: AssertionDemands): AssertionUse {
  const { aud, exp, jti } = jwt.claims
  const received = audienceOf(jwt.claims)
  check(jwtRules.audPresent, received.length > 0)
  check(rules.audSingle, typeof aud === 'string', { expected: audiences, received })
  check(jwtRules.aud, audiences.includes(aud), { expected: audiences, received: aud })
  checkTimes(jwtRules, jwt, { now, toleranceSeconds: ASSERTION_TOLERANCE_SECONDS })
  const latest = now + ASSERTION_MOST_SECONDS + ASSERTION_TOLERANCE_SECONDS
  check(rules.expNear, typeof exp === 'number' && exp <= latest, {
    expected: `at most ${latest}`,
    received: Number(exp),
  })
  check(rules.jtiPresent, typeof jti === 'string' && jti !== '' && jti.length <= JTI_MOST_CHARACTERS)
  return { jti, acceptableUntil: exp + ASSERTION_TOLERANCE_SECONDS }
}

/**
 * The algorithm of an assertion is the one that its client is registered for, where it is for one.
 * @throws {Refusal} `client-assertion.algRegistered`
 */
export function checkAlgorithm({ jwt }: ClaimedAssertion, registered: string | undefined): void {
  const { alg } = jwt.header
  check(rules.algRegistered, registered === undefined || alg === registered, { expected: registered, received: alg })
}
