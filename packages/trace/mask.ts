/** Masking at the source: what may be shown of a parameter, decided by its name before anything is recorded. */
import { knownNames, toldName } from '@sightglass/spec/parameter-names'
import type { Place, Shown } from './trace.ts'
import { cutValue, HIDDEN, maskedValue } from './withheld.ts'

type Kind = 'plain' | 'token' | 'keys' | 'personal' | 'secret'

/** Whatever is in none of these lists is shown masked: a mistyped `client_secrt` is a secret all the same. */
const lists: Readonly<Partial<Record<Kind, string>>> = {
  plain: `response_type client_id redirect_uri post_logout_redirect_uri scope response_mode grant_type code_challenge code_challenge_method resource audience prompt max_age
    ui_locales claims_locales display acr_values token_type expires_in error error_description error_uri iss interval token_type_hint
    issuer jwks_uri realm resource_metadata active sub aud exp iat nbf auth_time acr azp client_name scopes status message title path
    method location content_type action what result email_verified updated_at expires_at created_at verification_uri
    redirect_uris token_endpoint_auth_method token_endpoint_auth_signing_alg grant_types response_types client_uri logo_uri policy_uri
    tos_uri application_type subject_type sector_identifier_uri id_token_signed_response_alg userinfo_signed_response_alg
    request_object_signing_alg default_max_age require_auth_time initiate_login_uri post_logout_redirect_uris backchannel_logout_uri
    backchannel_logout_session_required frontchannel_logout_uri frontchannel_logout_session_required client_id_issued_at
    client_secret_expires_at registration_client_uri`,
  // JWTs are shown decoded in the theatre: header and payload stay, the signature never enters a trace, nor does a ciphertext.
  token: 'access_token id_token id_token_hint client_assertion token logout_token opened_token',
  // A peer may send its private keys where public ones belong.
  keys: 'jwks keys',
  // What people choose or are sent to type, and who they are: not even its length is shown.
  personal: `username password new_password new_password_again login_hint logout_hint user_code verification_uri_complete name given_name family_name middle_name
    nickname preferred_username profile picture website email gender birthdate zoneinfo locale phone_number address contacts`,
}

/** What servers publish about themselves. */
const PUBLISHED = /_(?:supported|endpoint|registration)$/

interface Known {
  readonly kind: Kind
  /** What was shown under this name lately: most requests send the same, and share it. */
  readonly recent: Shown[]
  replaced: number
}

const ofKind = (name: string, kind: Kind): [string, Known] => [name, { kind, recent: [], replaced: 0 }]

const known: ReadonlyMap<string, Known> = new Map([
  ...Array.from(knownNames, (name) => ofKind(name, PUBLISHED.test(name) ? 'plain' : 'secret')),
  ...Object.entries(lists).flatMap(([kind, names]) => names.split(/\s+/).map((name) => ofKind(name, kind as Kind))),
])

/** The same under names that nobody knows. */
const PERSONAL = /^(?:user_?name|\w*password\w*|pass(?:phrase|wd)?|otp|totp|pin)$/i

const SHOWN_BYTES = 512
const TOKEN_SHOWN_BYTES = 4096

export function shown(name: string, value: string, place: Place): Shown {
  const of = known.get(name)
  if (of === undefined)
    return {
      name: toldName(name),
      value: PERSONAL.test(name) ? HIDDEN : maskedValue(value),
      in: place,
      masked: true,
    }
  const { kind } = of
  if (kind === 'plain') return plain(of, name, value, place)
  const said = kind === 'token' ? unsigned(value) : kind === 'keys' ? publicOf(value) : undefined
  if (kind === 'keys' && said === value) return plain(of, name, value, place)
  const hidden = kind === 'personal' ? HIDDEN : maskedValue(value)
  return { name, value: said === undefined ? hidden : clip(said, TOKEN_SHOWN_BYTES), in: place, masked: true }
}

const SHARED_CHARACTERS = 128
const MOST_SHARED = 4

function plain(of: Known, name: string, value: string, place: Place): Shown {
  if (value.length > SHARED_CHARACTERS) return { name, value: clip(value), in: place }
  const { recent } = of
  for (const told of recent) if (told.value === value && told.in === place) return told
  const made = { name, value, in: place }
  if (recent.length < MOST_SHARED) recent.push(made)
  else recent[of.replaced++ % MOST_SHARED] = made
  return made
}

