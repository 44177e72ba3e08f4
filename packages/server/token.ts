/** POST token: authenticate, choose, redeem, issue. The phases belong to the endpoint, so that no grant can forget one. */
import { check, Refusal } from '@sightglass/spec/check'
import { rules as clientRules } from '@sightglass/spec/client-authentication'
import { type Params, required } from '@sightglass/spec/params'
import { rules } from '@sightglass/spec/token'
import { authenticateClient, claimedClientId } from './clients/authenticate.ts'
import { clientRecords } from './clients/client.ts'
import type { ClientRegistry } from './clients/registry.ts'
import type { Feature, Grant, Handler } from './feature.ts'
import { json, readForm } from './http.ts'
import type { Mint } from './issue.ts'
import type { RefusalLimit } from './limits/refusals.ts'

export interface TokenEndpointOptions {
  readonly issuer: string
  readonly clock: () => number
  readonly clients: ClientRegistry
  readonly mint: Mint
  readonly limit: RefusalLimit
  /** Asked at each request: the features that bring grants are assembled after this one. */
  readonly grants: () => ReadonlyMap<string, Grant>
}

export function tokenEndpoint({ issuer, clock, clients, mint, limit, grants }: TokenEndpointOptions): Feature {
  const authenticate = async (authorization: string | null, params: Params, address: string) => {
    try {
      return await authenticateClient(clients, authorization, params)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const wait = await limit.count(address, claimedClientId(authorization, params))
      check(rules.notLimited, wait === 0, { expected: wait, because: error.rule })
      throw error
    }
  }

  const answer: Handler = async ({ request, address }) => {
    const { params, resources } = await readForm(request)
    const client = await authenticate(request.headers.get('authorization'), params, address)
    const grantType = required(params, 'grant_type')
    const grant = grants().get(grantType)
    check(rules.grantTypeKnown, grant !== undefined, {
      parameter: 'grant_type',
      expected: [...grants().keys()],
      received: grantType,
    })
    check(clientRules.grantType, client.grantTypes.includes(grantType), {
      expected: client.grantTypes,
      received: grantType,
    })
    const now = clock()
    const authorization = await grant({ client, params, resources, now })
    return json(await mint.issue(authorization, now))
  }

  return {
    name: 'token',
    records: [clientRecords],
    metadata: {
      token_endpoint: `${issuer}/oauth2/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    },
    routes: [{ path: '/oauth2/token', channel: 'token', cors: true, POST: answer }],
  }
}
