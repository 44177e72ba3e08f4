/** `term.<word>`: what a word of the trade means, in a line. Shown on demand, where the word stands first on a card. */
const en = {
  'term.grant': 'what a person allowed a client, kept by the authorization server; tokens come from it and end with it',
  'term.jwk': 'JSON Web Key: a key written as JSON (RFC 7517)',
  'term.jws': 'JSON Web Signature: a text with its signature, here header.payload.signature (RFC 7515)',
  'term.jwt': 'JSON Web Token: claims as JSON, signed (RFC 7519)',
  'term.kid': 'key id: names the key that a token was signed with',
  'term.crit': 'critical: names extensions that whoever reads the token must understand; none is allowed here',
  'term.essential': 'asked for so strongly that the login fails without it',
  'term.burnt': 'made worthless for ever, because somebody tried it wrongly',
  'term.basic': 'Basic authentication: name and password in the Authorization header, encoded but not encrypted',
  'term.confidential': 'it runs on a server and can keep a secret; programs on a phone or in a browser cannot',
  'term.rotate': 'each use replaces the token by a new one, so that a copy shows itself',
  'term.claim': 'one statement in a token, such as who it is about',
  'term.acr': 'how strong the sign-in was, by a name that both sides know',
  'term.azp': 'authorized party: the client that an ID token was issued to',
  'term.pkce':
    'PKCE: the client makes a secret (code_verifier), sends its hash (code_challenge) first and the secret last',
} as const

const de: { readonly [K in keyof typeof en]: string } = {
  'term.grant':
    'was eine Person einem Client erlaubt hat, aufbewahrt vom Autorisierungsserver; Token kommen daraus und enden damit',
  'term.jwk': 'JSON Web Key: ein Schlüssel, als JSON geschrieben (RFC 7517)',
  'term.jws': 'JSON Web Signature: ein Text mit seiner Signatur, hier header.payload.signature (RFC 7515)',
  'term.jwt': 'JSON Web Token: Angaben als JSON, signiert (RFC 7519)',
  'term.kid': 'key id: nennt den Schlüssel, mit dem ein Token signiert ist',
  'term.crit': 'critical: nennt Erweiterungen, die der Leser verstehen muss; hier ist keine erlaubt',
  'term.essential': 'so dringend verlangt, dass die Anmeldung sonst scheitert',
  'term.burnt': 'für immer wertlos gemacht, weil es jemand falsch versucht hat',
  'term.basic': 'Basic-Authentifizierung: Name und Passwort im Authorization-Header, kodiert, nicht verschlüsselt',
  'term.confidential':
    'er läuft auf einem Server und kann ein Geheimnis hüten; Programme auf Telefonen und in Browsern können das nicht',
  'term.rotate': 'jede Benutzung ersetzt das Token durch ein neues, damit eine Kopie auffällt',
  'term.claim': 'eine Angabe in einem Token, etwa von wem es handelt',
  'term.acr': 'wie stark die Anmeldung war, mit einem Namen, den beide Seiten kennen',
  'term.azp': 'authorized party: der Client, für den ein ID-Token ausgestellt wurde',
  'term.pkce':
    'PKCE: Der Client macht ein Geheimnis (code_verifier), sendet erst dessen Hash (code_challenge), zuletzt das Geheimnis',
}

export const glossaryWords = { en, de } as const
