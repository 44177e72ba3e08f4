/** The authorization request, and its way through the pages of the authorization server. */
import type { MessageRows } from './row.ts'

export const authorize = {
  'to-authorize': [
    'RFC6749-4.1.1',
    [
      'Redirect to the authorization server',
      'The browser shall carry the authorization request there: what follows is in its address.',
    ],
    [
      'Weiterleitung zum Autorisierungsserver',
      'Der Browser soll die Autorisierungsanfrage dorthin bringen: Was folgt, steht in seiner Adresse.',
    ],
  ],
  authorize: [
    'RFC6749-4.1.1',
    [
      'Authorization request',
      'The browser arrives at the authorization server. What it carries is public; the secrets stay behind.',
    ],
    [
      'Autorisierungsanfrage',
      'Der Browser kommt beim Autorisierungsserver an. Was er mitbringt, ist öffentlich; die Geheimnisse bleiben zurück.',
    ],
  ],
  'authorize@attacker': [
    'RFC6749-4.1.1',
    [
      'Authorization request',
      'A browser of the attacker’s arrives at the authorization server, with a request like any other.',
    ],
    [
      'Autorisierungsanfrage',
      'Ein Browser des Angreifers kommt beim Autorisierungsserver an, mit einer Anfrage wie jede andere.',
    ],
  ],
  'to-resume': [
    'RFC6749-4.1',
    ['Back to the request', 'One thing less to ask. The server looks again at what is still missing.'],
    ['Zurück zur Anfrage', 'Eine Frage weniger. Der Server sieht nach, was noch fehlt.'],
  ],
  resume: [
    'RFC6749-4.1',
    ['The request goes on', 'The kept request is looked at again: somebody signed in? consent given? then the answer.'],
    [
      'Die Anfrage geht weiter',
      'Die aufbewahrte Anfrage wird noch einmal angesehen: jemand angemeldet? zugestimmt? Dann die Antwort.',
    ],
  ],
} satisfies MessageRows
