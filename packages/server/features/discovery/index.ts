/** Discovery: the metadata of whatever is switched on, at every well-known position, and the keys. */
import type { AuthorizationServerMetadata } from '@sightglass/spec/metadata'
import { traceAnswer } from '@sightglass/trace'
import { type ResourceRegistry, type ResourceServer, resourceServers } from '../../clients/resources.ts'
import type { Feature, Handler } from '../../feature.ts'
import type { KeyRing } from '../../keys/ring.ts'
import type { PublicJwk } from '../../keys/signing-key.ts'

export interface DiscoveryOptions {
  readonly issuer: string
  readonly keys: KeyRing
  readonly resources: ResourceRegistry
  readonly identityScopes: ReadonlySet<string>
  /** Everything that the features say; they are assembled after this one. */
  readonly metadata: () => Partial<AuthorizationServerMetadata>
}

const METADATA_CACHING = 'public, max-age=300'
/** A key that is new, or withdrawn, is seen by whoever asks: no cache between answers with the keys of before. */
const JWKS_CACHING = 'public, max-age=0, must-revalidate'

export function discovery({ issuer, keys, resources, identityScopes, metadata }: DiscoveryOptions): Feature {
  const documentOf = rememberingLast((servers: readonly ResourceServer[], algs: string) => {
    const scopes = new Set([...identityScopes, ...servers.flatMap((server) => Object.keys(server.scopes))])
    const found = { scopes_supported: [...scopes], id_token_signing_alg_values_supported: algs.split(' ') }
    return written(complete({ ...metadata(), ...found }))
  })
  const keySetOf = rememberingLast((published: readonly PublicJwk[]) => written({ keys: published }))

  const describe: Handler = async () => {
    // What there are keys for: another node may have made the first of an algorithm.
    await keys.published()
    const document = documentOf(await resources.all(), keys.algorithms().join(' '))
    return cached(document, 'application/json', METADATA_CACHING)
  }
  const tellKeys: Handler = async () =>
    cached(keySetOf(await keys.published()), 'application/jwk-set+json', JWKS_CACHING)

  return {
    name: 'discovery',
    records: [resourceServers],
    metadata: { issuer, jwks_uri: `${issuer}/oauth2/jwks` },
    routes: [
      ...positions(issuer).map((position) => ({ ...position, channel: 'token', cors: true, GET: describe }) as const),
      { path: '/oauth2/jwks', channel: 'token', cors: true, GET: tellKeys },
    ],
  }
}

const NAMES = ['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'] as const

/** RFC 8414 inserts the name before the issuer's path, OpenID appends it; clients try each. */
function positions(issuer: string): { path: string; below?: 'origin' }[] {
  const path = new URL(issuer).pathname.replace(/\/$/, '')
  const appended = NAMES.map((name) => ({ path: name }))
  return path === ''
    ? appended
    : [...appended, ...NAMES.map((name) => ({ path: `${name}${path}`, below: 'origin' as const }))]
}

/** Members whose absence means something are written out (RFC 8414 §2, OpenID Discovery §3). */
function complete(metadata: Partial<AuthorizationServerMetadata>): object {
  return {
    response_types_supported: [],
    grant_types_supported: [],
    code_challenge_methods_supported: ['S256'],
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    require_request_uri_registration: false,
    claims_parameter_supported: false,
    ...metadata,
  }
}

interface Written {
  readonly document: object
  readonly bytes: Uint8Array<ArrayBuffer>
}

const written = (document: object): Written => ({ document, bytes: new TextEncoder().encode(JSON.stringify(document)) })

/** Made once for what it is made from, until that is another. */
function rememberingLast<From extends readonly (object | string)[], Made>(
  make: (...from: From) => Made,
): (...from: From) => Made {
  let last: { readonly from: From; readonly made: Made } | undefined
  return (...from) => {
    if (last === undefined || from.some((value, position) => value !== last?.from[position]))
      last = { from, made: make(...from) }
    return last.made
  }
}

function cached({ document, bytes }: Written, type: string, caching: string): Response {
  traceAnswer(document)
  const headers = {
    'content-type': type,
    'cache-control': caching,
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
  }
  return new Response(bytes, { headers })
}
