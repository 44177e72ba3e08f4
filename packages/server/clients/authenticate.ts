/** Client authentication: a claimed client becomes an `AuthenticatedClient`, or the request ends here. */
import { check, note, Refusal } from '@sightglass/spec/check'
import { assertionIn, type ClaimedAssertion } from '@sightglass/spec/client-assertion'
import { notes, rules } from '@sightglass/spec/client-authentication'
import type { Params } from '@sightglass/spec/params'
import { traceClaim, traceClient } from '@sightglass/trace'
import { sameSecret } from '../secrets.ts'
import type { ProveAssertion } from './assertion.ts'
import { type AuthenticatedClient, type Client, secretHash } from './client.ts'
import type { ClientRegistry } from './registry.ts'

/** What a request claims: nothing of it is proven. */
export type Claimed = ClaimedSecret | ClaimedAssertion

interface ClaimedSecret {
  readonly method: 'none' | 'client_secret_basic' | 'client_secret_post'
  readonly clientId: string
  readonly clientSecret: string | undefined
}

/**
 * Authenticates the client of a request to the token endpoint, or to one modelled on it.
 * @throws {Refusal} `client.*`, `client-assertion.*`; told on the wire as one fixed sentence
 */
export type Authenticate = (authorization: string | null, params: Params) => Promise<AuthenticatedClient>

export const createAuthenticate =
  (clients: ClientRegistry, proveAssertion: ProveAssertion): Authenticate =>
  async (authorization, params) => {
    try {
      const client = await prove({ clients, proveAssertion }, claimOf(authorization, params))
      // Not before: whoever only claims a name does not get into the traces of its owner.
      traceClient(client.clientId)
      return client
    } catch (error) {
      if (error instanceof Refusal && error.rule !== rules.known) traceClaim(claimedClientId(authorization, params))
      throw error
    }
  }

interface ProveOptions {
  readonly clients: ClientRegistry
  readonly proveAssertion: ProveAssertion
}

async function prove({ clients, proveAssertion }: ProveOptions, claimed: Claimed): Promise<AuthenticatedClient> {
  const client = await clients.find(claimed.clientId)
  check(rules.known, client, { received: claimed.clientId })
  check(rules.enabled, client.status === 'active', { received: client.status })
  const { tokenEndpointAuthMethod } = client
  check(rules.registeredMethod, claimed.method === tokenEndpointAuthMethod, {
    expected: tokenEndpointAuthMethod,
    received: claimed.method,
  })
  if ('jwt' in claimed) await proveAssertion(client, claimed)
  else if (claimed.method === 'none') note(notes.public)
  else check(rules.secret, provenBySecret(client, claimed))
  return client as AuthenticatedClient
}

/**
 * The client that a request claims to come from, by its credentials before all else; empty where it names none. For counting
 * and telling, never for deciding.
 */
export const claimedClientId = (authorization: string | null, params: Params): string =>
  (authorization === null ? undefined : parseBasic(authorization)?.clientId) ??
  subjectOf(params.get('client_assertion')) ??
  params.get('client_id') ??
  ''

/** What a request claims, in whichever way; the proof is still to be looked at. @throws {Refusal} `client.*`, `client-assertion.*` */
export function claimOf(authorization: string | null, params: Params): Claimed {
  const bodyId = params.get('client_id')
  const bodySecret = params.get('client_secret')
  const proofs = [authorization ?? undefined, bodySecret, params.get('client_assertion')]
  check(rules.oneMethod, proofs.filter((proof) => proof !== undefined).length <= 1)
  if (authorization !== null) {
    const basic = parseBasic(authorization)
    check(rules.header, basic)
    checkSameId(bodyId, basic.clientId)
    return { method: 'client_secret_basic', ...basic }
  }
  const assertion = assertionIn(params)
  if (assertion !== undefined) {
    checkSameId(bodyId, assertion.clientId)
    return assertion
  }
  check(rules.identified, bodyId !== undefined, { parameter: 'client_id' })
  return {
    method: bodySecret === undefined ? 'none' : 'client_secret_post',
    clientId: bodyId,
    clientSecret: bodySecret,
  }
}

const checkSameId = (bodyId: string | undefined, clientId: string): void =>
  check(rules.sameId, bodyId === undefined || bodyId === clientId, { expected: clientId, received: bodyId })

function provenBySecret(client: Client, { clientId, clientSecret }: ClaimedSecret): boolean {
  if (client.clientSecretHash === undefined || clientSecret === undefined) return false
  return sameSecret(secretHash(clientId, clientSecret), client.clientSecretHash)
}

/** Whom an assertion names, whatever else is wrong with it. */
function subjectOf(assertion = ''): string | undefined {
  try {
    const { sub } = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof sub === 'string' ? sub : undefined
  } catch {
    return undefined
  }
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
