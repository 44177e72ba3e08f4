/** What a client asks the authorization endpoint for. */
import type { ParameterRows } from './row.ts'

export const authorize = {
  response_type: ['RFC6749-3.1.1', 'What the browser shall bring back.', 'Was der Browser zurückbringen soll.'],
  client_id: [
    'RFC6749-2.2',
    'Says which client asks: the application that you sign in to. It is public.',
    'Sagt, welcher Client fragt: die Anwendung, bei der Sie sich anmelden. Das ist öffentlich.',
  ],
  redirect_uri: [
    'RFC6749-3.1.2',
    'Where the browser shall come back to. It must be registered, byte by byte.',
    'Wohin der Browser zurückkommen soll. Die Adresse muss Byte für Byte registriert sein.',
  ],
  scope: [
    'RFC6749-3.3',
    'What the client may do, in words that you consent to.',
    'Was der Client tun darf, in Worten, denen Sie zustimmen.',
  ],
  state: [
    'RFC6749-10.12',
    'Ties the answer to this browser and this login, so that nobody can slip in an answer of theirs.',
    'Bindet die Antwort an diesen Browser und diese Anmeldung; niemand kann eine fremde unterschieben.',
  ],
  nonce: [
    'OIDC-3.1.2.1',
    'Comes back in the ID token, which is therefore made for this login.',
    'Kommt im ID-Token zurück, das also für diese Anmeldung gemacht ist.',
  ],
  resource: [
    'RFC8707-2',
    'Which resource server the access token is for: its aud will name it, and, with the scope openid, the authorization server for UserInfo. Nobody else may accept it.',
    'Für welchen Ressourcenserver das Access-Token ist: aud wird ihn nennen und mit dem Scope openid auch den Autorisierungsserver für UserInfo. Niemand sonst darf es annehmen.',
  ],
  response_mode: [
    'OIDC-3.1.2.1',
    'How the answer travels through the browser.',
    'Wie die Antwort durch den Browser reist.',
  ],
  prompt: [
    'OIDC-3.1.2.1',
    'What the authorization server shall ask you, whatever it knows already.',
    'Was der Autorisierungsserver Sie fragen soll, was auch immer er schon weiß.',
  ],
  max_age: [
    'OIDC-3.1.2.1',
    'How many seconds ago you may have signed in at most.',
    'Vor wie vielen Sekunden Sie sich höchstens angemeldet haben dürfen.',
  ],
  acr_values: [
    'OIDC-3.1.2.1',
    'How strong a sign-in the client would like, most wanted first.',
    'Wie stark die Anmeldung sein soll, das Liebste zuerst.',
  ],
  login_hint: ['OIDC-3.1.2.1', 'Who probably wants to sign in.', 'Wer sich wahrscheinlich anmelden will.'],
  id_token_hint: [
    'OIDC-3.1.2.1',
    'An earlier ID token: the client expects this person and nobody else.',
    'Ein früheres ID-Token: Der Client erwartet diese Person und niemanden sonst.',
  ],
  claims: [
    'OIDC-5.5',
    'What the client wants to know about you, by name.',
    'Was der Client über Sie wissen möchte, beim Namen genannt.',
  ],
  claims_locales: [
    'OIDC-5.2',
    'In which languages the client would like to be told about you.',
    'In welchen Sprachen der Client gern von Ihnen hören würde.',
  ],
  ui_locales: ['OIDC-3.1.2.1', 'The language that your browser asks for.', 'Die Sprache, um die Ihr Browser bittet.'],
  display: [
    'OIDC-3.1.2.1',
    'In what kind of window the pages are shown.',
    'In was für einem Fenster die Seiten gezeigt werden.',
  ],
} satisfies ParameterRows
