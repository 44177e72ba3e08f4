/** Finds the values in one message: traces are masked, so each kind is known by something else. */
import type { LinkKind, Shown, Trace } from '@sightglass/trace'
import { maskedValue } from '@sightglass/trace/withheld'
import { type ReadToken, readToken, textIn } from '../play/jwt.ts'
import { headersOf, type Staged } from '../play/play.ts'
import type { ValueKind } from './kinds.ts'
import { turnedPassword, turnedSecret } from './refused.ts'

/** How it stands there: as itself, read inside a token, or as a hash that tells nobody what it is. */
export type Guise = 'itself' | 'inside' | 'hash'

/** What is found in a parameter, before it is known whether it was met before. */
export interface Found {
  readonly kind: ValueKind
  readonly key: string
  readonly name: string
  readonly as: Guise
}

/** What was learned of the play so far. */
export interface Scene {
  /** Which kind of token a mark was, told where it was issued. */
  readonly byMark: Map<string, ValueKind>
  /** The mark of a code_challenge, by its text. */
  readonly challenges: Map<string, string>
  /** Which kind a token is, by what is shown of it. */
  readonly kinds: Map<string, ValueKind>
}

interface Here {
  readonly message: Staged
  readonly trace: Trace | undefined
  readonly scene: Scene
  /** Of the message. */
  readonly parameters: ReadonlyMap<string, string>
}

/** The values in the parameters and headers of a message. */
export function foundIn(message: Staged, trace: Trace | undefined, scene: Scene): Found[] {
  const { parameters, places } = placesIn(message)
  const here = { message, trace, scene, parameters }
  return places.flatMap((shown) => finders[shown.name]?.(shown, here) ?? [])
}

interface Places extends Pick<Here, 'parameters'> {
  /** Where a value may stand. */
  readonly places: readonly Shown[]
}

/** Looked for once: a play that grows keeps its messages. */
const known = new WeakMap<Staged, Places>()

function placesIn(message: Staged): Places {
  const before = known.get(message)
  if (before !== undefined) return before
  const parameters = new Map(message.parameters.map(({ name, value }) => [name, value]))
  const places = [...message.parameters, ...headersOf(message)].filter(({ name }) => Object.hasOwn(finders, name))
  known.set(message, { parameters, places })
  return { parameters, places }
}

type Finder = (shown: Shown, here: Here) => readonly Found[]

const asShown =
  (kind: ValueKind): Finder =>
  ({ name, value }) =>
    value === '' ? [] : [{ kind, key: value, name, as: 'itself' }]

/** Its value is never shown: there is one of them, or one for each client. */
const byName =
  (kind: ValueKind): Finder =>
  ({ name }, { parameters, trace, message }) => {
    const own = parameters.get('client_id') ?? trace?.clientId ?? 'hidden'
    return [{ kind, key: turnedSecret(message) ?? own, name, as: 'itself' }]
  }

const hidden =
  (kind: ValueKind): Finder =>
  ({ name }) => [{ kind, key: 'hidden', name, as: 'itself' }]

/** A wrong one is not the one that the person has. */
const password: Finder = ({ name }, { message }) => [
  { kind: 'password', key: turnedPassword(message) ?? 'hidden', name, as: 'itself' },
]

const token =
  (kind: ValueKind): Finder =>
  (shown, here) =>
    tokenIn(shown, kind, here)

const finders: Readonly<Record<string, Finder>> = {
  state: asShown('state'),
  nonce: asShown('nonce'),
  request: asShown('request'),
  request_uri: asShown('request'),
  code: asShown('code'),
  code_challenge: challenge,
  code_verifier: verifier,
  access_token: token('access-token'),
  opened_token: token('access-token'),
  id_token: token('id-token'),
  id_token_hint: token('id-token'),
  logout_token: token('logout-token'),
  client_assertion: token('assertion'),
  refresh_token: refreshToken,
  token: anyToken,
  Authorization: credentials,
  device_code: asShown('device-code'),
  user_code: hidden('user-code'),
  verification_uri_complete: hidden('user-code'),
  client_secret: byName('client-secret'),
  registration_access_token: registrationToken,
  password,
  keys: keyIds,
  Cookie: sessionCookies,
  'Set-Cookie': sessionCookies,
}

const markOf = ({ trace }: Here, kind: LinkKind, index: number): string | undefined =>
  trace?.links.filter((link) => link.kind === kind).at(index)?.mark

/** A challenge and its verifier share the mark that the authorization server makes of both. */
function challenge({ name, value }: Shown, here: Here): Found[] {
  const mark = here.scene.challenges.get(value) ?? markOf(here, 'challenge', 0) ?? value
  here.scene.challenges.set(value, mark)
  return [{ kind: 'verifier', key: mark, name, as: 'hash' }]
}

function verifier({ name, value }: Shown, here: Here): Found[] {
  return [{ kind: 'verifier', key: markOf(here, 'challenge', 0) ?? value, name, as: 'itself' }]
}

function registrationToken({ name, value }: Shown, { scene }: Here): Found[] {
  scene.kinds.set(value, 'registration-token')
  return [{ kind: 'registration-token', key: value, name, as: 'itself' }]
}

