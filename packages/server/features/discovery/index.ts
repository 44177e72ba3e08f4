/** Discovery: the metadata of whatever is switched on, at every well-known position, and the keys. */
import type { AuthorizationServerMetadata } from '@sightglass/spec/metadata'
import { traceAnswer } from '@sightglass/trace'
import { type ResourceRegistry, type ResourceServer, resourceServers } from '../../clients/resources.ts'
import type { Feature, Handler } from '../../feature.ts'
import type { KeyRing } from '../../keys/ring.ts'

export interface DiscoveryOptions {
  readonly issuer: string
  readonly keys: KeyRing
  readonly resources: ResourceRegistry
  readonly identityScopes: ReadonlySet<string>
  /** Everything that the features say; they are assembled after this one. */
  readonly metadata: () => Partial<AuthorizationServerMetadata>
}

const JWKS_MOST_AGE_SECONDS = 60

export function discovery({ issuer, keys, resources, identityScopes, metadata }: DiscoveryOptions): Feature {
  const documentOf = rememberingLast((servers: readonly ResourceServer[]) => {
    const scopes = new Set([...identityScopes, ...servers.flatMap((server) => Object.keys(server.scopes))])
    return written(complete({ ...metadata(), scopes_supported: [...scopes] }))
  })
  const keySetOf = rememberingLast((published: ReturnType<KeyRing['published']>) => written({ keys: published }))

  const describe: Handler = async () => cached(documentOf(await resources.all()), 'application/json', 300)
  const tellKeys: Handler = async () =>
    cached(keySetOf(keys.published()), 'application/jwk-set+json', JWKS_MOST_AGE_SECONDS)

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
function rememberingLast<From extends object, Made>(make: (from: From) => Made): (from: From) => Made {
  let last: { readonly from: From; readonly made: Made } | undefined
  return (from) => {
    if (last?.from !== from) last = { from, made: make(from) }
    return last.made
  }
}

function cached({ document, bytes }: Written, type: string, seconds: number): Response {
  traceAnswer(document)
  const headers = {
    'content-type': type,
    'cache-control': `public, max-age=${seconds}`,
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
  }
  return new Response(bytes, { headers })
}
