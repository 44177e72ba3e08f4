/**
 * The password grant (RFC 6749 §4.3), for applications of old until they are migrated: whoever uses it sees every password. OAuth
 * 2.1 dropped it; a server has it, if at all, for clients that an operator lets use it.
 */
import { check } from '@sightglass/spec/check'
import type { AuthorizationServerMetadata } from '@sightglass/spec/metadata'
import { rules as tokenRules } from '@sightglass/spec/token-response'
import { isOpenId } from './authorization.ts'
import type { ClientIdentity } from './client-authentication.ts'
import type { Context } from './context.ts'
import { identityIn } from './id-token.ts'
import { type Asked, processTokenResponse, tokenRequest } from './token.ts'
import { type TokenSet, tokenSetOf } from './token-set.ts'
import { type Outgoing, send } from './transport.ts'

/** What the person typed. Not to be kept. */
export interface TypedCredentials {
  readonly username: string
  readonly password: string
}

export const passwordRequest = (
  metadata: AuthorizationServerMetadata,
  client: ClientIdentity,
  { username, password }: TypedCredentials,
  { scope, resource }: Asked,
): Outgoing => tokenRequest(metadata, client, { grant_type: 'password', username, password, scope, resource })

export async function passwordTokens(context: Context, typed: TypedCredentials, asked: Asked): Promise<TokenSet> {
  const { discovery, identity, keys, wire, clock, options } = context
  const { scope = options.scope, resource = options.resource } = asked
  const metadata = await discovery.metadata()
  if (isOpenId(scope)) await keys.warm()
  const response = processTokenResponse(
    await send(wire, passwordRequest(metadata, identity, typed, { scope, resource })),
  )
  check(tokenRules.idTokenPresent, response.idToken !== undefined || !isOpenId(scope), { parameter: 'id_token' })
  return tokenSetOf(response, { now: clock(), scope, resource }, await identityIn(context, response))
}
