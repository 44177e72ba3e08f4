/** UserInfo (OIDC Core §5.3): which claims a scope asks for, and what the access token has to be. */
import { defineRules } from './check.ts'
import type { Scope } from './scope.ts'

export const rules = defineRules('userinfo', {
  grantStands: ['OIDC-5.3.3', 'invalid_token', 'grant of the access token must still stand'],
  oneToken: ['RFC6750-2', 'invalid_request', 'access token must not be sent in more than one way'],
  openid: ['OIDC-5.3.1', 'insufficient_scope', 'access token must have the scope openid'],
})

/** Whether the body may carry an access token (RFC 6750 §2.2). */
export const isFormSent = (contentType: string | null): boolean =>
  contentType !== null && /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType)

/** OIDC Core §5.4 */
export const claimsOfScope: Readonly<Record<string, readonly string[]>> = {
  profile: [
    'name',
    'family_name',
    'given_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
}

/** The claims that the scopes ask for, of those the user has. */
export function claimsFor<C extends object>(scope: Scope, claims: C): Partial<C> {
  const names = new Set(scope.flatMap((token) => claimsOfScope[token] ?? []))
  return Object.fromEntries(Object.entries(claims).filter(([name]) => names.has(name))) as Partial<C>
}
