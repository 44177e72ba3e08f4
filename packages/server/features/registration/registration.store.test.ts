/** Clients that register and manage themselves (RFC 7591, RFC 7592), through the endpoints. */
import type { Registration } from '@sightglass/server'
import { openStore, type Store } from '@sightglass/store'
import { beforeAll, describe, expect, it } from 'vitest'
import { assertionClaims, assertionParams, macBy, makeKey, signedBy } from '../../../../test/assertion.ts'
import {
  authorizationUrl,
  basic,
  callback,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  resource,
  type Trial,
  testClock,
  tokenRequest,
} from '../../../../test/authorization-server.ts'
import { afterThis } from '../../../../test/cleaning.ts'
import { loopbackCertificate, openSecureHost, sendJson } from '../../../../test/https-server.ts'
import { inParallel, userinfoStatus } from '../../../../test/lifecycle.ts'
import { testStoreUrl } from '../../../../test/stores.ts'
import { notesIn, refusedBy, watchTraces } from '../../../../test/watching.ts'
import { type Client, clientRecords } from '../../clients/client.ts'
import type { RegistrationPolicy } from './policy.ts'

type Members = Readonly<Record<string, unknown>>

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Members & { readonly client_id?: string; readonly client_secret?: string; readonly error?: string }
}

const openly: Partial<RegistrationPolicy> = {
  mode: 'open',
  limit: { requests: 1000, withinSeconds: 300 },
  scope: ['openid', 'profile', 'offline_access', 'read'],
  resources: [resource],
}

let trial: Trial

beforeAll(async () => {
  trial = await openTrial({ registration: openly })
})

const sound = { redirect_uris: ['https://app.example/callback'] } as const

interface Sent {
  readonly method?: string
  readonly url?: string
  readonly token?: string | undefined
  readonly type?: string
  readonly address?: string
}

async function send(
  { server }: Pick<Trial, 'server'>,
  body: string | undefined,
  {
    method = 'POST',
    url = `${issuer}/oauth2/register`,
    token,
    type = 'application/json',
    address = '10.0.0.1',
  }: Sent = {},
): Promise<Answer> {
  const headers = new Headers()
  if (body !== undefined) headers.set('content-type', type)
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
  const request = new Request(url, { method, headers, ...(body === undefined ? {} : { body }) })
  const response = await server.fetch(request, { address })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) }
}

const post = (members: Members, sent: Sent = {}, at: Pick<Trial, 'server'> = trial): Promise<Answer> =>
  send(at, JSON.stringify(members), sent)

/** A request of a client about itself. */
const manage = (
  method: string,
  { body }: Answer,
  members?: Members,
  at: Pick<Trial, 'server'> = trial,
): Promise<Answer> =>
  send(at, members === undefined ? undefined : JSON.stringify(members), {
    method,
    url: String(body.registration_client_uri),
    token: String(body.registration_access_token),
  })

interface Moment {
  before?: (() => Promise<unknown>) | undefined
}

/** Does something once, just before a client is written. */
function interrupted(store: Store, moment: Moment): Store {
  const pass = async (type: string): Promise<void> => {
    const { before } = type === clientRecords.name ? moment : {}
    if (before === undefined) return
    moment.before = undefined
    await before()
  }
  return {
    ...store,
    forIssuer: (issuer) => interrupted(store.forIssuer(issuer), moment),
    table(type) {
      const table = store.table(type)
      return {
        type,
        get: (key) => table.get(key),
        add: (key, record, expiresAt) => table.add(key, record, expiresAt),
        update: async (key, change) => {
          await pass(type.name)
          return await table.update(key, change)
        },
        list: (index, value, page) => table.list(index, value, page),
        remove: (key) => table.remove(key),
      }
    },
  }
}

async function refusal(asking: Promise<Answer>, traces = watchTraces()) {
  const { status, body } = await asking
  return [status, body.error, refusedBy(traces)]
}

