/** A token for a service. */
import type { MessageRows } from './row.ts'

export const clientCredentials = {
  'client-credentials': [
    'RFC6749-4.4.2',
    ['Token request of a service', 'No person is involved: the client asks for itself, with its own secret.'],
    [
      'Token-Anfrage eines Dienstes',
      'Keine Person ist beteiligt: Der Client fragt für sich selbst, mit seinem eigenen Geheimnis.',
    ],
  ],
  'client-credentials@attacker': [
    'RFC6749-4.4.2',
    ['Token request of a service', 'The attacker asks for a token as if they were a service.'],
    ['Token-Anfrage eines Dienstes', 'Der Angreifer bittet um ein Token, als wäre er ein Dienst.'],
  ],
} satisfies MessageRows
