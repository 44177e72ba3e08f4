/** The end of a session, and how clients learn of it. */
import type { MessageRows } from './row.ts'

export const logout = {
  'to-end-session': [
    'OIDCRPI-2',
    [
      'Redirect to the logout',
      'The browser shall carry the wish to sign out there: with the ID token that says whose session is meant.',
    ],
    [
      'Weiterleitung zur Abmeldung',
      'Der Browser soll den Wunsch zur Abmeldung dorthin bringen: mit dem ID-Token, das sagt, wessen Sitzung gemeint ist.',
    ],
  ],
  'end-session': [
    'OIDCRPI-2',
    [
      'Logout request',
      'Does the ID token name the session of this browser? Then it ends at once. Otherwise anybody could have sent this, and you are asked.',
    ],
    [
      'Abmeldeanfrage',
      'Nennt das ID-Token die Sitzung dieses Browsers? Dann endet sie sofort. Sonst könnte das jeder geschickt haben, und Sie werden gefragt.',
    ],
  ],
  'end-session-page': [
    'OIDCRPI-2',
    ['Logout page', 'The browser comes again with its cookies, which a form of another site does not bring along.'],
    [
      'Abmeldeseite',
      'Der Browser kommt noch einmal mit seinen Cookies; ein Formular einer anderen Seite bringt sie nicht mit.',
    ],
  ],
  'end-session-decision': [
    'OIDCRPI-2',
    ['Your decision', 'Sign out or stay: it has to come from the form of this server’s own page in this browser.'],
    [
      'Ihre Entscheidung',
      'Abmelden oder bleiben: Es muss vom Formular der eigenen Seite dieses Servers in diesem Browser kommen.',
    ],
  ],
  'to-logged-out': [
    'OIDCRPI-3',
    ['Redirect back after the logout', 'To the address that the client registered, with its state and nothing else.'],
    [
      'Weiterleitung zurück nach der Abmeldung',
      'An die Adresse, die der Client registriert hat, mit seinem state und sonst nichts.',
    ],
  ],
  'logged-out': [
    'OIDCRPI-3',
    ['Back after the logout', 'The state tells the client that this is the logout which it began in this browser.'],
    [
      'Zurück nach der Abmeldung',
      'Am state sieht der Client, dass es die Abmeldung ist, die er in diesem Browser begonnen hat.',
    ],
  ],
  'backchannel-logout': [
    'OIDCBCL-2.5',
    [
      'Logout token',
      'The authorization server itself tells a client that a session is over. Your browser has no part in it; if the client does not take it, it comes again.',
    ],
    [
      'Logout-Token',
      'Der Autorisierungsserver selbst sagt einem Client, dass eine Sitzung vorbei ist. Ihr Browser hat damit nichts zu tun; nimmt der Client es nicht an, kommt es wieder.',
    ],
  ],
  'logout-taken': [
    'OIDCBCL-2.8',
    ['Taken', 'The client believed the token: its signature, its issuer, its event. Its session is over too.'],
    ['Angenommen', 'Der Client hat dem Token geglaubt: Signatur, Aussteller, Ereignis. Auch seine Sitzung ist vorbei.'],
  ],
} satisfies MessageRows
