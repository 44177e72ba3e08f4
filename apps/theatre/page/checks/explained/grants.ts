/** What failed checks of codes, refresh tokens and devices mean: by the id of a rule, or by its family. */
import type { Rows } from './row.ts'

export const grants: Rows = {
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
  'grant.notRevoked': [
    [
      'What the person allowed this client was revoked: by the person, by the client, or by this server because something came back that looked stolen. All that it gave is worth nothing.',
      'Send the person to a new login.',
    ],
    [
      'Was die Person diesem Client erlaubt hat, wurde widerrufen: von der Person, vom Client oder von diesem Server, weil etwas wiederkam, das gestohlen aussah. Alles, was es gab, ist nichts mehr wert.',
      'Schicken Sie die Person zu einer neuen Anmeldung.',
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
}
