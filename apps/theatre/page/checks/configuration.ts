/**
 * What to change in the registration of a client, where a registration decided: the lines of the file of registrations
 * (`docs/deploy.md`) and the command that changes a running server (`docs/admin.md`).
 */
import type { Check } from '../play/failures.ts'
import { isPlainId, jsonWord, shellWord, yamlValue } from '../quoting.ts'
import type { Caution } from './caution-words.ts'
import { NONE } from './seen-values.ts'

export interface Configuration {
  /** Where in the file the lines stand. */
  readonly of: 'client' | 'resource'
  /** YAML. */
  readonly lines: readonly string[]
  readonly command: string
  /** What to think of before it is done. */
  readonly caution: Caution
}

interface Case {
  readonly clientId: string
  readonly expected: readonly string[]
  readonly received: string | undefined
  /** What the message asked for, by the name of the parameter. */
  readonly asked: (name: string) => string | undefined
}

type Members = Readonly<Record<string, unknown>>
type Row = (found: Case) => Configuration | undefined

const RUN = 'npm run sightglass --'

/** Whose registration it is, where nobody knows it. */
const SOME_CLIENT = 'my-client'
const SOME_REDIRECT = 'https://client.example/callback'
const SOME_KEYS = 'https://client.example/jwks.json'
const SOME_RESOURCE = 'https://api.example.com'

const linesOf = (members: Members): string[] =>
  Object.entries(members).map(([name, value]) => `${name}: ${yamlValue(value)}`)

