/** Token revocation (RFC 7009): whose token may be taken back, and what goes with it. */
import { check, defineNotes, defineRules } from './check.ts'

export const rules = defineRules('revocation', {
  tokenType: ['RFC7009-2.2.1', 'unsupported_token_type', 'token must be an access token or a refresh token'],
  clientBound: ['RFC7009-2.1', 'invalid_grant', 'token must have been issued to the client that revokes it'],
})

export const notes = defineNotes('revocation', {
  grant: ['RFC7009-2.1', 'the grant of the token was revoked, and every token that it gave'],
  token: ['RFC7009-2.1', 'the token was revoked'],
  unknown: ['RFC7009-2.2', 'the token is none that is good here: there is nothing to revoke'],
})

/** What a token turned out to be; `token_type_hint` is not needed for it, so a wrong one does no harm (RFC 7009 §2.1). */
export interface Revocable {
  readonly kind: 'refresh_token' | 'access_token' | 'other'
  readonly clientId: string
}

/** @throws {Refusal} `revocation.tokenType`, `revocation.clientBound` */
export function checkRevocable({ kind, clientId }: Revocable, client: { readonly clientId: string }): void {
  check(rules.tokenType, kind !== 'other')
  check(rules.clientBound, clientId === client.clientId)
}
