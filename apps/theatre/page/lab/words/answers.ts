/** Checks to choose from, each in plain words: what it looks at. */
import { defineWords } from '../../words.ts'

const en = {
  'access-token.aud': 'The audience: the token has to be for whom it is shown to',
  'access-token.exp': 'The time: the token must not have expired',
  'access-token.iss': 'The issuer: the token has to name the right server',
  'access-token.signature': 'The signature: it has to fit the words of the token',
  'authorization-response.issuer': 'The sender: the answer has to come from the server that was asked',
  'authorize-client.known': 'The client: the server has to know it',
  'authorize.noneLoggedIn': 'The session: where no page may be shown, somebody has to be signed in',
  'authorize.responseTypeAllowed': 'The kind of answer: the client has to be registered for it',
  'bearer.scope': 'The scope: the token has to allow what is asked for',
  'client-assertion.aud': 'The addressee: the proof has to be for this server',
  'client-assertion.signature': 'The signature: the proof has to be signed with the client’s key',
  'client-assertion.unused': 'The first use: the same proof must not come twice',
  'client.grantType': 'The grant: the client has to be registered for this way to a token',
  'client.registeredMethod': 'The proof: the client has to prove itself as it is registered for',
  'code.alive': 'The time: the code is good for a minute',
  'code.clientBound': 'The owner: the code has to belong to the client that shows it',
  'code.unused': 'The first use: a code must not come twice',
  'device.known': 'The device code: the server has to have issued it',
  'interaction.formToken': 'The form: it has to come from a page that this browser was shown',
  'introspection.secret': 'The secret: the API that asks has to prove itself',
  'pkce.required': 'The challenge: this client has to send one',
  'pkce.verifierMatches': 'The verifier: it has to fit the challenge of the request',
  'redirect.acceptable': 'The address: it has to be of a kind that may be one at all',
  'redirect.registered': 'The address: it has to be one that the client registered',
  'refresh.alive': 'The time: the refresh token must not have lain about too long',
  'refresh.clientBound': 'The owner: the refresh token has to belong to the client that shows it',
  'refresh.genuine': 'The origin: the refresh token has to be one that this server made',
  'refresh.notStolen': 'The reuse: a refresh token must not come back after its successor was used',
  'register.initialToken': 'The permission: whoever registers a client needs a token of the operator',
  'resource-request.withinResource': 'The destination: the token goes to the resource that it is for, nowhere else',
  'scope.allowed': 'The registration: the client has to be registered for the scope',
  'scope.notWidened': 'The limit: it must not be more than was granted',
  'userinfo.grantStands': 'The grant: what the person allowed has to stand still',
  'userinfo.openid': 'The scope: the token has to have openid',
  'web.formOrigin': 'The origin: no page of elsewhere may send the form',
  'web.formToken': 'The form: it has to carry the value that its page was given',
  'web.loginBrowser': 'The browser: the login has to end in the one that it began in',
  nothing: 'Nothing stops it',
} as const

const de: { readonly [K in keyof typeof en]: string } = {
  'access-token.aud': 'Der Empfänger: Das Token muss für den sein, dem es gezeigt wird',
  'access-token.exp': 'Die Zeit: Das Token darf nicht abgelaufen sein',
  'access-token.iss': 'Der Aussteller: Das Token muss den richtigen Server nennen',
  'access-token.signature': 'Die Signatur: Sie muss zum Inhalt des Tokens passen',
  'authorization-response.issuer': 'Der Absender: Die Antwort muss von dem Server kommen, der gefragt wurde',
  'authorize-client.known': 'Der Client: Der Server muss ihn kennen',
  'authorize.noneLoggedIn': 'Die Sitzung: Wo keine Seite erscheinen darf, muss jemand angemeldet sein',
  'authorize.responseTypeAllowed': 'Die Art der Antwort: Der Client muss dafür registriert sein',
  'bearer.scope': 'Der Scope: Das Token muss erlauben, was verlangt wird',
  'client-assertion.aud': 'Der Adressat: Der Nachweis muss für diesen Server sein',
  'client-assertion.signature': 'Die Signatur: Der Nachweis muss mit dem Schlüssel des Clients signiert sein',
  'client-assertion.unused': 'Die erste Benutzung: Derselbe Nachweis darf nicht zweimal kommen',
  'client.grantType': 'Der Weg: Der Client muss für diesen Weg zu einem Token registriert sein',
  'client.registeredMethod': 'Der Nachweis: Der Client muss sich so ausweisen, wie er registriert ist',
  'code.alive': 'Die Zeit: Der Code gilt eine Minute',
  'code.clientBound': 'Der Besitzer: Der Code muss dem Client gehören, der ihn zeigt',
  'code.unused': 'Die erste Benutzung: Ein Code darf nicht zweimal kommen',
  'device.known': 'Der Gerätecode: Der Server muss ihn ausgestellt haben',
  'interaction.formToken': 'Das Formular: Es muss von einer Seite kommen, die diesem Browser gezeigt wurde',
  'introspection.secret': 'Das Geheimnis: Die fragende API muss sich ausweisen',
  'pkce.required': 'Die Challenge: Dieser Client muss eine senden',
  'pkce.verifierMatches': 'Der Verifier: Er muss zur Challenge der Anfrage passen',
  'redirect.acceptable': 'Die Adresse: Sie muss von einer Art sein, die überhaupt in Frage kommt',
  'redirect.registered': 'Die Adresse: Sie muss eine sein, die der Client registriert hat',
  'refresh.alive': 'Die Zeit: Das Refresh-Token darf nicht zu lange gelegen haben',
  'refresh.clientBound': 'Der Besitzer: Das Refresh-Token muss dem Client gehören, der es zeigt',
  'refresh.genuine': 'Die Herkunft: Das Refresh-Token muss von diesem Server stammen',
  'refresh.notStolen': 'Die Wiederkehr: Ein Refresh-Token darf nicht wiederkommen, wenn sein Nachfolger benutzt wurde',
  'register.initialToken': 'Die Erlaubnis: Wer einen Client registriert, braucht ein Token des Betreibers',
  'resource-request.withinResource':
    'Das Ziel: Das Token geht zu der Ressource, für die es ist, und nirgends sonst hin',
  'scope.allowed': 'Die Registrierung: Der Client muss für den Scope registriert sein',
  'scope.notWidened': 'Die Grenze: Es darf nicht mehr sein, als erlaubt wurde',
  'userinfo.grantStands': 'Die Erlaubnis: Was die Person erlaubt hat, muss noch gelten',
  'userinfo.openid': 'Der Scope: Das Token muss openid haben',
  'web.formOrigin': 'Die Herkunft: Keine fremde Seite darf das Formular senden',
  'web.formToken': 'Das Formular: Es muss den Wert tragen, den seine Seite bekommen hat',
  'web.loginBrowser': 'Der Browser: Die Anmeldung muss in dem enden, in dem sie begann',
  nothing: 'Nichts hält ihn auf',
}

const say = defineWords({ en, de })

/** That nothing stops an attack, as an answer. */
export const NOTHING = 'nothing'

const isKnown = (answer: string): answer is keyof typeof en => Object.hasOwn(en, answer)

/** A check in plain words; the id of the rule where there are none. */
export const answerWords = (answer: string): string => (isKnown(answer) ? say(answer) : answer)
