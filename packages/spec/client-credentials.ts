/** The client credentials grant (RFC 6749 §4.4, OAuth 2.1 §4.2). */
import { defineRules } from './check.ts'

export const rules = defineRules('client-credentials', {
  confidential: [
    'RFC6749-4.4',
    'unauthorized_client',
    'client must be confidential to use the client credentials grant',
  ],
  noIdentityScope: ['OIDC-3.1.2.1', 'invalid_scope', 'scope must not ask for a user where no user takes part'],
})
