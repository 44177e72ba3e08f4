/** The kinds of values that travel in flows, what each is called, and the shape and hue of its mark. */
import { defineWords } from '../words.ts'

export type ValueKind =
  | 'state'
  | 'nonce'
  | 'request'
  | 'code'
  | 'verifier'
  | 'access-token'
  | 'refresh-token'
  | 'id-token'
  | 'logout-token'
  | 'device-code'
  | 'user-code'
  | 'client-secret'
  | 'assertion'
  | 'registration-token'
  | 'password'
  | 'cookie'
  | 'session'
  | 'key'

/** These tell nobody anything that he could use. */
const OPEN: ReadonlySet<ValueKind> = new Set(['key', 'session'])

export const isSecret = (kind: ValueKind): boolean => !OPEN.has(kind)

export const kindName = defineWords({
  en: {
    state: 'state',
    nonce: 'nonce',
    request: 'pending login request',
    code: 'code',
    verifier: 'code_verifier',
    'access-token': 'access token',
    'refresh-token': 'refresh token',
    'id-token': 'ID token',
    'logout-token': 'logout token',
    'device-code': 'device_code',
    'user-code': 'user_code',
    'client-secret': 'client secret',
    assertion: 'client assertion',
    'registration-token': 'registration access token',
    password: 'password',
    cookie: 'session cookie',
    session: 'session id (sid)',
    key: 'key id (kid)',
  },
  de: {
    state: 'state',
    nonce: 'nonce',
    request: 'wartende Anmeldeanfrage',
    code: 'code',
    verifier: 'code_verifier',
    'access-token': 'Access-Token',
    'refresh-token': 'Refresh-Token',
    'id-token': 'ID-Token',
    'logout-token': 'Logout-Token',
    'device-code': 'device_code',
    'user-code': 'user_code',
    'client-secret': 'Client-Geheimnis',
    assertion: 'Client-Assertion',
    'registration-token': 'Registrierungs-Token',
    password: 'Passwort',
    cookie: 'Sitzungs-Cookie',
    session: 'Sitzungskennung (sid)',
    key: 'Schlüsselkennung (kid)',
  },
})

/** Outlines in a square of 16. */
export const shapeOf: Readonly<Record<ValueKind, string>> = {
  state: 'M8 2 14.5 14H1.5Z',
  nonce: 'M8 2a6 6 0 1 1 0 12A6 6 0 1 1 8 2Z',
  request: 'M2 5h12v6H2Z',
  code: 'M8 1.5 14.5 8 8 14.5 1.5 8Z',
  verifier: 'M2.5 2.5h11v11h-11Z',
  'access-token': 'M4.75 2h6.5L14.5 8l-3.25 6h-6.5L1.5 8Z',
  'refresh-token': 'M8 1.5 14.5 6.5 12 14H4L1.5 6.5Z',
  'id-token': 'M2.5 2h11v6c0 3.5-2.5 5.5-5.5 6.5C5 13.5 2.5 11.5 2.5 8Z',
  'logout-token': 'M2.5 14h11V8c0-3.5-2.5-5.5-5.5-6.5C5 2.5 2.5 4.5 2.5 8Z',
  'device-code': 'M8 14 1.5 2h13Z',
  'user-code': 'M1.5 11a6.5 6.5 0 0 1 13 0Z',
  'client-secret': 'M5.5 2h5v3.5H14v5h-3.5V14h-5v-3.5H2v-5h3.5Z',
  assertion: 'M8 1.5 10 6l4.5.5-3.3 3.1.9 4.9L8 12l-4.1 2.5.9-4.9L1.5 6.5 6 6Z',
  'registration-token': 'M4.5 2.5h10L11.5 13.5h-10Z',
  password: 'M2 2h5v5H2ZM9 2h5v5H9ZM2 9h5v5H2ZM9 9h5v5H9Z',
  cookie: 'M8 1.5A6.5 6.5 0 1 0 14.5 8H8Z',
  session: 'M5 1.5h6v13H5Z',
  key: 'M1.5 4 8 8l6.5-4v8L8 8l-6.5 4Z',
}