describe('a client that registers', () => {
  it('is told its id, its secret and how it manages itself, and what is so by default', async () => {
    const { status, headers, body } = await post({ ...sound, client_name: 'An application' })
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      201,
      'application/json',
      'no-store',
    ])
    expect(body).toEqual({
      client_id: expect.stringMatching(/^[\w-]{22}$/),
      client_id_issued_at: trial.clock(),
      client_secret: expect.stringMatching(/^[\w-]{64}$/),
      client_secret_expires_at: 0,
      registration_access_token: expect.stringMatching(/^[\w-]{43}$/),
      registration_client_uri: `${issuer}/oauth2/register/client?client_id=${body.client_id}`,
      client_name: 'An application',
      redirect_uris: ['https://app.example/callback'],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: 'RS256',
      scope: 'openid profile offline_access read',
    })
  })

  it('signs people in', async () => {
    const { body } = await post({ redirect_uris: [callback], scope: 'openid read' })
    const { code, verifier } = await obtainCode(trial, { client_id: body.client_id, scope: undefined })
    const proof = basic(String(body.client_id), String(body.client_secret))
    const tokens = await redeem(trial.server, code, verifier, {}, proof)
    expect(tokens.body).toMatchObject({ token_type: 'Bearer', scope: 'openid read' })
  })

  it('has no secret where it needs none', async () => {
    const publicly = await post({ ...sound, token_endpoint_auth_method: 'none' })
    const { jwk } = makeKey()
    const signing = await post({ ...sound, token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] } })
    for (const { status, body } of [publicly, signing]) {
      expect(status).toBe(201)
      expect(body).not.toHaveProperty('client_secret')
      expect(body).not.toHaveProperty('client_secret_expires_at')
    }
  })

  it('proves itself as it registered: by its key, or by its secret', async () => {
    const key = makeKey()
    const grants = { grant_types: ['client_credentials'], scope: 'read' }
    const signing = { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [key.jwk] } }
    const { body: signer } = await post({ ...grants, ...signing })
    const { body: sharer } = await post({ ...grants, token_endpoint_auth_method: 'client_secret_jwt' })
    const claims = (id: unknown) => assertionClaims(String(id), issuer, trial.clock())
    for (const assertion of [
      signedBy(key, claims(signer.client_id)),
      macBy(String(sharer.client_secret), claims(sharer.client_id)),
    ]) {
      const params = { grant_type: 'client_credentials', ...assertionParams(assertion) }
      expect((await tokenRequest(trial.server, params, '')).status).toBe(200)
    }
  })

  it('uses PKCE where it is public, whatever the policy for others', async () => {
    const own = await openTrial({ registration: { ...openly, policy: { pkceRequired: false } } })
    const errorOf = async (method: string) => {
      const { body } = await post({ redirect_uris: [callback], token_endpoint_auth_method: method }, {}, own)
      const asked = { client_id: body.client_id, code_challenge: undefined, code_challenge_method: undefined }
      const { left } = await own.browser().visit((await authorizationUrl(asked)).url)
      return left?.searchParams.get('error')
    }
    expect([await errorOf('none'), await errorOf('client_secret_basic')]).toEqual(['invalid_request', undefined])
  })

  it('gets no more scopes than clients of its kind may have, and is told', async () => {
    const traces = watchTraces()
    const { status, body } = await post({ ...sound, scope: 'openid read admin' })
    expect([status, body.scope]).toEqual([201, 'openid read'])
    expect(notesIn(traces)).toContain('register.narrowed')
  })

  it('is told all that it said of itself, and nothing of members that nobody knows', async () => {
    const said = {
      ...sound,
      client_uri: 'https://app.example/',
      logo_uri: 'https://app.example/logo.png',
      policy_uri: 'https://app.example/policy',
      tos_uri: 'https://app.example/terms',
      contacts: ['admin@app.example'],
      initiate_login_uri: 'https://app.example/login',
      default_max_age: 600,
      require_auth_time: true,
      post_logout_redirect_uris: ['https://app.example/bye'],
      backchannel_logout_uri: 'https://app.example/backchannel',
      backchannel_logout_session_required: true,
      frontchannel_logout_uri: 'https://app.example/frontchannel',
      frontchannel_logout_session_required: true,
      application_type: 'web',
      subject_type: 'public',
      request_uris: ['https://app.example/request#hash'],
      userinfo_signed_response_alg: 'RS256',
    }
    const { status, body } = await post({ ...said, favourite_colour: 'blue', software_statement: 'x' })
    expect(status).toBe(201)
    expect(body).toMatchObject(said)
    expect(body).not.toHaveProperty('favourite_colour')
    expect(body).not.toHaveProperty('software_statement')
  })

  it('is known to discovery only where it may', async () => {
    const endpointAt = async ({ server }: Trial) => {
      const response = await server.fetch(new Request(`${issuer}/.well-known/openid-configuration`))
      return ((await response.json()) as Members).registration_endpoint
    }
    expect(await endpointAt(trial)).toBe(`${issuer}/oauth2/register`)
    const closed = await openTrial()
    expect(await endpointAt(closed)).toBeUndefined()
    const { status } = await closed.server.fetch(new Request(`${issuer}/oauth2/register`, { method: 'POST' }))
    expect(status).toBe(404)
  })
})

