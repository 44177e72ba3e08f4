/** Masking at the source: what may be shown of a parameter, decided by its name before anything is recorded. */
import type { Shown } from './trace.ts'

/** Whatever is not named here is shown masked: a mistyped `client_secrt` is a secret all the same. */
const PLAIN = new Set(
  `response_type client_id redirect_uri scope response_mode grant_type code_challenge code_challenge_method resource audience prompt max_age
  ui_locales claims_locales display acr_values token_type expires_in error error_description error_uri iss interval token_type_hint
  issuer authorization_endpoint token_endpoint userinfo_endpoint jwks_uri realm resource_metadata active sub aud exp iat nbf auth_time
  acr azp client_name scopes status message title name path method location content_type`.split(/\s+/),
)

/** What servers publish about themselves. */
const PUBLISHED = /^(?:keys|\w+_(?:supported|endpoint))$/

/** JWTs are shown decoded in the viewer: header and payload stay, the signature never enters a trace. */
const TOKENS = new Set([
  'access_token',
  'id_token',
  'id_token_hint',
  'client_assertion',
  'request',
  'token',
  'logout_token',
])

/** What people choose or are sent to type: not even its length is shown. */
const PERSONAL =
  /^(?:user_?name|\w*password\w*|pass(?:phrase|wd)?|login_hint|logout_hint|user_code|otp|totp|pin|email|phone_number)$/i

const SHOWN_BYTES = 512

export function shown(name: string, value: string): Shown {
  if (PLAIN.has(name) || PUBLISHED.test(name)) return { name: clip(name), value: clip(value) }
  if (TOKENS.has(name)) {
    const parts = value.split('.')
    if (parts.length === 3 && /^eyJ/.test(value))
      return { name, value: clip(`${parts[0]}.${parts[1]}.`, 4096), masked: true }
  }
  return { name: clip(name), value: PERSONAL.test(name) ? HIDDEN : maskedValue(value), masked: true }
}

export function shownAll(parameters: Iterable<readonly [string, string]>): Shown[] {
  return Array.from(parameters, ([name, value]) => shown(name, value))
}

/** The members of a JSON object, each as text; of a list or a text nothing. */
export function shownMembers(body: unknown): Shown[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return []
  const members = Object.entries(body).slice(0, MOST_MEMBERS)
  return members.map(([name, value]) => shown(name, typeof value === 'string' ? value : (JSON.stringify(value) ?? '')))
}

const MOST_MEMBERS = 64

/** The credentials of a request: of a JWT what it says, of anything else the scheme. */
export function shownHeaders(headers: Headers): Shown[] {
  const authorization = headers.get('authorization')
  if (authorization === null) return []
  const [scheme = '', credentials = ''] = authorization.split(/ +(.*)/s)
  const known = /^(?:basic|bearer|dpop)$/i.test(scheme)
  const token = known && !/^basic$/i.test(scheme) ? shown('access_token', credentials).value : HIDDEN
  return [{ name: 'Authorization', value: known ? `${scheme} ${token}` : HIDDEN, masked: true }]
}

const HIDDEN = '•••'

/** The first four characters of what is long enough to be random; nothing of what a person may have chosen. */
function maskedValue(value: string): string {
  return value.length >= 22 && !/\s/.test(value) ? `${value.slice(0, 4)}… (${value.length} characters)` : HIDDEN
}

function clip(value: string, most = SHOWN_BYTES): string {
  return value.length <= most ? value : `${value.slice(0, most)}… (${value.length} characters)`
}
