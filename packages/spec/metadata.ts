/** What an authorization server and a protected resource say of themselves (RFC 8414 §2, OpenID Discovery §3, RFC 9728 §2). */

export interface AuthorizationServerMetadata {
  readonly issuer: string
  readonly authorization_endpoint?: string
  readonly token_endpoint?: string
  readonly jwks_uri?: string
  readonly registration_endpoint?: string
  readonly scopes_supported?: readonly string[]
  readonly response_types_supported?: readonly string[]
  readonly response_modes_supported?: readonly string[]
  readonly grant_types_supported?: readonly string[]
  readonly token_endpoint_auth_methods_supported?: readonly string[]
  readonly token_endpoint_auth_signing_alg_values_supported?: readonly string[]
  readonly service_documentation?: string
  readonly ui_locales_supported?: readonly string[]
  readonly revocation_endpoint?: string
  readonly introspection_endpoint?: string
  readonly device_authorization_endpoint?: string
  readonly code_challenge_methods_supported?: readonly string[]
  readonly authorization_response_iss_parameter_supported?: boolean
  readonly userinfo_endpoint?: string
  readonly end_session_endpoint?: string
  readonly acr_values_supported?: readonly string[]
  readonly subject_types_supported?: readonly string[]
  readonly id_token_signing_alg_values_supported?: readonly string[]
  readonly userinfo_signing_alg_values_supported?: readonly string[]
  readonly request_object_signing_alg_values_supported?: readonly string[]
  readonly display_values_supported?: readonly string[]
  readonly claim_types_supported?: readonly string[]
  readonly claims_supported?: readonly string[]
  readonly claims_parameter_supported?: boolean
  readonly request_parameter_supported?: boolean
  readonly request_uri_parameter_supported?: boolean
  readonly require_request_uri_registration?: boolean
  readonly prompt_values_supported?: readonly string[]
}

export interface ProtectedResourceMetadata {
  readonly resource: string
  readonly authorization_servers: readonly string[]
  readonly jwks_uri?: string
  readonly scopes_supported?: readonly string[]
  readonly bearer_methods_supported?: readonly string[]
  readonly resource_name?: string
  readonly resource_documentation?: string
}

/**
 * Where metadata of an identifier lives: the well-known name goes between host and path (RFC 8414 §3.1, RFC 9728 §3.1).
 * `wellKnownUrl('https://a.example/t1', 'oauth-authorization-server')` is `https://a.example/.well-known/oauth-authorization-server/t1`.
 */
export function wellKnownUrl(identifier: string, name: string): string {
  const url = new URL(identifier)
  const path = url.pathname === '/' ? '' : url.pathname.replace(/\/$/, '')
  return `${url.origin}/.well-known/${name}${path}${url.search}`
}
