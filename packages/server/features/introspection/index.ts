/**
 * Introspection (RFC 7662): an authenticated resource server asks what a token is worth to it now. Unlike the signature of a JWT,
 * the answer knows of revocation, at once. Of tokens for others it learns nothing.
 */
import { note } from '@sightglass/spec/check'
import { activeToken, type IntrospectionResponse, inactive, notes } from '@sightglass/spec/introspection'
import { required } from '@sightglass/spec/params'
import { link, linkToken, traceClient, traceSender } from '@sightglass/trace'
import { clientRecords } from '../../clients/client.ts'
import { type ProveResource, resourceAuthMethods } from '../../clients/prove-resource.ts'
import { resourceServers } from '../../clients/resources.ts'
import type { Feature, Handler } from '../../feature.ts'
import { deniedTokens } from '../../grants/denied-tokens.ts'
import { grantRecords } from '../../grants/grant.ts'
import { keptTokens } from '../../grants/kept-tokens.ts'
import type { OwnTokens } from '../../grants/own-tokens.ts'
import { json, readForm } from '../../http.ts'

export interface IntrospectionOptions {
  readonly issuer: string
  readonly proveResource: ProveResource
  readonly ownTokens: OwnTokens
}

export function introspection({ issuer, proveResource, ownTokens }: IntrospectionOptions): Feature {
  const answer: Handler = async (exchange) => {
    traceSender('resource-server')
    const { params } = await readForm(exchange.request)
    const { resource } = await proveResource(exchange, params)
    const token = required(params, 'token')
    linkToken(token)
    return json(await introspect(ownTokens, token, resource))
  }

  return {
    name: 'introspection',
    records: [resourceServers, clientRecords, grantRecords, deniedTokens, keptTokens],
    metadata: {
      introspection_endpoint: `${issuer}/oauth2/introspect`,
      introspection_endpoint_auth_methods_supported: resourceAuthMethods,
    },
    routes: [{ path: '/oauth2/introspect', channel: 'token', POST: answer }],
  }
}

/** What the token is worth to the resource server of this identifier. */
async function introspect(ownTokens: OwnTokens, token: string, resource: string): Promise<IntrospectionResponse> {
  const own = await ownTokens.read(token)
  if (own?.kind === 'refresh_token') return inactiveBecause(notes.refreshToken)
  const claims = own && (await ownTokens.accessTokenIn(own.jwt, [resource]))
  if (claims === undefined) return inactiveBecause(notes.unknown)
  traceClient(claims.client_id)
  link('jti', claims.jti)
  if (!(await ownTokens.stands(claims))) return inactiveBecause(notes.ended)
  note(notes.active)
  return activeToken(claims)
}

function inactiveBecause(reason: (typeof notes)[keyof typeof notes]): IntrospectionResponse {
  note(reason)
  return inactive
}
