/** The token endpoint, whatever the grant. */
import type { MessageRows } from './row.ts'

export const token = {
  token: [
    'RFC6749-3.2',
    [
      'Token request',
      'Something that the client was given is exchanged for tokens, straight at the authorization server.',
    ],
    ['Token-Anfrage', 'Was der Client bekommen hat, wird gegen Token getauscht, geradewegs beim Autorisierungsserver.'],
  ],
  tokens: [
    'RFC6749-5.1',
    [
      'Tokens',
      'The access token for the resource server, perhaps an ID token for the client and a refresh token for later.',
    ],
    [
      'Token',
      'Das Access-Token für den Ressourcenserver, vielleicht ein ID-Token für den Client und ein Refresh-Token für später.',
    ],
  ],
  'tokens@attacker': [
    'RFC6749-5.1',
    ['Tokens', 'They go to the attacker, who asked for them.'],
    ['Token', 'Sie gehen an den Angreifer, der sie verlangt hat.'],
  ],
} satisfies MessageRows
