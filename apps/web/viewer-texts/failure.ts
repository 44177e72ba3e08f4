/**
 * What went wrong, in plain words: `failure.<check>` and `error.<code>` in two or three, `setback.<note>` and
 * `means.<check>` what happened, and `fix.<check>` what to do about it.
 */
const en = {
  'setback.login.failed':
    'The password check did not succeed: this name and this password do not belong together. No rule was broken. The page asks again and the person may try again; after several failures there is a short wait.',
  'setback.login.cancelled': 'The person pressed Cancel. The client is told so, and learns nothing else.',
  'setback.code.replayRevoked':
    'This code had been used before. Somebody may have seen it, so everything that it gave was revoked as well.',
  'setback.refresh.theft':
    'A refresh token that had been replaced came back. Somebody may have copied it, so everything that belongs to it was revoked.',
  'failure.authorize.notCancelled': 'the person said no',
  'failure.pkce.verifierMatches': 'wrong code_verifier',
  'failure.code.unused': 'code used twice',
  'failure.code.known': 'unknown code',
  'failure.code.alive': 'code expired',
  'failure.bearer.scope': 'permission missing',
  'failure.bearer.presented': 'no token',
  'failure.access-token.exp': 'token expired',
  'failure.access-token.signature': 'forged token',
  'failure.access-token.aud': 'token for somebody else',
  'failure.client.secret': 'wrong client secret',
  'failure.client.known': 'unknown client',
  'failure.redirect.registered': 'return address not registered',
  'failure.web.loginKnown': 'unknown login',
  'failure.login.notWaiting': 'too many attempts',
  'failure.refresh.notStolen': 'stolen refresh token',
  'failure.device.unused': 'device code used twice',
  'failure.device.known': 'unknown device code',
  'failure.device.approved': 'the person said no',
  'failure.device-page.known': 'unknown user code',
  'failure.device-page.notWaiting': 'too many attempts',
  'failure.password.credentials': 'wrong name or password',
  'failure.password.legacy': 'password grant not allowed',
  'error.expired_token': 'nobody decided in time',
  'error.slow_down': 'asked too often',
  'error.access_denied': 'not allowed',
  'error.invalid_client': 'client not recognised',
  'error.invalid_grant': 'code or token not accepted',
  'error.invalid_request': 'request not in order',
  'error.invalid_scope': 'scope not available',
  'error.invalid_token': 'token not accepted',
  'error.insufficient_scope': 'permission missing',
  'error.unauthorized_client': 'not registered for this',
  'error.too_many_requests': 'too many attempts',
  'error.temporarily_unavailable': 'server too busy',
  'error.unsupported_grant_type': 'unknown grant type',
  'fix.authorize.notCancelled':
    'Nothing to repair: the person decided. The client should say so and offer to begin again.',
  'fix.pkce.verifierMatches':
    'If the client mixed up two logins: keep one code_verifier for each login, found again by its state, and send the one of this login. If the code was stolen: nothing was lost, the thief got no tokens. Either way the code is burnt: begin a new login.',
  'fix.code.unused':
    'Redeem a code once. A page that is loaded twice, or a request that is repeated, sends it twice. Begin a new login.',
  'fix.code.known': 'Send the code as it came in the redirect, to the server that issued it.',
  'fix.code.alive': 'Redeem the code at once: it lives for about a minute. Begin a new login.',
  'fix.code.redirectUri': 'Send the same redirect_uri as in the authorization request, byte by byte.',
  'fix.bearer.scope':
    'Ask for the missing scope at the next login; the person must agree to it. The token itself is in order.',
  'fix.bearer.presented': 'Send the access token: Authorization: Bearer <token>.',
  'fix.access-token.exp': 'Get a new access token with the refresh token, or by a new login.',
  'fix.access-token.aud': 'Ask for a token for this resource server: name it as resource.',
  'fix.client.secret':
    'Compare the client’s secret with the one that is registered. Nothing tells which character differs.',
  'fix.client.known': 'Register the client, or look for a typing error in client_id.',
  'fix.redirect.registered':
    'Register this address for the client, or send the one that is registered: every character counts, a slash at the end too.',
  'fix.web.loginKnown':
    'Begin the login in this client, and end it once. A page that is loaded again after the end comes too late.',
  'fix.login.notWaiting': 'Wait as long as the page says, then try again.',
  'fix.refresh.notStolen':
    'Keep only the newest refresh token, and let only one process refresh. Everything was revoked: begin a new login.',
  'fix.device.interval':
    'After each answer, wait as long as interval says, and five seconds longer after each slow_down.',
  'fix.device.unused':
    'Stop asking once there are tokens, and never ask twice at once. Everything was revoked: begin again.',
  'fix.password.credentials':
    'Check name and password. Better: let the person sign in at the authorization server, so that the client sees no password.',
  'fix.resource.known': 'Ask for a resource that this client is registered for.',
  'fix.scope.allowed': 'Ask only for scopes that this client is registered for.',
  'means.pkce.verifierMatches':
    'Expected is the code_challenge of the authorization request; received is the hash of the code_verifier that came now. They differ. This is how a stolen code looks: the thief has the code, but not the code_verifier of the login that it came from. An honest client gets here when it mixes up two logins, such as those of two tabs. To tell which, search for the received hash. If no login has it as its code_challenge, take the code for stolen. If another login has it, two logins met: if one person began both, the client mixed them up; if two people did, one of them slipped a stolen code into a login of their own.',
  'means.code.unused': 'A code is good for one exchange. It came a second time.',
  'means.bearer.scope':
    'Expected is the scope that this address needs; received are the scopes that the person allowed.',
  'means.client.secret': 'The secret that came is not the one of this client. Neither is shown.',
  'means.redirect.registered':
    'Browsers are sent only to addresses that the client registered before; nobody can have a code sent to theirs.',
  'means.authorize.notCancelled': 'The person pressed Cancel on the login or consent page.',
} as const

