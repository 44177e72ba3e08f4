/** Requests to the token endpoint, one a grant, and the answer to all of them (RFC 6749 §4.1.3, §4.4.2, §5, §6). */
import { parseJson, readJson } from '@sightglass/spec/answer'
import { note } from '@sightglass/spec/check'
import { type AuthorizationServerMetadata, endpointOf } from '@sightglass/spec/metadata'
import { notes, readErrorResponse, readTokenResponse, type TokenResponse } from '@sightglass/spec/token-response'
import type { Transaction } from './authorization.ts'
import { authenticated, type ClientIdentity } from './client-authentication.ts'
import { OAuthError, TransportError } from './errors.ts'
import type { Incoming, Outgoing } from './transport.ts'

/** The parameters of a grant, before the client's credentials are added. */
function tokenRequest(
  metadata: AuthorizationServerMetadata,
  client: ClientIdentity,
  form: NonNullable<Outgoing['form']>,
): Outgoing {
  const url = endpointOf(metadata, 'token_endpoint')
  return authenticated(metadata, client, { to: 'authorization-server', method: 'POST', url, form })
}

export interface Asked {
  readonly scope?: string | undefined
  readonly resource?: string | undefined
}

/** A token for the client itself (RFC 6749 §4.4.2). */
export const clientCredentialsRequest = (
  metadata: AuthorizationServerMetadata,
  client: ClientIdentity,
  { scope, resource }: Asked,
): Outgoing => tokenRequest(metadata, client, { grant_type: 'client_credentials', scope, resource })

/** Redeems a code (RFC 6749 §4.1.3, RFC 7636 §4.5). */
export const codeRequest = (
  metadata: AuthorizationServerMetadata,
  client: ClientIdentity,
  { codeVerifier, redirectUri, resource }: Transaction,
  code: string,
): Outgoing =>
  tokenRequest(metadata, client, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: codeVerifier,
    resource,
  })

/** Refreshes (RFC 6749 §6); without `scope` all that was granted. */
export const refreshRequest = (
  metadata: AuthorizationServerMetadata,
  client: ClientIdentity,
  refreshToken: string,
  { scope, resource }: Asked,
): Outgoing =>
  tokenRequest(metadata, client, { grant_type: 'refresh_token', refresh_token: refreshToken, scope, resource })

/**
 * The members of a token response; its ID token is not looked into.
 * @throws {OAuthError} where the server refused. @throws {TransportError} where it answered with neither.
 * @throws {Refusal} `token-response.*`, `answer.json`
 */
export function processTokenResponse(answer: Incoming): TokenResponse {
  if (answer.status === 200) return readTokenResponse(readJson(answer.headers.get('content-type'), answer.body))
  throw refusalOf(answer)
}

/** The error that an answer other than 200 tells of. */
export function refusalOf({ request, status, body }: Incoming): OAuthError | TransportError {
  const refusal = readErrorResponse(parseJson(body))
  if (refusal === undefined) return new TransportError('status', request, `answered ${status}`, { status })
  note(notes.refused, { parameter: 'error', received: refusal.error })
  return new OAuthError({ ...refusal, status })
}
