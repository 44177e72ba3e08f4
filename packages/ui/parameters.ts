/** What each parameter of a message is for, in a sentence, and the paragraph that defines it. One place for all pages. */
import type { Citation } from '@sightglass/spec/specs'
import type { Locale } from './texts.ts'

type Row = readonly [cite: Citation, en: string, de: string]

const table = {
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
  code_challenge: [
    'RFC7636-4.2',
    'The hash of a secret, the code_verifier. Only who knows that can redeem the code.',
    'Der Hash eines Geheimnisses, des code_verifier. Nur wer den kennt, kann den Code einlösen.',
  ],
  code_challenge_method: [
    'RFC7636-4.3',
    'How the code_challenge is made from the code_verifier.',
    'Wie die code_challenge aus dem code_verifier entsteht.',
  ],
  request: [
    'RFC6749-4.1',
    'The authorization request: as a JWT that the client signed, or the name of one that the server keeps while it asks you.',
    'Die Autorisierungsanfrage: als JWT, das der Client signiert hat, oder der Name einer, die der Server aufbewahrt, während er Sie fragt.',
  ],
  csrf: [
    'RFC9700-4.7',
    'Proves that the form was given to this browser: no page of elsewhere can send it.',
    'Beweist, dass dieser Browser das Formular bekommen hat: Keine fremde Seite kann es senden.',
  ],
  username: [
    'OIDC-3.1.2.3',
    'Who you say you are. Never recorded.',
    'Wer Sie zu sein angeben. Wird nie aufgezeichnet.',
  ],
  password: [
    'OIDC-3.1.2.3',
    'Seen by the authorization server alone. Never recorded.',
    'Sieht nur der Autorisierungsserver. Wird nie aufgezeichnet.',
  ],
  resource: [
    'RFC8707-2',
    'Which resource server the access token is for: its aud will name it, and, with the scope openid, the authorization server for UserInfo. Nobody else may accept it.',
    'Für welchen Ressourcenserver das Access-Token ist: aud wird ihn nennen und mit dem Scope openid auch den Autorisierungsserver für UserInfo. Niemand sonst darf es annehmen.',
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
  ui_locales: ['OIDC-3.1.2.1', 'The language that your browser asks for.', 'Die Sprache, um die Ihr Browser bittet.'],
  login_hint: ['OIDC-3.1.2.1', 'Who probably wants to sign in.', 'Wer sich wahrscheinlich anmelden will.'],
  response_mode: [
    'OIDC-3.1.2.1',
    'How the answer travels through the browser.',
    'Wie die Antwort durch den Browser reist.',
  ],
  request_uri: [
    'OIDC-6.2',
    'Where the client keeps the request that it means; the server fetches it from there.',
    'Wo der Client die gemeinte Anfrage aufbewahrt; der Server holt sie von dort.',
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
  acr_values: [
    'OIDC-3.1.2.1',
    'How strong a sign-in the client would like, most wanted first.',
    'Wie stark die Anmeldung sein soll, das Liebste zuerst.',
  ],
  display: [
    'OIDC-3.1.2.1',
    'In what kind of window the pages are shown.',
    'In was für einem Fenster die Seiten gezeigt werden.',
  ],
  id_token_hint: [
    'OIDC-3.1.2.1',
    'An earlier ID token: the client expects this person and nobody else.',
    'Ein früheres ID-Token: Der Client erwartet diese Person und niemanden sonst.',
  ],
  iss: [
    'RFC9207-2',
    'Who answers. Compared first, so that one server cannot pass for another.',
    'Wer antwortet. Wird zuerst verglichen, damit sich kein Server für einen anderen ausgibt.',
  ],
  code: [
    'RFC6749-4.1.2',
    'Short-lived, good for one use by this client.',
    'Kurzlebig und nur einmal von diesem Client zu gebrauchen.',
  ],
  token: ['RFC7009-2.1', 'The token that the request is about.', 'Das Token, um das es in der Anfrage geht.'],
  token_type_hint: [
    'RFC7009-2.1',
    'What kind of token the sender takes it for. Only a hint: a wrong one does no harm.',
    'Für welche Art von Token der Absender es hält. Nur ein Hinweis: Ein falscher schadet nicht.',
  ],
  active: [
    'RFC7662-2.2',
    'Whether the token is good now, for the resource server that asks.',
    'Ob das Token jetzt gilt, und zwar für den Ressourcenserver, der fragt.',
  ],
  grant_type: ['RFC6749-4.1.3', 'Which way to tokens this is.', 'Auf welchem Weg es zu Token geht.'],
  code_verifier: [
    'RFC7636-4.5',
    'The secret behind the code_challenge, revealed only now and only to the authorization server.',
    'Das Geheimnis hinter der code_challenge, erst jetzt und nur dem Autorisierungsserver gezeigt.',
  ],
  device_code: [
    'RFC8628-3.2',
    'What the device asks with until its person has decided. A secret, good once.',
    'Womit das Gerät nachfragt, bis seine Person entschieden hat. Geheim und nur einmal gut.',
  ],
  user_code: [
    'RFC8628-3.2',
    'What the person types. Short, so tries are counted. Never recorded.',
    'Was die Person eingibt. Kurz, darum werden Versuche gezählt. Wird nie aufgezeichnet.',
  ],
  verification_uri: [
    'RFC8628-3.2',
    'Where the person types the code, on another device.',
    'Wo die Person den Code eingibt, auf einem anderen Gerät.',
  ],
  verification_uri_complete: [
    'RFC8628-3.3.1',
    'The same with the code in it, for a QR code. The person is asked all the same.',
    'Dasselbe mit dem Code darin, für einen QR-Code. Die Person wird trotzdem gefragt.',
  ],
  interval: [
    'RFC8628-3.2',
    'How many seconds the device waits between two questions.',
    'Wie viele Sekunden das Gerät zwischen zwei Fragen wartet.',
  ],
  device_authorization_endpoint: [
    'RFC8628-4',
    'Where devices without a browser begin.',
    'Wo Geräte ohne Browser beginnen.',
  ],
  refresh_token: [
    'RFC6749-1.5',
    'Gets new access tokens; it goes to the authorization server and nowhere else.',
    'Holt neue Access-Token; es geht an den Autorisierungsserver und sonst nirgendwohin.',
  ],
  client_secret: [
    'RFC6749-2.3.1',
    'What proves that the client is the one that was registered.',
    'Womit der Client beweist, dass er der registrierte ist.',
  ],
  client_assertion: [
    'RFC7523-2.2',
    'A JWT that the client has signed to say who it is, for this server and for once.',
    'Ein JWT, das der Client signiert hat, um sich auszuweisen: für diesen Server und für ein Mal.',
  ],
  client_assertion_type: ['RFC7523-2.2', 'Says that the assertion is a JWT.', 'Sagt, dass der Ausweis ein JWT ist.'],
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
  Authorization: [
    'RFC9110-11.6.2',
    'The credentials of the request: the secret of the client, or the access token.',
    'Die Berechtigung der Anfrage: das Geheimnis des Clients oder das Access-Token.',
  ],
  'WWW-Authenticate': [
    'RFC6750-3',
    'Why the token did not suffice, and what would.',
    'Warum das Token nicht ausreicht und was ausreichen würde.',
  ],
  access_token: [
    'RFC6749-1.4',
    'What the resource server wants to see. The client does not look into it; this page does, for you.',
    'Was der Ressourcenserver sehen will. Der Client schaut nicht hinein; diese Seite tut es für Sie.',
  ],
  opened_token: [
    'RFC9068-6',
    'What was inside the encrypted token. Only the resource server has the key to it: on the way nobody could read this.',
    'Was im verschlüsselten Token war. Nur der Ressourcenserver hat den Schlüssel dazu: Unterwegs konnte das niemand lesen.',
  ],
  token_type: ['RFC6749-7.1', 'How the access token is to be shown.', 'Wie das Access-Token vorzuzeigen ist.'],
  expires_in: ['RFC6749-5.1', 'How many seconds the access token lives.', 'Wie viele Sekunden das Access-Token lebt.'],
  id_token: [
    'OIDC-2',
    'Says who signed in, when and how; its signature and every claim were checked.',
    'Sagt, wer sich wann und wie angemeldet hat; Signatur und jeder Claim wurden geprüft.',
  ],
  error: ['RFC6749-5.2', 'What the server refused.', 'Was der Server abgelehnt hat.'],
  error_description: ['RFC6749-5.2', 'Why, in words for developers.', 'Warum, in Worten für Entwickler.'],
  error_uri: ['RFC6749-5.2', 'The paragraph that says so.', 'Der Absatz, in dem das steht.'],
  issuer: [
    'RFC8414-3.3',
    'Must be exactly the address that the client was configured with.',
    'Muss genau die Adresse sein, mit der der Client eingerichtet wurde.',
  ],
  authorization_endpoint: ['RFC8414-2', 'Where the browser is sent.', 'Wohin der Browser geschickt wird.'],
  token_endpoint: [
    'RFC8414-2',
    'Where codes and refresh tokens are exchanged.',
    'Wo Codes und Refresh-Token getauscht werden.',
  ],
  userinfo_endpoint: ['OIDC-5.3', 'Where claims about the person are.', 'Wo es Angaben zur Person gibt.'],
  jwks_uri: ['RFC8414-2', 'Where the public keys are.', 'Wo die öffentlichen Schlüssel sind.'],
  scopes_supported: ['RFC8414-2', 'Which scopes can be asked for.', 'Um welche Scopes gebeten werden kann.'],
  response_types_supported: ['RFC8414-2', 'What the browser can bring back.', 'Was der Browser zurückbringen kann.'],
  grant_types_supported: ['RFC8414-2', 'Which ways to tokens there are.', 'Welche Wege zu Token es gibt.'],
  token_endpoint_auth_methods_supported: [
    'RFC8414-2',
    'How clients can prove who they are.',
    'Wie Clients beweisen können, wer sie sind.',
  ],
  code_challenge_methods_supported: [
    'RFC8414-2',
    'How the hash of the code verifier may be made.',
    'Wie der Hash des Code-Verifiers entstehen darf.',
  ],
  authorization_response_iss_parameter_supported: [
    'RFC9207-3',
    'The answer in the browser names its issuer.',
    'Die Antwort im Browser nennt ihren Aussteller.',
  ],
  revocation_endpoint: [
    'RFC8414-2',
    'Where clients give back tokens that they need no more.',
    'Wo Clients Token zurückgeben, die sie nicht mehr brauchen.',
  ],
  introspection_endpoint: [
    'RFC8414-2',
    'Where resource servers ask what a token is worth.',
    'Wo Ressourcenserver fragen, was ein Token wert ist.',
  ],
  revocation_endpoint_auth_methods_supported: [
    'RFC8414-2',
    'How clients can prove who they are there.',
    'Wie Clients dort beweisen können, wer sie sind.',
  ],
  introspection_endpoint_auth_methods_supported: [
    'RFC8414-2',
    'How resource servers can prove who they are there.',
    'Wie Ressourcenserver dort beweisen können, wer sie sind.',
  ],
  token_endpoint_auth_signing_alg_values_supported: [
    'RFC8414-2',
    'How a signed proof of the client can be made.',
    'Wie ein signierter Nachweis des Clients gemacht sein kann.',
  ],
  userinfo_signing_alg_values_supported: [
    'OIDCD-3',
    'How signed answers of UserInfo can be made.',
    'Wie signierte Antworten von UserInfo gemacht sein können.',
  ],
  acr_values_supported: ['OIDCD-3', 'How strong a sign-in can be here.', 'Wie stark eine Anmeldung hier sein kann.'],
  display_values_supported: [
    'OIDCD-3',
    'In which shapes the pages can be shown.',
    'In welchen Formen die Seiten gezeigt werden können.',
  ],
  ui_locales_supported: ['OIDCD-3', 'The languages of the pages.', 'Die Sprachen der Seiten.'],
  result: ['RFC6749-7', 'What the called address answered with.', 'Was die aufgerufene Adresse geantwortet hat.'],
  keys: ['RFC7517-5', 'The public keys themselves.', 'Die öffentlichen Schlüssel selbst.'],
  'claim.iss': ['RFC7519-4.1.1', 'Who made the token and signed it.', 'Wer das Token gemacht und signiert hat.'],
  'claim.client_id': [
    'RFC9068-2.2',
    'The client that the token was issued to.',
    'Der Client, für den das Token ausgestellt wurde.',
  ],
  'jwe.alg': [
    'RFC7516-4.1.1',
    'How the key of the encryption got to the recipient, whose own key alone finds it out.',
    'Wie der Schlüssel der Verschlüsselung zum Empfänger kam; nur dessen eigener Schlüssel findet ihn heraus.',
  ],
  'jwe.enc': [
    'RFC7516-4.1.2',
    'How the content is encrypted, so that a change is noticed too.',
    'Wie der Inhalt verschlüsselt ist, so dass auch eine Änderung auffällt.',
  ],
  'jwe.kid': [
    'RFC7516-4.1.6',
    'Which key of the resource server opens it.',
    'Welcher Schlüssel des Ressourcenservers es öffnet.',
  ],
  'jwe.cty': [
    'RFC7516-4.1.12',
    'What is inside: a JWT, which is signed.',
    'Was darin ist: ein JWT, und das ist signiert.',
  ],
  'jwe.epk': [
    'RFC7516-5.1',
    'A key made for this token alone: with it and its own the resource server finds the key of the encryption.',
    'Ein Schlüssel nur für dieses Token: Mit ihm und dem eigenen findet der Ressourcenserver den der Verschlüsselung.',
  ],
  'claim.scope': [
    'RFC9068-2.2.3',
    'What the holder of the token may do: the resource server looks here.',
    'Was der Inhaber des Tokens darf: Hier sieht der Ressourcenserver nach.',
  ],
  'claim.nonce': [
    'OIDC-2',
    'The nonce of the authorization request: the token was made for this login.',
    'Die Nonce der Autorisierungsanfrage: Das Token wurde für diese Anmeldung gemacht.',
  ],
  sub: [
    'OIDC-5.3.4',
    'The identifier of the person at this authorization server; it never changes.',
    'Die Kennung der Person bei diesem Autorisierungsserver; sie ändert sich nie.',
  ],
  aud: [
    'RFC7519-4.1.3',
    'Whom the token is for. Everybody who is not named here must refuse it.',
    'Für wen das Token ist. Wer hier nicht genannt ist, muss es ablehnen.',
  ],
  exp: ['RFC7519-4.1.4', 'When it ends.', 'Wann es endet.'],
  iat: ['RFC7519-4.1.6', 'When it was made.', 'Wann es gemacht wurde.'],
  nbf: ['RFC7519-4.1.5', 'Before when it is not good yet.', 'Vor wann es noch nicht gilt.'],
  jti: ['RFC7519-4.1.7', 'The name of this one token.', 'Der Name dieses einen Tokens.'],
  auth_time: ['OIDC-2', 'When the person signed in.', 'Wann die Person sich angemeldet hat.'],
  acr: ['OIDC-2', 'How strong the sign-in was.', 'Wie stark die Anmeldung war.'],
  amr: ['OIDC-2', 'By which means the person signed in.', 'Mit welchen Mitteln die Person sich angemeldet hat.'],
  azp: ['OIDC-2', 'Which client it was issued to.', 'Für welchen Client es ausgestellt wurde.'],
  at_hash: [
    'OIDC-3.1.3.6',
    'Ties the ID token to the access token that came with it.',
    'Bindet das ID-Token an das Access-Token, mit dem es kam.',
  ],
  c_hash: [
    'OIDC-3.3.2.11',
    'Ties the ID token to the code that came with it.',
    'Bindet das ID-Token an den Code, mit dem es kam.',
  ],
  grant_id: [
    'RFC9068-2.2',
    'The grant that it came from, which is what the person allowed: withdrawing that ends it.',
    'Der Grant, aus dem es stammt, also was die Person erlaubt hat: Dessen Widerruf beendet es.',
  ],
  name: ['OIDC-5.1', 'The full name. Masked: it is personal.', 'Der volle Name. Verdeckt, denn er ist persönlich.'],
  email: [
    'OIDC-5.1',
    'The e-mail address. Masked: it is personal.',
    'Die E-Mail-Adresse. Verdeckt, denn sie ist persönlich.',
  ],
  alg: ['RFC7515-4.1.1', 'How it is signed.', 'Wie es signiert ist.'],
  kid: [
    'RFC7515-4.1.4',
    'Which of the published keys proves the signature.',
    'Welcher der veröffentlichten Schlüssel die Signatur beweist.',
  ],
  typ: [
    'RFC9068-2.1',
    'What kind of token it is, so that none passes for another.',
    'Welche Art von Token es ist, damit keines für ein anderes durchgeht.',
  ],
  action: ['RFC9110-9.3.3', 'Which button of the form was pressed.', 'Welcher Knopf des Formulars gedrückt wurde.'],
  what: [
    'RFC9110-9.3.3',
    'Which address of the resource server you chose to call.',
    'Welche Adresse des Ressourcenservers Sie aufrufen wollen.',
  ],
  'scope.*': [
    'RFC6749-3.3',
    'A box that you ticked: the client will ask for this scope.',
    'Ein Kästchen, das Sie angekreuzt haben: Der Client wird um diesen Scope bitten.',
  ],
  message: ['RFC6749-7', 'What the resource server says to the caller.', 'Was der Ressourcenserver dem Aufrufer sagt.'],
  sid: [
    'OIDC-2',
    'Which session at the authorization server it belongs to: signing out there ends it.',
    'Zu welcher Sitzung beim Autorisierungsserver es gehört: Die Abmeldung dort beendet es.',
  ],
  events: [
    'OIDCBCL-2.4',
    'What happened: the member says that a session was ended, which no ID token says.',
    'Was geschehen ist: Der Eintrag sagt, dass eine Sitzung beendet wurde; das sagt kein ID-Token.',
  ],
  logout_token: [
    'OIDCBCL-2.4',
    'Signed by the authorization server: whose session is over, for this client alone, and once.',
    'Vom Autorisierungsserver signiert: wessen Sitzung vorbei ist, nur für diesen Client und nur einmal.',
  ],
  logout_hint: ['OIDCRPI-2', 'Who probably wants to sign out.', 'Wer sich wahrscheinlich abmelden will.'],
  post_logout_redirect_uri: [
    'OIDCRPI-3',
    'Where the browser shall come back after the logout: exactly one that the client registered.',
    'Wohin der Browser nach der Abmeldung zurückkommen soll: genau eine Adresse, die der Client registriert hat.',
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
  response_modes_supported: [
    'RFC8414-2',
    'How the answer can travel through the browser.',
    'Wie die Antwort durch den Browser reisen kann.',
  ],
  claims_supported: ['OIDCD-3', 'What it can tell about a person.', 'Was er über eine Person sagen kann.'],
  claim_types_supported: [
    'OIDCD-3',
    'Claims come from this server itself.',
    'Angaben kommen von diesem Server selbst.',
  ],
  claims_parameter_supported: [
    'OIDCD-3',
    'Whether single claims can be asked for.',
    'Ob man um einzelne Angaben bitten kann.',
  ],
  subject_types_supported: [
    'OIDCD-3',
    'Whether all clients see the same identifier of a person.',
    'Ob alle Clients dieselbe Kennung einer Person sehen.',
  ],
  prompt_values_supported: [
    'OIDC-3.1.2.1',
    'What a client may demand of the sign-in.',
    'Was ein Client von der Anmeldung verlangen darf.',
  ],
  id_token_signing_alg_values_supported: [
    'OIDCD-3',
    'How ID tokens can be signed.',
    'Wie ID-Token signiert sein können.',
  ],
  request_parameter_supported: [
    'OIDCD-3',
    'Whether a request may be a signed object.',
    'Ob eine Anfrage ein signiertes Objekt sein darf.',
  ],
  request_uri_parameter_supported: [
    'OIDCD-3',
    'Whether a request may be fetched from an address.',
    'Ob eine Anfrage von einer Adresse geholt werden darf.',
  ],
  require_request_uri_registration: [
    'OIDCD-3',
    'Whether those addresses have to be registered before.',
    'Ob diese Adressen vorher registriert sein müssen.',
  ],
  request_object_signing_alg_values_supported: [
    'OIDCD-3',
    'How signed requests may be signed.',
    'Wie signierte Anfragen signiert sein dürfen.',
  ],
  given_name: [
    'OIDC-5.1',
    'The given name. Masked: it is personal.',
    'Der Vorname. Verdeckt, denn das ist persönlich.',
  ],
  family_name: [
    'OIDC-5.1',
    'The family name. Masked: it is personal.',
    'Der Familienname. Verdeckt, denn das ist persönlich.',
  ],
  middle_name: [
    'OIDC-5.1',
    'The middle name. Masked: it is personal.',
    'Der zweite Vorname. Verdeckt, denn das ist persönlich.',
  ],
  nickname: ['OIDC-5.1', 'The nickname. Masked: it is personal.', 'Der Spitzname. Verdeckt, denn das ist persönlich.'],
  preferred_username: [
    'OIDC-5.1',
    'The name the person wants to be called by. Masked: it is personal.',
    'Der gewünschte Name. Verdeckt, denn das ist persönlich.',
  ],
  profile: [
    'OIDC-5.1',
    'The page about the person. Masked: it is personal.',
    'Die Seite über die Person. Verdeckt, denn das ist persönlich.',
  ],
  picture: ['OIDC-5.1', 'The picture. Masked: it is personal.', 'Das Bild. Verdeckt, denn das ist persönlich.'],
  website: ['OIDC-5.1', 'The web site. Masked: it is personal.', 'Die Webseite. Verdeckt, denn das ist persönlich.'],
  gender: ['OIDC-5.1', 'The gender. Masked: it is personal.', 'Das Geschlecht. Verdeckt, denn das ist persönlich.'],
  birthdate: [
    'OIDC-5.1',
    'The date of birth. Masked: it is personal.',
    'Das Geburtsdatum. Verdeckt, denn das ist persönlich.',
  ],
  zoneinfo: ['OIDC-5.1', 'The time zone. Masked: it is personal.', 'Die Zeitzone. Verdeckt, denn das ist persönlich.'],
  locale: ['OIDC-5.1', 'The language. Masked: it is personal.', 'Die Sprache. Verdeckt, denn das ist persönlich.'],
  email_verified: [
    'OIDC-5.1',
    'Whether the address was proven to be the person’s.',
    'Ob bewiesen ist, dass die Adresse der Person gehört.',
  ],
  updated_at: ['OIDC-5.1', 'When this was changed last.', 'Wann das zuletzt geändert wurde.'],
} as const satisfies Readonly<Record<string, Row>>

export interface Explanation {
  readonly why: string
  readonly cite: Citation
}

/** What the parameter of this name is for; `undefined` where no specification that we know of defines it. */
export function explainParameter(name: string, locale: Locale): Explanation | undefined {
  const row = rowOf(name)
  if (!isKnown(row)) return undefined
  const [cite, en, de] = table[row]
  return { why: locale === 'de' ? de : en, cite }
}

/** The scopes that can be ticked share one explanation. */
const rowOf = (name: string): string => (name.startsWith('scope.') ? 'scope.*' : name)

const isKnown = (name: string): name is keyof typeof table => Object.hasOwn(table, name)

/** All of them, by name. */
export const explainedParameters = (locale: Locale): Readonly<Record<string, Explanation>> =>
  Object.fromEntries(
    Object.entries(table).map(([name, [cite, en, de]]) => [name, { why: locale === 'de' ? de : en, cite }]),
  )
