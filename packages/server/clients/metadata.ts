/** A client record as the metadata of RFC 7591, and back: one table of names, so that nothing is registered and lost. */

import { type ClientMetadata, defaultResponseTypes, metadataMembers } from '@sightglass/spec/client-metadata'
import { jwsAlgorithmNames } from '@sightglass/spec/jwk'
import type { AuthorizationServerMetadata } from '@sightglass/spec/metadata'
import type { Supported } from '@sightglass/spec/registration'
import { signingAlgorithms } from '../keys/algorithms.ts'
import { authMethods, type Client, type Registration } from './client.ts'

/** The part of a registration that metadata tells. */
export type Described = Pick<
  Registration,
  'redirectUris' | 'grantTypes' | 'responseTypes' | 'tokenEndpointAuthMethod' | 'idTokenSignedResponseAlg'
> &
  Partial<Registration>

const camel = (member: string): string => member.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
/** Only `scope` is told in another form: a list in the record, a text outside. */
const names: readonly (readonly [string, string])[] = metadataMembers
  .filter((member) => member !== 'scope')
  .map((member) => [member, camel(member)])

/** What a client says of itself, as a registration tells it. */
export function metadataOf(client: Pick<Client, 'scope'> & Partial<Registration>): ClientMetadata {
  const record: Readonly<Record<string, unknown>> = { ...client }
  const told = names.flatMap(([member, name]) => (record[name] === undefined ? [] : [[member, record[name]] as const]))
  return { ...Object.fromEntries(told), scope: client.scope.join(' ') }
}

/** What is so where a client says nothing of it (RFC 7591 §2, OpenID Connect Registration §2). */
const byDefault = {
  redirectUris: [],
  tokenEndpointAuthMethod: 'client_secret_basic',
  idTokenSignedResponseAlg: 'RS256',
} as const

/** What metadata that was judged tells of a client; `scope` is left to who knows what is on offer. */
export function describedBy(metadata: ClientMetadata): Described {
  const told: Readonly<Record<string, unknown>> = { ...metadata }
  const fields = names.flatMap(([member, name]) => (told[member] === undefined ? [] : [[name, told[member]] as const]))
  const { grant_types: grantTypes = ['authorization_code'] } = metadata
  const responseTypes = defaultResponseTypes(grantTypes)
  return { ...byDefault, grantTypes, responseTypes, ...Object.fromEntries(fields) }
}

/** All that can be built of a client, whatever a server has switched on: for who judges without a server. */
export const conceivable: Supported = {
  authMethods,
  signingAlgs: signingAlgorithms,
  subjectTypes: ['public', 'pairwise'],
  requestObjectAlgs: ['none', ...jwsAlgorithmNames],
  localhosts: 'any',
}

/** What a server does for its clients is what its discovery document says. */
export const supportedBy = (
  metadata: Partial<AuthorizationServerMetadata>,
  plainLoopback: boolean,
  localhosts: readonly string[] = [],
): Supported => ({
  plainLoopback,
  localhosts,
  authMethods,
  grantTypes: metadata.grant_types_supported ?? [],
  // Keys of an algorithm are made when it is first asked for.
  signingAlgs: signingAlgorithms,
  subjectTypes: metadata.subject_types_supported ?? ['public'],
  requestObjectAlgs: metadata.request_object_signing_alg_values_supported ?? [],
})
