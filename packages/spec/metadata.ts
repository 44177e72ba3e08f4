/** What an authorization server and a protected resource say of themselves (RFC 8414 §2, OpenID Discovery §3, RFC 9728 §2). */
import { check, defineRules } from './check.ts'

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
  readonly revocation_endpoint_auth_methods_supported?: readonly string[]
  readonly introspection_endpoint?: string
  readonly introspection_endpoint_auth_methods_supported?: readonly string[]
  readonly device_authorization_endpoint?: string
  readonly code_challenge_methods_supported?: readonly string[]
  readonly authorization_response_iss_parameter_supported?: boolean
  readonly userinfo_endpoint?: string
  readonly end_session_endpoint?: string
  readonly backchannel_logout_supported?: boolean
  readonly backchannel_logout_session_supported?: boolean
  readonly frontchannel_logout_supported?: boolean
  readonly frontchannel_logout_session_supported?: boolean
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

export const rules = defineRules('metadata', {
  found: ['RFC8414-3.1', 'invalid_metadata', 'metadata must be found at a well-known address of the issuer'],
  object: ['RFC8414-3.2', 'invalid_metadata', 'metadata must be a JSON object'],
  issuer: ['RFC8414-3.3', 'invalid_metadata', 'issuer in the metadata must be identical to the configured issuer'],
  address: [
    'RFC8414-2',
    'invalid_metadata',
    'address in the metadata must be an https URL, or http on a loopback host, without user and fragment',
  ],
  list: [
    'RFC8414-2',
    'invalid_metadata',
    'member whose name ends in _supported must be a list of strings or a boolean',
  ],
  endpoint: ['RFC8414-2', 'invalid_metadata', 'metadata must name the endpoint that is needed'],
  authMethod: [
    'RFC8414-2',
    'invalid_metadata',
    'token_endpoint_auth_methods_supported must include the method of the client',
  ],
  pkce: ['RFC9700-2.1.1', 'invalid_metadata', 'code_challenge_methods_supported must include S256 where it is given'],
})

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Whether a host name, as `URL` spells it, stays on this machine. */
export const isLoopbackHost = (hostname: string): boolean => LOOPBACK_HOST.test(hostname)

/** Whether an address may be asked at all: https, or http on a loopback host, without user and fragment. Anything else never gets as far as a URL opener. */
export function isSecureUrl(address: string): boolean {
  if (!/^https?:\/\/[^\s\\@]+$/.test(address) || !URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '' || address.includes('#')) return false
  return protocol === 'https:' || isLoopbackHost(hostname)
}

/**
 * The addresses where an issuer may publish its metadata, in the order to ask: RFC 8414 §3.1, then OpenID Discovery §4,
 * then the latter with the well-known name put in between as RFC 8414 §5 has it.
 */
export function metadataUrls(issuer: string): string[] {
  const appended = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const inserted = wellKnownUrl(issuer, 'openid-configuration')
  return [...new Set([wellKnownUrl(issuer, 'oauth-authorization-server'), appended, inserted])]
}

/** An issuer on https never has an endpoint on http. */
const isHttps = (address: string): boolean => address.startsWith('https:')

const isAddress = (name: string): boolean => name.endsWith('_endpoint') || name === 'jwks_uri'

const isList = (value: unknown): boolean =>
  typeof value === 'boolean' || (Array.isArray(value) && value.every((item) => typeof item === 'string'))

/**
 * The metadata that an issuer published, once it may be believed. Members that nobody here knows are kept.
 * @throws {Refusal} `metadata.object`, `metadata.issuer`, `metadata.address`, `metadata.list`
 */
export function validateMetadata(document: unknown, issuer: string): AuthorizationServerMetadata {
  check(rules.object, isObject(document))
  check(rules.issuer, document.issuer === issuer, { expected: issuer, received: wordsFor(document.issuer) })
  for (const [name, value] of Object.entries(document)) {
    if (isAddress(name)) {
      const sound = typeof value === 'string' && isSecureUrl(value) && !(isHttps(issuer) && !isHttps(value))
      check(rules.address, sound, { parameter: name, received: wordsFor(value) })
    } else if (name.endsWith('_supported')) check(rules.list, isList(value), { parameter: name })
  }
  const methods = document.code_challenge_methods_supported
  check(rules.pkce, !Array.isArray(methods) || methods.includes('S256'), {
    parameter: 'code_challenge_methods_supported',
  })
  return { ...document, issuer }
}

/** `'https://a.example'` for a text, `number` for what should have been one. */
const wordsFor = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 256) : typeof value)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type EndpointName = {
  [K in keyof AuthorizationServerMetadata]-?: K extends `${string}_endpoint` | 'jwks_uri' ? K : never
}[keyof AuthorizationServerMetadata]

/**
 * The address of an endpoint that is needed now.
 * @throws {Refusal} `metadata.endpoint`
 */
export function endpointOf(metadata: AuthorizationServerMetadata, name: EndpointName): string {
  const address = metadata[name]
  check(rules.endpoint, address !== undefined, { parameter: name })
  return address
}
