/** What words of the trade mean, in a line each. */
import { defineWords } from '../words.ts'

/** Says what a word of the trade means. */
export const sayTerm = defineWords({
  en: {
    grant: 'what a person allowed a client, kept by the authorization server; tokens come from it and end with it',
    jwk: 'JSON Web Key: a key written as JSON (RFC 7517)',
    jws: 'JSON Web Signature: a text with its signature, here header.payload.signature (RFC 7515)',
    jwt: 'JSON Web Token: claims as JSON, signed (RFC 7519)',
    kid: 'key id: names the key that a token was signed with',
    crit: 'critical: names extensions that whoever reads the token must understand; none is allowed here',
    essential: 'asked for so strongly that the login fails without it',
    burnt: 'made worthless for ever, because somebody tried it wrongly',
    basic: 'Basic authentication: name and password in the Authorization header, encoded but not encrypted',
    confidential: 'it runs on a server and can keep a secret; programs on a phone or in a browser cannot',
    rotate: 'each use replaces the token by a new one, so that a copy shows itself',
    claim: 'one statement in a token, such as who it is about',
    acr: 'how strong the sign-in was, by a name that both sides know',
    azp: 'authorized party: the client that an ID token was issued to',
    pkce: 'PKCE: the client makes a secret (code_verifier), sends its hash (code_challenge) first and the secret last',
    'access-token': 'what a client shows to an API: it says who allowed it what, and for how long',
    'refresh-token':
      'what a client shows to the authorization server to get a new access token, without asking the person again',
    'id-token': 'a signed statement of who signed in, made for one client',
    code: 'a short-lived slip of paper: the client exchanges it for tokens, once',
    'code-verifier': 'a secret that the client makes for one login and shows only at its end',
    'code-challenge': 'the hash of the code_verifier: it can be shown to everybody',
    state: 'a random value by which the client finds its own login again when the browser comes back',
    nonce: 'a random value that comes back inside the ID token and ties it to one login',
    scope: 'what a client may do, as a list of words',
    issuer: 'the authorization server that made a token, by its address',
    audience: 'for whom a token is made; nobody else may accept it',
  },
  de: {
    grant:
      'was eine Person einem Client erlaubt hat, aufbewahrt vom Autorisierungsserver; Token kommen daraus und enden damit',
    jwk: 'JSON Web Key: ein Schlüssel, als JSON geschrieben (RFC 7517)',
    jws: 'JSON Web Signature: ein Text mit seiner Signatur, hier header.payload.signature (RFC 7515)',
    jwt: 'JSON Web Token: Angaben als JSON, signiert (RFC 7519)',
    kid: 'key id: nennt den Schlüssel, mit dem ein Token signiert ist',
    crit: 'critical: nennt Erweiterungen, die der Leser verstehen muss; hier ist keine erlaubt',
    essential: 'so dringend verlangt, dass die Anmeldung sonst scheitert',
    burnt: 'für immer wertlos gemacht, weil es jemand falsch versucht hat',
    basic: 'Basic-Authentifizierung: Name und Passwort im Authorization-Header, kodiert, nicht verschlüsselt',
    confidential:
      'er läuft auf einem Server und kann ein Geheimnis hüten; Programme auf Telefonen und in Browsern können das nicht',
    rotate: 'jede Benutzung ersetzt das Token durch ein neues, damit eine Kopie auffällt',
    claim: 'eine Angabe in einem Token, etwa von wem es handelt',
    acr: 'wie stark die Anmeldung war, mit einem Namen, den beide Seiten kennen',
    azp: 'authorized party: der Client, für den ein ID-Token ausgestellt wurde',
    pkce: 'PKCE: Der Client macht ein Geheimnis (code_verifier), sendet erst dessen Hash (code_challenge), zuletzt das Geheimnis',
    'access-token': 'was ein Client einer API zeigt: Es sagt, wer ihm was erlaubt hat und wie lange',
    'refresh-token':
      'was ein Client dem Autorisierungsserver zeigt, um ein neues Access-Token zu bekommen, ohne die Person noch einmal zu fragen',
    'id-token': 'eine signierte Aussage, wer sich angemeldet hat, für einen Client gemacht',
    code: 'ein kurzlebiger Abholschein: Der Client tauscht ihn gegen Token, einmal',
    'code-verifier': 'ein Geheimnis, das der Client für eine Anmeldung macht und erst an ihrem Ende zeigt',
    'code-challenge': 'der Hash des code_verifier: Ihn darf jeder sehen',
    state: 'ein Zufallswert, an dem der Client seine Anmeldung wiederfindet, wenn der Browser zurückkommt',
    nonce: 'ein Zufallswert, der im ID-Token zurückkommt und es an eine Anmeldung bindet',
    scope: 'was ein Client tun darf, als Liste von Wörtern',
    issuer: 'der Autorisierungsserver, der ein Token gemacht hat, mit seiner Adresse',
    audience: 'für wen ein Token gemacht ist; niemand sonst darf es annehmen',
  },
})

export type Term = Parameters<typeof sayTerm>[0]