describe('metadata', () => {
  const key = makeKey().jwk
  const own = { token_endpoint_auth_method: 'private_key_jwt' }

  it.each<[string, Members]>([
    ['redirectUris', { redirect_uris: ['https://app.example/#fragment'] }],
    ['redirectUris', { redirect_uris: ['https://app.example/', 'javascript:alert(1)'] }],
    ['redirectUris', { redirect_uris: 'https://app.example/' }],
    ['redirectNeeded', { redirect_uris: [] }],
    ['redirectNeeded', { redirect_uris: undefined }],
  ])('is refused by registration.%s with invalid_redirect_uri: %j', async (rule, differs) => {
    const asked = post({ ...sound, ...differs })
    expect(await refusal(asked)).toEqual([400, 'invalid_redirect_uri', `registration.${rule}`])
  })

  it.each<[string, Members]>([
    ['text', { client_name: '' }],
    ['text', { client_name: 7 }],
    ['text', { client_name: 'safe\u202egpj.exe' }],
    ['text', { client_name: 'x'.repeat(201) }],
    ['contacts', { contacts: 'admin@app.example' }],
    ['contacts', { contacts: ['a\nb'] }],
    ['flag', { require_auth_time: 'true' }],
    ['maxAge', { default_max_age: -1 }],
    ['maxAge', { default_max_age: '60' }],
    ['applicationType', { application_type: 'desktop' }],
    ['scope', { scope: 'openid  read' }],
    ['scope', { scope: ['openid'] }],
    ['authMethod', { token_endpoint_auth_method: 'tls_client_auth' }],
    ['authAlg', { token_endpoint_auth_signing_alg: 'RS256' }],
    ['authAlg', { ...own, jwks: { keys: [key] }, token_endpoint_auth_signing_alg: 'HS256' }],
    ['authAlg', { ...own, jwks: { keys: [key] }, token_endpoint_auth_signing_alg: 'none' }],
    ['grantTypes', { grant_types: ['authorization_code', 'magic'] }],
    ['grantTypes', { grant_types: ['authorization_code', 'implicit'] }],
    ['grantTypes', { grant_types: ['authorization_code', 'password'] }],
    ['responseTypes', { response_types: ['code', 'magic'] }],
    ['responseTypes', { response_types: ['code id_token'] }],
    ['grantsFit', { grant_types: ['refresh_token'], response_types: ['code'] }],
    ['publicGrants', { token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'client_credentials'] }],
    ['jwks', { jwks: { keys: [] } }],
    ['jwks', { jwks: { keys: [{ ...key, d: 'private' }] } }],
    ['jwks', { jwks: { keys: [{ kty: 'oct', k: 'secret' }] } }],
    ['jwks', { jwks: 'https://app.example/jwks' }],
    ['keysOnce', { jwks: { keys: [key] }, jwks_uri: 'https://app.example/jwks' }],
    ['keysNeeded', own],
    ['showable', { logo_uri: 'javascript:alert(1)' }],
    ['showable', { policy_uri: 'http://app.example/' }],
    ['showable', { tos_uri: 'https://user:secret@app.example/' }],
    ['showable', { client_uri: 'data:text/html,x' }],
    ['fetchable', { jwks_uri: 'http://app.example/jwks' }],
    ['fetchable', { initiate_login_uri: 'http://app.example/login' }],
    ['fetchable', { backchannel_logout_uri: 'https://app.example/#x' }],
    ['requestUris', { request_uris: ['http://app.example/request'] }],
    ['logoutRedirects', { post_logout_redirect_uris: ['javascript:alert(1)'] }],
    ['frontchannelLogout', { frontchannel_logout_uri: 'https://elsewhere.example/logout' }],
    ['signingAlg', { id_token_signed_response_alg: 'none' }],
    ['signingAlg', { userinfo_signed_response_alg: 'HS256' }],
    ['requestObjectAlg', { request_object_signing_alg: 'HS256' }],
    ['subjectType', { subject_type: 'private' }],
    ['sectorNeeded', { subject_type: 'pairwise', redirect_uris: ['https://app.example/', 'https://other.example/'] }],
  ])('is refused by registration.%s with invalid_client_metadata: %j', async (rule, differs) => {
    const asked = post({ ...sound, ...differs })
    expect(await refusal(asked)).toEqual([400, 'invalid_client_metadata', `registration.${rule}`])
  })

  it('names the member at fault', async () => {
    const { body } = await post({ ...sound, logo_uri: 'javascript:alert(1)' })
    expect(body.error_description).toBe('logo_uri: address to show must be https, or http on loopback, without user')
  })

  it('may ask for what OAuth 2.1 dropped only where the policy says so, and then not on the web without https', async () => {
    const own = await openTrial({ registration: { ...openly, policy: { legacy: true } } })
    const legacy = { grant_types: ['authorization_code', 'implicit'], response_types: ['code', 'id_token token'] }
    const { status, body } = await post({ ...sound, ...legacy }, {}, own)
    expect([status, body.response_types]).toEqual([201, ['code', 'id_token token']])
    for (const uri of ['http://localhost/callback', 'https://localhost/callback']) {
      const asked = post({ ...legacy, redirect_uris: [uri] }, {}, own)
      expect(await refusal(asked)).toEqual([400, 'invalid_redirect_uri', 'registration.webRedirect'])
    }
    const vouched = {
      fetcher: { privateHosts: ['localhost:8443'] },
      registration: { ...openly, policy: { legacy: true } },
    }
    const listed = await openTrial(vouched)
    const test = { ...legacy, redirect_uris: ['https://localhost:8443/callback'] }
    expect((await post(test, {}, listed)).status).toBe(201)
    const other = { ...legacy, redirect_uris: ['https://localhost:8444/callback'] }
    expect(await refusal(post(other, {}, listed))).toEqual([400, 'invalid_redirect_uri', 'registration.webRedirect'])
    const app = { ...legacy, redirect_uris: ['http://localhost/callback'], application_type: 'native' }
    expect((await post(app, {}, own)).status).toBe(201)
  })
})

