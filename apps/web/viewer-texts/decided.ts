/** What a message decided, in plain words: `decided.<name>` stands visibly on its card, the single checks are folded. */
const en = {
  'decided.ownForm': 'The form is the one that this page gave to this browser.',
  'decided.known': 'The client is registered, and so is the address that the browser shall come back to.',
  'decided.challenge': 'A code_challenge came: the code will be worth nothing without its code_verifier.',
  'decided.nextLogin': 'Next: nobody is signed in, so the person is asked to.',
  'decided.nextConsent': 'Next: the person is asked whether they agree.',
  'decided.signedIn': 'The person was signed in already.',
  'decided.agreed': 'The person agreed to this before, so nobody is asked again.',
  'decided.codeIssued': 'Nothing is missing: a code was made for this client, this address and this code_challenge.',
  'decided.sameBrowser': 'It is the browser that brought the request.',
  'decided.password': 'The password was right: the person is signed in.',
  'decided.given': 'The person agreed.',
  'decided.issuer': 'issuer is exactly the address that was configured.',
  'decided.keys': 'These are public keys that can prove signatures.',
  'decided.returned': 'It names a login that this very browser began here (state).',
  'decided.fromIssuer': 'The answer is from the server that was asked (iss).',
  'decided.codeAlone': 'It brings a code, and no tokens.',
  'decided.client': 'The client proved who it is: its client_secret is right.',
  'decided.clientPublic':
    'The client is public: it only named itself. The code_verifier, or the token that it presents, has to do.',
  'decided.clientAssertion': 'The client proved who it is: its assertion is signed with its key, and new.',
  'decided.codeFits': 'Code, client, redirect_uri and code_verifier fit: whoever sends this code began this login.',
  'decided.codeFresh': 'The code was unused and not too old. Now it is used up.',
  'decided.codeBurnt': 'The code was burnt with this try: nobody can try another code_verifier.',
  'decided.refreshFits':
    'The refresh token is genuine and was given to this client, and what the person allowed still stands.',
  'decided.refreshKept':
    'The refresh token stays the same (confidential client, no rotation). Unless it is used again, it works until {until}.',
  'decided.refreshKeptReturns':
    'When it comes back: it works again, as it should, but only with this client’s secret beside it. It ends when the person withdraws the consent, or signs out (unless offline_access was allowed).',
  'decided.refreshRotated': 'The refresh token was rotated: this one is spent, and the answer brings its successor.',
  'decided.refreshRotatedReturns':
    'When the spent one comes back: within 10 seconds it gets the same successor again if that is unused, else a refusal. Later, once the successor was used, it counts as stolen: the grant and all that it gave is revoked.',
  'decided.refreshRepeated': 'A token that was spent a moment ago came again: it gets the same successor once more.',
  'decided.refreshLost':
    'The successor was never used, so its answer counts as lost: it is void, and a new one was made.',
  'decided.tokens': 'Came: {tokens}.',
  'decided.tokens.access_token': 'access token (works until {until})',
  'decided.tokens.id_token': 'ID token',
  'decided.tokens.refresh_token': 'refresh token',
  'decided.newTokens': 'Came, new: {tokens}.',
  'decided.sameRefresh': 'No refresh token came: the one of before stays good.',
  'decided.idToken': 'ID token: signature, issuer, audience and time fit.',
  'decided.idTokenNonce': 'ID token: signature, issuer, audience, time and nonce fit: it was made for this login.',
  'decided.samePerson': 'It is about the same person and the same sign-in as the first ID token.',
  'decided.tokenFits': 'Signature, audience, time and scope of the access token fit.',
  'decided.userinfoFits':
    'Signature, audience and time of the access token fit, openid is among its scopes, and what the person allowed still stands.',
  'decided.sameSubject': 'They are about the person of the ID token (sub).',
  'decided.deviceIssued': 'Two codes were made: a long one for the device, a short one for its person.',
  'decided.devicePending': 'Not decided yet: the device asks again.',
  'decided.deviceEntered': 'A device shows this code now: the person is asked.',
  'decided.deviceAllowed': 'The person allowed the device what it asks for.',
  'decided.deviceRefused': 'The person refused the device.',
  'decided.deviceFits': 'The device_code belongs to this client, was unused, and its person agreed.',
  'decided.passwordGrant':
    'Name and password were right. The client has seen them: that is why OAuth 2.1 dropped this.',
  'decided.revokedGrant': 'The grant was revoked, and every token that it gave.',
  'decided.revokedToken': 'The token was revoked.',
  'decided.revokedNothing': 'No good token: there was nothing to revoke.',
  'decided.active': 'Active: the token is good for the resource server that asks.',
  'decided.inactive': 'Inactive: the token is worth nothing to the resource server that asks.',
} as const

