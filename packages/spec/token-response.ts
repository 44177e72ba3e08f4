/** The token endpoint's answer as the client reads it (RFC 6749 §5, OpenID Connect Core §3.1.3.3). */
import { check, defineNotes, defineRules } from './check.ts'

export const rules = defineRules('token-response', {
  object: ['RFC6749-5.1', 'invalid_token_response', 'token response must be a JSON object'],
  accessToken: ['RFC6749-5.1', 'invalid_token_response', 'access_token must be printable ASCII and not empty'],
  tokenType: ['RFC6749-7.1', 'invalid_token_response', 'token_type must be Bearer'],
  expiresIn: ['RFC6749-5.1', 'invalid_token_response', 'expires_in must be a number of seconds where it is given'],
  refreshToken: [
    'RFC6749-5.1',
    'invalid_token_response',
    'refresh_token must be printable ASCII and not empty where it is given',
  ],
  scope: ['RFC6749-5.1', 'invalid_token_response', 'scope must be a list of tokens where it is given'],
  idToken: ['OIDC-3.1.3.3', 'invalid_token_response', 'id_token must be a JWT where it is given'],
  idTokenPresent: ['OIDC-3.1.3.3', 'invalid_token_response', 'id_token must be present where openid was asked for'],
})

export const notes = defineNotes('token-response', {
  refused: ['RFC6749-5.2', 'the token endpoint answered with an error'],
})

/** `expiresIn` in seconds; `scope` is what was asked for where the answer names none. */
export interface TokenResponse {
  readonly accessToken: string
  readonly tokenType: 'Bearer'
  readonly expiresIn: number | undefined
  readonly refreshToken: string | undefined
  readonly scope: string | undefined
  readonly idToken: string | undefined
}

export interface ErrorResponse {
  readonly error: string
  readonly errorDescription: string | undefined
  readonly errorUri: string | undefined
}

const VSCHARS = /^[\x20-\x7e]+$/
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/
const ERROR = /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,256}$/

const printable = (value: unknown): value is string => typeof value === 'string' && VSCHARS.test(value)

/**
 * The members of a token response; the ID token is not looked into.
 * @throws {Refusal} `token-response.*`
 */
export function readTokenResponse(body: unknown): TokenResponse {
  check(rules.object, isObject(body))
  const { access_token, token_type, expires_in, refresh_token, scope, id_token } = body
  check(rules.accessToken, printable(access_token), { parameter: 'access_token' })
  const bearer = typeof token_type === 'string' && token_type.toLowerCase() === 'bearer'
  check(rules.tokenType, bearer, { expected: 'Bearer', received: typeof token_type === 'string' ? token_type : null })
  const seconds = expires_in === undefined || (Number.isFinite(expires_in) && Number(expires_in) >= 0)
  check(rules.expiresIn, seconds, { parameter: 'expires_in' })
  check(rules.refreshToken, refresh_token === undefined || printable(refresh_token), { parameter: 'refresh_token' })
  const scopes = scope === undefined || scope === '' || (typeof scope === 'string' && SCOPE.test(scope))
  check(rules.scope, scopes, { parameter: 'scope' })
  check(rules.idToken, id_token === undefined || isCompact(id_token), { parameter: 'id_token' })
  return {
    accessToken: access_token,
    tokenType: 'Bearer',
    expiresIn: typeof expires_in === 'number' ? expires_in : undefined,
    refreshToken: printable(refresh_token) ? refresh_token : undefined,
    scope: typeof scope === 'string' && scope !== '' ? scope : undefined,
    idToken: typeof id_token === 'string' ? id_token : undefined,
  }
}

/** The error that an endpoint answered with; `undefined` where the body is none (a proxy's page, for example). */
export function readErrorResponse(body: unknown): ErrorResponse | undefined {
  if (!isObject(body)) return undefined
  const { error, error_description, error_uri } = body
  if (typeof error !== 'string' || !ERROR.test(error)) return undefined
  return { error, errorDescription: textOf(error_description), errorUri: textOf(error_uri) }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value.slice(0, 1024) : undefined)

const isCompact = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/.test(value)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
