/**
 * What a client may say of itself (RFC 7591 §2, OpenID Connect Registration §2), and what its members mean together. Not here:
 * whether the server takes it (`registration.ts`).
 */
import { isStrings } from './registered-value.ts'

/** The members that are kept; others are left out without a word (RFC 7591 §2). */
export interface ClientMetadata {
  readonly redirect_uris?: readonly string[]
  readonly token_endpoint_auth_method?: string
  readonly token_endpoint_auth_signing_alg?: string
  readonly grant_types?: readonly string[]
  readonly response_types?: readonly string[]
  readonly client_name?: string
  readonly client_uri?: string
  readonly logo_uri?: string
  readonly policy_uri?: string
  readonly tos_uri?: string
  readonly contacts?: readonly string[]
  readonly scope?: string
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] }
  readonly jwks_uri?: string
  readonly application_type?: 'web' | 'native'
  readonly subject_type?: 'public' | 'pairwise'
  readonly sector_identifier_uri?: string
  readonly id_token_signed_response_alg?: string
  readonly userinfo_signed_response_alg?: string
  readonly request_object_signing_alg?: string
  readonly request_uris?: readonly string[]
  /** Seconds. */
  readonly default_max_age?: number
  readonly require_auth_time?: boolean
  readonly initiate_login_uri?: string
  readonly post_logout_redirect_uris?: readonly string[]
  readonly backchannel_logout_uri?: string
  readonly backchannel_logout_session_required?: boolean
  readonly frontchannel_logout_uri?: string
  readonly frontchannel_logout_session_required?: boolean
}

export type MetadataMember = keyof ClientMetadata

/** Nothing of it is proven: JSON, YAML, or what a program said. */
export type ClaimedMetadata = Readonly<Record<string, unknown>>

// A table, so that a member of the type that is left out does not compile.
const isKept: { readonly [Member in MetadataMember]: true } = {
  redirect_uris: true,
  grant_types: true,
  response_types: true,
  client_name: true,
  token_endpoint_auth_method: true,
  token_endpoint_auth_signing_alg: true,
  client_uri: true,
  logo_uri: true,
  policy_uri: true,
  tos_uri: true,
  contacts: true,
  scope: true,
  jwks: true,
  jwks_uri: true,
  application_type: true,
  subject_type: true,
  sector_identifier_uri: true,
  id_token_signed_response_alg: true,
  userinfo_signed_response_alg: true,
  request_object_signing_alg: true,
  request_uris: true,
  default_max_age: true,
  require_auth_time: true,
  initiate_login_uri: true,
  post_logout_redirect_uris: true,
  backchannel_logout_uri: true,
  backchannel_logout_session_required: true,
  frontchannel_logout_uri: true,
  frontchannel_logout_session_required: true,
}

/** The name of every member. */
export const metadataMembers = Object.keys(isKept) as readonly MetadataMember[]

/** The members that are kept of metadata that was judged. */
export const keptIn = (claimed: ClaimedMetadata): ClientMetadata =>
  Object.fromEntries(
    Object.entries(claimed).filter(([name, value]) => Object.hasOwn(isKept, name) && value !== undefined),
  )

/** What the members mean together, those left out being what they are by default (RFC 7591 §2); malformed ones count as left out. */
export interface Asked {
  readonly redirectUris: readonly string[]
  readonly grantTypes: readonly string[]
  readonly responseTypes: readonly string[]
  readonly authMethod: unknown
  readonly claimed: ClaimedMetadata
}

/** What they mean together. */
export function askedIn(claimed: ClaimedMetadata): Asked {
  const { redirect_uris, grant_types, response_types, token_endpoint_auth_method } = claimed
  const grantTypes = isStrings(grant_types) ? grant_types : ['authorization_code']
  return {
    redirectUris: isStrings(redirect_uris) ? redirect_uris : [],
    grantTypes,
    responseTypes: isStrings(response_types) ? response_types : defaultResponseTypes(grantTypes),
    authMethod: token_endpoint_auth_method ?? 'client_secret_basic',
    claimed,
  }
}

/** A client without the code grant has no use for codes. */
export const defaultResponseTypes = (grantTypes: readonly string[]): readonly string[] =>
  grantTypes.includes('authorization_code') ? ['code'] : []
