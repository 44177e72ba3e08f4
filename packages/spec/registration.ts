/**
 * What the server demands of what a client says of itself when it is registered (RFC 7591 §2, OpenID Connect Registration §2).
 * One judgement for all: an operator's file, a command, a request to register.
 */

import { check, defineRules, type Rule } from './check.ts'
import { algorithmsOf } from './client-assertion.ts'
import { isClientJwks } from './client-jwks.ts'
import {
  type Asked,
  askedIn,
  type ClaimedMetadata,
  type ClientMetadata,
  keptIn,
  type MetadataMember,
} from './client-metadata.ts'
import { isLegacyResponseType } from './legacy.ts'
import { ACCEPTABLE, isAcceptableRedirectUri } from './redirect.ts'
import {
  hostOf,
  isFetchable,
  isShowable,
  isStrings,
  isText,
  TEXT_MOST_CHARACTERS,
  URIS_MOST,
} from './registered-value.ts'
import { responseTypes as knownResponseTypes, responseTypeOf } from './response-type.ts'
import { isScope } from './scope.ts'

/** What the server can do for a client. */
export interface Supported {
  readonly authMethods: readonly string[]
  /** Any where left out. */
  readonly grantTypes?: readonly string[]
  /** Any that is known where left out. */
  readonly responseTypes?: readonly string[]
  /** Of ID tokens and UserInfo. */
  readonly signingAlgs: readonly string[]
  readonly subjectTypes: readonly string[]
  /** Of request objects; `none` among them where unsigned ones may be registered. */
  readonly requestObjectAlgs: readonly string[]
  /** Whether the server may call its clients by http on loopback: in development only. */
  readonly plainLoopback?: boolean
  /** `localhost:port` that the operator vouches for: web applications are there, not whatever a person's machine runs. */
  readonly localhosts?: readonly string[] | 'any'
}

const metadata = 'invalid_client_metadata'

export const rules = defineRules('registration', {
  redirectUris: [
    'RFC7591-3.2.2',
    'invalid_redirect_uri',
    `redirect_uris must be a list whose members are ${ACCEPTABLE}`,
  ],
  redirectNeeded: [
    'RFC7591-2',
    'invalid_redirect_uri',
    'redirect_uris must name at least one where a grant type sends the browser back',
  ],
  webRedirect: [
    'OIDCR-2',
    'invalid_redirect_uri',
    'redirect_uris of a web application that is given tokens through the browser must be https and not localhost',
  ],
  text: ['RFC7591-2', metadata, `text must be 1 to ${TEXT_MOST_CHARACTERS} characters without control characters`],
  contacts: ['RFC7591-2', metadata, 'contacts must be a list of texts without control characters'],
  flag: ['OIDCR-2', metadata, 'value must be true or false'],
  maxAge: ['OIDCR-2', metadata, 'default_max_age must be a whole number of seconds, not negative'],
  applicationType: ['OIDCR-2', metadata, 'application_type must be web or native'],
  scope: ['RFC7591-2', metadata, 'scope must be scope tokens separated by single spaces'],
  authMethod: ['RFC7591-2', metadata, 'token_endpoint_auth_method must be one that the server supports'],
  authAlg: ['OIDCR-2', metadata, 'token_endpoint_auth_signing_alg must be one of the token_endpoint_auth_method'],
  grantTypes: ['RFC7591-2', metadata, 'grant_types must be a list of those that the server supports'],
  responseTypes: ['RFC7591-2', metadata, 'response_types must be a list of those that the server supports'],
  grantsFit: [
    'RFC7591-2.1',
    metadata,
    'grant_types must include authorization_code where a response type has code, and implicit where one has token or id_token',
  ],
  publicGrants: [
    'RFC6749-4.4',
    metadata,
    'grant_types must not include client_credentials without client authentication',
  ],
  jwks: ['RFC7591-2', metadata, 'jwks must be a JWK Set of public keys'],
  keysOnce: ['RFC7591-2', metadata, 'jwks and jwks_uri must not both be present'],
  keysNeeded: ['OIDCR-2', metadata, 'jwks or jwks_uri must be present where the client signs with a key of its own'],
  showable: ['RFC7591-2', metadata, 'address to show must be https, or http on loopback, without user'],
  fetchable: ['OIDCR-2', metadata, 'address to call must be https, without user and fragment'],
  requestUris: ['OIDCR-2', metadata, 'request_uris must be a list of https addresses without user'],
  logoutRedirects: ['OIDCR-2', metadata, `post_logout_redirect_uris must be a list whose members are ${ACCEPTABLE}`],
  frontchannelLogout: [
    'OIDCR-2',
    metadata,
    'frontchannel_logout_uri must be at the host of a redirect URI, https or http on loopback, without fragment',
  ],
  signingAlg: ['OIDCR-2', metadata, 'algorithm of signed answers must be one that the server signs with'],
  requestObjectAlg: ['OIDCR-2', metadata, 'request_object_signing_alg must be one that the server supports'],
  sectorNeeded: [
    'OIDC-8.1',
    metadata,
    'sector_identifier_uri must be present where redirect URIs of a pairwise client are at several hosts',
  ],
  subjectType: ['OIDCR-2', metadata, 'subject_type must be one that the server supports'],
})

