/** The authorization response as the client reads it (RFC 6749 §4.1.2, RFC 9207 §2.4): whose it is before what it says. */
import { check, defineNotes, defineRules } from './check.ts'
import { equalInConstantTime } from './constant-time.ts'
import type { Params } from './params.ts'

export const rules = defineRules('authorization-response', {
  issuer: [
    'RFC9207-2.4',
    'invalid_authorization_response',
    'iss must be identical to the issuer that the request was sent to',
  ],
  issuerPresent: [
    'RFC9207-2.4',
    'invalid_authorization_response',
    'iss must be present where the authorization server announces it',
  ],
  statePresent: ['RFC6749-4.1.2', 'invalid_authorization_response', 'state must be present where the request had one'],
  state: ['RFC6749-10.12', 'invalid_authorization_response', 'state must be the one of the request'],
  alive: ['RFC9700-4.7.1', 'invalid_authorization_response', 'response must come before the request has expired'],
  codeOnly: [
    'RFC9700-2.1.2',
    'invalid_authorization_response',
    'response must not carry tokens: they come from the token endpoint',
  ],
  oneOutcome: ['RFC6749-4.1.2.1', 'invalid_authorization_response', 'response must carry either a code or an error'],
  errorSyntax: [
    'RFC6749-4.1.2.1',
    'invalid_authorization_response',
    'error must be printable ASCII without quote and backslash',
  ],
})

export const notes = defineNotes('authorization-response', {
  refused: ['RFC6749-4.1.2.1', 'the authorization server answered with an error'],
})

/** What the client knows of the request that this should be the answer to. Times in seconds. */
export interface ExpectedAuthorizationResponse {
  readonly issuer: string
  /** `authorization_response_iss_parameter_supported` of the metadata. */
  readonly issuerAnnounced: boolean
  readonly state: string
  readonly expiresAt: number
}

export type AuthorizationResponse =
  | { readonly kind: 'code'; readonly code: string }
  | {
      readonly kind: 'error'
      readonly error: string
      readonly errorDescription: string | undefined
      readonly errorUri: string | undefined
    }

const ERROR = /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,256}$/

/**
 * The code, or the error, of a response that is the answer to the client's own request. The issuer is compared first:
 * of a response that somebody else made, not even the error may be shown.
 * @throws {Refusal} `authorization-response.*`
 */
export function readAuthorizationResponse(
  params: Params,
  expected: ExpectedAuthorizationResponse,
  now: number,
): AuthorizationResponse {
  const iss = params.get('iss')
  check(rules.issuerPresent, iss !== undefined || !expected.issuerAnnounced, { parameter: 'iss' })
  check(rules.issuer, iss === undefined || iss === expected.issuer, { expected: expected.issuer, received: iss })
  const state = params.get('state')
  check(rules.statePresent, state !== undefined, { parameter: 'state' })
  check(rules.state, equalInConstantTime(state, expected.state), { parameter: 'state' })
  check(rules.alive, now < expected.expiresAt, { expected: `before ${expected.expiresAt}`, received: now })
  check(rules.codeOnly, !params.has('access_token') && !params.has('id_token'))
  return outcomeOf(params)
}

function outcomeOf(params: Params): AuthorizationResponse {
  const [code, error] = [params.get('code'), params.get('error')]
  check(rules.oneOutcome, (code === undefined) !== (error === undefined))
  if (code !== undefined) return { kind: 'code', code }
  check(rules.errorSyntax, error !== undefined && ERROR.test(error), { parameter: 'error' })
  return {
    kind: 'error',
    error,
    errorDescription: params.get('error_description')?.slice(0, 1024),
    errorUri: params.get('error_uri')?.slice(0, 1024),
  }
}