/** The value as text where nothing could take it for JSON. */
function settingOf([name, value]: readonly [string, unknown]): string {
  const text = `${name}=${typeof value === 'string' && !isJson(value) ? value : jsonWord(value)}`
  return shellWord(text) ?? `'${name}=${jsonWord(value)}'`
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const changed = (caution: Caution, clientId: string, members: Members): Configuration => ({
  of: 'client',
  lines: linesOf(members),
  command: `${RUN} client update ${clientId} --set ${Object.entries(members).map(settingOf).join(' ')}`,
  caution,
})

const change =
  (caution: Caution, membersOf: (found: Case) => Members): Row =>
  (found) =>
    changed(caution, found.clientId, membersOf(found))

/** What was registered, and what came beside it. */
const withReceived = ({ expected, received }: Case): string[] => [
  ...new Set([...expected, ...(received === undefined ? [] : [received])]),
]

const createClient: Row = ({ clientId, asked, received }) => {
  const id = received ?? clientId
  const members = {
    client_id: isPlainId(id) ? id : SOME_CLIENT,
    client_name: 'My client',
    redirect_uris: [asked('redirect_uri') ?? SOME_REDIRECT],
    scope: asked('scope') ?? 'openid',
  }
  const { client_id, ...others } = members
  const [first, ...lines] = linesOf({ client_id, client_secret_file: 'client-secret', ...others })
  const settings = Object.entries(others).map(settingOf).join(' ')
  return {
    of: 'client',
    lines: [`- ${first}`, ...lines.map((line) => `  ${line}`)],
    command: `${RUN} client create ${client_id} --set ${settings}`,
    caution: 'newClient',
  }
}

const enable: Row = ({ clientId }) => ({
  of: 'client',
  lines: ['status: active'],
  command: `${RUN} client enable ${clientId}`,
  caution: 'disabled',
})

const newSecret: Row = ({ clientId }) => ({
  of: 'client',
  lines: ['client_secret_file: client-secret'],
  command: `${RUN} client update ${clientId} --new-secret`,
  caution: 'secret',
})

const method: Row = ({ clientId, received = 'client_secret_basic' }) => {
  const members = { token_endpoint_auth_method: received }
  if (received === 'none') return changed('public', clientId, members)
  if (received === 'private_key_jwt') return changed('signs', clientId, { ...members, jwks_uri: SOME_KEYS })
  return changed('method', clientId, members)
}

const isLegacy = (grantType: string | undefined): boolean => grantType === 'password' || grantType === 'implicit'

const grantType: Row = (found) => {
  const legacy = isLegacy(found.received)
  const members = { grant_types: withReceived(found), ...(legacy ? { legacy: true } : {}) }
  return changed(legacy ? 'legacy' : 'grant', found.clientId, members)
}

const responseType: Row = (found) => {
  const types = withReceived(found)
  const words = types.flatMap((type) => type.split(' '))
  const inFront = words.includes('token') || words.includes('id_token')
  const grants = [...(words.includes('code') ? ['authorization_code'] : []), ...(inFront ? ['implicit'] : [])]
  const members = { response_types: types, grant_types: grants, ...(inFront ? { legacy: true } : {}) }
  return changed(inFront ? 'legacy' : 'replaces', found.clientId, members)
}

const scope = change('own', (found) => ({ scope: withReceived(found).join(' ') }))
const keys = change('keys', () => ({ jwks_uri: SOME_KEYS }))

/** Of clients that sign for the token endpoint, as those of old do. */
const assertionAudience: Row = ({ clientId, received = '' }) =>
  received.includes('/token') ? changed('own', clientId, { assertion_audience: 'token_endpoint' }) : undefined

const introspection: Row = ({ clientId, received }) => {
  const id = received !== undefined && isPlainId(received) ? received : clientId
  return {
    of: 'resource',
    lines: ['introspection:', `  client_id: ${yamlValue(id)}`, '  client_secret_file: introspection-secret'],
    command: `${RUN} resource update ${SOME_RESOURCE} --introspection ${id}`,
    caution: 'introspection',
  }
}

/** Every rule where a registration decides. */
export const decidedByRegistration: Readonly<Record<string, Row>> = {
  'redirect.registered': change('ownAddress', (found) => ({ redirect_uris: withReceived(found) })),
  'redirect.present': change('replaces', () => ({ redirect_uris: [SOME_REDIRECT] })),
  'logout.redirectUri': change('replaces', ({ received = SOME_REDIRECT }) => ({
    post_logout_redirect_uris: [received],
  })),
  'authorize-client.known': createClient,
  'client.known': createClient,
  'logout.client': createClient,
  'authorize-client.enabled': enable,
  'client.enabled': enable,
  'grant.clientActive': enable,
  'register.enabled': enable,
  'client.secret': newSecret,
  'client.registeredMethod': method,
  'client.grantType': grantType,
  'client-credentials.confidential': change('secret', () => ({ token_endpoint_auth_method: 'client_secret_basic' })),
  'password.legacy': change('legacy', () => ({ legacy: true })),
  'authorize.responseTypeAllowed': responseType,
  'scope.allowed': scope,
  'scope.left': change('needed', ({ asked }) => ({ scope: asked('scope') ?? 'openid' })),
  'resource.known': change('resource', (found) => ({ resources: withReceived(found) })),
  'resource.left': change('resource', ({ asked }) => ({ resources: [asked('resource') ?? SOME_RESOURCE] })),
  'pkce.required': change('pkce', () => ({ pkce_required: false })),
  'request-object.uriRegistered': change('replaces', ({ received }) => ({ request_uris: [received ?? SOME_KEYS] })),
  'request-object.algRegistered': change('own', ({ received }) => ({
    request_object_signing_alg: received ?? 'ES256',
  })),
  'request-object.demanded': change('unsigned', () => ({ require_signed_request_object: false })),
  'request-object.keysKnown': keys,
  'request-object.key': keys,
  'request-object.keySet': keys,
  'client-assertion.keysKnown': keys,
  'client-assertion.key': keys,
  'client-assertion.keySet': keys,
  'client-assertion.algRegistered': change('own', ({ received }) => ({
    token_endpoint_auth_signing_alg: received ?? 'ES256',
  })),
  'client-assertion.aud': assertionAudience,
  'introspection.known': introspection,
  'introspection.secret': introspection,
}

export interface Asked {
  /** Whose registration it is; `undefined` where nobody knows. */
  readonly clientId: string | undefined
  /** What the refused message asked for. */
  readonly asked?: (name: string) => string | undefined
}

/** What to change so that this check holds; `undefined` where no registration decided. */
export function configurationFor(
  check: Check,
  { clientId, asked = () => undefined }: Asked,
): Configuration | undefined {
  const row = Object.hasOwn(decidedByRegistration, check.rule) ? decidedByRegistration[check.rule] : undefined
  return row?.({
    clientId: clientId !== undefined && isPlainId(clientId) ? clientId : SOME_CLIENT,
    expected: wordsOf(check.expected),
    received: wholeOf(check.received),
    asked: (name) => wholeOf(asked(name)),
  })
}

/** Longer ones were cut when they were recorded. */
const MOST_CHARACTERS = 500

const wholeOf = (value: string | undefined): string | undefined =>
  value === undefined || value === '' || value === NONE || value.length > MOST_CHARACTERS ? undefined : value

const wordsOf = (value: string | undefined): readonly string[] => wholeOf(value)?.split(', ') ?? []
