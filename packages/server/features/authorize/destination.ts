/** Where an answer may go, and how: client and redirect URI are proven before anything is sent anywhere. */
import { clientRules, keptParameter } from '@sightglass/spec/authorize'
import { check } from '@sightglass/spec/check'
import { type Parsed, required } from '@sightglass/spec/params'
import { isAcceptableRedirectUri, isRegisteredRedirectUri, rules as redirectRules } from '@sightglass/spec/redirect'
import { askedResponseOf, type ResponseMode, responseModeOf } from '@sightglass/spec/response-mode'
import { link, traceClaim, traceClient } from '@sightglass/trace'
import { type Client, isPublic, type ReachedClient } from '../../clients/client.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import type { AuthorizationRequest } from '../../session/authorization-request.ts'

/** The client and its redirect URI are proven, nothing else is yet. */
export interface Destination extends ProvenRedirect {
  readonly mode: ResponseMode
  readonly state: string | undefined
  readonly uiLocales: string | undefined
}

interface ProvenRedirect {
  readonly client: ReachedClient
  readonly redirectUri: string
}

/**
 * Where the answer to these parameters may go. From there on its trace belongs to the flow that its client began, whatever
 * becomes of the request.
 * @throws {Refusal} told on a page
 */
export async function destinationOf(clients: ClientRegistry, { params }: Parsed): Promise<Destination> {
  link('state', params.get('state'))
  link('nonce', params.get('nonce'))
  link('challenge', params.get('code_challenge'))
  const clientId = required(params, 'client_id')
  const state = keptParameter(params, 'state')
  const proven = await proveRedirect(clients, clientId, params.get('redirect_uri'))
  const mode = responseModeOf(askedResponseOf(params, proven.redirectUri))
  return { ...proven, mode, state, uiLocales: params.get('ui_locales') }
}

/**
 * The same of a stored request.
 * @throws {Refusal} told on a page
 */
export async function destinationAgain(clients: ClientRegistry, request: AuthorizationRequest): Promise<Destination> {
  const { clientId, redirectUri, responseMode: mode = 'query', state, uiLocales } = request
  return { ...(await proveRedirect(clients, clientId, redirectUri)), mode, state, uiLocales }
}

/** Proves client and redirect URI. Until then nothing may be sent anywhere. */
async function proveRedirect(
  clients: ClientRegistry,
  clientId: string,
  redirectUri: string | undefined,
): Promise<ProvenRedirect> {
  const client = await proveClient(clients, clientId)
  const proven = proveRedirectUri(client, redirectUri)
  traceClient(clientId)
  return { client: client as ReachedClient, redirectUri: proven }
}

/**
 * A client that is registered and may ask; that it did is not proven.
 * @throws {Refusal} told on a page
 */
export async function proveClient(clients: ClientRegistry, clientId: string): Promise<Client> {
  const client = await clients.find(clientId)
  check(clientRules.known, client, { parameter: 'client_id', received: clientId })
  traceClaim(clientId)
  check(clientRules.enabled, client.status === 'active', { parameter: 'client_id', received: client.status })
  return client
}

function proveRedirectUri(client: Client, sent: string | undefined): string {
  const chosen = chosenRedirectUri(client, sent)
  check(redirectRules.present, chosen !== undefined, { parameter: 'redirect_uri' })
  check(redirectRules.acceptable, isAcceptableRedirectUri(chosen), { parameter: 'redirect_uri', received: chosen })
  check(redirectRules.registered, isOneOf(client, chosen), {
    parameter: 'redirect_uri',
    expected: client.redirectUris,
    received: chosen,
  })
  return chosen
}

function chosenRedirectUri({ redirectUris }: Client, sent: string | undefined): string | undefined {
  const [only, ...others] = redirectUris
  return sent ?? (others.length === 0 ? only : undefined)
}

const isOneOf = (client: Client, redirectUri: string): boolean =>
  client.redirectUris.some((candidate) => isRegisteredRedirectUri(candidate, redirectUri, isPublic(client)))

/**
 * Where to tell what is wrong with a request object: what stands beside it may name a redirect URI of the client's own.
 * `undefined` where it does not: then only the object could.
 */
export function destinationBeside(client: Client, { params }: Parsed): Destination | undefined {
  const redirectUri = chosenRedirectUri(client, params.get('redirect_uri'))
  if (redirectUri === undefined || !isAcceptableRedirectUri(redirectUri) || !isOneOf(client, redirectUri))
    return undefined
  traceClient(client.clientId)
  const mode = responseModeOf(askedResponseOf(params, redirectUri))
  const state = keptParameter(params, 'state')
  return { client: client as ReachedClient, redirectUri, mode, state, uiLocales: params.get('ui_locales') }
}
