/** What a message decided, in plain words. */
import { defineWords } from '../words.ts'

/** Says what was decided. */
export const sayDecided = defineWords({
  en: {
    ownForm: 'The form is the one that this page gave to this browser.',
    known: 'The client is registered, and so is the address that the browser shall come back to.',
    challenge: 'A code_challenge came: the code will be worth nothing without its code_verifier.',
    nextLogin: 'Next: nobody is signed in, so the person is asked to.',
    nextConsent: 'Next: the person is asked whether they agree.',
    signedIn: 'The person was signed in already.',
    agreed: 'The person agreed to this before, so nobody is asked again.',
    codeIssued:
      'Nothing is missing: a code was made for this client and this address, and for the code_challenge where one came.',
    sameBrowser: 'It is the browser that brought the request.',
    password: 'The password was right: the person is signed in.',
    given: 'The person agreed.',
    issuer: 'issuer is exactly the address that was configured.',
    keys: 'These are public keys that can prove signatures.',
    returned: 'It names a login that this very browser began here (state).',
    fromIssuer: 'The answer is from the server that was asked (iss).',
    codeAlone: 'It brings a code, and no tokens.',
    client: 'The client proved who it is: its client_secret is right.',
    clientPublic: 'The client is public: it only named itself, and that proves nothing.',
    clientPublicCode:
      'The client is public: it only named itself, and that proves nothing. What counts is the code_verifier: nobody but who began this login should have it.',
    clientPublicRefresh:
      'The client is public: it only named itself, and that proves nothing. Whoever has the refresh token could send this; so each use replaces it, and a copy shows itself.',
    clientPublicPassword:
      'The client is public: it only named itself, and that proves nothing. Nothing but the name and the password of the person counts here.',
    clientPublicDevice:
      'The client is public: it only named itself, and that proves nothing. What counts is the device_code, which only the device was given.',
    clientPublicToken:
      'The client is public: it only named itself, and that proves nothing. What counts is that it has the token.',
    theft:
      'This refresh token was spent before, and its successor was used: two have it, so it counts as stolen. The grant was revoked, with all that it gave.',
    codeReplayed: 'This code was used before, so somebody else may have it. All that it gave was revoked.',
    deviceReplayed: 'This device_code was used before, so somebody else may have it. All that it gave was revoked.',
    turnedBack: 'A check failed, so the message was turned back.',
    spared: 'A check failed. It is switched off here, so the message was taken all the same.',
    tooEarly: 'The device asked too early: it is told to wait longer.',
    clientAssertion: 'The client proved who it is: its assertion is signed with its key, and new.',
    codeFits: 'Code, client, redirect_uri and code_verifier fit: they belong to one and the same login.',
    codeFresh: 'The code was unused and not too old. Now it is used up.',
    codeBurnt: 'The code was burnt with this try: nobody can try another code_verifier.',
    refreshFits: 'The refresh token is genuine and was given to this client, and what the person allowed still stands.',
    refreshKept:
      'The refresh token stays the same (confidential client, no rotation). Unless it is used again, it works until {until}.',
    refreshKeptReturns:
      'When it comes back: it works again, as it should, but only with this client’s secret beside it. It ends when the person withdraws the consent, or signs out (unless offline_access was allowed).',
    refreshRotated: 'The refresh token was rotated: this one is spent, and the answer brings its successor.',
    refreshRotatedReturns:
      'When the spent one comes back: within 10 seconds it gets the same successor again if that is unused, else a refusal. Later, once the successor was used, it counts as stolen: the grant and all that it gave is revoked.',
    refreshRepeated: 'A token that was spent a moment ago came again: it gets the same successor once more.',
    refreshLost: 'The successor was never used, so its answer counts as lost: it is void, and a new one was made.',
    tokens: 'Came: {tokens}.',
    access_token: 'access token (works until {until})',
    id_token: 'ID token',
    refresh_token: 'refresh token',
    newTokens: 'Came, new: {tokens}.',
    sameRefresh: 'No refresh token came: the one of before stays good.',
    idToken: 'ID token: signature, issuer, audience and time fit.',
    idTokenNonce: 'ID token: signature, issuer, audience, time and nonce fit: it was made for this login.',
    samePerson: 'It is about the same person and the same sign-in as the first ID token.',
    tokenFits: 'Signature, audience, time and scope of the access token fit.',
    userinfoFits:
      'Signature, audience and time of the access token fit, openid is among its scopes, and what the person allowed still stands.',
    sameSubject: 'They are about the person of the ID token (sub).',
    deviceIssued: 'Two codes were made: a long one for the device, a short one for its person.',
    devicePending: 'Not decided yet: the device asks again.',
    deviceEntered: 'A device shows this code now: the person is asked.',
    deviceAllowed: 'The person allowed the device what it asks for.',
    deviceRefused: 'The person refused the device.',
    deviceFits: 'The device_code belongs to this client, was unused, and its person agreed.',
    passwordGrant: 'Name and password were right. The client has seen them: that is why OAuth 2.1 dropped this.',
    revokedGrant: 'The grant was revoked, and every token that it gave.',
    revokedToken: 'The token was revoked.',
    revokedNothing: 'No good token: there was nothing to revoke.',
    active: 'Active: the token is good for the resource server that asks.',
    inactive: 'Inactive: the token is worth nothing to the resource server that asks.',
  },
  de: {
    ownForm: 'Das Formular ist das, was diese Seite diesem Browser gegeben hat.',
    known: 'Der Client ist registriert und auch die Adresse, an die der Browser zurückkommen soll.',
    challenge: 'Eine code_challenge kam mit: Ohne ihren code_verifier wird der Code nichts wert sein.',
    nextLogin: 'Als Nächstes: Niemand ist angemeldet, also wird die Person darum gebeten.',
    nextConsent: 'Als Nächstes: Die Person wird gefragt, ob sie zustimmt.',
    signedIn: 'Die Person war schon angemeldet.',
    agreed: 'Die Person hat dem früher zugestimmt, also wird niemand noch einmal gefragt.',
    codeIssued:
      'Nichts fehlt: Ein Code wurde gemacht, für diesen Client, diese Adresse und die code_challenge, falls eine kam.',
    sameBrowser: 'Es ist der Browser, der die Anfrage gebracht hat.',
    password: 'Das Passwort war richtig: Die Person ist angemeldet.',
    given: 'Die Person hat zugestimmt.',
    issuer: 'issuer ist genau die eingerichtete Adresse.',
    keys: 'Das sind öffentliche Schlüssel, mit denen sich Signaturen prüfen lassen.',
    returned: 'Sie nennt eine Anmeldung, die genau dieser Browser hier begonnen hat (state).',
    fromIssuer: 'Die Antwort kommt von dem Server, der gefragt wurde (iss).',
    codeAlone: 'Sie bringt einen Code und keine Token.',
    client: 'Der Client hat sich ausgewiesen: Sein client_secret stimmt.',
    clientPublic: 'Der Client ist öffentlich: Er hat sich nur genannt, und das beweist nichts.',
    clientPublicCode:
      'Der Client ist öffentlich: Er hat sich nur genannt, und das beweist nichts. Es zählt der code_verifier: Den sollte nur haben, wer diese Anmeldung begonnen hat.',
    clientPublicRefresh:
      'Der Client ist öffentlich: Er hat sich nur genannt, und das beweist nichts. Wer das Refresh-Token hat, könnte das senden; darum ersetzt es jede Benutzung, und eine Kopie fällt auf.',
    clientPublicPassword:
      'Der Client ist öffentlich: Er hat sich nur genannt, und das beweist nichts. Hier zählen allein Name und Passwort der Person.',
    clientPublicDevice:
      'Der Client ist öffentlich: Er hat sich nur genannt, und das beweist nichts. Es zählt der device_code, den nur das Gerät bekommen hat.',
    clientPublicToken:
      'Der Client ist öffentlich: Er hat sich nur genannt, und das beweist nichts. Es zählt, dass er das Token hat.',
    theft:
      'Dieses Refresh-Token war verbraucht, und sein Nachfolger war benutzt: Zwei haben es, also gilt es als gestohlen. Der Grant wurde widerrufen, mit allem, was er gab.',
    codeReplayed:
      'Dieser Code war schon benutzt, also hat ihn vielleicht noch jemand. Alles, was er gab, wurde widerrufen.',
    deviceReplayed:
      'Dieser device_code war schon benutzt, also hat ihn vielleicht noch jemand. Alles, was er gab, wurde widerrufen.',
    turnedBack: 'Eine Prüfung ist gescheitert, also wurde die Nachricht abgelehnt.',
    spared: 'Eine Prüfung ist gescheitert. Sie ist hier ausgeschaltet, also wurde die Nachricht trotzdem angenommen.',
    tooEarly: 'Das Gerät hat zu früh gefragt: Es soll länger warten.',
    clientAssertion: 'Der Client hat sich ausgewiesen: Seine Assertion ist mit seinem Schlüssel signiert und neu.',
    codeFits: 'Code, Client, redirect_uri und code_verifier passen: Sie gehören zu ein und derselben Anmeldung.',
    codeFresh: 'Der Code war unbenutzt und nicht zu alt. Jetzt ist er verbraucht.',
    codeBurnt: 'Der Code wurde mit diesem Versuch verbrannt: Niemand kann einen anderen code_verifier versuchen.',
    refreshFits: 'Das Refresh-Token ist echt und gehört diesem Client, und was die Person erlaubt hat, gilt noch.',
    refreshKept:
      'Das Refresh-Token bleibt dasselbe (vertraulicher Client, keine Rotation). Wird es nicht wieder benutzt, gilt es bis {until}.',
    refreshKeptReturns:
      'Wenn es wiederkommt: Dann wirkt es wieder, wie es soll, aber nur mit dem Geheimnis dieses Clients dazu. Es endet, wenn die Person die Zustimmung widerruft oder sich abmeldet (außer wenn offline_access erlaubt ist).',
    refreshRotated: 'Das Refresh-Token wurde rotiert: Dieses ist verbraucht, und die Antwort bringt seinen Nachfolger.',
    refreshRotatedReturns:
      'Wenn das verbrauchte wiederkommt: Binnen 10 Sekunden bekommt es noch einmal denselben Nachfolger, wenn der unbenutzt ist, sonst eine Ablehnung. Später, wenn der Nachfolger benutzt wurde, gilt es als gestohlen: Der Grant und alles, was er gab, wird widerrufen.',
    refreshRepeated: 'Ein eben verbrauchtes Token kam noch einmal: Es bekommt noch einmal denselben Nachfolger.',
    refreshLost:
      'Der Nachfolger wurde nie benutzt, seine Antwort gilt also als verloren: Er ist ungültig, und ein neuer wurde gemacht.',
    tokens: 'Gekommen: {tokens}.',
    access_token: 'Access-Token (gilt bis {until})',
    id_token: 'ID-Token',
    refresh_token: 'Refresh-Token',
    newTokens: 'Neu gekommen: {tokens}.',
    sameRefresh: 'Kein Refresh-Token kam: Das von vorher gilt weiter.',
    idToken: 'ID-Token: Signatur, Aussteller, Empfänger und Zeit passen.',
    idTokenNonce:
      'ID-Token: Signatur, Aussteller, Empfänger, Zeit und nonce passen: Es ist für diese Anmeldung gemacht.',
    samePerson: 'Es handelt von derselben Person und derselben Anmeldung wie das erste ID-Token.',
    tokenFits: 'Signatur, Empfänger, Zeit und Scope des Access-Tokens passen.',
    userinfoFits:
      'Signatur, Empfänger und Zeit des Access-Tokens passen, openid ist unter seinen Scopes, und was die Person erlaubt hat, gilt noch.',
    sameSubject: 'Sie handeln von der Person des ID-Tokens (sub).',
    deviceIssued: 'Zwei Codes wurden gemacht: ein langer für das Gerät, ein kurzer für seine Person.',
    devicePending: 'Noch nicht entschieden: Das Gerät fragt wieder.',
    deviceEntered: 'Diesen Code zeigt gerade ein Gerät: Die Person wird gefragt.',
    deviceAllowed: 'Die Person hat dem Gerät erlaubt, worum es bittet.',
    deviceRefused: 'Die Person hat das Gerät abgelehnt.',
    deviceFits: 'Der device_code gehört diesem Client, war unbenutzt, und seine Person hat zugestimmt.',
    passwordGrant: 'Name und Passwort stimmen. Der Client hat sie gesehen: Darum hat OAuth 2.1 das gestrichen.',
    revokedGrant: 'Der Grant wurde widerrufen und jedes Token, das er gab.',
    revokedToken: 'Das Token wurde widerrufen.',
    revokedNothing: 'Kein gültiges Token: Es gab nichts zu widerrufen.',
    active: 'Aktiv: Das Token gilt für den Ressourcenserver, der fragt.',
    inactive: 'Inaktiv: Dem Ressourcenserver, der fragt, nützt das Token nichts.',
  },
})

export type DecidedWord = Parameters<typeof sayDecided>[0]