export interface MetadataMistake {
  readonly rule: Rule
  readonly parameter: MetadataMember
  /** Of the member of a list that is at fault. */
  readonly index?: number
}

type Fault = MetadataMember | readonly [MetadataMember, number]
/** Every member at fault; none where the rule holds. */
type Demand = (claimed: ClaimedMetadata, supported: Supported) => readonly Fault[]

const each =
  (names: readonly MetadataMember[], holds: (value: unknown) => boolean): Demand =>
  (claimed) =>
    names.filter((name) => claimed[name] !== undefined && !holds(claimed[name]))

const eachIn =
  (name: MetadataMember, holds: (item: string) => boolean): Demand =>
  ({ [name]: list }) => {
    if (list === undefined) return []
    if (!isStrings(list) || list.length > URIS_MOST) return [name]
    return list.flatMap((item, index) => (holds(item) ? [] : [[name, index] as const]))
  }

const among =
  (names: readonly MetadataMember[], listOf: (supported: Supported) => readonly string[]): Demand =>
  (claimed, supported) =>
    each(names, (value) => typeof value === 'string' && listOf(supported).includes(value))(claimed, supported)

/** A rule over several members names the one at fault, unless it holds. */
const together =
  (parameter: MetadataMember, holds: (asked: Asked, supported: Supported) => boolean): Demand =>
  (claimed, supported) =>
    holds(askedIn(claimed), supported) ? [] : [parameter]

