/** Client credentials (RFC 6749 §4.4): a token for the client itself, kept until shortly before it expires. */
import type { AuthorizationServerMetadata } from '@sightglass/spec/metadata'
import { linkToken } from '@sightglass/trace'
import type { ClientIdentity } from './client-authentication.ts'
import type { Context } from './context.ts'
import { createFlights } from './flights.ts'
import { type Asked, processTokenResponse, tokenRequest } from './token.ts'
import { type Outgoing, send } from './transport.ts'

const EARLY_SECONDS = 30

/** A token for the client itself (RFC 6749 §4.4.2). */
export const clientCredentialsRequest = (
  metadata: AuthorizationServerMetadata,
  client: ClientIdentity,
  { scope, resource }: Asked,
): Outgoing => tokenRequest(metadata, client, { grant_type: 'client_credentials', scope, resource })

/** The client's own token; `fresh` asks the server in any case. */
export type OwnToken = (fresh: boolean) => Promise<string>

/** One request is under way at a time, however many ask. */
export function createOwnToken(context: Context): OwnToken {
  const { discovery, identity, options, wire, monotonicMs } = context
  const flights = createFlights<string>()
  let held: { readonly jwt: string; readonly goodUntilMs: number } | undefined

  async function obtain(): Promise<string> {
    const request = clientCredentialsRequest(await discovery.metadata(), identity, options)
    const { accessToken, expiresIn = 0 } = processTokenResponse(await send(wire, request))
    linkToken(accessToken)
    const early = Math.min(EARLY_SECONDS, expiresIn / 10)
    held = { jwt: accessToken, goodUntilMs: monotonicMs() + (expiresIn - early) * 1000 }
    return accessToken
  }

  return async (fresh) => {
    if (!fresh && held !== undefined && monotonicMs() < held.goodUntilMs) return held.jwt
    return await flights.join('', obtain)
  }
}
