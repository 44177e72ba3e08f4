/** Refreshing (RFC 6749 §6): one request a refresh token at a time, sent once more where its answer was lost. */
import type { AuthorizationServerMetadata } from '@sightglass/spec/metadata'
import type { TokenResponse } from '@sightglass/spec/token-response'
import { link } from '@sightglass/trace'
import type { ClientIdentity } from './client-authentication.ts'
import type { Context } from './context.ts'
import { TransportError } from './errors.ts'
import { createFlights } from './flights.ts'
import { readerOf, readRefreshedIdToken } from './id-token.ts'
import { type Asked, processTokenResponse, tokenRequest } from './token.ts'
import { type TokenSet, tokenSetOf } from './token-set.ts'
import { type Outgoing, send, type Wire } from './transport.ts'

/** Refreshes (RFC 6749 §6); without `scope` all that was granted. */
export const refreshRequest = (
  metadata: AuthorizationServerMetadata,
  client: ClientIdentity,
  refreshToken: string,
  { scope, resource }: Asked,
): Outgoing =>
  tokenRequest(metadata, client, { grant_type: 'refresh_token', refresh_token: refreshToken, scope, resource })

export type Refresh = (tokens: TokenSet, scope: string | undefined) => Promise<TokenSet>

/** Calls with one refresh token share one request. */
export function createRefresh(context: Context): Refresh {
  const flights = createFlights<TokenSet>()
  return async (tokens, scope) => {
    const { refreshToken } = tokens
    if (refreshToken === undefined) throw new TypeError('this token set has no refresh token')
    link('token', refreshToken)
    return await flights.join(`${refreshToken} ${scope ?? ''}`, () =>
      refresh(context, { ...tokens, refreshToken }, scope),
    )
  }
}

type Refreshable = TokenSet & { readonly refreshToken: string }

async function refresh(context: Context, tokens: Refreshable, asked: string | undefined): Promise<TokenSet> {
  const { discovery, identity, keys, wire, clock, options } = context
  const { refreshToken, resource = options.resource } = tokens
  const metadata = await discovery.metadata()
  // The next refresh token must not be lost for want of a key.
  if (tokens.idTokenClaims !== undefined) await keys.warm()
  const request = refreshRequest(metadata, identity, refreshToken, { scope: asked, resource })
  const response = await sentAgainIfLost(wire, request)
  const fresh = { ...response, refreshToken: response.refreshToken ?? refreshToken }
  const scope = asked ?? tokens.scope
  return tokenSetOf(fresh, { now: clock(), scope, resource }, await whoIsLoggedIn(context, tokens, response))
}

async function sentAgainIfLost(wire: Wire, request: Outgoing): Promise<TokenResponse> {
  try {
    return processTokenResponse(await send(wire, request))
  } catch (error) {
    if (!(error instanceof TransportError) || !error.answerLost) throw error
    return processTokenResponse(await send(wire, request))
  }
}

/** The person of before, by the new ID token where there is one. */
async function whoIsLoggedIn(
  context: Context,
  { idToken: before, idTokenClaims: first }: TokenSet,
  { idToken, accessToken }: TokenResponse,
): Promise<Pick<TokenSet, 'idToken' | 'idTokenClaims'>> {
  if (idToken === undefined || first === undefined) {
    return { ...(before !== undefined && { idToken: before }), ...(first && { idTokenClaims: first }) }
  }
  const { clientId, trustedAudiences } = context.options
  const recipient = { clientId, trustedAudiences }
  const idTokenClaims = await readRefreshedIdToken(await readerOf(context), { idToken, accessToken }, first, recipient)
  return { idToken, idTokenClaims }
}
