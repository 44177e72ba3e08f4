/** The authorization code (RFC 6749 §4.1.3, RFC 7636 §4.5): redeemed once, for tokens of which the ID token is verified. */
import { check } from '@sightglass/spec/check'
import type { AuthorizationServerMetadata } from '@sightglass/spec/metadata'
import { type TokenResponse, rules as tokenRules } from '@sightglass/spec/token-response'
import { link } from '@sightglass/trace'
import { isOpenId, type Transaction } from './authorization.ts'
import type { ClientIdentity } from './client-authentication.ts'
import type { Context } from './context.ts'
import { readerOf, readIdToken } from './id-token.ts'
import { processTokenResponse, tokenRequest } from './token.ts'
import { type TokenSet, tokenSetOf } from './token-set.ts'
import { type Outgoing, send } from './transport.ts'

/** What came back from the authorization endpoint, believed; to be redeemed once. */
export interface AuthorizedCode {
  readonly code: string
  readonly transaction: Transaction
}

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

/**
 * Tokens for a code.
 * @throws {OAuthError} @throws {TransportError} @throws {Refusal} `token-response.*`, `id-token.*`
 */
export async function redeemCode(context: Context, { code, transaction }: AuthorizedCode): Promise<TokenSet> {
  const { discovery, identity, keys, wire, clock } = context
  link('state', transaction.state)
  link('code', code)
  const metadata = await discovery.metadata()
  const openId = isOpenId(transaction.scope)
  // A code is good once: what can fail without it fails before it is spent.
  if (openId) await keys.warm()
  const response = processTokenResponse(await send(wire, codeRequest(metadata, identity, transaction, code)))
  check(tokenRules.idTokenPresent, response.idToken !== undefined || !openId, { parameter: 'id_token' })
  const { scope, resource } = transaction
  return tokenSetOf(response, { now: clock(), scope, resource }, await whoLoggedIn(context, transaction, response))
}

async function whoLoggedIn(
  context: Context,
  { nonce, maxAge, clientId }: Transaction,
  { idToken, accessToken }: TokenResponse,
): Promise<Pick<TokenSet, 'idToken' | 'idTokenClaims'>> {
  if (idToken === undefined) return {}
  const expected = { clientId, nonce, maxAge, trustedAudiences: context.options.trustedAudiences }
  const idTokenClaims = await readIdToken(await readerOf(context), { idToken, accessToken }, expected)
  return { idToken, idTokenClaims }
}
