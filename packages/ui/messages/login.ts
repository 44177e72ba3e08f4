/** The login page. */
import type { MessageRows } from './row.ts'

export const login = {
  'to-login': [
    'RFC6749-3.1',
    [
      'Redirect to the login',
      'The request is sound and kept. Nobody is signed in yet, so the browser goes to the login page.',
    ],
    [
      'Weiterleitung zur Anmeldung',
      'Die Anfrage ist in Ordnung und wird aufbewahrt. Noch ist niemand angemeldet, also geht es zur Anmeldeseite.',
    ],
  ],
  'login-page': [
    'RFC6749-3.1',
    ['Login page', 'The browser asks for the page. Only the authorization server ever sees a password.'],
    ['Anmeldeseite', 'Der Browser fragt nach der Seite. Ein Passwort sieht immer nur der Autorisierungsserver.'],
  ],
  login: [
    'RFC6749-3.1',
    ['Sign-in', 'User name and password go to the authorization server, never to the client.'],
    ['Anmelden', 'Name und Passwort gehen an den Autorisierungsserver, nie an den Client.'],
  ],
  'login@attacker': [
    'RFC6749-3.1',
    ['Sign-in', 'The attacker signs in, in a browser of their own.'],
    ['Anmelden', 'Der Angreifer meldet sich an, in einem eigenen Browser.'],
  ],
  'login-again': [
    'OIDC-3.1.2.3',
    [
      'Wrong password: the page asks again',
      'User name and password do not belong together. Nothing is lost: the person may try again. Which of the two was wrong is told to nobody.',
    ],
    [
      'Falsches Passwort: Die Seite fragt noch einmal',
      'Name und Passwort gehören nicht zusammen. Nichts ist verloren: Die Person darf es noch einmal versuchen. Was von beidem falsch war, erfährt niemand.',
    ],
  ],
} satisfies MessageRows
