/** What a client holds after a grant. Plain JSON, so that an application can keep it; every member but the claims is a secret. */
import type { IdTokenClaims } from '@sightglass/spec/id-token'

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
}