const de: { readonly [K in keyof typeof en]: string } = {
  'decided.ownForm': 'Das Formular ist das, was diese Seite diesem Browser gegeben hat.',
  'decided.known': 'Der Client ist registriert und auch die Adresse, an die der Browser zurückkommen soll.',
  'decided.challenge': 'Eine code_challenge kam mit: Ohne ihren code_verifier wird der Code nichts wert sein.',
  'decided.nextLogin': 'Als Nächstes: Niemand ist angemeldet, also wird die Person darum gebeten.',
  'decided.nextConsent': 'Als Nächstes: Die Person wird gefragt, ob sie zustimmt.',
  'decided.signedIn': 'Die Person war schon angemeldet.',
  'decided.agreed': 'Die Person hat dem früher zugestimmt, also wird niemand noch einmal gefragt.',
  'decided.codeIssued': 'Nichts fehlt: Ein Code wurde gemacht, für diesen Client, diese Adresse, diese code_challenge.',
  'decided.sameBrowser': 'Es ist der Browser, der die Anfrage gebracht hat.',
  'decided.password': 'Das Passwort war richtig: Die Person ist angemeldet.',
  'decided.given': 'Die Person hat zugestimmt.',
  'decided.issuer': 'issuer ist genau die eingerichtete Adresse.',
  'decided.keys': 'Das sind öffentliche Schlüssel, mit denen sich Signaturen prüfen lassen.',
  'decided.returned': 'Sie nennt eine Anmeldung, die genau dieser Browser hier begonnen hat (state).',
  'decided.fromIssuer': 'Die Antwort kommt von dem Server, der gefragt wurde (iss).',
  'decided.codeAlone': 'Sie bringt einen Code und keine Token.',
  'decided.client': 'Der Client hat sich ausgewiesen: Sein client_secret stimmt.',
  'decided.clientPublic':
    'Der Client ist öffentlich: Er hat sich nur genannt. Der code_verifier oder das Token, das er vorlegt, muss genügen.',
  'decided.clientAssertion':
    'Der Client hat sich ausgewiesen: Seine Assertion ist mit seinem Schlüssel signiert und neu.',
  'decided.codeFits': 'Code, Client, redirect_uri und code_verifier passen: Wer diesen Code sendet, hat auch begonnen.',
  'decided.codeFresh': 'Der Code war unbenutzt und nicht zu alt. Jetzt ist er verbraucht.',
  'decided.codeBurnt':
    'Der Code wurde mit diesem Versuch verbrannt: Niemand kann einen anderen code_verifier versuchen.',
  'decided.refreshFits':
    'Das Refresh-Token ist echt und gehört diesem Client, und was die Person erlaubt hat, gilt noch.',
  'decided.refreshKept':
    'Das Refresh-Token bleibt dasselbe (vertraulicher Client, keine Rotation). Wird es nicht wieder benutzt, gilt es bis {until}.',
  'decided.refreshKeptReturns':
    'Wenn es wiederkommt: Dann wirkt es wieder, wie es soll, aber nur mit dem Geheimnis dieses Clients dazu. Es endet, wenn die Person die Zustimmung widerruft oder sich abmeldet (außer wenn offline_access erlaubt ist).',
  'decided.refreshRotated':
    'Das Refresh-Token wurde rotiert: Dieses ist verbraucht, und die Antwort bringt seinen Nachfolger.',
  'decided.refreshRotatedReturns':
    'Wenn das verbrauchte wiederkommt: Binnen 10 Sekunden bekommt es noch einmal denselben Nachfolger, wenn der unbenutzt ist, sonst eine Ablehnung. Später, wenn der Nachfolger benutzt wurde, gilt es als gestohlen: Der Grant und alles, was er gab, wird widerrufen.',
  'decided.refreshRepeated':
    'Ein eben verbrauchtes Token kam noch einmal: Es bekommt noch einmal denselben Nachfolger.',
  'decided.refreshLost':
    'Der Nachfolger wurde nie benutzt, seine Antwort gilt also als verloren: Er ist ungültig, und ein neuer wurde gemacht.',
  'decided.tokens': 'Gekommen: {tokens}.',
  'decided.tokens.access_token': 'Access-Token (gilt bis {until})',
  'decided.tokens.id_token': 'ID-Token',
  'decided.tokens.refresh_token': 'Refresh-Token',
  'decided.newTokens': 'Neu gekommen: {tokens}.',
  'decided.sameRefresh': 'Kein Refresh-Token kam: Das von vorher gilt weiter.',
  'decided.idToken': 'ID-Token: Signatur, Aussteller, Empfänger und Zeit passen.',
  'decided.idTokenNonce':
    'ID-Token: Signatur, Aussteller, Empfänger, Zeit und nonce passen: Es ist für diese Anmeldung gemacht.',
  'decided.samePerson': 'Es handelt von derselben Person und derselben Anmeldung wie das erste ID-Token.',
  'decided.tokenFits': 'Signatur, Empfänger, Zeit und Scope des Access-Tokens passen.',
  'decided.userinfoFits':
    'Signatur, Empfänger und Zeit des Access-Tokens passen, openid ist unter seinen Scopes, und was die Person erlaubt hat, gilt noch.',
  'decided.sameSubject': 'Sie handeln von der Person des ID-Tokens (sub).',
  'decided.deviceIssued': 'Zwei Codes wurden gemacht: ein langer für das Gerät, ein kurzer für seine Person.',
  'decided.devicePending': 'Noch nicht entschieden: Das Gerät fragt wieder.',
  'decided.deviceEntered': 'Diesen Code zeigt gerade ein Gerät: Die Person wird gefragt.',
  'decided.deviceAllowed': 'Die Person hat dem Gerät erlaubt, worum es bittet.',
  'decided.deviceRefused': 'Die Person hat das Gerät abgelehnt.',
  'decided.deviceFits': 'Der device_code gehört diesem Client, war unbenutzt, und seine Person hat zugestimmt.',
  'decided.passwordGrant': 'Name und Passwort stimmen. Der Client hat sie gesehen: Darum hat OAuth 2.1 das gestrichen.',
  'decided.revokedGrant': 'Der Grant wurde widerrufen und jedes Token, das er gab.',
  'decided.revokedToken': 'Das Token wurde widerrufen.',
  'decided.revokedNothing': 'Kein gültiges Token: Es gab nichts zu widerrufen.',
  'decided.active': 'Aktiv: Das Token gilt für den Ressourcenserver, der fragt.',
  'decided.inactive': 'Inaktiv: Dem Ressourcenserver, der fragt, nützt das Token nichts.',
}

export const decidedWords = { en, de } as const
