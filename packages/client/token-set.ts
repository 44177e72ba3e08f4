/** What a client holds after a grant. Plain JSON, so that an application can keep it; every member but the claims is a secret. */
import type { IdTokenClaims } from '@sightglass/spec/id-token'
import type { TokenResponse } from '@sightglass/spec/token-response'
import { linkToken } from '@sightglass/trace'

export interface TokenSet {
  readonly accessToken: string
  readonly tokenType: 'Bearer'
  /** Seconds since the epoch; missing where the server did not say. */
  readonly expiresAt?: number
  readonly refreshToken?: string
  readonly idToken?: string
  /** Of the ID token, verified. */
  readonly idTokenClaims?: IdTokenClaims
  /** What was granted: the server's word, else what was asked for. */
  readonly scope?: string
  /** The resource server that the access token was asked for: the only place that it is sent to. */
  readonly resource?: string
}

/** What was asked for, and when the answer came. */
interface Asked {
  /** Seconds since the epoch. */
  readonly now: number
  readonly scope: string | undefined
  readonly resource: string | undefined
}

/** The tokens of an answer, with who logged in. */
export function tokenSetOf(
  { accessToken, tokenType, expiresIn, refreshToken, scope: granted }: TokenResponse,
  { now, scope: asked, resource }: Asked,
  identity: Pick<TokenSet, 'idToken' | 'idTokenClaims'>,
): TokenSet {
  const scope = granted ?? asked
  linkToken(accessToken)
  linkToken(refreshToken)
  return {
    accessToken,
    tokenType,
    ...(expiresIn !== undefined && { expiresAt: now + Math.floor(expiresIn) }),
    ...(refreshToken !== undefined && { refreshToken }),
    ...(scope !== undefined && { scope }),
    ...(resource !== undefined && { resource }),
    ...identity,
  }
}
