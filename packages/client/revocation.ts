/** Giving a token back (RFC 7009). */
import { type AuthorizationServerMetadata, endpointOf } from '@sightglass/spec/metadata'
import { authenticated, type ClientIdentity } from './client-authentication.ts'
import { refusalOf } from './token.ts'
import type { Incoming, Outgoing } from './transport.ts'

export type TokenTypeHint = 'access_token' | 'refresh_token'

/** Revokes a token (RFC 7009 §2.1). */
export function revocationRequest(
  metadata: AuthorizationServerMetadata,
  client: ClientIdentity,
  token: string,
  hint: TokenTypeHint,
): Outgoing {
  const url = endpointOf(metadata, 'revocation_endpoint')
  const form = { token, token_type_hint: hint }
  return authenticated(metadata, client, { to: 'authorization-server', method: 'POST', url, form })
}

/**
 * Whether the token is worth nothing now: a server says 200 for one that it does not know, too (RFC 7009 §2.2).
 * @throws {OAuthError} where the server refused. @throws {TransportError}
 */
export function processRevocationResponse(answer: Incoming): void {
  if (answer.status !== 200) throw refusalOf(answer)
}
