/** What a grant gives: tokens for the person who granted, with the refresh token of its chain where it has one. */
import { link } from '@sightglass/trace'
import type { AuthenticatedClient, ReachedClient } from '../clients/client.ts'
import type { Authorization } from '../issue.ts'
import type { Seal } from '../secrets.ts'
import type { Grant } from './grant.ts'
import { sealRefreshToken } from './refresh-token.ts'

export interface Issuing {
  readonly client: AuthenticatedClient | ReachedClient
  /** `undefined` where no refresh token goes along. */
  readonly refreshToken: string | undefined
  /** Of the authorization request, for the first ID token. */
  readonly nonce?: string | undefined
}

export function authorizationOf(grant: Grant, { client, refreshToken, nonce }: Issuing): Authorization {
  const { id, subject, scope, resources, authTime, amr, acr, sid, claims } = grant
  link('grant', id)
  link('token', refreshToken)
  const named = claims && { claims: claims.idToken }
  const person = { grantId: id, authTime, amr, acr, ...named, ...(sid && { sid }), ...(nonce && { nonce }) }
  return { client, subject, scope, resources, person, ...(refreshToken && { refreshToken }) }
}

/** The current refresh token of the grant; `undefined` where it has none. */
export const refreshTokenOf = (seal: Seal, { id, refresh }: Grant): string | undefined =>
  refresh && sealRefreshToken(seal, { grantId: id, generation: refresh.current, salt: refresh.salt })
