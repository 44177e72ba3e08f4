/** Clients of a trial: those that a tester was given, or one that registers itself for this trial alone. */
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { type Json, maybeObject, random, type Trial, words } from './trial.ts'
import type { Answer } from './wire.ts'

export interface ClientKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK
}

export type AuthMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt'

export interface TestClient {
  readonly clientId: string
  readonly method: AuthMethod
  readonly secret: string
  readonly key?: ClientKey
  readonly redirectUri: string
  /** What registration answered. */
  readonly told?: Json
}

export const callbackOf = ({ rp }: Trial): string => rp.at('/callback')
export const loggedOutOf = ({ rp }: Trial): string => rp.at('/logged-out')

export async function makeKey(): Promise<ClientKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const kid = random(8)
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' } }
}

/** What the profile tells of a client, and `members` besides; a client of a static profile is what it is. */
export async function clientOf(trial: Trial, members: Json = {}): Promise<TestClient> {
  const { profile, subject } = trial
  if (profile.registration === 'dynamic') return await registered(trial, members)
  if (subject.clients === undefined) throw new Error('no client was given')
  return given(trial, subject.clients.client)
}

/** Another one than `clientOf`. */
export async function secondClient(trial: Trial, members: Json = {}): Promise<TestClient | undefined> {
  const { profile, subject } = trial
  if (profile.registration === 'dynamic') return await registered(trial, members)
  return subject.clients?.client2 && given(trial, subject.clients.client2)
}

/** One that sends its secret in the form. */
export async function postClient(trial: Trial): Promise<TestClient | undefined> {
  const { profile, subject } = trial
  if (profile.registration === 'dynamic')
    return await registered(trial, { token_endpoint_auth_method: 'client_secret_post' })
  const found = subject.clients?.client_secret_post
  return found && given(trial, found, 'client_secret_post')
}

const given = (
  trial: Trial,
  { client_id, client_secret }: { readonly client_id: string; readonly client_secret: string },
  method: AuthMethod = 'client_secret_basic',
): TestClient => ({ clientId: client_id, secret: client_secret, method, redirectUri: callbackOf(trial) })

/** The metadata of a client of this profile; members of `undefined` are left out. */
export function metadataOf(trial: Trial, members: Json): Json {
  const { responseType, authMethod = 'client_secret_basic' } = trial.profile
  const types = words(responseType)
  return {
    client_name: `Conformance of ${trial.profile.name}`,
    redirect_uris: [callbackOf(trial)],
    response_types: [responseType],
    grant_types: [
      ...(types.includes('code') ? ['authorization_code'] : []),
      ...(types.includes('token') || types.includes('id_token') ? ['implicit'] : []),
    ],
    token_endpoint_auth_method: authMethod,
    contacts: ['conformance@example.com'],
    a_member_that_nobody_knows: 'to be passed over',
    ...members,
  }
}

/** The answer to a request to register, whatever it is. */
export async function register(trial: Trial, members: Json): Promise<Answer> {
  const { initialAccessToken } = trial.subject
  return await trial.wire.send(trial.endpoint('registration_endpoint'), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(initialAccessToken !== undefined && { authorization: `Bearer ${initialAccessToken}` }),
    },
    body: JSON.stringify(members),
  })
}

/** Registers a client, asserts the rules of registration, and deletes it when the trial ends. */
export async function registered(trial: Trial, members: Json): Promise<TestClient> {
  const key = await makeKey()
  const asked = metadataOf(trial, members)
  const method = String(asked.token_endpoint_auth_method) as AuthMethod
  const signs = method === 'private_key_jwt' && asked.jwks_uri === undefined && asked.jwks === undefined
  const answer = await register(trial, signs ? { ...asked, jwks: { keys: [key.publicJwk] } } : asked)
  const told = checkRegistered(trial, answer)
  trial.atEnd(() => deleted(trial, told))
  const [redirectUri] = asked.redirect_uris as readonly string[]
  return {
    clientId: String(told.client_id),
    method,
    secret: String(told.client_secret ?? ''),
    key,
    redirectUri: redirectUri ?? callbackOf(trial),
    told,
  }
}

export function checkRegistered(trial: Trial, { status, headers, text }: Answer): Json {
  trial.check('G-3', status === 201, 'registration must answer 201', status)
  trial.check('G-3', isJson(headers), 'its answer must be JSON', headers.get('content-type') ?? '')
  const told = maybeObject(text)
  trial.check('G-3', told !== undefined, 'its answer must be a JSON object', text)
  trial.check('G-3', typeof told.client_id === 'string' && told.client_id !== '', 'client_id must be a text')
  const { registration_access_token: token, registration_client_uri: uri } = told
  trial.check('G-3', (token === undefined) === (uri === undefined), 'token and address must come together')
  trial.check('G-3', uri === undefined || isHttps(uri), 'registration_client_uri must be https', uri)
  const expiry = told.client_secret_expires_at
  trial.check(
    'G-3',
    told.client_secret === undefined || Number.isInteger(expiry),
    'client_secret_expires_at must be a number',
  )
  return told
}

async function deleted(trial: Trial, told: Json): Promise<void> {
  const { registration_access_token: token, registration_client_uri: uri } = told
  if (typeof token !== 'string' || typeof uri !== 'string') return
  const { status } = await trial.wire.send(uri, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
  trial.should('G-4', status === 204, 'deleting must answer 204', status)
}

export const isJson = (headers: Headers): boolean =>
  /^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '')

export const isHttps = (value: unknown): boolean =>
  typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:'
