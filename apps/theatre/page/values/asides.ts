/** What an aside hands over: the key of one that does ends in `:` and the kind of the value, as in `leak:code`. */
import type { ValueKind } from './kinds.ts'

const kinds: Readonly<Record<string, ValueKind>> = {
  state: 'state',
  nonce: 'nonce',
  request: 'request',
  request_uri: 'request',
  code: 'code',
  verifier: 'verifier',
  code_verifier: 'verifier',
  token: 'access-token',
  access_token: 'access-token',
  refresh_token: 'refresh-token',
  id_token: 'id-token',
  logout_token: 'logout-token',
  device_code: 'device-code',
  user_code: 'user-code',
  client_secret: 'client-secret',
  client_assertion: 'assertion',
  registration_access_token: 'registration-token',
  password: 'password',
}

/** The kind of the value that an aside of this key hands over; `undefined` where it hands over none. */
export function asideHandsOver(key: string): ValueKind | undefined {
  const name = key.slice(key.lastIndexOf(':') + 1)
  return key.includes(':') && Object.hasOwn(kinds, name) ? kinds[name] : undefined
}
