/** The grant: everything that a user gave a client in one go, in one row. Code, refresh chain and revocation are fields of it. */
import type { ClaimsRequest } from '@sightglass/spec/claims-request'
import type { IssuedCode } from '@sightglass/spec/code'
import type { RefreshChain } from '@sightglass/spec/refresh'
import type { Scope } from '@sightglass/spec/scope'
import { defineRecord } from '@sightglass/store'

export interface Grant {
  readonly id: string
  readonly clientId: string
  readonly subject: string
  readonly scope: Scope
  readonly resources: readonly string[]
  /**
   * The browser session that it lives and dies with; an `offline_access` grant has one too, and outlives it. Absent where
   * none took part: such a grant lives as if it were offline.
   */
  readonly sessionId?: string
  readonly offline: boolean
  /** The session as this client knows it. */
  readonly sid?: string
  readonly authTime: number
  readonly amr: readonly string[]
  readonly acr: string
  /** What the client asked for by name. */
  readonly claims?: ClaimsRequest
  readonly createdAt: number
  /** No token of this grant is issued from then on, whatever was used meanwhile. */
  readonly endsAt: number
  /** Absent where the answer of the authorization endpoint carried none, or there was no such answer. */
  readonly code?: IssuedCode
  readonly device?: ApprovedDeviceCode
  /** An access token went through the browser when it was made. */
  readonly tokenInFront?: true
  readonly refresh?: RefreshChain
  readonly revoked?: { readonly at: number; readonly why: RevocationReason }
  /** What happened to it that an auditor asks for, newest last, bounded; written with the change that it tells of. */
  readonly history: readonly { readonly at: number; readonly event: string }[]
}

/** A device code that a person approved. Times in seconds. */
export interface ApprovedDeviceCode {
  readonly hash: string
  readonly expiresAt: number
  readonly usedAt?: number
}

export type RevocationReason =
  | 'code replayed'
  | 'device code replayed'
  | 'refresh token stolen'
  | 'session ended'
  | 'user disabled'
  | 'client disabled'
  | 'consent withdrawn'
  | 'revoked by its client'
  | 'revoked by an operator'

export const grantRecords = defineRecord<Grant>('user_grant', {
  indexes: {
    subject: { of: (grant) => grant.subject },
    session: { of: (grant) => grant.sessionId },
    client: { of: (grant) => grant.clientId },
  },
})

/** What has to be redeemed before the grant gives anything; absent where it gave tokens at once. */
export interface Redeemable {
  readonly expiresAt: number
  readonly usedAt?: number
  readonly burntAt?: number
}

export const redeemableOf = ({ code, device }: Grant): Redeemable | undefined => code ?? device

const MOST_HISTORY = 20

/** The grant with one more line of history. */
export function withEvent(grant: Grant, at: number, event: string): Grant {
  return { ...grant, history: [...grant.history, { at, event }].slice(-MOST_HISTORY) }
}

/** Revokes; a grant that is revoked already stays as it is. */
export function revoked(grant: Grant, at: number, why: RevocationReason): Grant {
  if (grant.revoked !== undefined) return grant
  return { ...withEvent(grant, at, `revoked: ${why}`), revoked: { at, why } }
}