/** What is public of a JWK (RFC 7517 §4, RFC 7518 §6). */
const PUBLIC_MEMBERS: ReadonlySet<string> = new Set(
  'kty use key_ops alg kid x5u x5c x5t x5t#S256 crv x y n e exp iat nbf'.split(' '),
)

/** A JWK Set, or its keys, without what is not public of them; `undefined` where it is neither. */
function publicOf(value: string): string | undefined {
  try {
    const parsed = JSON.parse(value)
    if (Array.isArray(parsed)) return JSON.stringify(parsed.map(publicKey))
    const { keys, ...others } = parsed
    if (!Array.isArray(keys) || Object.keys(others).length > 0) return undefined
    return JSON.stringify({ keys: keys.map(publicKey) })
  } catch {
    return undefined
  }
}

const publicKey = (key: unknown): unknown =>
  typeof key !== 'object' || key === null
    ? HIDDEN
    : Object.fromEntries(Object.entries(key).map(([name, value]) => [name, PUBLIC_MEMBERS.has(name) ? value : HIDDEN]))

/** Header and payload of a JWT, of an encrypted one the header alone; `undefined` where it is neither. */
function unsigned(value: string): string | undefined {
  const end = payloadEnd(value)
  if (end !== undefined) return `${impersonal(value.slice(0, end))}.`
  const header = JWE.exec(value)?.[1]
  return header === undefined ? undefined : `${header}....`
}

/** Header and payload, where the payload says nothing of who a person is but `sub`. */
function impersonal(said: string): string {
  const start = said.indexOf('.') + 1
  const text = Buffer.from(said.slice(start), 'base64url').toString()
  if (!PERSONAL_MEMBER.test(text)) return said
  return said.slice(0, start) + Buffer.from(withoutPersons(text)).toString('base64url')
}

function withoutPersons(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (name, value) => (known.get(name)?.kind === 'personal' ? HIDDEN : value))
  } catch {
    return '{}'
  }
}

const PERSONAL_MEMBER = new RegExp(`"(?:${lists.personal?.split(/\s+/).join('|')})"\\s*:`)

/** Five parts, of which the key may be empty. */
const JWE = /^(eyJ[\w-]+)\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/

/** Where the payload of a JWT ends; `undefined` where it is none. */
export function payloadEnd(value: string): number | undefined {
  if (!value.startsWith('eyJ')) return undefined
  const second = value.indexOf('.', value.indexOf('.') + 1)
  return second < 0 || value.includes('.', second + 1) ? undefined : second
}

/** What a JWT says its `jti` is; `undefined` where it is none, or says nothing of it. */
export function jtiOf(value: string): string | undefined {
  const end = payloadEnd(value)
  if (end === undefined) return undefined
  try {
    const { jti } = JSON.parse(Buffer.from(value.slice(value.indexOf('.') + 1, end), 'base64url').toString('utf8'))
    return typeof jti === 'string' ? jti : undefined
  } catch {
    return undefined
  }
}

export function shownAll(parameters: Iterable<readonly [string, string]>, place: Place): Shown[] {
  return Array.from(parameters, ([name, value]) => shown(name, value, place))
}

/** The members of a JSON object, each as text; of a list or a text nothing. */
export function shownMembers(body: unknown): Shown[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return []
  const members: Shown[] = []
  for (const name of Object.keys(body)) {
    if (members.length === MOST_MEMBERS) break
    members.push(shown(name, textOf((body as Readonly<Record<string, unknown>>)[name]), 'body'))
  }
  return members
}

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? '')
}

const MOST_MEMBERS = 64

const BASIC: Shown = { name: 'Authorization', value: `Basic ${HIDDEN}`, in: 'header', masked: true }

/** The credentials of a request: of a JWT what it says, of anything else the scheme. */
export function shownHeaders(headers: Headers): Shown[] {
  const authorization = headers.get('authorization')
  if (authorization === null) return []
  if (authorization.startsWith('Basic ')) return [BASIC]
  const [scheme = '', credentials = ''] = authorization.split(/ +(.*)/s)
  const known = /^(?:basic|bearer|dpop)$/i.test(scheme)
  const token = known && !/^basic$/i.test(scheme) ? shown('access_token', credentials, 'header').value : HIDDEN
  return [{ name: 'Authorization', value: known ? `${scheme} ${token}` : HIDDEN, in: 'header', masked: true }]
}

function clip(value: string, most = SHOWN_BYTES): string {
  return value.length <= most ? value : cutValue(value, copied(value.slice(0, most)))
}

/** A part of a text keeps all of it in memory; a copy does not. */
const copied = (text: string): string => Buffer.from(text).toString()
