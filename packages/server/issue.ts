/** The only mint: an `Authorization` becomes tokens here and nowhere else. */
import { type ClaimRequests, claimsAsked } from '@sightglass/spec/claims-request'
import { formatScope, type Scope } from '@sightglass/spec/scope'
import { claimsFor } from '@sightglass/spec/userinfo'
import { linkToken } from '@sightglass/trace'
import type { AuthenticatedClient, Client, ReachedClient } from './clients/client.ts'
import type { WriteAccessToken } from './grants/access-tokens.ts'
import { halfHash } from './keys/algorithms.ts'
import type { KeyRing } from './keys/ring.ts'
import type { Directory } from './people/directory.ts'
import type { Subjects } from './people/subjects.ts'
import { type Random, randomToken } from './secrets.ts'

/** What a grant found to be due: who, what, for whom, until when. */
export interface Authorization {
  readonly client: AuthenticatedClient | ReachedClient
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
  /** What the ID token shall tell by name (OIDC Core §5.5). */
  readonly claims?: ClaimRequests
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

/** What the answer of the authorization endpoint carries itself (OIDC Core §3.2.2.5, §3.3.2.5), written for an address. */
export interface FrontChannelTokens {
  readonly access_token?: string
  readonly token_type?: 'Bearer'
  /** Seconds. */
  readonly expires_in?: string
  readonly scope?: string
  readonly id_token?: string
}

/** Which of them are asked for, and the code that goes along. */
export interface AskedInFront {
  readonly token: boolean
  readonly idToken: boolean
  readonly code: string | undefined
}

export const ID_TOKEN_LIFETIME_SECONDS = 300

export interface Mint {
  /** For the answer of the token endpoint. */
  readonly issue: (authorization: Authorization, now: number) => Promise<TokenResponse>
  /** For an answer that goes through the browser: never a refresh token. */
  readonly issueInFront: (authorization: Authorization, now: number, asked: AskedInFront) => Promise<FrontChannelTokens>
}

export interface MintOptions {
  readonly issuer: string
  readonly keys: KeyRing
  readonly people: Directory
  readonly subjects: Subjects
  readonly writeAccessToken: WriteAccessToken
  readonly random: Random
}

/** What an ID token vouches for. */
interface Beside {
  readonly accessToken?: string | undefined
  readonly code?: string | undefined
}

export function createMint(options: MintOptions): Mint {
  const { issuer, keys, people, subjects, writeAccessToken, random } = options

  /** What the client knows the subject as; a client that acts for itself is who it is. */
  const toldSubject = ({ client, subject, person }: Authorization): string =>
    person === undefined ? subject : subjects.toldTo(client, subject)

  const accessTokenFor = async (authorization: Authorization, now: number): Promise<string> => {
    const sub = toldSubject(authorization)
    const claims = accessTokenClaims(issuer, authorization, sub, now, randomToken(random))
    const accessToken = await writeAccessToken(claims, authorization.resources)
    linkToken(accessToken, claims.jti)
    return accessToken
  }

  /**
   * What was asked for by name, and where no access token is issued, so that there is no UserInfo to ask, what the scopes ask
   * for as well (OIDC Core §5.4).
   */
  const profileFor = async (
    { client, subject, scope }: Authorization,
    { claims: named = {} }: PersonAuthorization,
    { accessToken, code }: Beside,
  ): Promise<object> => {
    const isAlone = accessToken === undefined && code === undefined
    if (!isAlone && Object.keys(named).length === 0) return {}
    const held = (await people.find(subject))?.claims ?? {}
    const asked = claimsAsked(named, held, (token) => client.scope.includes(token))
    return isAlone ? { ...claimsFor(scope, held), ...asked } : asked
  }

  const idTokenFor = async (
    authorization: Authorization,
    person: PersonAuthorization,
    now: number,
    beside: Beside,
  ): Promise<string> => {
    const profile = await profileFor(authorization, person, beside)
    const { client } = authorization
    const claims = idTokenClaims(issuer, client, toldSubject(authorization), person, now, beside)
    return await keys.sign(client.idTokenSignedResponseAlg, 'JWT', { ...profile, ...claims })
  }

  return {
    async issue(authorization, now) {
      const { client, scope, refreshToken, person } = authorization
      const accessToken = await accessTokenFor(authorization, now)
      const response: TokenResponse = {
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: client.policy.accessTokenLifetimeSeconds,
        scope: formatScope(scope),
        ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      }
      if (person === undefined || !scope.includes('openid')) return response
      return { ...response, id_token: await idTokenFor(authorization, person, now, { accessToken }) }
    },
    async issueInFront(authorization, now, { token, idToken, code }) {
      const { client, scope, person } = authorization
      const accessToken = token ? await accessTokenFor(authorization, now) : undefined
      const tokens: FrontChannelTokens =
        accessToken === undefined
          ? {}
          : {
              access_token: accessToken,
              token_type: 'Bearer',
              expires_in: String(client.policy.accessTokenLifetimeSeconds),
              scope: formatScope(scope),
            }
      if (person === undefined || !idToken) return tokens
      return { ...tokens, id_token: await idTokenFor(authorization, person, now, { accessToken, code }) }
    },
  }
}

/** RFC 9068 §2.2. `openid` adds the issuer to the audience: UserInfo is a resource of the server itself. */
function accessTokenClaims(issuer: string, authorization: Authorization, sub: string, now: number, jti: string) {
  const { client, scope, resources, person } = authorization
  const audience = scope.includes('openid') ? [...resources, issuer] : resources
  const [only = issuer] = audience
  return {
    iss: issuer,
    sub,
    aud: audience.length === 1 ? only : audience,
    client_id: client.clientId,
    iat: now,
    exp: now + client.policy.accessTokenLifetimeSeconds,
    jti,
    scope: formatScope(scope),
    ...(person === undefined ? {} : { grant_id: person.grantId, auth_time: person.authTime, acr: person.acr }),
  }
}

/** OIDC Core §2. Nothing that a person or a client chose can stand in their place. */
function idTokenClaims(
  issuer: string,
  client: Client,
  sub: string,
  person: PersonAuthorization,
  now: number,
  { accessToken, code }: Beside,
) {
  const alg = client.idTokenSignedResponseAlg
  return {
    iss: issuer,
    sub,
    aud: client.clientId,
    iat: now,
    exp: now + ID_TOKEN_LIFETIME_SECONDS,
    auth_time: person.authTime,
    acr: person.acr,
    amr: person.amr,
    ...(accessToken === undefined ? {} : { at_hash: halfHash(alg, accessToken) }),
    ...(code === undefined ? {} : { c_hash: halfHash(alg, code) }),
    ...(person.sid === undefined ? {} : { sid: person.sid }),
    ...(person.nonce === undefined ? {} : { nonce: person.nonce }),
  }
}