const de: { readonly [K in keyof typeof en]: string } = {
  'setback.login.failed':
    'Die Prüfung des Passworts ist nicht gelungen: Dieser Name und dieses Passwort gehören nicht zusammen. Keine Regel wurde verletzt. Die Seite fragt noch einmal, und die Person darf es noch einmal versuchen; nach mehreren Fehlversuchen muss sie kurz warten.',
  'setback.login.cancelled': 'Die Person hat Abbrechen gedrückt. Das erfährt der Client, und sonst nichts.',
  'setback.code.replayRevoked':
    'Dieser Code war schon benutzt. Vielleicht hat ihn jemand gesehen; darum wurde auch alles widerrufen, was er gebracht hat.',
  'setback.refresh.theft':
    'Ein ersetztes Refresh-Token kam wieder. Vielleicht hat es jemand kopiert; darum wurde alles widerrufen, was dazu gehört.',
  'failure.authorize.notCancelled': 'die Person hat nein gesagt',
  'failure.pkce.verifierMatches': 'falscher code_verifier',
  'failure.code.unused': 'Code zweimal benutzt',
  'failure.code.known': 'unbekannter Code',
  'failure.code.alive': 'Code abgelaufen',
  'failure.bearer.scope': 'Berechtigung fehlt',
  'failure.bearer.presented': 'kein Token',
  'failure.access-token.exp': 'Token abgelaufen',
  'failure.access-token.signature': 'gefälschtes Token',
  'failure.access-token.aud': 'Token für jemand anderen',
  'failure.client.secret': 'falsches Client-Geheimnis',
  'failure.client.known': 'unbekannter Client',
  'failure.redirect.registered': 'Rückkehradresse nicht registriert',
  'failure.web.loginKnown': 'unbekannte Anmeldung',
  'failure.login.notWaiting': 'zu viele Versuche',
  'failure.refresh.notStolen': 'gestohlenes Refresh-Token',
  'failure.device.unused': 'Gerätecode zweimal benutzt',
  'failure.device.known': 'unbekannter Gerätecode',
  'failure.device.approved': 'die Person hat nein gesagt',
  'failure.device-page.known': 'unbekannter Code',
  'failure.device-page.notWaiting': 'zu viele Versuche',
  'failure.password.credentials': 'Name oder Passwort falsch',
  'failure.password.legacy': 'Passwort-Grant nicht erlaubt',
  'error.expired_token': 'niemand hat rechtzeitig entschieden',
  'error.slow_down': 'zu oft gefragt',
  'error.access_denied': 'nicht erlaubt',
  'error.invalid_client': 'Client nicht erkannt',
  'error.invalid_grant': 'Code oder Token nicht angenommen',
  'error.invalid_request': 'Anfrage nicht in Ordnung',
  'error.invalid_scope': 'Scope nicht verfügbar',
  'error.invalid_token': 'Token nicht angenommen',
  'error.insufficient_scope': 'Berechtigung fehlt',
  'error.unauthorized_client': 'dafür nicht registriert',
  'error.too_many_requests': 'zu viele Versuche',
  'error.temporarily_unavailable': 'Server zu beschäftigt',
  'error.unsupported_grant_type': 'unbekannter Grant-Typ',
  'fix.authorize.notCancelled':
    'Nichts zu reparieren: Die Person hat entschieden. Der Client sollte das sagen und anbieten, neu zu beginnen.',
  'fix.pkce.verifierMatches':
    'Wenn der Client zwei Anmeldungen verwechselt hat: für jede Anmeldung einen code_verifier aufheben, über state wiederfinden und den von dieser senden. Wurde der Code gestohlen: Nichts ist verloren, der Dieb bekam keine Token. So oder so ist der Code verbrannt: neu anmelden.',
  'fix.code.unused':
    'Einen Code nur einmal einlösen. Eine zweimal geladene Seite oder eine wiederholte Anfrage sendet ihn zweimal. Neu anmelden.',
  'fix.code.known': 'Den Code so senden, wie er in der Weiterleitung kam, an den Server, der ihn ausgestellt hat.',
  'fix.code.alive': 'Den Code sofort einlösen: Er lebt etwa eine Minute. Neu anmelden.',
  'fix.code.redirectUri': 'Dieselbe redirect_uri senden wie in der Autorisierungsanfrage, Byte für Byte.',
  'fix.bearer.scope':
    'Bei der nächsten Anmeldung um den fehlenden Scope bitten; die Person muss zustimmen. Das Token selbst ist in Ordnung.',
  'fix.bearer.presented': 'Das Access-Token senden: Authorization: Bearer <Token>.',
  'fix.access-token.exp': 'Mit dem Refresh-Token oder einer neuen Anmeldung ein neues Access-Token holen.',
  'fix.access-token.aud': 'Um ein Token für diesen Ressourcenserver bitten: ihn als resource nennen.',
  'fix.client.secret':
    'Das Geheimnis des Clients mit dem registrierten vergleichen. Nichts verrät, welches Zeichen abweicht.',
  'fix.client.known': 'Den Client registrieren oder nach einem Tippfehler in client_id suchen.',
  'fix.redirect.registered':
    'Diese Adresse für den Client registrieren oder die registrierte senden: Jedes Zeichen zählt, auch ein Schrägstrich am Ende.',
  'fix.web.loginKnown':
    'Die Anmeldung in diesem Client beginnen und einmal beenden. Eine Seite, die nach dem Ende noch einmal geladen wird, kommt zu spät.',
  'fix.login.notWaiting': 'So lange warten, wie die Seite sagt, dann noch einmal versuchen.',
  'fix.refresh.notStolen':
    'Nur das neueste Refresh-Token behalten und nur einen Prozess erneuern lassen. Alles wurde widerrufen: neu anmelden.',
  'fix.device.interval':
    'Warten Sie nach jeder Antwort so lange, wie interval sagt, und nach jedem slow_down fünf Sekunden länger.',
  'fix.device.unused':
    'Hören Sie auf zu fragen, sobald Token da sind, und fragen Sie nie zweimal gleichzeitig. Alles ist widerrufen: Beginnen Sie von vorn.',
  'fix.password.credentials':
    'Prüfen Sie Name und Passwort. Besser: Lassen Sie die Person sich auf dem Autorisierungsserver anmelden, dann sieht der Client kein Passwort.',
  'fix.resource.known': 'Um eine Ressource bitten, für die dieser Client registriert ist.',
  'fix.scope.allowed': 'Nur um Scopes bitten, für die dieser Client registriert ist.',
  'means.pkce.verifierMatches':
    'Erwartet ist die code_challenge der Autorisierungsanfrage; erhalten ist der Hash des code_verifier, der jetzt kam. Sie unterscheiden sich. So sieht ein gestohlener Code aus: Der Dieb hat den Code, aber nicht den code_verifier der Anmeldung, aus der er stammt. Ein ehrlicher Client kommt hierher, wenn er zwei Anmeldungen verwechselt, etwa die von zwei Tabs. So unterscheidet man es: Suchen Sie nach dem erhaltenen Hash. Hat keine Anmeldung ihn als code_challenge, halten Sie den Code für gestohlen. Hat ihn eine andere, sind sich zwei Anmeldungen begegnet: Hat eine Person beide begonnen, hat der Client sie verwechselt; waren es zwei Personen, hat eine davon einen gestohlenen Code in die eigene Anmeldung geschoben.',
  'means.code.unused': 'Ein Code taugt für einen Tausch. Er kam ein zweites Mal.',
  'means.bearer.scope':
    'Erwartet ist der Scope, den diese Adresse verlangt; erhalten sind die Scopes, die die Person erlaubt hat.',
  'means.client.secret': 'Das Geheimnis, das kam, ist nicht das dieses Clients. Gezeigt wird keines von beiden.',
  'means.redirect.registered':
    'Browser werden nur an Adressen geschickt, die der Client vorher registriert hat; niemand kann sich einen Code schicken lassen.',
  'means.authorize.notCancelled': 'Die Person hat auf der Anmelde- oder Zustimmungsseite Abbrechen gedrückt.',
}

export const failureWords = { en, de } as const
