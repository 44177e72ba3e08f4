/** Tokens for a password. */
import type { MessageRows } from './row.ts'

export const password = {
  password: [
    'RFC6749-4.3.2',
    [
      'Token request with a password',
      'The client has seen the password. OAuth 2.1 has no such grant; only clients that an operator lets do so may still use it.',
    ],
    [
      'Token-Anfrage mit Passwort',
      'Der Client hat das Passwort gesehen. OAuth 2.1 kennt das nicht mehr; nur Clients, denen es ein Betreiber erlaubt, dürfen es noch.',
    ],
  ],
} satisfies MessageRows
