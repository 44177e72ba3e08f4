/** The password grant (RFC 6749 §4.3): what OAuth 2.1 dropped, for clients of old that an operator lets use it. */
import { defineNotes, defineRules } from './check.ts'

export const rules = defineRules('password', {
  legacy: ['RFC9700-2.4', 'unauthorized_client', 'client must be one that an operator lets use what OAuth 2.1 dropped'],
  credentials: ['RFC6749-4.3.2', 'invalid_grant', 'username and password must be right together'],
})

export const notes = defineNotes('password', {
  granted: ['RFC6749-4.3.3', 'the password was right: the client gets tokens in the name of the person'],
})
