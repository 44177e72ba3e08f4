/** What is said of secrets: who knows them, what a thief could do with them now, and why they are worth nothing any more. */
import { defineWords } from '../words.ts'

export const say = defineWords({
  en: {
    title: 'Who knows this secret now',
    none: 'No secret has travelled so far.',
    lede: 'After this message; “saw it” means that it passed through. Pick a mark to see the value light up wherever it travels.',
    made: 'made it',
    knows: 'knows',
    saw: 'saw it',
    not: 'no',
    notLong: '{party} does not know it',
    fresh: 'new',
    thief: 'A thief of it now: {words}',
    over: 'Worth nothing now: {words}',
    taken: 'Taken back: {words}',
    unread: 'Nobody knows whether it is right: the server refused before it looked at it.',
    travels: 'Travels in messages',
    earlier: 'And {count} earlier ones.',
    changed: 'With this message: {changes}.',
    changeMade: '{party} made {value}',
    changeKnows: '{party} knows {value}',
    changeSaw: '{value} passed through {party}',
    changeEnded: '{value} is worth nothing any more',
  },
  de: {
    title: 'Wer dieses Geheimnis jetzt kennt',
    none: 'Bisher war kein Geheimnis unterwegs.',
    lede: 'Nach dieser Nachricht; „sah es“ heißt, dass es hindurchging. Wählen Sie ein Zeichen, dann leuchtet der Wert überall, wo er reist.',
    made: 'ge\u00admacht',
    knows: 'kennt',
    saw: 'sah es',
    not: 'nein',
    notLong: '{party} kennt es nicht',
    fresh: 'neu',
    thief: 'Wer es jetzt stiehlt: {words}',
    over: 'Jetzt nichts mehr wert: {words}',
    taken: 'Widerrufen: {words}',
    unread: 'Ob es stimmt, weiß niemand: Der Server hat abgelehnt, ehe er es angesehen hat.',
    travels: 'Unterwegs in den Nachrichten',
    earlier: 'Und {count} frühere.',
    changed: 'Mit dieser Nachricht: {changes}.',
    changeMade: '{party} hat {value} gemacht',
    changeKnows: '{party} kennt {value}',
    changeSaw: '{value} ging durch {party}',
    changeEnded: '{value} ist nichts mehr wert',
  },
})

/** What its thief could do with it now, and what stops them. */
export const thiefOf = defineWords({
  en: {
    state:
      'could slip an answer of their own into this login, if they also had its browser; the cookie there stops them.',
    nonce:
      'could ask for an ID token with the same nonce; it would be a login of their own, and the state of this one stops it.',
    request:
      'has the name under which the authorization server keeps this login while the person signs in; the cookie of the browser that began it stops them.',
    code: 'could try to redeem it, once; without the code_verifier the server refuses, and a wrong one burns the code.',
    codeBare:
      'could redeem it, once, as nothing ties it to a code_verifier; only the client’s own credentials could stop them.',
    verifier: 'could redeem the code, if they had that too, and the client’s secret where it has one.',
    'access-token':
      'could call the resource server with it until it expires; only its aud and its scopes limit what they get.',
    'refresh-token':
      'could get new tokens with it, unless the client has a secret that they lack. Without one it is rotated: when thief and client have both used it, the server sees that and revokes the whole grant.',
    'id-token':
      'learns who signed in. It opens nothing: it is no access token, and a client refuses one that was made for another login.',
    'logout-token':
      'could end this one session at the client, which was told to end anyway; a second one with the same jti is refused.',
    'device-code':
      'could poll for the tokens in the place of the device, as soon as the person has agreed; until it expires nothing else stops them.',
    'user-code':
      'could bring it to a person and hope for a yes; the page tells which device asks, and asks whether the code is on your screen.',
    'client-secret':
      'could act as the client: redeem codes that they also stole, or use its own grants; the operator has to replace it.',
    assertion: 'could try to send it as the client; it is taken once, by one server, for minutes.',
    'registration-token': 'could change or delete the registration of the client; the operator can end it.',
    password:
      'could sign in as this person, everywhere it is used; a reason to type it at the authorization server only.',
    cookie:
      'could go on in the place of this browser until the session ends; HttpOnly and SameSite keep scripts and other pages away from it. All ports of one host share cookies, so here each server gets those of the others too.',
    session: '',
    key: '',
  },
  de: {
    state:
      'könnte in diese Anmeldung eine eigene Antwort einschleusen, wenn er auch ihren Browser hätte; das Cookie dort hält ihn auf.',
    nonce:
      'könnte ein ID-Token mit derselben Nonce anfordern; das wäre seine eigene Anmeldung, und der state dieser hier hält sie auf.',
    request:
      'hat den Namen, unter dem der Autorisierungsserver diese Anmeldung bereithält, während die Person sich anmeldet; das Cookie des Browsers, der sie begonnen hat, hält ihn auf.',
    code: 'könnte versuchen, ihn einmal einzulösen; ohne den code_verifier lehnt der Server ab, und ein falscher macht den Code ungültig.',
    codeBare:
      'könnte ihn einmal einlösen, denn kein code_verifier bindet ihn; nur Zugangsdaten des Clients könnten das verhindern.',
    verifier: 'könnte den Code einlösen, wenn er auch den hätte und das Geheimnis des Clients, falls er eines hat.',
    'access-token':
      'könnte damit den Ressourcenserver rufen, bis es abläuft; nur aud und Scopes begrenzen, was er bekommt.',
    'refresh-token':
      'könnte damit neue Token bekommen, außer der Client hat ein Geheimnis, das ihm fehlt. Ohne eines wird es rotiert: Haben Dieb und Client es beide benutzt, sieht der Server das und widerruft alles, was erteilt war.',
    'id-token':
      'erfährt, wer sich angemeldet hat. Es öffnet nichts: Es ist kein Access-Token, und ein Client lehnt eines ab, das für eine andere Anmeldung gemacht ist.',
    'logout-token':
      'könnte diese eine Sitzung beim Client beenden, die ohnehin enden sollte; ein zweites mit derselben jti wird abgelehnt.',
    'device-code':
      'könnte anstelle des Geräts die Token abholen, sobald die Person zugestimmt hat; bis zum Ablauf hält ihn sonst nichts auf.',
    'user-code':
      'könnte ihn jemandem unterschieben und auf ein Ja hoffen; die Seite sagt, welches Gerät fragt, und ob der Code auf Ihrem Bildschirm steht.',
    'client-secret':
      'könnte als der Client auftreten: Codes einlösen, die er auch gestohlen hat, oder dessen eigene Rechte nutzen; der Betreiber muss es ersetzen.',
    assertion: 'könnte versuchen, sie als der Client zu senden; sie gilt einmal, bei einem Server, für Minuten.',
    'registration-token': 'könnte die Registrierung des Clients ändern oder löschen; der Betreiber kann es beenden.',
    password:
      'könnte sich als diese Person anmelden, überall, wo es gilt; ein Grund, es nur beim Autorisierungsserver einzugeben.',
    cookie:
      'könnte anstelle dieses Browsers weitermachen, bis die Sitzung endet; HttpOnly und SameSite halten Skripte und fremde Seiten davon fern. Alle Ports eines Hosts teilen Cookies; hier bekommt also jeder Server auch die der anderen.',
    session: '',
    key: '',
  },
})