const demands: { readonly [K in keyof typeof rules]: Demand } = {
  redirectUris: eachIn('redirect_uris', isAcceptableRedirectUri),
  redirectNeeded: together(
    'redirect_uris',
    ({ grantTypes, redirectUris }) =>
      redirectUris.length > 0 || !grantTypes.some((type) => type === 'authorization_code' || type === 'implicit'),
  ),
  webRedirect: together('redirect_uris', isWebSafe),
  text: each(['client_name'], isText),
  contacts: eachIn('contacts', isText),
  flag: each(
    ['require_auth_time', 'backchannel_logout_session_required', 'frontchannel_logout_session_required'],
    (value) => typeof value === 'boolean',
  ),
  maxAge: each(['default_max_age'], (value) => Number.isSafeInteger(value) && Number(value) >= 0),
  applicationType: each(['application_type'], (value) => value === 'web' || value === 'native'),
  scope: each(['scope'], (value) => value === '' || (typeof value === 'string' && isScope(value))),
  authMethod: among(['token_endpoint_auth_method'], ({ authMethods }) => authMethods),
  authAlg: together('token_endpoint_auth_signing_alg', fitsMethod),
  grantTypes: (claimed, { grantTypes }) =>
    eachIn('grant_types', (type) => grantTypes === undefined || grantTypes.includes(type))(claimed, never),
  responseTypes: (claimed, { responseTypes = knownResponseTypes }) =>
    eachIn('response_types', (type) => responseTypes.some((known) => known === responseTypeOf(type)))(claimed, never),
  grantsFit: together('grant_types', ({ grantTypes, responseTypes }) =>
    responseTypes.every((type) => grantsOf(type).every((grant) => grantTypes.includes(grant))),
  ),
  publicGrants: together(
    'grant_types',
    ({ authMethod, grantTypes }) => authMethod !== 'none' || !grantTypes.includes('client_credentials'),
  ),
  jwks: each(['jwks'], isClientJwks),
  keysOnce: together('jwks_uri', ({ claimed: { jwks, jwks_uri } }) => jwks === undefined || jwks_uri === undefined),
  keysNeeded: together(
    'jwks_uri',
    ({ authMethod, claimed: { jwks, jwks_uri } }) =>
      authMethod !== 'private_key_jwt' || jwks !== undefined || jwks_uri !== undefined,
  ),
  showable: each(['client_uri', 'logo_uri', 'policy_uri', 'tos_uri'], isShowable),
  fetchable: (claimed, supported) => [
    ...each(['jwks_uri', 'sector_identifier_uri', 'initiate_login_uri'], isFetchable)(claimed, supported),
    ...each(['backchannel_logout_uri'], (uri) => isFetchable(uri) || isPlainLoopback(uri, supported))(
      claimed,
      supported,
    ),
  ],
  requestUris: eachIn('request_uris', (uri) => isFetchable(uri.replace(/#.*$/s, ''))),
  logoutRedirects: eachIn('post_logout_redirect_uris', isAcceptableRedirectUri),
  frontchannelLogout: together('frontchannel_logout_uri', isAtRedirectHost),
  signingAlg: among(['id_token_signed_response_alg', 'userinfo_signed_response_alg'], ({ signingAlgs }) => signingAlgs),
  requestObjectAlg: among(['request_object_signing_alg'], ({ requestObjectAlgs }) => requestObjectAlgs),
  subjectType: among(['subject_type'], ({ subjectTypes }) => subjectTypes),
  sectorNeeded: together(
    'sector_identifier_uri',
    ({ redirectUris, claimed: { subject_type, sector_identifier_uri } }) =>
      subject_type !== 'pairwise' || sector_identifier_uri !== undefined || new Set(redirectUris.map(hostOf)).size <= 1,
  ),
}

const never: Supported = { authMethods: [], signingAlgs: [], subjectTypes: [], requestObjectAlgs: [] }

function grantsOf(responseType: string): readonly string[] {
  const words = responseType.split(' ')
  return [
    ...(words.includes('code') ? ['authorization_code'] : []),
    ...(isLegacyResponseType(responseType) ? ['implicit'] : []),
  ]
}

function fitsMethod({ authMethod, claimed: { token_endpoint_auth_signing_alg: alg } }: Asked): boolean {
  if (alg === undefined) return true
  if (authMethod !== 'client_secret_jwt' && authMethod !== 'private_key_jwt') return false
  return algorithmsOf(authMethod).some((known) => known === alg)
}

/** Tokens in the address of a page go to whoever answers there (OpenID Connect Registration §2). */
function isWebSafe(
  { redirectUris, responseTypes, claimed: { application_type } }: Asked,
  { localhosts = [] }: Supported,
): boolean {
  if (application_type === 'native' || !responseTypes.some(isLegacyResponseType)) return true
  const isListed = (uri: string): boolean => localhosts === 'any' || localhosts.includes(new URL(uri).host)
  return redirectUris.every((uri) => uri.startsWith('https://') && (hostOf(uri) !== 'localhost' || isListed(uri)))
}

const isPlainLoopback = (uri: unknown, { plainLoopback = false }: Supported): boolean =>
  plainLoopback && isShowable(uri) && !String(uri).includes('#')

/** An iframe of it is shown at every logout: not of strangers. */
function isAtRedirectHost({ redirectUris, claimed: { frontchannel_logout_uri: uri } }: Asked): boolean {
  if (uri === undefined) return true
  return isShowable(uri) && !String(uri).includes('#') && redirectUris.some((redirect) => isSameOrigin(redirect, uri))
}

const isSameOrigin = (one: string, other: unknown): boolean =>
  typeof other === 'string' && URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin

/** Every mistake, in the order of the rules. */
export function mistakesIn(claimed: ClaimedMetadata, supported: Supported): readonly MetadataMistake[] {
  return names.flatMap((name) =>
    demands[name](claimed, supported).map((fault) => {
      if (typeof fault === 'string') return { rule: rules[name], parameter: fault }
      return { rule: rules[name], parameter: fault[0], index: fault[1] }
    }),
  )
}

const names = Object.keys(rules) as readonly (keyof typeof rules)[]

/**
 * The members that are kept of what a client says.
 * @throws {Refusal} `registration.*`
 */
export function checkMetadata(claimed: ClaimedMetadata, supported: Supported): ClientMetadata {
  for (const name of names) {
    const [fault] = demands[name](claimed, supported)
    const parameter = typeof fault === 'object' ? fault[0] : fault
    check(rules[name], fault === undefined, parameter === undefined ? undefined : { parameter })
  }
  return keptIn(claimed)
}
