/** Token introspection (RFC 7662): who may ask what a token is worth, and what is said of it. */
import { type AccessTokenClaims, scopesOf } from './access-token.ts'
import { defineNotes, defineRules } from './check.ts'

/** The wire answer is one fixed sentence: what failed is told to the server's operators only. */
export const rules = defineRules('introspection', {
  known: ['RFC7662-2.1', 'invalid_client', 'resource server must be registered with credentials of its own'],
  secret: ['RFC7662-2.1', 'invalid_client', 'resource server must prove itself by its secret'],
  host: ['RFC7662-4', 'invalid_client', 'resource server must ask from a host that it is registered for'],
})

/** An inactive token is an answer, not a refusal; whoever asks learns no reason (RFC 7662 §2.2). */
export const notes = defineNotes('introspection', {
  active: ['RFC7662-2.2', 'the token is good, and for the resource server that asks'],
  unknown: [
    'RFC7662-2.2',
    'inactive: the token is not one of this server that is good for the resource server that asks',
  ],
  refreshToken: ['RFC7662-2.2', 'inactive: a refresh token is for the authorization server alone'],
  ended: ['RFC7662-2.2', 'inactive: the token was revoked, or its grant, its person or its client is gone'],
})

/** RFC 7662 §2.2 */
export type IntrospectionResponse = { readonly active: false } | ActiveToken

export interface ActiveToken {
  readonly active: true
  readonly token_type: 'Bearer'
  readonly iss: string
  readonly sub: string
  readonly aud: string | readonly string[]
  readonly client_id: string
  readonly scope: string
  /** Seconds since the epoch. */
  readonly exp: number
  readonly iat: number
  readonly jti: string
  readonly auth_time?: number
  readonly acr?: string
}

export const inactive: IntrospectionResponse = { active: false }

/** What is said of a good token: what a recipient of the JWT reads in it itself, and no more. */
export function activeToken(claims: AccessTokenClaims): ActiveToken {
  const { iss, sub, aud, client_id, exp, iat, jti, auth_time, acr } = claims
  return {
    active: true,
    token_type: 'Bearer',
    ...{ iss, sub, aud, client_id, scope: scopesOf(claims).join(' '), exp, iat, jti },
    ...(auth_time === undefined ? {} : { auth_time }),
    ...(acr === undefined ? {} : { acr }),
  }
}
