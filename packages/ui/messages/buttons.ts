/** The buttons of the client’s own pages: what a person asks it for. */
import type { MessageRow, MessageRows } from './row.ts'

const forged = (en: string, de: string): MessageRow => [
  'RFC6749-10.12',
  [
    en,
    'The browser sends it with its cookies, but without the token of a form of this client: a page of somebody else may have sent it.',
  ],
  [
    de,
    'Der Browser sendet es mit seinen Cookies, aber ohne das Token eines Formulars dieses Clients: Vielleicht hat es eine fremde Seite gesendet.',
  ],
]

export const buttons = {
  start: [
    'RFC6749-4.1',
    [
      'Start of the login',
      'You press the button. The client (the application that you sign in to) makes state, nonce and a secret, the code_verifier, for this one login. Only the hash of that, the code_challenge, travels.',
    ],
    [
      'Beginn der Anmeldung',
      'Sie drücken den Knopf. Der Client (die Anwendung, bei der Sie sich anmelden) macht nur für diese Anmeldung state, nonce und ein Geheimnis, den code_verifier. Auf die Reise geht nur dessen Hash, die code_challenge.',
    ],
  ],
  'start@attacker': [
    'RFC6749-4.1',
    [
      'Start of a login',
      'The attacker begins a login in a browser of their own. The client makes state, nonce and a code_verifier for it, as for everybody.',
    ],
    [
      'Beginn einer Anmeldung',
      'Der Angreifer beginnt eine Anmeldung in einem eigenen Browser. Der Client macht dafür state, nonce und einen code_verifier, wie für alle.',
    ],
  ],
  'ask-again': [
    'RFC6749-4.1.2',
    [
      'You try again',
      'The authorization server was away when you came back. The code is still unused, so the same login can go on.',
    ],
    [
      'Sie versuchen es noch einmal',
      'Der Autorisierungsserver war nicht da, als Sie zurückkamen. Der Code ist noch unbenutzt, also kann dieselbe Anmeldung weitergehen.',
    ],
  ],
  'ask-call': [
    'RFC6749-7',
    ['You ask for a call', 'The browser asks the client; the token stays on the client’s server.'],
    ['Sie verlangen einen Aufruf', 'Der Browser bittet den Client; das Token bleibt auf dessen Server.'],
  ],
  'ask-call@forged': forged('A form asks for a call', 'Ein Formular verlangt einen Aufruf'),
  'ask-refresh': [
    'RFC6749-6',
    ['You ask for fresh tokens', 'Clients do this by themselves; here you can watch it.'],
    ['Sie verlangen neue Token', 'Clients tun das von selbst; hier können Sie zusehen.'],
  ],
  'ask-refresh@forged': forged('A form asks for fresh tokens', 'Ein Formular verlangt neue Token'),
  'ask-userinfo': [
    'OIDC-5.3',
    ['You ask who you are', 'The browser asks the client, which asks the authorization server.'],
    ['Sie fragen, wer Sie sind', 'Der Browser fragt den Client, und der fragt den Autorisierungsserver.'],
  ],
  'ask-userinfo@forged': forged('A form asks who you are', 'Ein Formular fragt, wer Sie sind'),
  'ask-logout': [
    'RFC9110-9.3.3',
    [
      'You sign out',
      'The client forgets this browser and gives its tokens back. The authorization server still knows you.',
    ],
    [
      'Sie melden sich ab',
      'Der Client vergisst diesen Browser und gibt seine Token zurück. Der Autorisierungsserver kennt Sie noch.',
    ],
  ],
  'ask-logout@forged': forged('A form signs you out', 'Ein Formular meldet Sie ab'),
  'ask-logout-everywhere': [
    'OIDCRPI-2',
    [
      'You sign out everywhere',
      'The client forgets this browser, gives its tokens back, and sends the browser to end the session of the authorization server too.',
    ],
    [
      'Sie melden sich überall ab',
      'Der Client vergisst diesen Browser, gibt seine Token zurück und schickt den Browser los, auch die Sitzung beim Autorisierungsserver zu beenden.',
    ],
  ],
  'ask-logout-everywhere@forged': forged('A form signs you out everywhere', 'Ein Formular meldet Sie überall ab'),
} satisfies MessageRows
