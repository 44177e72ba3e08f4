/** POST token: authenticate, choose, redeem, issue. The phases belong to the endpoint, so that no grant can forget one. */
import { check, type Note, note } from '@sightglass/spec/check'
import { assertionAlgorithms } from '@sightglass/spec/client-assertion'
import { rules as clientRules } from '@sightglass/spec/client-authentication'
import { errors } from '@sightglass/spec/errors'
import { required } from '@sightglass/spec/params'
import { hrefOf } from '@sightglass/spec/specs'
import { rules } from '@sightglass/spec/token'
import { usedAssertions } from './clients/assertion.ts'
import { authMethods, clientRecords } from './clients/client.ts'
import type { ProveClient } from './clients/prove-client.ts'
import type { Feature, Grant, Handler } from './feature.ts'
import { keptTokens } from './grants/kept-tokens.ts'
import { json, readForm } from './http.ts'
import type { Mint } from './issue.ts'

export interface TokenEndpointOptions {
  readonly issuer: string
  readonly clock: () => number
  readonly proveClient: ProveClient
  readonly mint: Mint
  /** Asked at each request: the features that bring grants are assembled after this one. */
  readonly grants: () => ReadonlyMap<string, Grant>
}

export function tokenEndpoint({ issuer, clock, proveClient, mint, grants }: TokenEndpointOptions): Feature {
  const answer: Handler = async (exchange) => {
    const { params, resources } = await readForm(exchange.request)
    const client = await proveClient(exchange, params)
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
    const redeemed = await grant({ client, exchange, params, resources, now })
    return 'pending' in redeemed ? askAgain(redeemed.pending) : json(await mint.issue(redeemed, now))
  }

  return {
    name: 'token',
    records: [clientRecords, usedAssertions, keptTokens],
    metadata: {
      token_endpoint: `${issuer}/oauth2/token`,
      token_endpoint_auth_methods_supported: authMethods,
      token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    },
    routes: [{ path: '/oauth2/token', channel: 'token', cors: true, POST: answer }],
  }
}

/** An error on the wire, though nobody did anything wrong (RFC 8628 §3.5). */
function askAgain(reason: Note): Response {
  note(reason)
  const error = 'authorization_pending'
  const told = { error, error_description: reason.says, error_uri: hrefOf(reason.cite) }
  return json(told, errors.token[error].status)
}