/** Why it is worth nothing any more. */
export const endingOf = defineWords({
  en: {
    redeemed: 'it was redeemed, and that works once. Whoever brings it again makes the server revoke what it gave.',
    burnt:
      'it was burnt, because it came with a wrong verifier or redirect_uri. Nobody can try again, not even its client.',
    used: 'its code was redeemed with it.',
    wrong: 'it does not fit the challenge of the code.',
    refused: 'it is wrong. The server refused it, and it opens nothing.',
    pointless: 'the code that it was for is gone.',
    rotated: 'it was exchanged for a new one. Used again late, it gives its thief away.',
    revoked: 'it was revoked.',
    revokedUnheard:
      'the authorization server revoked it. A resource server that only reads the token does not hear of that: there it works until it expires.',
    expired: 'it has expired.',
    compared: 'it came back, and the client compared it. It was good for one answer.',
    spent: 'its login was answered, and the client has gone on with that answer.',
    answered: 'the login was answered, and the server forgot the request.',
    decided: 'the person has decided.',
    deleted: 'the registration was deleted.',
    forgotten: 'the browser was told to forget it.',
    taken: 'it was taken, and each is taken once only.',
  },
  de: {
    redeemed:
      'Er wurde eingelöst, und das geht einmal. Wer ihn noch einmal bringt, lässt den Server widerrufen, was er gab.',
    burnt:
      'Er wurde ungültig, weil er mit falschem Verifier oder falscher redirect_uri kam. Niemand kann es noch einmal versuchen, auch sein Client nicht.',
    used: 'Sein Code wurde damit eingelöst.',
    wrong: 'Er passt nicht zur Challenge des Codes.',
    refused: 'Es ist falsch. Der Server hat es abgelehnt, und es öffnet nichts.',
    pointless: 'Den Code, für den er war, gibt es nicht mehr.',
    rotated: 'Es wurde gegen ein neues getauscht. Wer es spät noch einmal benutzt, verrät sich als Dieb.',
    revoked: 'Es wurde widerrufen.',
    revokedUnheard:
      'Der Autorisierungsserver hat es widerrufen. Ein Ressourcenserver, der das Token nur liest, erfährt davon nichts: Dort gilt es, bis es abläuft.',
    expired: 'Die Zeit ist abgelaufen.',
    compared: 'Der Wert kam zurück, und der Client hat ihn verglichen. Er galt für eine Antwort.',
    spent: 'Die Anmeldung wurde beantwortet, und der Client hat mit der Antwort weitergemacht.',
    answered: 'Die Anmeldung wurde beantwortet, und der Server hat die Anfrage vergessen.',
    decided: 'Die Person hat entschieden.',
    deleted: 'Die Registrierung wurde gelöscht.',
    forgotten: 'Der Browser soll es vergessen.',
    taken: 'Es wurde angenommen, und jedes wird nur einmal angenommen.',
  },
})
