/** Client authentication: a claimed client becomes an `AuthenticatedClient`, or the request ends here. */
import { check } from '@sightglass/spec/check'
import { rules } from '@sightglass/spec/client-authentication'
import type { Params } from '@sightglass/spec/params'
import { traceClient } from '@sightglass/trace'
import { sameSecret } from '../secrets.ts'
import { type AuthenticatedClient, type Client, secretHash, type TokenEndpointAuthMethod } from './client.ts'
import type { ClientRegistry } from './registry.ts'

/** What a request claims: nothing of it is proven. */
interface Claimed {
  readonly method: TokenEndpointAuthMethod
  readonly clientId: string
  readonly clientSecret: string | undefined
}

/**
 * Authenticates the client of a request to the token endpoint, or to one modelled on it.
 * @throws {Refusal} `client.*`; told on the wire as one fixed sentence
 */
export async function authenticateClient(
  clients: ClientRegistry,
  authorization: string | null,
  params: Params,
): Promise<AuthenticatedClient> {
  const claimed = claimOf(authorization, params)
  const client = await clients.find(claimed.clientId)
  check(rules.known, client, { received: claimed.clientId })
  check(rules.enabled, client.status === 'active', { received: client.status })
  const { tokenEndpointAuthMethod } = client
  check(rules.registeredMethod, claimed.method === tokenEndpointAuthMethod, {
    expected: tokenEndpointAuthMethod,
    received: claimed.method,
  })
  check(rules.secret, provenBySecret(client, claimed))
  // Not before: whoever only claims a name does not get into the traces of its owner.
  traceClient(client.clientId)
  return client as AuthenticatedClient
}

/** The client that a request claims to come from; empty where it names none. For counting, never for deciding. */
export const claimedClientId = (authorization: string | null, params: Params): string =>
  (authorization === null ? undefined : parseBasic(authorization)?.clientId) ?? params.get('client_id') ?? ''

function claimOf(authorization: string | null, params: Params): Claimed {
  const bodyId = params.get('client_id')
  const bodySecret = params.get('client_secret')
  check(rules.oneMethod, authorization === null || bodySecret === undefined)
  if (authorization !== null) {
    const basic = parseBasic(authorization)
    check(rules.header, basic)
    check(rules.sameId, bodyId === undefined || bodyId === basic.clientId, {
      expected: basic.clientId,
      received: bodyId,
    })
    return { method: 'client_secret_basic', ...basic }
  }
  check(rules.identified, bodyId !== undefined, { parameter: 'client_id' })
  return {
    method: bodySecret === undefined ? 'none' : 'client_secret_post',
    clientId: bodyId,
    clientSecret: bodySecret,
  }
}

function provenBySecret(client: Client, { clientId, clientSecret }: Claimed): boolean {
  if (client.tokenEndpointAuthMethod === 'none') return clientSecret === undefined
  if (client.clientSecretHash === undefined || clientSecret === undefined) return false
  return sameSecret(secretHash(clientId, clientSecret), client.clientSecretHash)
}

/** Id and secret are form-encoded before they are joined (RFC 6749 §2.3.1). */
function parseBasic(authorization: string): { clientId: string; clientSecret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1]
  if (encoded === undefined) return undefined
  const pair = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  if (colon < 1) return undefined
  try {
    const [clientId, clientSecret] = [pair.slice(0, colon), pair.slice(colon + 1)].map((part) =>
      decodeURIComponent(part.replaceAll('+', ' ')),
    )
    return clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret }
  } catch {
    return undefined
  }
}
