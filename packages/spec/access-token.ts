/** JWT access tokens (RFC 9068): what they hold, and what their recipients demand of them. */
import { check, defineNotes, defineRules } from './check.ts'
import type { JwsAlgorithm } from './jwk.ts'
import {
  checkAudience,
  checkIssuer,
  checkTimes,
  checkTyp,
  defineJwtRules,
  parseJwt,
  type TimeOptions,
  type UnverifiedJwt,
  type VerifiedJwt,
} from './jwt.ts'
import { isScope, type Scope } from './scope.ts'

export const ACCESS_TOKEN_TYP = 'at+jwt'

/** What any JWT must be, as access token. */
export const jwtRules = defineJwtRules('access-token', 'invalid_token')

export const rules = defineRules('access-token', {
  iatPresent: ['RFC9068-2.2', 'invalid_token', 'iat must be present'],
  sub: ['RFC9068-2.2', 'invalid_token', 'sub must be present and a string'],
  clientId: ['RFC9068-2.2', 'invalid_token', 'client_id must be present and a string'],
  jti: ['RFC9068-2.2', 'invalid_token', 'jti must be present and a string'],
  scope: [
    'RFC9068-2.2.3',
    'invalid_token',
    'scope must be scope tokens separated by single spaces where it is present',
  ],
})

export const notes = defineNotes('access-token', {
  opaque: ['RFC6749-1.4', 'the access token is a random reference: only this server knows what it stands for'],
  encrypted: ['RFC9068-6', 'the access token was signed, then encrypted to the key of its resource server'],
})

/** What is known of every access token, however it was read. Times in seconds since the epoch. */
export interface TokenClaims {
  readonly iss: string
  readonly sub: string
  readonly aud: string | readonly string[]
  readonly exp: number
  readonly iat?: number
  readonly jti?: string
  readonly client_id: string
  readonly scope?: string
  readonly auth_time?: number
  readonly acr?: string
  readonly amr?: readonly string[]
  readonly [claim: string]: unknown
}

/** What a JWT access token holds (RFC 9068 §2.2). */
export interface AccessTokenClaims extends TokenClaims {
  readonly iat: number
  readonly jti: string
}

/**
 * A token that claims to be the issuer's and to be an access token: whose key to look for, nothing more.
 * @throws {Refusal} `access-token.*`
 */
export function parseAccessToken(token: string, issuer: string, algs: readonly JwsAlgorithm[]): UnverifiedJwt {
  const jwt = parseJwt(jwtRules, token, algs)
  checkTyp(jwtRules, jwt, ACCESS_TOKEN_TYP)
  checkIssuer(jwtRules, jwt, issuer)
  return jwt
}

/**
 * The claims of an access token for one of these audiences, while it is valid (RFC 9068 §4).
 * @throws {Refusal} `access-token.*`
 */
export function checkAccessToken(
  jwt: VerifiedJwt,
  audiences: readonly string[],
  times: TimeOptions,
): AccessTokenClaims {
  checkAudience(jwtRules, jwt, audiences)
  checkTimes(jwtRules, jwt, times)
  const { claims } = jwt
  check(rules.iatPresent, claims.iat !== undefined)
  check(rules.sub, isText(claims.sub))
  check(rules.clientId, isText(claims.client_id))
  check(rules.jti, isText(claims.jti))
  check(
    rules.scope,
    claims.scope === undefined || claims.scope === '' || (isText(claims.scope) && isScope(claims.scope)),
  )
  return claims as AccessTokenClaims
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** The scopes of a token; none where the claim is missing. */
export const scopesOf = ({ scope }: TokenClaims): Scope =>
  scope === undefined || scope === '' ? [] : [...new Set(scope.split(' '))]
