/** The authorization request and its response (RFC 6749 §4.1.1–4.1.2): what leaves through the browser and what may come back. */
import {
  type AuthorizationResponse,
  type ExpectedAuthorizationResponse,
  notes,
  readAuthorizationResponse,
} from '@sightglass/spec/authorization-response'
import { note } from '@sightglass/spec/check'
import { type AuthorizationServerMetadata, endpointOf } from '@sightglass/spec/metadata'
import { appendToQuery, parseParams } from '@sightglass/spec/params'
import { codeChallengeS256, createCodeVerifier } from '@sightglass/spec/pkce'
import { AuthorizationError } from './errors.ts'

/** How long a person may take at the authorization server. */
export const TRANSACTION_LIFETIME_SECONDS = 3600

/**
 * One authorization request under way. The application keeps it, bound to the browser that began it, looks it up by
 * `state` when the browser comes back, and uses it once. It holds a secret (the verifier): never send it to the browser in clear.
 */
export interface Transaction {
  readonly issuer: string
  readonly clientId: string
  readonly redirectUri: string
  readonly state: string
  readonly codeVerifier: string
  /** There where `openid` was asked for. */
  readonly nonce?: string
  readonly scope?: string
  readonly resource?: string
  /** Seconds. */
  readonly maxAge?: number
  /** Seconds since the epoch. */
  readonly createdAt: number
}

export interface AuthorizationRequestOptions {
  /** Space-delimited; else that of the client. */
  readonly scope?: string | undefined
  readonly redirectUri?: string | undefined
  readonly resource?: string | undefined
  readonly prompt?: string | undefined
  readonly loginHint?: string | undefined
  /** Seconds. */
  readonly maxAge?: number | undefined
  readonly uiLocales?: string | undefined
  readonly acrValues?: string | undefined
  /** Further parameters; they cannot replace those above. */
  readonly parameters?: Readonly<Record<string, string>> | undefined
}

interface TransactionStart {
  readonly issuer: string
  readonly clientId: string
  readonly redirectUri: string
  readonly now: number
}

/** A transaction with fresh state, nonce and verifier: 256 random bits each. */
export function createTransaction(
  { issuer, clientId, redirectUri, now }: TransactionStart,
  { scope, resource, maxAge }: AuthorizationRequestOptions,
): Transaction {
  return {
    issuer,
    clientId,
    redirectUri,
    state: createCodeVerifier(),
    codeVerifier: createCodeVerifier(),
    createdAt: now,
    ...(isOpenId(scope) && { nonce: createCodeVerifier() }),
    ...(scope !== undefined && { scope }),
    ...(resource !== undefined && { resource }),
    ...(maxAge !== undefined && { maxAge }),
  }
}

export const isOpenId = (scope: string | undefined): boolean => (scope ?? '').split(' ').includes('openid')

/**
 * The address to send the browser to.
 * @throws {Refusal} `metadata.endpoint`
 */
export async function authorizationRequest(
  metadata: AuthorizationServerMetadata,
  transaction: Transaction,
  { prompt, loginHint, uiLocales, acrValues, parameters = {} }: AuthorizationRequestOptions,
): Promise<string> {
  const { clientId, redirectUri, state, nonce, codeVerifier, scope, resource, maxAge } = transaction
  return appendToQuery(endpointOf(metadata, 'authorization_endpoint'), {
    ...parameters,
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    code_challenge: await codeChallengeS256(codeVerifier),
    code_challenge_method: 'S256',
    resource,
    prompt,
    login_hint: loginHint,
    max_age: maxAge === undefined ? undefined : String(maxAge),
    ui_locales: uiLocales,
    acr_values: acrValues,
  })
}

/** What the browser brought back: the URL, its query, or its parameters. */
export type ResponseParameters = URL | URLSearchParams | string

/**
 * The code of an authorization response.
 * @throws {Refusal} `authorization-response.*`, `params.*` where it is not the answer to this transaction.
 * @throws {AuthorizationError} where it is, and tells of an error.
 */
export function processAuthorizationResponse(
  metadata: AuthorizationServerMetadata,
  transaction: Transaction,
  response: ResponseParameters,
  now: number,
): string {
  const expected: ExpectedAuthorizationResponse = {
    issuer: transaction.issuer,
    issuerAnnounced: metadata.authorization_response_iss_parameter_supported === true,
    state: transaction.state,
    expiresAt: transaction.createdAt + TRANSACTION_LIFETIME_SECONDS,
  }
  const outcome: AuthorizationResponse = readAuthorizationResponse(parametersOf(response), expected, now)
  if (outcome.kind === 'code') return outcome.code
  note(notes.refused, { parameter: 'error', received: outcome.error })
  throw new AuthorizationError(outcome)
}

/** From the raw query where there is one: `URLSearchParams` would hide a broken encoding. */
export function parametersOf(response: ResponseParameters): ReadonlyMap<string, string> {
  if (response instanceof URLSearchParams) return parseParams(response.toString()).params
  const text = response instanceof URL ? response.search : (response.split('#', 1)[0] ?? '')
  return parseParams(text.slice(text.indexOf('?') + 1)).params
}
