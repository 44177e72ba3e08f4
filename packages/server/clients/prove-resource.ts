/** Resource servers prove themselves where they ask the authorization server something: by credentials of their own, from their own hosts. */
import { among } from '@sightglass/spec/addresses'
import { check } from '@sightglass/spec/check'
import { rules } from '@sightglass/spec/introspection'
import type { Params } from '@sightglass/spec/params'
import type { Exchange } from '../feature.ts'
import type { RefusalLimit } from '../limits/refusals.ts'
import { sameSecret } from '../secrets.ts'
import { claimOf } from './authenticate.ts'
import { secretHash } from './client.ts'
import { countingRefusals } from './prove-client.ts'
import type { ResourceRegistry, ResourceServer } from './resources.ts'

export const resourceAuthMethods = ['client_secret_basic', 'client_secret_post'] as const

/** A resource server that has proven itself: made by `createProveResource` alone. */
export type AuthenticatedResource = ResourceServer & { readonly [authenticated]: true }
declare const authenticated: unique symbol

/** @throws {Refusal} `introspection.*`, `client.*`, `token.notLimited` */
export type ProveResource = (exchange: Exchange, params: Params) => Promise<AuthenticatedResource>

export function createProveResource(resources: ResourceRegistry, limit: RefusalLimit): ProveResource {
  const prove = async ({ request, address }: Exchange, params: Params) => {
    const claimed = claimOf(request.headers.get('authorization'), params)
    const server = (await resources.all()).find(({ introspection }) => introspection?.clientId === claimed.clientId)
    const access = server?.introspection
    check(rules.known, access, { received: claimed.clientId })
    const secret = 'clientSecret' in claimed ? claimed.clientSecret : undefined
    const isProven = secret !== undefined && sameSecret(secretHash(access.clientId, secret), access.clientSecretHash)
    check(rules.secret, isProven)
    const { allowedHosts } = access
    const isAllowed = allowedHosts === undefined || among(allowedHosts)(address)
    check(rules.host, isAllowed, { expected: allowedHosts, received: address })
    return server as AuthenticatedResource
  }
  return countingRefusals(limit, prove)
}
