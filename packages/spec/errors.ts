/** Which error codes exist, on which channel, with which HTTP status, and the section that defines each. */
import type { Citation } from './specs.ts'

/** `words` replaces the rule's wording on the wire, where the rule at fault must stay untold (the trace keeps it). */
interface ErrorDefinition {
  status: number
  cite: Citation
  words?: string
}

const at = <const C extends Citation>(status: number, cite: C, words?: string) =>
  (words === undefined ? { status, cite } : { status, cite, words }) satisfies ErrorDefinition

export const errors = {
  /** JSON answers of the token endpoint and of those modelled on it. */
  token: {
    invalid_request: at(400, 'RFC6749-5.2'),
    invalid_client: at(401, 'RFC6749-5.2', 'client authentication failed'),
    invalid_grant: at(400, 'RFC6749-5.2'),
    unauthorized_client: at(400, 'RFC6749-5.2'),
    unsupported_grant_type: at(400, 'RFC6749-5.2'),
    invalid_scope: at(400, 'RFC6749-5.2'),
    invalid_target: at(400, 'RFC8707-2'),
    unsupported_token_type: at(400, 'RFC7009-2.2.1'),
    authorization_pending: at(400, 'RFC8628-3.5'),
    slow_down: at(400, 'RFC8628-3.5'),
    access_denied: at(400, 'RFC8628-3.5'),
    expired_token: at(400, 'RFC8628-3.5'),
    temporarily_unavailable: at(503, 'RFC6749-4.1.2.1'),
    not_found: at(404, 'RFC9110-15.5.5'),
    method_not_allowed: at(405, 'RFC9110-15.5.6'),
    too_many_requests: at(429, 'RFC6585-4'),
    server_error: at(500, 'RFC6749-4.1.2.1', 'the server met an error of its own'),
  },
  /** Parameters of the redirect back to the client. */
  authorization: {
    invalid_request: at(303, 'RFC6749-4.1.2.1'),
    unauthorized_client: at(303, 'RFC6749-4.1.2.1'),
    access_denied: at(303, 'RFC6749-4.1.2.1'),
    unsupported_response_type: at(303, 'RFC6749-4.1.2.1'),
    invalid_scope: at(303, 'RFC6749-4.1.2.1'),
    server_error: at(303, 'RFC6749-4.1.2.1', 'the server met an error of its own'),
    temporarily_unavailable: at(303, 'RFC6749-4.1.2.1'),
    invalid_target: at(303, 'RFC8707-2'),
    login_required: at(303, 'OIDC-3.1.2.6'),
    interaction_required: at(303, 'OIDC-3.1.2.6'),
    consent_required: at(303, 'OIDC-3.1.2.6'),
    account_selection_required: at(303, 'OIDC-3.1.2.6'),
    unmet_authentication_requirements: at(303, 'OIDCUA-1'),
    invalid_request_object: at(303, 'OIDC-3.1.2.6'),
    invalid_request_uri: at(303, 'OIDC-3.1.2.6'),
    request_not_supported: at(303, 'OIDC-3.1.2.6'),
    request_uri_not_supported: at(303, 'OIDC-3.1.2.6'),
    registration_not_supported: at(303, 'OIDC-3.1.2.6'),
  },
  /** A page for the person at the browser: the client or its redirect URI is not proven, or a form of ours is at fault. */
  page: {
    invalid_request: at(400, 'RFC6749-4.1.2.1'),
    access_denied: at(403, 'RFC6749-4.1.2.1'),
    invalid_request_object: at(400, 'OIDC-3.1.2.6'),
    invalid_request_uri: at(400, 'OIDC-3.1.2.6'),
    request_not_supported: at(400, 'OIDC-3.1.2.6'),
    request_uri_not_supported: at(400, 'OIDC-3.1.2.6'),
    not_found: at(404, 'RFC9110-15.5.5'),
    method_not_allowed: at(405, 'RFC9110-15.5.6'),
    too_many_requests: at(429, 'RFC6585-4'),
    temporarily_unavailable: at(503, 'RFC6749-4.1.2.1'),
    server_error: at(500, 'RFC6749-4.1.2.1', 'the server met an error of its own'),
  },
  /** The `WWW-Authenticate` challenge of a resource server, and of UserInfo. */
  resource: {
    invalid_request: at(400, 'RFC6750-3.1'),
    invalid_token: at(401, 'RFC6750-3.1'),
    insufficient_scope: at(403, 'RFC6750-3.1'),
    not_found: at(404, 'RFC9110-15.5.5'),
    method_not_allowed: at(405, 'RFC9110-15.5.6'),
    too_many_requests: at(429, 'RFC6585-4'),
    temporarily_unavailable: at(503, 'RFC9110-15.6.4'),
    server_error: at(500, 'RFC9110-15.6.1', 'the server met an error of its own'),
  },
  /** Registration of clients, and its management by the client itself. */
  registration: {
    invalid_request: at(400, 'RFC6749-5.2'),
    invalid_redirect_uri: at(400, 'RFC7591-3.2.2'),
    invalid_client_metadata: at(400, 'RFC7591-3.2.2'),
    invalid_token: at(401, 'RFC6750-3.1'),
    not_found: at(404, 'RFC9110-15.5.5'),
    method_not_allowed: at(405, 'RFC9110-15.5.6'),
    too_many_requests: at(429, 'RFC6585-4'),
    temporarily_unavailable: at(503, 'RFC9110-15.6.4'),
    server_error: at(500, 'RFC9110-15.6.1', 'the server met an error of its own'),
  },
  /** The management API of the operator. */
  management: {
    invalid_request: at(400, 'RFC9110-15.5.1'),
    invalid_token: at(401, 'RFC6750-3.1'),
    access_denied: at(403, 'RFC9110-15.5.4'),
    not_found: at(404, 'RFC9110-15.5.5'),
    method_not_allowed: at(405, 'RFC9110-15.5.6'),
    conflict: at(409, 'RFC9110-15.5.10'),
    too_many_requests: at(429, 'RFC6585-4'),
    temporarily_unavailable: at(503, 'RFC9110-15.6.4'),
    server_error: at(500, 'RFC9110-15.6.1', 'the server met an error of its own'),
  },
  /** What the client finds wrong with an answer: it stops, and tells its own user. */
  client: {
    invalid_request: at(400, 'RFC6749-4.1.1'),
    invalid_answer: at(502, 'RFC9110-15.6.3'),
    invalid_metadata: at(502, 'RFC8414-3.3'),
    invalid_authorization_response: at(400, 'RFC6749-4.1.2'),
    invalid_token_response: at(502, 'RFC6749-5.1'),
    invalid_device_response: at(502, 'RFC8628-3.2'),
    invalid_id_token: at(502, 'OIDC-3.1.3.7'),
    invalid_userinfo: at(502, 'OIDC-5.3.4'),
    invalid_logout_token: at(400, 'OIDCBCL-2.6'),
    invalid_logout_response: at(400, 'OIDCRPI-3'),
    invalid_keys: at(502, 'RFC7517-5'),
  },
} as const satisfies Record<string, Record<string, ErrorDefinition>>

export type Channel = keyof typeof errors
export type ErrorCode = { [C in Channel]: keyof (typeof errors)[C] & string }[Channel]

/** The definition of an error on a channel; `undefined` where that channel has no such error. */
export function errorOn(channel: Channel, error: ErrorCode): ErrorDefinition | undefined {
  return (errors[channel] as Partial<Record<ErrorCode, ErrorDefinition>>)[error]
}