describe('a body', () => {
  it.each<[string, number, string, string, string]>([
    ['json', 400, 'invalid_request', '{}', 'application/x-www-form-urlencoded'],
    ['size', 400, 'invalid_request', `{"x":"${'x'.repeat(70_000)}"}`, 'application/json'],
    ['object', 400, 'invalid_client_metadata', '[]', 'application/json'],
    ['object', 400, 'invalid_client_metadata', '{', 'application/json; charset=utf-8'],
    ['object', 400, 'invalid_client_metadata', 'null', 'application/json'],
  ])('is refused by register.%s (%i %s)', async (rule, status, error, body, type) => {
    expect(await refusal(send(trial, body, { type }))).toEqual([status, error, `register.${rule}`])
  })

  it('is counted for its network', async () => {
    const own = await openTrial({ registration: { ...openly, limit: { requests: 2, withinSeconds: 60 } } })
    for (const _ of [1, 2]) expect((await post(sound, {}, own)).status).toBe(201)
    expect(await refusal(post(sound, {}, own))).toEqual([429, 'too_many_requests', 'register.notLimited'])
    expect((await post(sound, { address: '192.0.2.7' }, own)).status).toBe(201)
  })

  it('is counted where it is given another token', async () => {
    const limit = { requests: 2, withinSeconds: 60 }
    const own = await openTrial({ registration: { ...openly, limit, rotateAccessToken: true } })
    const next = await manage('GET', await post(sound, {}, own), undefined, own)
    expect(await refusal(manage('GET', next, undefined, own))).toEqual([
      429,
      'too_many_requests',
      'register.notLimited',
    ])
  })

  it('is counted where it updates itself as well: nobody makes the server ask sectors without end', async () => {
    const host = await openSecureHost((_, response) => sendJson(response, sound.redirect_uris))
    const fetcher = { privateHosts: [host.place], caCertificates: [loopbackCertificate] }
    const limit = { requests: 3, withinSeconds: 60 }
    const own = await openTrial({ registration: { ...openly, limit }, fetcher })
    const made = await post(sound, {}, own)
    const sector = { ...sound, client_id: made.body.client_id, sector_identifier_uri: `${host.url}/sector` }
    for (const _ of [1, 2]) expect((await manage('PUT', made, sector, own)).status).toBe(200)
    const asked = manage('PUT', made, sector, own)
    expect(await refusal(asked)).toEqual([429, 'too_many_requests', 'register.notLimited'])
    expect(host.asked).toHaveLength(2)
    expect((await manage('GET', made, undefined, own)).status).toBe(200)
  })
})

