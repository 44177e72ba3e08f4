/** A code for tokens. */
import type { MessageRows } from './row.ts'

export const code = {
  redeem: [
    'RFC6749-4.1.3',
    [
      'Token request',
      'The code is to be exchanged for tokens, straight at the authorization server: no redirect carries this. That works once.',
    ],
    [
      'Token-Anfrage',
      'Der Code soll gegen Token getauscht werden, geradewegs beim Autorisierungsserver: Keine Weiterleitung trägt das. Es geht ein einziges Mal.',
    ],
  ],
  'redeem@attacker': [
    'RFC6749-4.1.3',
    ['Token request', 'The attacker has a code and wants tokens for it, as if they were the client.'],
    ['Token-Anfrage', 'Der Angreifer hat einen Code und will Token dafür, als wäre er der Client.'],
  ],
} satisfies MessageRows
