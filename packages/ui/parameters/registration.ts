/** What a client says of itself when it registers, and is told. */
import type { ParameterRows } from './row.ts'

export const registration = {
  registration_endpoint: ['RFC8414-2', 'Where clients register themselves.', 'Wo sich Clients selbst registrieren.'],
  redirect_uris: [
    'RFC7591-2',
    'Where the browser may come back to: these addresses and no others.',
    'Wohin der Browser zurückkommen darf: an diese Adressen und keine anderen.',
  ],
  token_endpoint_auth_method: ['RFC7591-2', 'How the client proves who it is.', 'Womit sich der Client ausweist.'],
  token_endpoint_auth_signing_alg: [
    'OIDCR-2',
    'With which algorithm it signs to prove that.',
    'Mit welchem Verfahren sie dafür signiert.',
  ],
  grant_types: ['RFC7591-2', 'How it wants to get tokens.', 'Auf welchen Wegen sie Token bekommen will.'],
  response_types: [
    'RFC7591-2',
    'What the browser shall bring back to it.',
    'Was der Browser zu ihr zurückbringen soll.',
  ],
  client_name: ['RFC7591-2', 'What it calls itself.', 'Wie sie sich nennt.'],
  client_uri: ['RFC7591-2', 'Its own page.', 'Ihre eigene Seite.'],
  logo_uri: ['RFC7591-2', 'Its logo.', 'Ihr Logo.'],
  policy_uri: ['RFC7591-2', 'What it does with what it learns.', 'Was sie mit dem tut, was sie erfährt.'],
  tos_uri: ['RFC7591-2', 'Its terms.', 'Ihre Bedingungen.'],
  contacts: ['RFC7591-2', 'Who answers for it.', 'Wer für sie einsteht.'],
  jwks: [
    'RFC7591-2',
    'Its public keys: what it signs is verified by them.',
    'Ihre öffentlichen Schlüssel: Was sie signiert, wird damit geprüft.',
  ],
  application_type: [
    'OIDCR-2',
    'Whether it lives on the web or on a device.',
    'Ob sie im Web lebt oder auf einem Gerät.',
  ],
  subject_type: [
    'OIDC-8',
    'Whether all clients know a person by the same name.',
    'Ob alle Clients eine Person unter demselben Namen kennen.',
  ],
  sector_identifier_uri: [
    'OIDCR-5',
    'Which addresses belong together, so that they know a person by the same name.',
    'Welche Adressen zusammengehören und eine Person unter demselben Namen kennen.',
  ],
  id_token_signed_response_alg: [
    'OIDCR-2',
    'With which algorithm its ID tokens are signed.',
    'Mit welchem Verfahren ihre ID-Token signiert werden.',
  ],
  userinfo_signed_response_alg: [
    'OIDCR-2',
    'With which algorithm UserInfo signs its answers to it.',
    'Mit welchem Verfahren UserInfo die Antworten an sie signiert.',
  ],
  request_object_signing_alg: [
    'OIDCR-2',
    'With which algorithm it signs its requests.',
    'Mit welchem Verfahren sie ihre Anfragen signiert.',
  ],
  request_uris: ['OIDCR-2', 'Where its requests may be fetched from.', 'Von wo ihre Anfragen geholt werden dürfen.'],
  default_max_age: [
    'OIDCR-2',
    'How long ago a sign-in may be, in seconds, where a request does not say.',
    'Wie viele Sekunden eine Anmeldung zurückliegen darf, wenn eine Anfrage nichts sagt.',
  ],
  require_auth_time: [
    'OIDCR-2',
    'Whether each ID token says when the person signed in.',
    'Ob jedes ID-Token sagt, wann sich die Person angemeldet hat.',
  ],
  initiate_login_uri: [
    'OIDC-4',
    'Where somebody else may begin a login at it.',
    'Wo jemand anderes eine Anmeldung bei ihr beginnen darf.',
  ],
  post_logout_redirect_uris: [
    'OIDCRPI-3.1',
    'Where the browser may come back to after a logout: these addresses and no others.',
    'Wohin der Browser nach einer Abmeldung zurückkommen darf: an diese Adressen und keine anderen.',
  ],
  backchannel_logout_uri: [
    'OIDCBCL-2.2',
    'Where the server sends a logout token when a session of the client is over; no browser is needed for that.',
    'Wohin der Server ein Logout-Token schickt, wenn eine Sitzung des Clients vorbei ist; dazu braucht es keinen Browser.',
  ],
  backchannel_logout_session_required: [
    'OIDCBCL-2.2',
    'Whether each logout token must say which session is over, by its sid.',
    'Ob jedes Logout-Token mit der sid sagen muss, welche Sitzung vorbei ist.',
  ],
  frontchannel_logout_uri: [
    'OIDCFCL-2',
    'What the browser opens in a frame when a session of the client is over, so that the client ends its own.',
    'Was der Browser in einem Rahmen öffnet, wenn eine Sitzung des Clients vorbei ist, damit der Client seine eigene beendet.',
  ],
  frontchannel_logout_session_required: [
    'OIDCFCL-2',
    'Whether the frame must say which session is over, by iss and sid.',
    'Ob der Rahmen mit iss und sid sagen muss, welche Sitzung vorbei ist.',
  ],
  registration_access_token: [
    'RFC7592-3',
    'With it the client, and nobody else, changes what it registered.',
    'Damit ändert der Client, und niemand sonst, was er registriert hat.',
  ],
  registration_client_uri: [
    'RFC7592-3',
    'Where it reads, changes and deletes its registration.',
    'Wo sie ihre Registrierung liest, ändert und löscht.',
  ],
  client_id_issued_at: ['RFC7591-3.2.1', 'When it was registered.', 'Wann sie registriert wurde.'],
  client_secret_expires_at: [
    'RFC7591-3.2.1',
    'When its secret ends; 0 says never.',
    'Wann ihr Geheimnis endet; 0 heißt nie.',
  ],
} satisfies ParameterRows