describe('a sector', () => {
  it('is asked for its redirect URIs, and is refused where they are not all there', async () => {
    let list: unknown = [...sound.redirect_uris, 'https://app.example/other']
    const host = await openSecureHost((_, response) => sendJson(response, list))
    const fetcher = { privateHosts: [host.place], caCertificates: [loopbackCertificate] }
    const own = await openTrial({ registration: openly, fetcher })
    const asked = () => post({ ...sound, sector_identifier_uri: `${host.url}/sector` }, {}, own)
    expect((await asked()).status).toBe(201)
    for (list of [[], ['https://app.example/other'], { uris: sound.redirect_uris }, 'text']) {
      expect(await refusal(asked())).toEqual([400, 'invalid_client_metadata', 'register.sectorList'])
    }
  })

  it('is not asked at an address that is not public', async () => {
    const asked = post({ ...sound, sector_identifier_uri: 'https://127.0.0.1/sector' })
    expect(await refusal(asked)).toEqual([400, 'invalid_client_metadata', 'register.sectorFetched'])
  })
})

describe('an initial access token', () => {
  const token = 'an-initial-access-token-that-the-operator-set'
  const closed: Partial<RegistrationPolicy> = { ...openly, mode: 'initial_token', initialTokens: [token] }

  it('is needed where the operator says so', async () => {
    const own = await openTrial({ registration: closed })
    const without = await post(sound, {}, own)
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="sightglass"'])
    expect(await refusal(post(sound, { token: 'wrong' }, own))).toEqual([401, 'invalid_token', 'register.initialToken'])
    for (const _ of [1, 2]) expect((await post(sound, { token }, own)).status).toBe(201)
  })

  it('that was given for some clients is good for as many, among fifty at the same time', async () => {
    const own = await openTrial({ registration: closed })
    const counted = await own.server.initialTokens.issue({ clients: 3, lifetimeSeconds: 60 })
    // What is wrong in itself uses up nothing.
    expect((await post({ redirect_uris: [] }, { token: counted }, own)).status).toBe(400)
    const answers = await inParallel(50, () => post(sound, { token: counted }, own))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    expect((await post(sound, { token: counted }, own)).status).toBe(401)
  })

  it('ends with its time', async () => {
    const own = await openTrial({ registration: closed })
    const counted = await own.server.initialTokens.issue({ clients: 3, lifetimeSeconds: 60 })
    own.clock.move(60)
    expect((await post(sound, { token: counted }, own)).status).toBe(401)
  })
})

