/** What a value says, where a parameter has a closed list of them. One place for all pages. */
import type { Locale } from './texts.ts'

type Row = readonly [en: string, de: string]

const table: Readonly<Record<string, Row>> = {
  'prompt none': ['none: ask nothing; answer with an error instead.', 'none: nichts fragen, sonst lieber ein Fehler.'],
  'prompt login': [
    'login: ask for the password, even of somebody who is signed in.',
    'login: nach dem Passwort fragen, auch wenn schon jemand angemeldet ist.',
  ],
  'prompt consent': [
    'consent: ask whether you agree, even if you agreed before.',
    'consent: fragen, ob Sie zustimmen, auch wenn Sie es schon getan haben.',
  ],
  'prompt select_account': [
    'select_account: ask who of several people you are.',
    'select_account: fragen, wer von mehreren Sie sind.',
  ],
  'response_type code': [
    'code: a code, which is worth nothing by itself; the tokens come from server to server.',
    'code: einen Code, der allein nichts wert ist; die Token kommen von Server zu Server.',
  ],
  'response_type id_token': [
    'id_token: an ID token, where scripts and extensions of the browser can see it; OAuth 2.1 dropped this.',
    'id_token: ein ID-Token, wo Skripte und Erweiterungen des Browsers es sehen; OAuth 2.1 hat das gestrichen.',
  ],
  'response_type token': [
    'token: an access token, where scripts and extensions of the browser can see it; OAuth 2.1 dropped this.',
    'token: ein Access-Token, wo Skripte und Erweiterungen des Browsers es sehen; OAuth 2.1 hat das gestrichen.',
  ],
  'response_mode query': ['query: in the address, behind the ?.', 'query: in der Adresse, hinter dem ?.'],
  'response_mode fragment': [
    'fragment: in the address, behind the #, which browsers send to no server.',
    'fragment: in der Adresse, hinter dem #; das senden Browser an keinen Server.',
  ],
  'response_mode form_post': [
    'form_post: in a form that the browser posts, so that it stands in no address.',
    'form_post: in einem Formular, das der Browser sendet; so steht sie in keiner Adresse.',
  ],
  'grant_type authorization_code': [
    'authorization_code: for the code that the browser brought.',
    'authorization_code: für den Code, den der Browser gebracht hat.',
  ],
  'grant_type refresh_token': [
    'refresh_token: for the refresh token of before; nobody is asked again.',
    'refresh_token: für das Refresh-Token von vorher; niemand wird noch einmal gefragt.',
  ],
  'grant_type client_credentials': [
    'client_credentials: for the client’s own credentials; no person is involved.',
    'client_credentials: für die eigenen Zugangsdaten des Clients; keine Person ist beteiligt.',
  ],
  'grant_type urn:ietf:params:oauth:grant-type:device_code': [
    'device_code: for the code of a device, once its person has agreed elsewhere.',
    'device_code: für den Code eines Geräts, sobald seine Person anderswo zugestimmt hat.',
  ],
  'grant_type password': [
    'password: for the name and password of the person, which the client sees; OAuth 2.1 dropped this.',
    'password: für Name und Passwort der Person, die der Client dabei sieht; OAuth 2.1 hat das gestrichen.',
  ],
  'code_challenge_method S256': [
    'S256: its SHA-256 hash, from which nobody can compute the code_verifier.',
    'S256: sein SHA-256-Hash, aus dem niemand den code_verifier berechnen kann.',
  ],
  'code_challenge_method plain': [
    'plain: the code_verifier itself, which gives the secret away.',
    'plain: der code_verifier selbst, also gar kein Geheimnis mehr.',
  ],
  'token_type Bearer': [
    'Bearer: who holds it may use it, so it must not get lost.',
    'Bearer: Wer es hat, kann es benutzen; es darf nicht verloren gehen.',
  ],
  'token_type DPoP': [
    'DPoP: with a proof by the key that it is bound to; a thief has no such key.',
    'DPoP: mit einem Beweis durch den Schlüssel, an den es gebunden ist; den hat kein Dieb.',
  ],
  'token_type_hint access_token': ['access_token: an access token.', 'access_token: ein Access-Token.'],
  'token_type_hint refresh_token': ['refresh_token: a refresh token.', 'refresh_token: ein Refresh-Token.'],
  'Authorization Basic': [
    'Basic: client_id and client_secret, encoded but not encrypted; TLS keeps them secret.',
    'Basic: client_id und client_secret, kodiert und nicht verschlüsselt; geheim hält sie TLS.',
  ],
  'Authorization Bearer': [
    'Bearer: an access token; who holds it may use it.',
    'Bearer: ein Access-Token; wer es hat, kann es benutzen.',
  ],
  'scope openid': [
    'openid: who you are; without it there is no ID token.',
    'openid: wer Sie sind; sonst gibt es kein ID-Token.',
  ],
  'scope offline_access': [
    'offline_access: a refresh token that outlives your session.',
    'offline_access: ein Refresh-Token, das Ihre Sitzung überlebt.',
  ],
  'typ at+jwt': ['at+jwt: an access token (RFC 9068).', 'at+jwt: ein Access-Token (RFC 9068).'],
  'typ JWT': ['JWT: any kind; here an ID token.', 'JWT: irgendeine Art; hier ein ID-Token.'],
  'amr pwd': ['pwd: by a password.', 'pwd: mit einem Passwort.'],
  'display page': ['page: a whole page.', 'page: eine ganze Seite.'],
  'display popup': ['popup: a small window.', 'popup: ein kleines Fenster.'],
  'display touch': ['touch: a device with a touch screen.', 'touch: ein Gerät mit Touchscreen.'],
  'display wap': ['wap: a phone of old.', 'wap: ein altes Telefon.'],
  'action login': ['login: the button that signs in.', 'login: der Knopf zum Anmelden.'],
  'action continue': ['continue: go on as who is signed in.', 'continue: weiter als wer angemeldet ist.'],
  'action accept': ['accept: the person agrees.', 'accept: Die Person stimmt zu.'],
  'action cancel': ['cancel: the person says no.', 'cancel: Die Person sagt nein.'],
  'action switch': ['switch: sign in as somebody else.', 'switch: als jemand anders anmelden.'],
}

/** Sentences about the values of `value`, which may be several with spaces between. */
export function explainValues(name: string, value: string, locale: Locale): string[] {
  return value.split(' ').flatMap((one) => {
    const row = Object.hasOwn(table, `${name} ${one}`) ? table[`${name} ${one}`] : undefined
    return row === undefined ? [] : [row[locale === 'de' ? 1 : 0]]
  })
}
