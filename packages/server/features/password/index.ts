/**
 * The password grant (RFC 6749 §4.3), for clients that an operator registers as legacy. Owns nothing but the way in: passwords
 * are proven and throttled as on the login page. There is no session, so the grant lives as an offline one does: it ends when
 * the person withdraws it or is disabled, when the client is, or at its time; a changed password or a sign-out does not end it.
 */
import { check, note } from '@sightglass/spec/check'
import { notes as legacyNotes } from '@sightglass/spec/legacy'
import { required } from '@sightglass/spec/params'
import { notes, rules } from '@sightglass/spec/password'
import { grantableAccess } from '../../clients/scopes.ts'
import type { Feature, Grant as RedeemGrant } from '../../feature.ts'
import { authorizationOf, refreshTokenOf } from '../../grants/authorization.ts'
import { grantRecords } from '../../grants/grant.ts'
import type { Grants } from '../../grants/grants.ts'
import { backOffRecords } from '../../limits/back-off.ts'
import { personRecords } from '../../people/user.ts'
import type { Seal } from '../../secrets.ts'
import { PASSWORD_ACR } from '../../session/acr.ts'
import type { SignIn } from '../../session/sign-in.ts'

export interface PasswordOptions {
  readonly grants: Grants
  readonly signIn: SignIn
  readonly refreshSeal: Seal
}

export function password({ grants, signIn, refreshSeal }: PasswordOptions): Feature {
  const redeem: RedeemGrant = async ({ client, exchange, params, resources, now }) => {
    note(legacyNotes.password)
    check(rules.legacy, client.policy.legacy)
    const typed = { username: required(params, 'username'), password: required(params, 'password') }
    // Before the password is looked at: whoever asks for too much learns nothing about it.
    const access = grantableAccess(client, params.get('scope'), resources)
    const user = await signIn.prove(exchange, typed)
    check(rules.credentials, user)
    const begun = await grants.begin({
      ...access,
      ...{ clientId: client.clientId, subject: user.sub, authTime: now, amr: ['pwd'], acr: PASSWORD_ACR },
      offline: access.scope.includes('offline_access'),
      refreshable: client.grantTypes.includes('refresh_token'),
    })
    if (begun === undefined) throw new Error('a grant of a new id can be written')
    note(notes.granted)
    return authorizationOf(begun.grant, { client, refreshToken: refreshTokenOf(refreshSeal, begun.grant) })
  }
  return {
    name: 'password',
    records: [grantRecords, ...backOffRecords, ...personRecords],
    grants: { password: redeem },
  }
}
