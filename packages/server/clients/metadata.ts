/** A client record as the metadata of RFC 7591, and back: one table of names, so that nothing is registered and lost. */
import type { ClientMetadata, MetadataMember, Supported } from '@sightglass/spec/registration'
import { signingAlgorithms } from '../keys/algorithms.ts'
import { authMethods, type Client, type Registration } from './client.ts'

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S

/** The members that mean the same under both names. */
const shared = [
  ...(['redirect_uris', 'grant_types', 'response_types', 'client_name'] as const),
  ...(['token_endpoint_auth_method', 'token_endpoint_auth_signing_alg'] as const),
  ...(['client_uri', 'logo_uri', 'policy_uri', 'tos_uri', 'contacts', 'jwks', 'jwks_uri'] as const),
  ...(['application_type', 'subject_type', 'sector_identifier_uri'] as const),
  ...(['id_token_signed_response_alg', 'userinfo_signed_response_alg'] as const),
  ...(['request_object_signing_alg', 'request_uris'] as const),
  ...(['default_max_age', 'require_auth_time', 'initiate_login_uri'] as const),
  ...(['post_logout_redirect_uris', 'backchannel_logout_uri', 'backchannel_logout_session_required'] as const),
  ...(['frontchannel_logout_uri', 'frontchannel_logout_session_required'] as const),
] as const satisfies readonly MetadataMember[]

type Shared = (typeof shared)[number]
/** Only `scope` is told in another form: a list in the record, a text outside. */
type Unshared = Exclude<MetadataMember, Shared | 'scope'>
const _nothingIsLost: Unshared extends never ? true : never = true
void _nothingIsLost

type Described = { readonly [M in Shared as Camel<M>]?: ClientMetadata[M] }

const camel = (member: string): string => member.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const names: readonly (readonly [string, string])[] = shared.map((member) => [member, camel(member)])

/** What a client says of itself, as a registration tells it. */
export function metadataOf(client: Pick<Client, 'scope'> & Partial<Registration>): ClientMetadata {
  const record: Readonly<Record<string, unknown>> = { ...client }
  const told = names.flatMap(([member, name]) => (record[name] === undefined ? [] : [[member, record[name]] as const]))
  return { ...Object.fromEntries(told), scope: client.scope.join(' ') }
}

/** The fields of a record for metadata that was judged; `scope` is left to who knows what is on offer. */
export function fieldsOf(metadata: ClientMetadata): Described {
  const told: Readonly<Record<string, unknown>> = { ...metadata }
  return Object.fromEntries(
    names.flatMap(([member, name]) => (told[member] === undefined ? [] : [[name, told[member]]])),
  )
}

/** What the server can do for clients, whoever registers them. */
export const supported: Supported = {
  authMethods,
  signingAlgs: signingAlgorithms,
  subjectTypes: ['public', 'pairwise'],
  requestObjectAlgs: ['none', 'RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'],
}