/** Refresh tokens of one server look alike as far as they are shown; their marks differ. */
function refreshToken({ name, value }: Shown, here: Here): Found[] {
  const { message, scene, trace } = here
  const isNew = message.kind === 'answer' && trace?.links.some(({ kind }) => kind === 'grant') === true
  const marks = trace?.links.filter(({ kind }) => kind === 'token') ?? []
  const asked = isNew && sentIn(message).some((one) => one.name === 'refresh_token') ? 1 : 0
  const key = marks[Math.min(asked, marks.length - 1)]?.mark ?? value
  scene.byMark.set(key, 'refresh-token')
  scene.kinds.set(value, 'refresh-token')
  return [{ kind: 'refresh-token', key, name, as: 'itself' }]
}

const sentIn = ({ request }: Staged): readonly Shown[] => ('call' in request ? [] : request.parameters)

/** What is revoked, or asked about: a token of either kind. */
function anyToken(shown: Shown, here: Here): Found[] {
  const mark = markOf(here, 'token', 0)
  const isRefresh =
    here.parameters.get('token_type_hint') === 'refresh_token' ||
    (mark !== undefined && here.scene.byMark.get(mark) === 'refresh-token') ||
    (mark === undefined && here.scene.kinds.get(shown.value) === 'refresh-token')
  if (isRefresh && readToken(shown.value) === undefined)
    return [{ kind: 'refresh-token', key: mark ?? shown.value, name: shown.name, as: 'itself' }]
  return tokenIn(shown, 'access-token', here)
}

function credentials(shown: Shown, here: Here): Found[] {
  const { value, name } = shown
  const [scheme = '', rest = ''] = value.split(/ (.*)/s)
  if (/^basic$/i.test(scheme)) {
    // The resource server has credentials of its own.
    const ofResource = here.message.from === 'resource-server'
    const key = ofResource ? 'resource-server' : (here.trace?.clientId ?? 'hidden')
    return [{ kind: 'client-secret', key: turnedSecret(here.message) ?? key, name, as: 'itself' }]
  }
  if (!/^(?:bearer|dpop)$/i.test(scheme) || rest === '') return []
  if (here.scene.kinds.get(rest) === 'registration-token')
    return [{ kind: 'registration-token', key: rest, name, as: 'itself' }]
  return tokenIn({ ...shown, value: rest }, 'access-token', here)
}

const kindsByType: Readonly<Record<string, ValueKind>> = {
  'at+jwt': 'access-token',
  'logout+jwt': 'logout-token',
}

/** A token, with what can be read in it. */
function tokenIn({ name, value }: Shown, expected: ValueKind, here: Here): Found[] {
  const read = readToken(value)
  if (read === undefined) return [{ kind: expected, key: value, name, as: 'itself' }]
  const kind = kindsByType[textIn(read.header, 'typ') ?? ''] ?? expected
  const outer = name === 'opened_token' ? sealedBeside(here) : undefined
  const key = outer ?? textIn(read.claims, 'jti') ?? value.replace(/^\w+ /, '')
  return [{ kind, key, name, as: 'itself' }, ...insideOf(read, name, here)]
}

/** What was opened is the encrypted token that came in the same message. */
function sealedBeside({ parameters }: Here): string | undefined {
  const sent = parameters.get('Authorization')?.replace(/^\w+ /, '') ?? parameters.get('access_token')
  return sent !== undefined && readToken(sent)?.claims === undefined ? sent : undefined
}

function insideOf({ header, claims }: ReadToken, name: string, here: Here): Found[] {
  const [kid, nonce, sid] = [textIn(header, 'kid'), textIn(claims, 'nonce'), textIn(claims, 'sid')]
  const found: Found[] = []
  if (kid !== undefined) found.push({ kind: 'key', key: kid, name: `${name} kid`, as: 'inside' })
  if (nonce !== undefined) found.push({ kind: 'nonce', key: maskedValue(nonce), name: `${name} nonce`, as: 'inside' })
  if (sid !== undefined) found.push({ kind: 'session', key: sid, name: `${name} sid`, as: 'inside' })
  return [...found, ...hashesIn(claims, name, here)]
}

/** `c_hash` and `at_hash` are hashes of what came beside the token. */
function hashesIn(claims: ReadToken['claims'], name: string, { parameters }: Here): Found[] {
  const [code, beside] = [parameters.get('code'), parameters.get('access_token')]
  const found: Found[] = []
  if (code !== undefined && textIn(claims, 'c_hash') !== undefined)
    found.push({ kind: 'code', key: code, name: `${name} c_hash`, as: 'hash' })
  if (beside !== undefined && textIn(claims, 'at_hash') !== undefined)
    found.push({
      kind: 'access-token',
      key: textIn(readToken(beside)?.claims, 'jti') ?? beside,
      name: `${name} at_hash`,
      as: 'hash',
    })
  return found
}

/** A long list of keys is cut short in the trace, so it is no JSON any more. */
function keyIds({ name, value }: Shown): Found[] {
  return Array.from(value.matchAll(/"kid":"([\w-]+)"/g), ([, kid = '']) => ({
    kind: 'key',
    key: kid,
    name: `${name} kid`,
    as: 'itself',
  }))
}

/** Their values are never shown: each is known by its name. */
function sessionCookies({ name, value }: Shown): Found[] {
  const names = Array.from(value.matchAll(/(?:^|; )([\w.-]*session[\w.-]*)=/gi), ([, cookie = '']) => cookie)
  return names.map((key) => ({ kind: 'cookie', key, name, as: 'itself' }))
}
