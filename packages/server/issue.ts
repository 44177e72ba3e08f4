/** The only mint: an `Authorization` becomes tokens here and nowhere else. */
import { createHash } from 'node:crypto'
import { formatScope, type Scope } from '@sightglass/spec/scope'
import { link } from '@sightglass/trace'
import type { AuthenticatedClient } from './clients/client.ts'
import type { KeyRing } from './keys/ring.ts'
import { type Random, randomToken } from './secrets.ts'

/** What a grant found to be due: who, what, for whom, until when. */
export interface Authorization {
  readonly client: AuthenticatedClient
  /** The user, or the client itself where no user takes part (RFC 9068 §2.2). */
  readonly subject: string
  readonly scope: Scope
  /** The resource servers that the access token is for. */
  readonly resources: readonly string[]
  /** Absent for client credentials: nothing was granted by a person. */
  readonly person?: PersonAuthorization
  readonly refreshToken?: string
}

export interface PersonAuthorization {
  readonly grantId: string
  readonly authTime: number
  readonly amr: readonly string[]
  readonly acr: string
  /** The session as this client knows it, never the cookie. */
  readonly sid?: string
  /** Of the authorization request; in the first ID token only (OIDC Core §12.2). */
  readonly nonce?: string
}

/** RFC 6749 §5.1 */
export interface TokenResponse {
  readonly access_token: string
  readonly token_type: 'Bearer'
  /** Seconds. */
  readonly expires_in: number
  readonly scope: string
  readonly refresh_token?: string
  readonly id_token?: string
}

export const ID_TOKEN_LIFETIME_SECONDS = 300

export interface Mint {
  readonly issue: (authorization: Authorization, now: number) => Promise<TokenResponse>
}

export interface MintOptions {
  readonly issuer: string
  readonly keys: KeyRing
  readonly random: Random
}

export function createMint({ issuer, keys, random }: MintOptions): Mint {
  return {
    async issue(authorization, now) {
      const { client, scope, refreshToken } = authorization
      const claims = accessTokenClaims(issuer, authorization, now, randomToken(random))
      const accessToken = await keys.sign('ES256', 'at+jwt', claims)
      link('jti', claims.jti)
      link('token', accessToken)
      const response: TokenResponse = {
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: client.policy.accessTokenLifetimeSeconds,
        scope: formatScope(scope),
        ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      }
      if (authorization.person === undefined || !scope.includes('openid')) return response
      const alg = client.idTokenSignedResponseAlg
      const idToken = await keys.sign(
        alg,
        'JWT',
        idTokenClaims(issuer, authorization, authorization.person, now, accessToken),
      )
      return { ...response, id_token: idToken }
    },
  }
}

/** RFC 9068 §2.2. `openid` adds the issuer to the audience: UserInfo is a resource of the server itself. */
function accessTokenClaims(issuer: string, authorization: Authorization, now: number, jti: string) {
  const { client, subject, scope, resources, person } = authorization
  const audience = scope.includes('openid') ? [...resources, issuer] : resources
  return {
    iss: issuer,
    sub: subject,
    aud: audience.length === 1 ? audience[0] : audience,
    client_id: client.clientId,
    iat: now,
    exp: now + client.policy.accessTokenLifetimeSeconds,
    jti,
    scope: formatScope(scope),
    ...(person === undefined ? {} : { grant_id: person.grantId, auth_time: person.authTime, acr: person.acr }),
  }
}

/** OIDC Core §2. Claims of the user's profile are UserInfo's to tell. */
function idTokenClaims(
  issuer: string,
  { client, subject }: Authorization,
  person: PersonAuthorization,
  now: number,
  accessToken: string,
) {
  return {
    iss: issuer,
    sub: subject,
    aud: client.clientId,
    iat: now,
    exp: now + ID_TOKEN_LIFETIME_SECONDS,
    auth_time: person.authTime,
    acr: person.acr,
    amr: person.amr,
    at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
    ...(person.sid === undefined ? {} : { sid: person.sid }),
    ...(person.nonce === undefined ? {} : { nonce: person.nonce }),
  }
}
