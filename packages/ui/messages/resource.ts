/** Calls to the resource server. */
import type { MessageRows } from './row.ts'

export const resource = {
  call: [
    'RFC6750-2.1',
    [
      'Call to the resource server',
      'The client presents its access token. It does not look into it: it asked for a token for this resource server (resource), and whether the token is meant for it (aud), the resource server checks.',
    ],
    [
      'Aufruf des Ressourcenservers',
      'Der Client legt sein Access-Token vor. Er sieht nicht hinein: Er hat ein Token für diesen Ressourcenserver verlangt (resource), und ob es für ihn bestimmt ist (aud), prüft der Ressourcenserver.',
    ],
  ],
  'call@no-token': [
    'RFC6750-3',
    [
      'Call to the resource server',
      'No access token comes with it. Without one the resource server hands out nothing that it protects.',
    ],
    [
      'Aufruf des Ressourcenservers',
      'Ein Access-Token kommt nicht mit. Ohne eines gibt der Ressourcenserver nichts heraus, was er schützt.',
    ],
  ],
  'call@device': [
    'RFC6750-2.1',
    [
      'Call to the resource server',
      'The device presents its access token. Whether the token is meant for this resource server (aud), the resource server checks.',
    ],
    [
      'Aufruf des Ressourcenservers',
      'Das Gerät legt sein Access-Token vor. Ob es für diesen Ressourcenserver bestimmt ist (aud), prüft der Ressourcenserver.',
    ],
  ],
  'call@attacker': [
    'RFC6750-2.1',
    [
      'Call to the resource server',
      'The attacker presents an access token. A bearer token can be presented by whoever has it, so all depends on what the resource server finds of it.',
    ],
    [
      'Aufruf des Ressourcenservers',
      'Der Angreifer legt ein Access-Token vor. Ein Bearer-Token kann vorlegen, wer es hat; also hängt alles daran, was der Ressourcenserver davon hält.',
    ],
  ],
  'call@attacker-server': [
    'RFC6750-2.1',
    ['Call to the resource server', 'The attacker’s server presents an access token that came to it.'],
    ['Aufruf des Ressourcenservers', 'Der Server des Angreifers legt ein Access-Token vor, das zu ihm kam.'],
  ],
  resource: [
    'RFC6749-7',
    ['Answer of the resource server', 'Here is what was asked for. What was checked before stands at the call.'],
    ['Antwort des Ressourcenservers', 'Hier kommt, was verlangt war. Was vorher geprüft wurde, steht beim Aufruf.'],
  ],
  'resource@attacker': [
    'RFC6749-7',
    [
      'Answer of the resource server',
      'It accepted the token, so the attacker has what was asked for. What it checked stands at the call.',
    ],
    [
      'Antwort des Ressourcenservers',
      'Er hat das Token angenommen, also hat der Angreifer, was verlangt war. Was er geprüft hat, steht beim Aufruf.',
    ],
  ],
} satisfies MessageRows