describe('a client that manages itself', () => {
  it('reads what it registered, without its secret', async () => {
    const made = await post({ ...sound, initiate_login_uri: 'https://app.example/login' })
    const { client_secret: _, ...told } = made.body
    const read = await manage('GET', made)
    expect([read.status, read.body]).toEqual([200, told])
  })

  it('changes what it said, and keeps its secret', async () => {
    const made = await post(sound)
    const { client_id, client_secret } = made.body
    const next = { client_id, redirect_uris: ['https://app.example/next'], client_name: 'Next', scope: 'openid' }
    const changed = await manage('PUT', made, { ...next, client_secret })
    expect(changed.body).toMatchObject({ ...next, client_id_issued_at: made.body.client_id_issued_at })
    expect(changed.body).not.toHaveProperty('client_secret')
    const asked = tokenRequest(trial.server, { grant_type: 'x' }, basic(String(client_id), String(client_secret)))
    expect((await asked).body.error).toBe('unsupported_grant_type')
  })

  it('gets a new secret with a method that needs another', async () => {
    const made = await post({ ...sound, token_endpoint_auth_method: 'none' })
    const { client_id } = made.body
    const basicNow = await manage('PUT', made, { ...sound, client_id })
    const signedNow = await manage('PUT', made, {
      ...sound,
      client_id,
      token_endpoint_auth_method: 'client_secret_jwt',
    })
    for (const { body } of [basicNow, signedNow]) expect(body.client_secret).toMatch(/^[\w-]{64}$/)
    expect(signedNow.body.client_secret).not.toBe(basicNow.body.client_secret)
    const { client_secret } = signedNow.body
    const members = { ...sound, client_id, client_secret, token_endpoint_auth_method: 'client_secret_jwt' }
    expect((await manage('PUT', made, members)).status).toBe(200)
  })

  it('keeps what its operator decided of it', async () => {
    const made = await post(sound)
    const { client_id } = made.body
    const client = (await trial.server.clients.find(String(client_id))) ?? expect.unreachable()
    await trial.server.clients.put({ ...client, policy: { ...client.policy, pkceRequired: false } })
    expect((await manage('PUT', made, { ...sound, client_id })).status).toBe(200)
    expect((await trial.server.clients.find(String(client_id)))?.policy.pkceRequired).toBe(false)
  })

  it.each<[string, Partial<Registration>, Partial<Client>]>([
    ['policy', { policy: { legacy: true } }, { policy: expect.objectContaining({ legacy: true }) }],
    ['resources', { resources: [] }, { resources: [] }],
    ['secret', { clientSecret: 's'.repeat(64) }, {}],
  ])('keeps the %s that its operator decides while it is asked for its sector', async (_, decided, kept) => {
    let decide = async (): Promise<unknown> => undefined
    const host = await openSecureHost(async (_, response) => {
      await decide()
      sendJson(response, sound.redirect_uris)
    })
    const fetcher = { privateHosts: [host.place], caCertificates: [loopbackCertificate] }
    const own = await openTrial({ registration: openly, fetcher })
    const made = await post(sound, {}, own)
    const { client_id } = made.body
    const stored = async () => (await own.server.clients.read(String(client_id))) ?? expect.unreachable()
    const { activeSince: _since, ...before } = await stored()
    decide = () => own.server.clients.put({ ...before, ...decided })
    const sector = { ...sound, client_id, sector_identifier_uri: `${host.url}/sector` }
    expect((await manage('PUT', made, sector, own)).status).toBe(200)
    const after = await stored()
    expect(after).toMatchObject({ ...kept, sectorIdentifierUri: sector.sector_identifier_uri })
    expect(after.clientSecretHash === before.clientSecretHash).toBe(decided.clientSecret === undefined)
  })

  it('is held to what its operator lets it be, not to what others may be', async () => {
    const own = await openTrial({ registration: { ...openly, policy: { legacy: true } } })
    const made = await post(sound, {}, own)
    const { client_id } = made.body
    const legacy = { ...sound, client_id, grant_types: ['implicit'], response_types: ['token'] }
    expect((await manage('PUT', made, legacy, own)).status).toBe(200)
    expect((await manage('PUT', made, { ...sound, client_id }, own)).status).toBe(200)
    const { activeSince: _, ...client } = (await own.server.clients.read(String(client_id))) ?? expect.unreachable()
    await own.server.clients.put({ ...client, policy: { ...client.policy, legacy: false } })
    expect(await refusal(manage('PUT', made, legacy, own))).toEqual([
      400,
      'invalid_client_metadata',
      'registration.grantTypes',
    ])
  })

  it('is disabled by its operator for good, even at the moment at which it gets another token', async () => {
    const moment: Moment = {}
    const clock = testClock()
    const store = interrupted(await openStore(await testStoreUrl(), { issuer, clock }), moment)
    afterThis(() => store.close())
    const own = await openTrial({ store, registration: { ...openly, rotateAccessToken: true } })
    const made = await post(sound, {}, own)
    const { activeSince: _, ...client } =
      (await own.server.clients.read(String(made.body.client_id))) ?? expect.unreachable()
    moment.before = () => own.server.clients.put({ ...client, status: 'disabled' })
    await manage('GET', made, undefined, own)
    expect([moment.before, (await own.server.clients.read(client.clientId))?.status]).toEqual([undefined, 'disabled'])
  })

  it.each<[string, Members, string?]>([
    ['register.sameId', { client_id: 'another' }],
    ['register.sameId', { client_id: undefined }],
    ['register.sameSecret', { client_secret: 'chosen by the client itself' }],
    ['register.sameSecret', { client_secret: 7 }],
    ['register.notTold', { registration_access_token: 'x' }],
    ['register.notTold', { client_secret_expires_at: 0 }],
    ['registration.showable', { logo_uri: 'javascript:alert(1)' }, 'invalid_client_metadata'],
  ])('is refused by %s where it sends %j', async (rule, differs, error = 'invalid_request') => {
    const made = await post(sound)
    const asked = manage('PUT', made, { ...sound, client_id: made.body.client_id, ...differs })
    expect(await refusal(asked)).toEqual([400, error, rule])
  })

  it('is gone when it deletes itself, with all that it was granted', async () => {
    const made = await post({ redirect_uris: [callback] })
    const { client_id, client_secret } = made.body
    const { code, verifier } = await obtainCode(trial, { client_id, scope: 'openid' })
    const { body } = await redeem(trial.server, code, verifier, {}, basic(String(client_id), String(client_secret)))
    expect(await userinfoStatus(trial.server, body.access_token)).toBe(200)
    const gone = await manage('DELETE', made)
    expect([gone.status, gone.body]).toEqual([204, {}])
    expect(await userinfoStatus(trial.server, body.access_token)).toBe(401)
    expect(await refusal(manage('GET', made))).toEqual([401, 'invalid_token', 'register.accessToken'])
  })

  it('is asked for its own token, and told nothing otherwise', async () => {
    const [made, other] = [await post(sound), await post(sound)]
    const withToken = (registration_access_token: unknown) =>
      refusal(manage('GET', { ...made, body: { ...made.body, registration_access_token } }))
    const wrong = [401, 'invalid_token', 'register.accessToken']
    expect(await withToken('wrong')).toEqual(wrong)
    expect(await withToken(other.body.registration_access_token)).toEqual(wrong)
    const bare = await send(trial, undefined, { method: 'GET', url: String(made.body.registration_client_uri) })
    expect([bare.status, bare.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="sightglass"'])
    const posted = await send(trial, '{}', { url: String(made.body.registration_client_uri) })
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD, PUT, DELETE'])
  })

  it('does nothing while it is disabled', async () => {
    const made = await post(sound)
    const client = (await trial.server.clients.find(String(made.body.client_id))) ?? expect.unreachable()
    await trial.server.clients.put({ ...client, status: 'disabled' })
    expect(await refusal(manage('GET', made))).toEqual([401, 'invalid_token', 'register.enabled'])
  })

  it('cannot manage clients that an operator registered', async () => {
    const url = `${issuer}/oauth2/register/client?client_id=demo-web`
    for (const token of ['undefined', 'x'])
      expect((await send(trial, undefined, { method: 'GET', url, token })).status).toBe(401)
  })

  it('gets a new token each time where the policy says so; of fifty with one, one is served', async () => {
    const own = await openTrial({ registration: { ...openly, rotateAccessToken: true } })
    const made = await post(sound, {}, own)
    const first = await manage('GET', made, undefined, own)
    expect(first.body.registration_access_token).not.toBe(made.body.registration_access_token)
    expect((await manage('GET', made, undefined, own)).status).toBe(401)
    const members = { ...sound, client_id: made.body.client_id }
    const answers = await inParallel(50, () => manage('PUT', first, members, own))
    const served = answers.filter(({ status }) => status === 200)
    expect(served).toHaveLength(1)
    expect((await manage('GET', served[0] ?? first, undefined, own)).status).toBe(200)
  })
})

it('no secret and no token of registration is in the store or in a trace', async () => {
  const traces = watchTraces()
  const made = await post({ ...sound, token_endpoint_auth_method: 'client_secret_jwt' })
  await manage('GET', made)
  const { client_secret, registration_access_token } = made.body
  const kept = JSON.stringify(await trial.server.clients.find(String(made.body.client_id)))
  for (const secret of [client_secret, registration_access_token]) {
    expect(JSON.stringify(traces)).not.toContain(secret)
    expect(kept).not.toContain(secret)
  }
})
