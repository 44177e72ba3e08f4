/** What all requests to the token endpoint have in common, and the answer to all of them (RFC 6749 §5). */
import { parseJson, readJson } from '@sightglass/spec/answer'
import { note } from '@sightglass/spec/check'
import { type AuthorizationServerMetadata, endpointOf } from '@sightglass/spec/metadata'
import { notes, readErrorResponse, readTokenResponse, type TokenResponse } from '@sightglass/spec/token-response'
import { authenticated, type ClientIdentity } from './client-authentication.ts'
import { OAuthError, TransportError } from './errors.ts'
import type { Incoming, Outgoing } from './transport.ts'

/** The parameters of a grant, before the client's credentials are added. */
export function tokenRequest(
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
