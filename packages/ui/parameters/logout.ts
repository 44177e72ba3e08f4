/** What ends a session, and tells clients so. */
import type { ParameterRows } from './row.ts'

export const logout = {
  logout_hint: ['OIDCRPI-2', 'Who probably wants to sign out.', 'Wer sich wahrscheinlich abmelden will.'],
  post_logout_redirect_uri: [
    'OIDCRPI-3',
    'Where the browser shall come back after the logout: exactly one that the client registered.',
    'Wohin der Browser nach der Abmeldung zurückkommen soll: genau eine Adresse, die der Client registriert hat.',
  ],
  logout_token: [
    'OIDCBCL-2.4',
    'Signed by the authorization server: whose session is over, for this client alone, and once.',
    'Vom Autorisierungsserver signiert: wessen Sitzung vorbei ist, nur für diesen Client und nur einmal.',
  ],
  events: [
    'OIDCBCL-2.4',
    'What happened: the member says that a session was ended, which no ID token says.',
    'Was geschehen ist: Der Eintrag sagt, dass eine Sitzung beendet wurde; das sagt kein ID-Token.',
  ],
  end_session_endpoint: [
    'OIDCRPI-2.1',
    'Where browsers are sent to sign out.',
    'Wohin Browser zum Abmelden geschickt werden.',
  ],
  backchannel_logout_supported: [
    'OIDCBCL-2.1',
    'Whether it tells clients itself that a session is over.',
    'Ob er Clients selbst sagt, dass eine Sitzung vorbei ist.',
  ],
  backchannel_logout_session_supported: [
    'OIDCBCL-2.1',
    'Whether it says which session, by its sid.',
    'Ob er mit der sid sagt, welche Sitzung.',
  ],
  frontchannel_logout_supported: [
    'OIDCFCL-3',
    'Whether the browser tells clients that a session is over, by frames of its logout page.',
    'Ob der Browser es Clients sagt, in Rahmen der Abmeldeseite.',
  ],
  frontchannel_logout_session_supported: [
    'OIDCFCL-3',
    'Whether the frames say which session, by iss and sid.',
    'Ob die Rahmen mit iss und sid sagen, welche Sitzung.',
  ],
} satisfies ParameterRows
