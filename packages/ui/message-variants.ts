/** What messages mean by what is in them, or by who asks, where that is not what they usually mean. */
import type { Citation } from '@sightglass/spec/specs'

/** Title and reason of a message, in both languages. */
export type MessageRow = readonly [
  cite: Citation,
  en: readonly [title: string, why: string],
  de: readonly [title: string, why: string],
]

/** By `kind@variant`. */
export const messageVariants: Readonly<Record<string, MessageRow>> = {
  'discovery@resource-server': [
    'RFC8414-3.1',
    ['Discovery', 'The resource server has no keys yet to prove tokens with, so it asks the issuer where they are.'],
    [
      'Discovery',
      'Der Ressourcenserver hat noch keine Schlüssel, um Token zu prüfen, also fragt er den Aussteller, wo sie sind.',
    ],
  ],
  'metadata@resource-server': [
    'RFC8414-3.2',
    ['Metadata', 'Two members matter to the resource server: issuer, and jwks_uri where the keys are. It keeps them.'],
    [
      'Metadaten',
      'Für den Ressourcenserver zählen zwei Angaben: issuer, und jwks_uri, wo die Schlüssel sind. Er behält sie.',
    ],
  ],
  'keys@resource-server': [
    'RFC7517-5',
    [
      'Keys',
      'The resource server asks for the public keys: with one of them it will prove the access token by itself.',
    ],
    [
      'Schlüssel',
      'Der Ressourcenserver fragt nach den öffentlichen Schlüsseln: Mit einem davon prüft er das Access-Token selbst.',
    ],
  ],
  'keys@client': [
    'RFC7517-5',
    ['Keys', 'The client asks for the public keys: with one of them it will prove the ID token by itself.'],
    ['Schlüssel', 'Der Client fragt nach den öffentlichen Schlüsseln: Mit einem davon prüft er das ID-Token selbst.'],
  ],
  'to-client@tokens': [
    'RFC6749-4.2.2',
    [
      'Redirect back to the client',
      'The access token itself is in the address. The history of the browser, scripts of the page and extensions have it too, and whoever has it can use it. That is why OAuth 2.1 dropped this.',
    ],
    [
      'Weiterleitung zurück zum Client',
      'Das Access-Token selbst steht in der Adresse. Auch der Verlauf des Browsers, Skripte der Seite und Erweiterungen haben es, und wer es hat, kann es benutzen. Darum hat OAuth 2.1 das gestrichen.',
    ],
  ],
  'callback@tokens': [
    'RFC6749-4.2.2',
    [
      'Authorization response',
      'The access token itself is in the address. The history of the browser, scripts of the page and extensions have it too, and whoever has it can use it. That is why OAuth 2.1 dropped this.',
    ],
    [
      'Autorisierungsantwort',
      'Das Access-Token selbst steht in der Adresse. Auch der Verlauf des Browsers, Skripte der Seite und Erweiterungen haben es, und wer es hat, kann es benutzen. Darum hat OAuth 2.1 das gestrichen.',
    ],
  ],
  'to-client@code-and-tokens': [
    'OIDC-3.3.2.5',
    [
      'Redirect back to the client',
      'A code is in the address, and tokens beside it. The history of the browser, scripts of the page and extensions have them too: an access token can be used by whoever has it, an ID token says who signed in.',
    ],
    [
      'Weiterleitung zurück zum Client',
      'Ein Code steht in der Adresse und Token daneben. Auch der Verlauf des Browsers, Skripte der Seite und Erweiterungen haben sie: Ein Access-Token kann benutzen, wer es hat; ein ID-Token sagt, wer sich angemeldet hat.',
    ],
  ],
  'callback@code-and-tokens': [
    'OIDC-3.3.2.5',
    [
      'Authorization response',
      'A code is in the address, and tokens beside it. The history of the browser, scripts of the page and extensions have them too: an access token can be used by whoever has it, an ID token says who signed in.',
    ],
    [
      'Autorisierungsantwort',
      'Ein Code steht in der Adresse und Token daneben. Auch der Verlauf des Browsers, Skripte der Seite und Erweiterungen haben sie: Ein Access-Token kann benutzen, wer es hat; ein ID-Token sagt, wer sich angemeldet hat.',
    ],
  ],
  'to-client@id-token': [
    'OIDC-3.2.2.5',
    [
      'Redirect back to the client',
      'The ID token itself is in the address. The history of the browser, scripts of the page and extensions have it too, and it says who signed in. Only its nonce ties it to this login.',
    ],
    [
      'Weiterleitung zurück zum Client',
      'Das ID-Token selbst steht in der Adresse. Auch der Verlauf des Browsers, Skripte der Seite und Erweiterungen haben es, und es sagt, wer sich angemeldet hat. Nur seine nonce bindet es an diese Anmeldung.',
    ],
  ],
  'callback@id-token': [
    'OIDC-3.2.2.5',
    [
      'Authorization response',
      'The ID token itself is in the address. The history of the browser, scripts of the page and extensions have it too, and it says who signed in. Only its nonce ties it to this login.',
    ],
    [
      'Autorisierungsantwort',
      'Das ID-Token selbst steht in der Adresse. Auch der Verlauf des Browsers, Skripte der Seite und Erweiterungen haben es, und es sagt, wer sich angemeldet hat. Nur seine nonce bindet es an diese Anmeldung.',
    ],
  ],
  'to-client@error': [
    'RFC6749-4.1.2.1',
    ['Redirect back to the client', 'The answer is in the address: an error, and no code.'],
    ['Weiterleitung zurück zum Client', 'Die Antwort steht in der Adresse: ein Fehler und kein Code.'],
  ],
  'callback@error': [
    'RFC6749-4.1.2.1',
    ['Authorization response', 'The answer is in the address: an error, and no code.'],
    ['Autorisierungsantwort', 'Die Antwort steht in der Adresse: ein Fehler und kein Code.'],
  ],
  'callback@not-its-own': [
    'RFC6749-10.12',
    [
      'Authorization response',
      'The browser brings an answer to a login that this browser did not begin here. PKCE does not help against this: this very client began that login for somebody else, so it has the code_verifier and could redeem the code. By state it can tell that the login is of another browser.',
    ],
    [
      'Autorisierungsantwort',
      'Der Browser bringt eine Antwort auf eine Anmeldung, die er hier nicht begonnen hat. PKCE hilft dagegen nicht: Eben dieser Client hat sie für jemand anderen begonnen, hat also den code_verifier und könnte den Code einlösen. Am state erkennt er, dass es die Anmeldung eines anderen Browsers ist.',
    ],
  ],
  'ask-call@forged': [
    'RFC6749-10.12',
    [
      'A form asks for a call',
      'The browser sends it with its cookies, but without the token of a form of this client: a page of somebody else may have sent it.',
    ],
    [
      'Ein Formular verlangt einen Aufruf',
      'Der Browser sendet es mit seinen Cookies, aber ohne das Token eines Formulars dieses Clients: Vielleicht hat es eine fremde Seite gesendet.',
    ],
  ],
  'ask-refresh@forged': [
    'RFC6749-10.12',
    [
      'A form asks for fresh tokens',
      'The browser sends it with its cookies, but without the token of a form of this client: a page of somebody else may have sent it.',
    ],
    [
      'Ein Formular verlangt neue Token',
      'Der Browser sendet es mit seinen Cookies, aber ohne das Token eines Formulars dieses Clients: Vielleicht hat es eine fremde Seite gesendet.',
    ],
  ],
  'ask-userinfo@forged': [
    'RFC6749-10.12',
    [
      'A form asks who you are',
      'The browser sends it with its cookies, but without the token of a form of this client: a page of somebody else may have sent it.',
    ],
    [
      'Ein Formular fragt, wer Sie sind',
      'Der Browser sendet es mit seinen Cookies, aber ohne das Token eines Formulars dieses Clients: Vielleicht hat es eine fremde Seite gesendet.',
    ],
  ],
  'ask-logout@forged': [
    'RFC6749-10.12',
    [
      'A form signs you out',
      'The browser sends it with its cookies, but without the token of a form of this client: a page of somebody else may have sent it.',
    ],
    [
      'Ein Formular meldet Sie ab',
      'Der Browser sendet es mit seinen Cookies, aber ohne das Token eines Formulars dieses Clients: Vielleicht hat es eine fremde Seite gesendet.',
    ],
  ],
  'ask-logout-everywhere@forged': [
    'RFC6749-10.12',
    [
      'A form signs you out everywhere',
      'The browser sends it with its cookies, but without the token of a form of this client: a page of somebody else may have sent it.',
    ],
    [
      'Ein Formular meldet Sie überall ab',
      'Der Browser sendet es mit seinen Cookies, aber ohne das Token eines Formulars dieses Clients: Vielleicht hat es eine fremde Seite gesendet.',
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
  'login@attacker': [
    'RFC6749-3.1',
    ['Sign-in', 'The attacker signs in, in a browser of their own.'],
    ['Anmelden', 'Der Angreifer meldet sich an, in einem eigenen Browser.'],
  ],
  'consent@attacker': [
    'RFC6749-4.1.1',
    ['Consent', 'The attacker decides, in a browser of their own.'],
    ['Zustimmung', 'Der Angreifer entscheidet, in einem eigenen Browser.'],
  ],
  'redeem@attacker': [
    'RFC6749-4.1.3',
    ['Token request', 'The attacker has a code and wants tokens for it, as if they were the client.'],
    ['Token-Anfrage', 'Der Angreifer hat einen Code und will Token dafür, als wäre er der Client.'],
  ],
  'refresh@attacker': [
    'RFC6749-6',
    ['Refresh', 'The attacker has a refresh token and wants new tokens for it.'],
    ['Erneuern', 'Der Angreifer hat ein Refresh-Token und will neue Token dafür.'],
  ],
  'client-credentials@attacker': [
    'RFC6749-4.4.2',
    ['Token request of a service', 'The attacker asks for a token as if they were a service.'],
    ['Token-Anfrage eines Dienstes', 'Der Angreifer bittet um ein Token, als wäre er ein Dienst.'],
  ],
  'device-authorization@attacker': [
    'RFC8628-3.1',
    [
      'Device authorization request',
      'The attacker asks for two codes, as a device of their own would. The person’s decision about the short one would be about this device.',
    ],
    [
      'Autorisierungsanfrage eines Geräts',
      'Der Angreifer bittet um zwei Codes, wie ein Gerät von ihm. Was die Person zum kurzen entscheidet, gälte diesem Gerät.',
    ],
  ],
  'device-codes@attacker': [
    'RFC8628-3.2',
    ['Two codes', 'The attacker keeps the long one and makes use of the short one.'],
    ['Zwei Codes', 'Den langen behält der Angreifer, den kurzen bringt er ins Spiel.'],
  ],
  'device-poll@attacker': [
    'RFC8628-3.4',
    ['The attacker’s device asks', 'It asks whether somebody has allowed it what it wants.'],
    ['Das Gerät des Angreifers fragt nach', 'Es fragt, ob ihm jemand erlaubt hat, was es möchte.'],
  ],
  'tokens@attacker': [
    'RFC6749-5.1',
    ['Tokens', 'They go to the attacker, who asked for them.'],
    ['Token', 'Sie gehen an den Angreifer, der sie verlangt hat.'],
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
  'userinfo@attacker': [
    'OIDC-5.3.1',
    ['UserInfo', 'The attacker presents an access token and asks whom it is about.'],
    ['UserInfo', 'Der Angreifer legt ein Access-Token vor und fragt, von wem es handelt.'],
  ],
  'claims@attacker': [
    'OIDC-5.3.2',
    ['Claims', 'What the token allows to be told about the person. The attacker reads it.'],
    ['Angaben zur Person', 'Was das Token über die Person zu sagen erlaubt. Der Angreifer liest es.'],
  ],
  'introspect@attacker': [
    'RFC7662-2.1',
    [
      'Introspection',
      'The attacker asks what a token is worth. Whoever asks has to prove who they are, and shall learn only of tokens that are meant for them.',
    ],
    [
      'Introspektion',
      'Der Angreifer fragt, was ein Token wert ist. Wer fragt, muss sich ausweisen und soll nur von Token erfahren, die für ihn bestimmt sind.',
    ],
  ],
  'register@attacker': [
    'RFC7591-3.1',
    ['Registration', 'The attacker wants to register a client of their own.'],
    ['Registrierung', 'Der Angreifer will einen eigenen Client registrieren.'],
  ],
  'keys@attacker': [
    'RFC7517-5',
    ['Keys', 'The attacker asks for the public keys. Everybody may: what they prove, nobody can forge with them.'],
    [
      'Schlüssel',
      'Der Angreifer fragt nach den öffentlichen Schlüsseln. Das darf jeder: Was sie beweisen, kann niemand mit ihnen fälschen.',
    ],
  ],
  'call@attacker-server': [
    'RFC6750-2.1',
    ['Call to the resource server', 'The attacker’s server presents an access token that came to it.'],
    ['Aufruf des Ressourcenservers', 'Der Server des Angreifers legt ein Access-Token vor, das zu ihm kam.'],
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
}
