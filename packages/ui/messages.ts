/** What each message of a flow is called and why it is sent, in a sentence. One place for all pages. */
import type { Citation } from '@sightglass/spec/specs'
import type { MessageKind } from './message-kind.ts'
import { type MessageRow, messageVariants } from './message-variants.ts'
import type { Locale } from './texts.ts'

interface Words {
  readonly title: string
  readonly why: string
}
const table: Readonly<Record<MessageKind, MessageRow>> = {
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
  discovery: [
    'RFC8414-3.1',
    ['Discovery', 'Before the first login the client asks the authorization server where its endpoints are.'],
    ['Discovery', 'Vor der ersten Anmeldung fragt der Client den Autorisierungsserver, wo seine Endpunkte sind.'],
  ],
  metadata: [
    'RFC8414-3.2',
    ['Metadata', 'What the server can do and where. It is kept, so later logins do not ask again.'],
    ['Metadaten', 'Was der Server kann und wo. Das wird behalten; spätere Anmeldungen fragen nicht noch einmal.'],
  ],
  'resource-metadata': [
    'RFC9728-3.1',
    ['Metadata of the resource', 'A client asks which authorization server issues tokens for this resource.'],
    ['Metadaten der Ressource', 'Ein Client fragt, welcher Autorisierungsserver Token für diese Ressource ausstellt.'],
  ],
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
  'to-consent': [
    'RFC6749-4.1.1',
    ['Redirect to the consent', 'Nobody has agreed to this yet, so the person is asked.'],
    ['Weiterleitung zur Zustimmung', 'Dem hat noch niemand zugestimmt, also wird die Person gefragt.'],
  ],
  'consent-page': [
    'RFC6749-4.1.1',
    ['Consent page', 'It names the client, the resource and each scope in plain words.'],
    ['Zustimmungsseite', 'Sie nennt den Client, die Ressource und jeden Scope in klaren Worten.'],
  ],
  consent: [
    'RFC6749-4.1.1',
    ['Consent', 'Your decision. It is remembered, and you can withdraw it.'],
    ['Zustimmung', 'Ihre Entscheidung. Sie wird behalten, und Sie können sie widerrufen.'],
  ],
  'posted-to-client': [
    'OIDC-3.1.2.1',
    [
      'Form back to the client',
      'The client wants its answer posted: the page holds it as a form, and the browser sends that at once.',
    ],
    [
      'Formular zurück zum Client',
      'Der Client will seine Antwort als Formular: Die Seite enthält sie, und der Browser sendet sie sofort.',
    ],
  ],
  'to-client': [
    'RFC6749-4.1.2',
    [
      'Redirect back to the client',
      'The answer is in the address: a code, to be exchanged for tokens. Others may see it there. So it lives shortly, works once, and should be bound to a code_challenge.',
    ],
    [
      'Weiterleitung zurück zum Client',
      'Die Antwort steht in der Adresse: ein Code, der gegen Token getauscht wird. Andere können ihn dort sehen. Darum lebt er kurz, gilt einmal und sollte an eine code_challenge gebunden sein.',
    ],
  ],
  callback: [
    'RFC6749-4.1.2',
    [
      'Authorization response',
      'The browser brings back a code. If a code_challenge came with the request, the code is worth nothing without its code_verifier, which the client keeps to itself.',
    ],
    [
      'Autorisierungsantwort',
      'Der Browser bringt einen Code zurück. Kam mit der Anfrage eine code_challenge, ist er ohne deren code_verifier wertlos, und den behält der Client für sich.',
    ],
  ],
  token: [
    'RFC6749-3.2',
    [
      'Token request',
      'Something that the client was given is exchanged for tokens, straight at the authorization server.',
    ],
    ['Token-Anfrage', 'Was der Client bekommen hat, wird gegen Token getauscht, geradewegs beim Autorisierungsserver.'],
  ],
  redeem: [
    'RFC6749-4.1.3',
    [
      'Token request',
      'The code is to be exchanged for tokens, straight at the authorization server: no redirect carries this. That works once.',
    ],
    [
      'Token-Anfrage',
      'Der Code soll gegen Token getauscht werden, geradewegs beim Autorisierungsserver: Keine Weiterleitung trägt das. Es geht ein einziges Mal.',
    ],
  ],
  refresh: [
    'RFC6749-6',
    ['Refresh', 'The access token lives shortly. The refresh token gets a new one without asking you again.'],
    ['Erneuern', 'Das Access-Token lebt nur kurz. Das Refresh-Token holt ein neues, ohne Sie noch einmal zu fragen.'],
  ],
  'client-credentials': [
    'RFC6749-4.4.2',
    ['Token request of a service', 'No person is involved: the client asks for itself, with its own secret.'],
    [
      'Token-Anfrage eines Dienstes',
      'Keine Person ist beteiligt: Der Client fragt für sich selbst, mit seinem eigenen Geheimnis.',
    ],
  ],
  'device-authorization': [
    'RFC8628-3.1',
    [
      'Device authorization request',
      'A device without a browser asks for two codes: one for itself, one for the person in front of it.',
    ],
    [
      'Autorisierungsanfrage eines Geräts',
      'Ein Gerät ohne Browser bittet um zwei Codes: einen für sich, einen für die Person davor.',
    ],
  ],
  'device-codes': [
    'RFC8628-3.2',
    ['Two codes', 'The device keeps the long one to itself and shows the short one, with the address to type it at.'],
    [
      'Zwei Codes',
      'Den langen behält das Gerät für sich, den kurzen zeigt es an, mit der Adresse, an der man ihn eingibt.',
    ],
  ],
  'device-page': [
    'RFC8628-3.3',
    ['Device page', 'The person types the code on a phone or computer, and sees which device asks for what.'],
    ['Geräteseite', 'Die Person gibt den Code an Telefon oder Computer ein und sieht, welches Gerät was möchte.'],
  ],
  device: [
    'RFC8628-3.3',
    [
      'Decision about a device',
      'It has to come from the form of the very page that showed the code: else another site could decide for the person.',
    ],
    [
      'Entscheidung über ein Gerät',
      'Sie muss vom Formular genau der Seite kommen, die den Code gezeigt hat: Sonst könnte eine andere Seite für die Person entscheiden.',
    ],
  ],
  'device-poll': [
    'RFC8628-3.4',
    ['The device asks', 'Every few seconds, until the person has decided. There is no other way to reach it.'],
    ['Das Gerät fragt nach', 'Alle paar Sekunden, bis die Person entschieden hat. Anders ist es nicht zu erreichen.'],
  ],
  pending: [
    'RFC8628-3.5',
    ['Not yet', 'The person has not decided. An error by its form, but nothing is wrong: the device asks again.'],
    [
      'Noch nicht',
      'Die Person hat noch nicht entschieden. Der Form nach ein Fehler, aber nichts ist falsch: Das Gerät fragt wieder.',
    ],
  ],
  password: [
    'RFC6749-4.3.2',
    [
      'Token request with a password',
      'The client has seen the password. OAuth 2.1 has no such grant; only clients that an operator lets do so may still use it.',
    ],
    [
      'Token-Anfrage mit Passwort',
      'Der Client hat das Passwort gesehen. OAuth 2.1 kennt das nicht mehr; nur Clients, denen es ein Betreiber erlaubt, dürfen es noch.',
    ],
  ],
  tokens: [
    'RFC6749-5.1',
    [
      'Tokens',
      'The access token for the resource server, perhaps an ID token for the client and a refresh token for later.',
    ],
    [
      'Token',
      'Das Access-Token für den Ressourcenserver, vielleicht ein ID-Token für den Client und ein Refresh-Token für später.',
    ],
  ],
  keys: [
    'RFC7517-5',
    ['Keys', 'Somebody wants to prove a signature and asks for the public keys of the authorization server.'],
    [
      'Schlüssel',
      'Jemand will eine Signatur prüfen und fragt nach den öffentlichen Schlüsseln des Autorisierungsservers.',
    ],
  ],
  'key-set': [
    'RFC7517-5',
    ['Key set', 'Public keys only. They are kept until they are old or an unknown one is named.'],
    [
      'Schlüsselsatz',
      'Nur öffentliche Schlüssel. Sie werden behalten, bis sie alt sind oder ein unbekannter genannt wird.',
    ],
  ],
  revoke: [
    'RFC7009-2.1',
    ['Revocation', 'The client gives a token back: it needs it no more, and nobody else shall use it.'],
    ['Widerruf', 'Der Client gibt ein Token zurück: Er braucht es nicht mehr, und niemand sonst soll es benutzen.'],
  ],
  revoked: [
    'RFC7009-2.2',
    ['Revoked', 'The token is worth nothing from now on. A token that was worth nothing before gets the same answer.'],
    ['Widerrufen', 'Das Token ist von jetzt an wertlos. Ein Token, das es vorher schon war, bekommt dieselbe Antwort.'],
  ],
  register: [
    'RFC7591-3.1',
    ['Registration', 'A client registers itself: it says where it lives and what it wants. Every word is checked.'],
    ['Registrierung', 'Ein Client registriert sich selbst: wo er lebt und was er will. Jedes Wort wird geprüft.'],
  ],
  'register-read': [
    'RFC7592-2.1',
    [
      'Reading a registration',
      'A client reads what is registered about it, with the token that it was given for this.',
    ],
    ['Registrierung lesen', 'Ein Client liest, was über ihn registriert ist, mit dem Token, das er dafür bekam.'],
  ],
  'register-update': [
    'RFC7592-2.2',
    ['Changing a registration', 'A client changes what is registered about it. It is checked like the first time.'],
    ['Registrierung ändern', 'Ein Client ändert, was über ihn registriert ist. Es wird geprüft wie beim ersten Mal.'],
  ],
  'register-delete': [
    'RFC7592-2.3',
    ['Deleting a registration', 'A client takes its leave: all that it was granted ends with it.'],
    ['Registrierung löschen', 'Ein Client verabschiedet sich: Alles, was ihm erteilt wurde, endet damit.'],
  ],
  registered: [
    'RFC7591-3.2.1',
    ['Registered', 'What is registered now, which may be less than was asked for. A secret is told this once.'],
    [
      'Registriert',
      'Was jetzt registriert ist; es kann weniger sein als verlangt. Ein Geheimnis wird nur dieses Mal gesagt.',
    ],
  ],
  unregistered: [
    'RFC7592-2.3',
    ['Deleted', 'Nobody is registered under that id any more.'],
    ['Gelöscht', 'Unter dieser Kennung ist niemand mehr registriert.'],
  ],
  introspect: [
    'RFC7662-2.1',
    ['Introspection', 'The resource server asks what the token is worth now. It has to prove who it is first.'],
    [
      'Introspektion',
      'Der Ressourcenserver fragt, was das Token jetzt wert ist. Zuerst muss er sich selbst ausweisen.',
    ],
  ],
  introspected: [
    'RFC7662-2.2',
    ['What the token is worth', 'Active with its claims, or inactive without a word why: the trace tells.'],
    ['Was das Token wert ist', 'Aktiv mit seinen Angaben oder inaktiv ohne ein Wort warum: Das sagt die Aufzeichnung.'],
  ],
  userinfo: [
    'OIDC-5.3.1',
    ['UserInfo', 'Asks the authorization server who you are. The answer must be about the person of the ID token.'],
    [
      'UserInfo',
      'Fragt den Autorisierungsserver, wer Sie sind. Die Antwort muss von der Person des ID-Tokens handeln.',
    ],
  ],
  claims: [
    'OIDC-5.3.2',
    ['Claims', 'What the granted scopes allow to be told about you, and nothing else.'],
    ['Angaben zur Person', 'Was die erteilten Scopes über Sie zu sagen erlauben, und sonst nichts.'],
  ],
  'ask-call': [
    'RFC6749-7',
    ['You ask for a call', 'The browser asks the client; the token stays on the client’s server.'],
    ['Sie verlangen einen Aufruf', 'Der Browser bittet den Client; das Token bleibt auf dessen Server.'],
  ],
  'ask-refresh': [
    'RFC6749-6',
    ['You ask for fresh tokens', 'Clients do this by themselves; here you can watch it.'],
    ['Sie verlangen neue Token', 'Clients tun das von selbst; hier können Sie zusehen.'],
  ],
  'ask-userinfo': [
    'OIDC-5.3',
    ['You ask who you are', 'The browser asks the client, which asks the authorization server.'],
    ['Sie fragen, wer Sie sind', 'Der Browser fragt den Client, und der fragt den Autorisierungsserver.'],
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
  call: [
    'RFC6750-2.1',
    [
      'Call to the resource server',
      'The client presents its access token. It does not look into it: it asked for a token for this resource server (resource), and whether the token is meant for it (aud), the resource server checks.',
    ],
    [
      'Aufruf des Ressourcenservers',
      'Der Client legt sein Access-Token vor. Er sieht nicht hinein: Er hat ein Token für diesen Ressourcenserver verlangt (resource), und ob es für ihn bestimmt ist (aud), prüft der Ressourcenserver.',
    ],
  ],
  resource: [
    'RFC6749-7',
    [
      'Answer of the resource server',
      'It accepted the token, so here is what was asked for. What it checked stands at the call.',
    ],
    [
      'Antwort des Ressourcenservers',
      'Er hat das Token angenommen, also kommt, was verlangt war. Was er geprüft hat, steht beim Aufruf.',
    ],
  ],
  'to-page': [
    'RFC9110-15.4.4',
    ['Redirect to a page', 'The browser shall load another page, so that nothing is sent twice.'],
    ['Weiterleitung auf eine Seite', 'Der Browser soll eine andere Seite laden, damit nichts zweimal gesendet wird.'],
  ],
  'to-error': [
    'RFC9110-15.4.4',
    ['Redirect to the error page', 'The client stops here, and its next page says in words what went wrong.'],
    ['Weiterleitung zur Fehlerseite', 'Der Client hört hier auf; seine nächste Seite sagt in Worten, was schiefging.'],
  ],
  page: [
    'RFC9110-15.3.1',
    [
      'Page',
      'A page for you. A form on it carries a token of its own, by which the server can tell it from a form of another site.',
    ],
    [
      'Seite',
      'Eine Seite für Sie. Ein Formular darauf trägt ein eigenes Token, an dem der Server es von dem einer anderen Seite unterscheidet.',
    ],
  ],
  refusal: [
    'RFC6749-5.2',
    ['Refusal', 'A rule did not hold. Which one, and what was expected, stands at the request.'],
    ['Ablehnung', 'Eine Regel wurde verletzt. Welche, und was erwartet war, steht bei der Anfrage.'],
  ],
  'no-answer': [
    'RFC9110-15.6.5',
    ['No answer', 'Nothing came back in time.'],
    ['Keine Antwort', 'Es kam nicht rechtzeitig etwas zurück.'],
  ],
  answer: [
    'RFC9110-15',
    ['Answer', 'The answer to the request above.'],
    ['Antwort', 'Die Antwort auf die Anfrage oben.'],
  ],
  request: [
    'RFC9110-3.4',
    ['Request', 'A message of this flow that has no name of its own.'],
    ['Anfrage', 'Eine Nachricht dieses Ablaufs ohne eigenen Namen.'],
  ],
  'sdk-call': [
    'RFC6749-1.2',
    ['Work inside', 'The program called its library; what was sent for it follows.'],
    ['Arbeit im Innern', 'Das Programm hat seine Bibliothek aufgerufen; was dafür gesendet wurde, folgt.'],
  ],
}

export interface MessageWords extends Words {
  readonly cite: Citation
}

/** What a message of this kind is called, and why it is sent; it means something else by what is in it, or by who asks: the first that is known. */
export function messageWords(
  kind: MessageKind,
  locale: Locale,
  ...variants: readonly (string | undefined)[]
): MessageWords {
  const found = variants.map((variant) => messageVariants[`${kind}@${variant}`]).find((row) => row !== undefined)
  return wordsOf(found ?? table[kind], locale)
}

function wordsOf([cite, en, de]: MessageRow, locale: Locale): MessageWords {
  const [title, why] = locale === 'de' ? de : en
  return { title, why, cite }
}

/** All of them, by kind, or by `kind@variant` where that matters. */
export const allMessageWords = (locale: Locale): Readonly<Record<string, MessageWords>> =>
  Object.fromEntries(
    Object.entries({ ...table, ...messageVariants }).map(([kind, row]) => [kind, wordsOf(row, locale)]),
  )
