/** People: a user has an opaque `sub` that is never reused; identifiers and credentials are separate records. */
import { defineRecord } from '@sightglass/store'

export interface User {
  readonly sub: string
  readonly status: 'active' | 'disabled'
  /** When it was last enabled again: what was granted before stays revoked. */
  readonly activeSince?: number
  /** Standard claims (OIDC Core §5.1), without `sub`. */
  readonly claims: UserClaims
  readonly createdAt: number
}

export interface UserClaims {
  readonly name?: string
  readonly given_name?: string
  readonly family_name?: string
  readonly middle_name?: string
  readonly nickname?: string
  readonly preferred_username?: string
  readonly profile?: string
  readonly picture?: string
  readonly website?: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly gender?: string
  readonly birthdate?: string
  readonly zoneinfo?: string
  readonly locale?: string
  readonly phone_number?: string
  readonly phone_number_verified?: boolean
  readonly address?: UserAddress
  /** Seconds since the epoch. */
  readonly updated_at?: number
}

/** OIDC Core §5.1.1 */
export interface UserAddress {
  readonly formatted?: string
  readonly street_address?: string
  readonly locality?: string
  readonly region?: string
  readonly postal_code?: string
  readonly country?: string
}

/** What a person types to say who they are; its key is the canonical form, so that it names one user. */
export interface Identifier {
  readonly sub: string
}

export interface PasswordCredential {
  readonly sub: string
  readonly kind: 'password'
  /** PHC string. */
  readonly hash: string
  readonly changedAt: number
}

export const users = defineRecord<User>('user_account', { indexes: { every: { of: () => 'all' } } })
export const identifiers = defineRecord<Identifier>('user_identifier', {
  indexes: { sub: { of: ({ sub }) => sub } },
})
export const credentials = defineRecord<PasswordCredential>('user_credential', {
  indexes: { sub: { of: ({ sub }) => sub } },
})

export const personRecords = [users, identifiers, credentials] as const

/** Whoever was disabled in between is trusted again from then on, not with what was there before. */
export const hasStayedActive = (
  party: { readonly status: 'active' | 'disabled'; readonly activeSince?: number } | undefined,
  { createdAt }: { readonly createdAt: number },
): boolean => party?.status === 'active' && (party.activeSince ?? 0) <= createdAt

/** The one canonical form of a user name, at the edge, for every use of it; `undefined` for what cannot be one. */
export function canonicalUsername(typed: string): string | undefined {
  const canonical = typed.normalize('NFKC').trim().toLowerCase().normalize('NFKC')
  return canonical.length > 0 && canonical.length <= 254 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(canonical)
    ? canonical
    : undefined
}
