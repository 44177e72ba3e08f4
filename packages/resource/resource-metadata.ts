/** What a protected resource says of itself (RFC 9728). */
import { type ProtectedResourceMetadata, wellKnownUrl } from '@sightglass/spec/metadata'
import type { Scope } from '@sightglass/spec/scope'
import { type Answer, CORS, preflight } from './answer.ts'

const NAME = 'oauth-protected-resource'
const AGE_SECONDS = 300

export interface ResourceDescription {
  readonly issuer: string
  readonly resource: string
  readonly scopes: Scope
  readonly name?: string | undefined
  readonly documentation?: string | undefined
}

export const metadataUrlOf = (resource: string): string => wellKnownUrl(resource, NAME)

/** Where it is served: between host and path, and at the root for clients that look no further. */
export const metadataPathsOf = (resource: string): string[] => [
  ...new Set([new URL(metadataUrlOf(resource)).pathname, `/.well-known/${NAME}`]),
]

/** `offline_access` is between client and authorization server: no resource asks for it. */
export function resourceMetadata(description: ResourceDescription): ProtectedResourceMetadata {
  const { issuer, resource, scopes, name, documentation } = description
  return {
    resource,
    authorization_servers: [issuer],
    scopes_supported: [...new Set(scopes)].filter((scope) => scope !== 'offline_access'),
    bearer_methods_supported: ['header'],
    ...(name === undefined ? {} : { resource_name: name }),
    ...(documentation === undefined ? {} : { resource_documentation: documentation }),
  }
}

/** The document to whoever reads it, from any origin: clients in browsers look here first. */
export function serving(document: ProtectedResourceMetadata): (method: string) => Answer {
  const body = JSON.stringify(document)
  const headers = {
    ...CORS,
    'content-type': 'application/json',
    'cache-control': `public, max-age=${AGE_SECONDS}`,
    'x-content-type-options': 'nosniff',
  }
  return (method) => {
    if (method === 'OPTIONS') return preflight('GET')
    if (method === 'GET' || method === 'HEAD') return { status: 200, headers, body: method === 'HEAD' ? '' : body }
    return { status: 405, headers: { ...CORS, allow: 'GET, HEAD, OPTIONS' }, body: '' }
  }
}
