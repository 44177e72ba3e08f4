/** What failed checks of the token endpoint mean: by the id of a rule, or by its family. */
import type { Rows } from './row.ts'

export const granting: Rows = {
  client: [
    [
      'The client could not prove who it is. On the wire the answer is always the same, so that nobody learns what was wrong.',
      'Compare client_id, secret and the way in which the client sends them with its registration.',
    ],
    [
      'Der Client konnte nicht beweisen, wer er ist. Nach außen lautet die Antwort immer gleich, damit niemand erfährt, was falsch war.',
      'Vergleichen Sie client_id, Geheimnis und die Art, wie der Client sie sendet, mit seiner Registrierung.',
    ],
  ],
  'client.secret': [
    [
      'The secret that came is not the one of this client. Neither is shown.',
      'Compare the client’s secret with the one that is registered. Nothing tells which character differs. Look for a line break at its end, and for characters that Basic has to encode.',
    ],
    [
      'Das Geheimnis, das kam, ist nicht das dieses Clients. Gezeigt wird keines von beiden.',
      'Vergleichen Sie das Geheimnis des Clients mit dem registrierten. Nichts verrät, welches Zeichen abweicht. Achten Sie auf einen Zeilenumbruch am Ende und auf Zeichen, die für Basic kodiert sein müssen.',
    ],
  ],
  'client.known': [
    [
      'No client of this name is registered at this server.',
      'Look for a typing error in client_id, or for the wrong server. Or register the client.',
    ],
    [
      'Unter diesem Namen ist an diesem Server kein Client registriert.',
      'Suchen Sie nach einem Tippfehler in client_id oder nach dem falschen Server. Oder registrieren Sie den Client.',
    ],
  ],
  'client.enabled': [
    ['An operator has shut this client out.', 'Ask the operator of the server why.'],
    ['Ein Betreiber hat diesen Client ausgesperrt.', 'Fragen Sie den Betreiber des Servers, warum.'],
  ],
  'client.registeredMethod': [
    [
      'The client proves itself in another way than it is registered for. One way each, so that nobody can choose the weakest.',
      'Let the client send what is expected, such as the secret in the Authorization header for client_secret_basic; or change the registration.',
    ],
    [
      'Der Client weist sich anders aus, als er registriert ist. Nur ein Weg gilt, damit niemand den schwächsten wählen kann.',
      'Lassen Sie den Client senden, was erwartet ist, etwa das Geheimnis im Authorization-Header bei client_secret_basic; oder ändern Sie die Registrierung.',
    ],
  ],
  'client.grantType': [
    [
      'The server knows this grant, but this client is not registered for it.',
      'Ask with a grant that the client is registered for, or register it for this one.',
    ],
    [
      'Diesen Grant kennt der Server, aber dieser Client ist nicht dafür registriert.',
      'Fragen Sie mit einem Grant, für den der Client registriert ist, oder registrieren Sie ihn für diesen.',
    ],
  ],
  'client.oneMethod': [
    [
      'Two proofs came at once. Which of them counts would be anybody’s guess.',
      'Send the secret either in the Authorization header or in the body, not in both.',
    ],
    [
      'Zwei Nachweise kamen zugleich. Welcher gilt, könnte man nur raten.',
      'Senden Sie das Geheimnis entweder im Authorization-Header oder im Inhalt, nicht in beiden.',
    ],
  ],
  'client.header': [
    [
      'The Authorization header is not Basic with client_id and client_secret.',
      'Encode both as in a form, join them with a colon, encode that as base64, and put Basic in front.',
    ],
    [
      'Der Authorization-Header ist nicht Basic mit client_id und client_secret.',
      'Kodieren Sie beide wie in einem Formular, verbinden Sie sie mit einem Doppelpunkt, kodieren Sie das als base64, und setzen Sie Basic davor.',
    ],
  ],
  'client.identified': [
    [
      'The request does not say which client it comes from.',
      'Send client_id and client_secret in the Authorization header, or client_id in the body where the client is public.',
    ],
    [
      'Die Anfrage sagt nicht, von welchem Client sie kommt.',
      'Senden Sie client_id und client_secret im Authorization-Header, oder client_id im Inhalt, wenn der Client öffentlich ist.',
    ],
  ],
  'client-assertion': [
    [
      'The client proves itself by a JWT that it signed, and that is not in order.',
      'Make a fresh one for each request: iss and sub are the client_id, aud the issuer, jti new, exp a minute away, signed with the registered key.',
    ],
    [
      'Der Client weist sich mit einem JWT aus, das er signiert hat, und das ist nicht in Ordnung.',
      'Machen Sie für jede Anfrage ein neues: iss und sub sind die client_id, aud der Aussteller, jti neu, exp eine Minute entfernt, mit dem registrierten Schlüssel signiert.',
    ],
  ],
  'client-assertion.unused': [
    [
      'This assertion was used before. Whoever saw it on its way cannot use it again.',
      'Make a new assertion, with a new jti, for each request.',
    ],
    [
      'Diese Assertion wurde schon benutzt. Wer sie unterwegs sah, kann sie nicht noch einmal benutzen.',
      'Machen Sie für jede Anfrage eine neue Assertion mit neuem jti.',
    ],
  ],
  'client-assertion.keysKnown': [
    [
      'The server has no public key of this client to verify the signature with, or could not fetch it.',
      'Register jwks or jwks_uri for the client; a jwks_uri must answer over https.',
    ],
    [
      'Der Server hat keinen öffentlichen Schlüssel dieses Clients, um die Signatur zu prüfen, oder konnte ihn nicht holen.',
      'Registrieren Sie jwks oder jwks_uri für den Client; eine jwks_uri muss über https antworten.',
    ],
  ],
  'client-credentials': [
    [
      'A service asks for itself here, with no person. So the client must be able to prove itself, and nothing about a person can be asked for.',
      'Use a client with a secret or a key, and leave openid, profile and offline_access out of the scope.',
    ],
    [
      'Hier fragt ein Dienst für sich selbst, ohne Person. Also muss der Client sich ausweisen können, und um Angaben zu einer Person kann er nicht bitten.',
      'Benutzen Sie einen Client mit Geheimnis oder Schlüssel, und lassen Sie openid, profile und offline_access im Scope weg.',
    ],
  ],
  token: [
    [
      'The token endpoint does not know this grant, or was asked in vain too often.',
      'Send a grant_type that the metadata names. If you were refused often, wait a minute and mend the cause first.',
    ],
    [
      'Der Token-Endpunkt kennt diesen Grant nicht, oder er wurde zu oft vergeblich gefragt.',
      'Senden Sie einen grant_type, den die Metadaten nennen. Wurden Sie oft abgelehnt, warten Sie eine Minute, und beheben Sie erst die Ursache.',
    ],
  ],
  code: [
    [
      'The code is none that this client can still exchange.',
      'Begin a new login, and exchange its code at once, once, and with the same redirect_uri.',
    ],
    [
      'Diesen Code kann dieser Client nicht mehr tauschen.',
      'Beginnen Sie eine neue Anmeldung, und tauschen Sie ihren Code sofort, einmal und mit derselben redirect_uri.',
    ],
  ],
  'code.unused': [
    [
      'A code is good for one exchange. It came a second time. One of the two may be a thief, so the tokens of the first exchange were revoked too.',
      'Redeem a code once. A page that is loaded twice, or a request that is repeated, sends it twice. Begin a new login.',
    ],
    [
      'Ein Code taugt für einen Tausch. Er kam ein zweites Mal. Einer von beiden könnte ein Dieb sein; darum wurden auch die Token des ersten Tauschs widerrufen.',
      'Lösen Sie einen Code nur einmal ein. Eine zweimal geladene Seite oder eine wiederholte Anfrage sendet ihn zweimal. Melden Sie sich neu an.',
    ],
  ],
  'code.known': [
    [
      'This server issued no such code: it is made up, cut, or from another server.',
      'Send the code as it came in the redirect, to the server that issued it.',
    ],
    [
      'Einen solchen Code hat dieser Server nicht ausgestellt: Er ist erfunden, abgeschnitten oder von einem anderen Server.',
      'Senden Sie den Code so, wie er in der Weiterleitung kam, an den Server, der ihn ausgestellt hat.',
    ],
  ],
  'code.alive': [
    [
      'The code was too old. It lives for about a minute, so that a leaked one is soon worth nothing.',
      'Redeem the code at once. Begin a new login.',
    ],
    [
      'Der Code war zu alt. Er lebt etwa eine Minute, damit ein abhandengekommener bald nichts mehr wert ist.',
      'Lösen Sie den Code sofort ein. Melden Sie sich neu an.',
    ],
  ],
  'code.redirectUri': [
    [
      'The redirect_uri is another one than in the authorization request. That is how it looks when a code was made for somebody else’s login.',
      'Send the same redirect_uri as in the authorization request, byte by byte.',
    ],
    [
      'Die redirect_uri ist eine andere als in der Autorisierungsanfrage. So sieht es aus, wenn ein Code für eine fremde Anmeldung gemacht wurde.',
      'Senden Sie dieselbe redirect_uri wie in der Autorisierungsanfrage, Byte für Byte.',
    ],
  ],
  'code.clientBound': [
    [
      'The code was issued to another client. A stolen code is worth nothing to whoever else presents it.',
      'Let the client that began the login redeem its code, with its own client_id.',
    ],
    [
      'Der Code wurde für einen anderen Client ausgestellt. Ein gestohlener Code nützt niemandem, der ihn sonst vorlegt.',
      'Lassen Sie den Client, der die Anmeldung begann, seinen Code mit seiner eigenen client_id einlösen.',
    ],
  ],
  'code.unburnt': [
    [
      'Somebody tried this code wrongly before, so it was burnt: nobody gets a second guess.',
      'Begin a new login. Look at the earlier try: it says what was wrong.',
    ],
    [
      'Jemand hat diesen Code schon falsch versucht, darum ist er verbrannt: Niemand darf ein zweites Mal raten.',
      'Melden Sie sich neu an. Sehen Sie sich den früheren Versuch an: Dort steht, was falsch war.',
    ],
  ],
  grant: [
    [
      'What the person allowed this client does not stand any more: it was revoked, has ended, or the session or the person is gone.',
      'Send the person to a new login. To work while people are away, ask for offline_access.',
    ],
    [
      'Was die Person diesem Client erlaubt hat, gilt nicht mehr: Es wurde widerrufen, ist zu Ende, oder die Sitzung oder die Person gibt es nicht mehr.',
      'Schicken Sie die Person zu einer neuen Anmeldung. Um zu arbeiten, während niemand da ist, bitten Sie um offline_access.',
    ],
  ],
  'grant.sessionLives': [
    [
      'The person signed out, and without offline_access a refresh token ends with the session.',
      'Begin a new login. Ask for offline_access only where the application works while people are away.',
    ],
    [
      'Die Person hat sich abgemeldet, und ohne offline_access endet ein Refresh-Token mit der Sitzung.',
      'Melden Sie sich neu an. Bitten Sie nur um offline_access, wenn die Anwendung arbeitet, während niemand da ist.',
    ],
  ],
  'grant.clientActive': [
    ['The client is gone, or an operator has shut it out since.', 'Ask the operator of the server why.'],
    [
      'Den Client gibt es nicht mehr, oder ein Betreiber hat ihn inzwischen ausgesperrt.',
      'Fragen Sie den Betreiber des Servers, warum.',
    ],
  ],
  refresh: [
    [
      'The refresh token is none that this client can use now.',
      'Keep only the newest refresh token. If it is refused, begin a new login.',
    ],
    [
      'Dieses Refresh-Token kann dieser Client jetzt nicht benutzen.',
      'Behalten Sie nur das neueste Refresh-Token. Wird es abgelehnt, melden Sie sich neu an.',
    ],
  ],
  'refresh.notStolen': [
    [
      'A refresh token came back after its successor had been used: two parties have it, and one of them is a thief. Nobody can tell which, so everything was revoked.',
      'Keep only the newest refresh token, and let only one process refresh. Everything was revoked: begin a new login.',
    ],
    [
      'Ein Refresh-Token kam wieder, nachdem sein Nachfolger benutzt war: Zwei haben es, und einer davon ist ein Dieb. Wer, weiß niemand; darum wurde alles widerrufen.',
      'Behalten Sie nur das neueste Refresh-Token, und lassen Sie nur einen Prozess erneuern. Alles wurde widerrufen: Melden Sie sich neu an.',
    ],
  ],
  'refresh.clientBound': [
    [
      'The refresh token was given to another client. A stolen one is worth nothing to whoever else presents it.',
      'Let the client that got it refresh it, with its own credentials.',
    ],
    [
      'Das Refresh-Token wurde einem anderen Client gegeben. Ein gestohlenes nützt niemandem, der es sonst vorlegt.',
      'Lassen Sie den Client erneuern, der es bekommen hat, mit seinen eigenen Zugangsdaten.',
    ],
  ],
  'refresh.genuine': [
    [
      'This server made no such refresh token: it is made up, cut, or from another server.',
      'Send it as it came, to the server that issued it. Otherwise begin a new login.',
    ],
    [
      'Ein solches Refresh-Token hat dieser Server nicht gemacht: Es ist erfunden, abgeschnitten oder von einem anderen Server.',
      'Senden Sie es so, wie es kam, an den Server, der es ausgestellt hat. Sonst melden Sie sich neu an.',
    ],
  ],
  'refresh.alive': [
    ['The refresh token was left unused for too long.', 'Begin a new login.'],
    ['Das Refresh-Token wurde zu lange nicht benutzt.', 'Melden Sie sich neu an.'],
  ],
  device: [
    [
      'The device code is none that this device can still use.',
      'Let the device begin again, and show its person the new code.',
    ],
    [
      'Diesen Gerätecode kann dieses Gerät nicht mehr benutzen.',
      'Lassen Sie das Gerät neu beginnen und seiner Person den neuen Code zeigen.',
    ],
  ],
  'device.approved': [
    [
      'The person refused the request of the device.',
      'Nothing to repair: the person decided. The device should say so and offer to begin again.',
    ],
    [
      'Die Person hat die Anfrage des Geräts abgelehnt.',
      'Nichts zu reparieren: Die Person hat entschieden. Das Gerät sollte das sagen und anbieten, neu zu beginnen.',
    ],
  ],
  'device.interval': [
    [
      'The device asked again before the interval was over. It may go on asking, more slowly.',
      'After each answer, wait as long as interval says, and five seconds longer after each slow_down.',
    ],
    [
      'Das Gerät hat wieder gefragt, bevor die Wartezeit um war. Es darf weiter fragen, langsamer.',
      'Warten Sie nach jeder Antwort so lange, wie interval sagt, und nach jedem slow_down fünf Sekunden länger.',
    ],
  ],
  'device.alive': [
    [
      'Nobody decided in time: the code of the device has expired.',
      'Let the device begin again, and show its person the new code.',
    ],
    [
      'Niemand hat rechtzeitig entschieden: Der Code des Geräts ist abgelaufen.',
      'Lassen Sie das Gerät neu beginnen und seiner Person den neuen Code zeigen.',
    ],
  ],
  'device.unused': [
    [
      'The device code had brought tokens already. It may be in two hands, so everything it gave was revoked.',
      'Stop asking once there are tokens, and never ask twice at once. Everything was revoked: begin again.',
    ],
    [
      'Der Gerätecode hatte schon Token gebracht. Vielleicht ist er in zwei Händen; darum wurde alles widerrufen, was er gab.',
      'Hören Sie auf zu fragen, sobald Token da sind, und fragen Sie nie zweimal gleichzeitig. Alles ist widerrufen: Beginnen Sie von vorn.',
    ],
  ],
  'device-page': [
    [
      'No device shows this code now, or too many unknown codes were typed.',
      'Read the code on the device again. If it has expired, let the device show a new one; after many tries, wait a minute.',
    ],
    [
      'Diesen Code zeigt gerade kein Gerät, oder es wurden zu viele unbekannte Codes eingegeben.',
      'Lesen Sie den Code auf dem Gerät noch einmal. Ist er abgelaufen, lassen Sie das Gerät einen neuen zeigen; nach vielen Versuchen warten Sie eine Minute.',
    ],
  ],
  password: [
    [
      'The client used the name and password of the person, which OAuth 2.1 dropped. This client may not, or they were wrong.',
      'Let the person sign in at the authorization server: then the client sees no password.',
    ],
    [
      'Der Client hat Name und Passwort der Person benutzt, was OAuth 2.1 gestrichen hat. Dieser Client darf das nicht, oder sie waren falsch.',
      'Lassen Sie die Person sich auf dem Autorisierungsserver anmelden: Dann sieht der Client kein Passwort.',
    ],
  ],
  'password.credentials': [
    [
      'Name and password do not belong together. Which of them was wrong is told to nobody.',
      'Check name and password. Better: let the person sign in at the authorization server, so that the client sees no password.',
    ],
    [
      'Name und Passwort gehören nicht zusammen. Was davon falsch war, erfährt niemand.',
      'Prüfen Sie Name und Passwort. Besser: Lassen Sie die Person sich auf dem Autorisierungsserver anmelden, dann sieht der Client kein Passwort.',
    ],
  ],
  scope: [
    [
      'The client asks for more than it is registered for, or for more than the person allowed.',
      'Ask only for scopes that this client is registered for, and on a refresh for no more than were granted.',
    ],
    [
      'Der Client bittet um mehr, als er registriert ist oder als die Person erlaubt hat.',
      'Bitten Sie nur um Scopes, für die dieser Client registriert ist, und beim Erneuern um nicht mehr als erlaubt wurde.',
    ],
  ],
  'scope.allowed': [
    [
      'Received is the first scope that this client is not registered for; expected are those that it is.',
      'Ask only for scopes that this client is registered for, or register it for this one.',
    ],
    [
      'Erhalten ist der erste Scope, für den dieser Client nicht registriert ist; erwartet sind die, für die er es ist.',
      'Bitten Sie nur um Scopes, für die dieser Client registriert ist, oder registrieren Sie ihn für diesen.',
    ],
  ],
  'scope.notWidened': [
    [
      'A refresh asks for a scope that the person never allowed. Whoever steals a refresh token gets no more than was in it.',
      'Leave scope out, or ask for a part of it. For more, begin a new login so that the person is asked.',
    ],
    [
      'Beim Erneuern wird um einen Scope gebeten, den die Person nie erlaubt hat. Wer ein Refresh-Token stiehlt, bekommt nicht mehr, als darin war.',
      'Lassen Sie scope weg, oder bitten Sie um einen Teil davon. Für mehr beginnen Sie eine neue Anmeldung, damit die Person gefragt wird.',
    ],
  ],
  resource: [
    [
      'The token would be for a resource server that this client may not ask for, or that was not granted.',
      'Ask for a resource that this client is registered for, by its exact identifier; leave resource out to get the usual one.',
    ],
    [
      'Das Token wäre für einen Ressourcenserver, um den dieser Client nicht bitten darf oder der nicht erlaubt wurde.',
      'Bitten Sie um eine Ressource, für die dieser Client registriert ist, mit ihrer genauen Kennung; lassen Sie resource weg, um die übliche zu bekommen.',
    ],
  ],
  revocation: [
    [
      'A client can take back only what was issued to it.',
      'Let the client that got the token revoke it: an access token or a refresh token.',
    ],
    [
      'Ein Client kann nur zurücknehmen, was für ihn ausgestellt wurde.',
      'Lassen Sie den Client widerrufen, der das Token bekommen hat: ein Access-Token oder ein Refresh-Token.',
    ],
  ],
  introspection: [
    [
      'Who asks what a token is worth must be a resource server with credentials of its own; this one could not prove that it is.',
      'Compare its client_id and secret with the introspection of its registration, and the host that it asks from with allowed_hosts.',
    ],
    [
      'Wer fragt, was ein Token wert ist, muss ein Ressourcenserver mit eigenen Zugangsdaten sein; dieser konnte das nicht beweisen.',
      'Vergleichen Sie client_id und Geheimnis mit introspection in seiner Registrierung, und den Rechner, von dem er fragt, mit allowed_hosts.',
    ],
  ],
}
