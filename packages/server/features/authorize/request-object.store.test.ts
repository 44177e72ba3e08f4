/** Request objects by value and by reference (OIDC Core §6): what they have to be, what counts, and where errors go. */
import type { ServerResponse } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { deliveredBy } from '../../../../test/asking.ts'
import { makeKey, signedBy } from '../../../../test/assertion.ts'
import {
  type Asked,
  authorizationUrl,
  callback,
  issuer,
  openTrial,
  resource,
  type Trial,
  walk,
} from '../../../../test/authorization-server.ts'
import { loopbackCertificate, openSecureHost, sendJson } from '../../../../test/https-server.ts'
import { addClient } from '../../../../test/lifecycle.ts'
import type { UserAgent } from '../../../../test/user-agent.ts'
import { refusedBy, watchTraces } from '../../../../test/watching.ts'
import type { Client } from '../../clients/client.ts'

const key = makeKey('ES256', 'one')
const rsaKey = makeKey('RS256', 'two')
const other = 'http://localhost:8080/other'

let trial: Trial
let alice: UserAgent
let signer: Client
let unsigned: Client
let strict: Client

beforeAll(async () => {
  trial = await openTrial()
  alice = trial.browser()
  const jwks = { keys: [key.jwk, rsaKey.jwk] }
  const redirectUris = [callback, other]
  signer = await addClient(trial.server, 'demo-web', { jwks, redirectUris })
  unsigned = await addClient(trial.server, 'demo-web', { requestObjectSigningAlg: 'none', redirectUris })
  strict = await addClient(trial.server, 'demo-web', {
    ...{ jwks, redirectUris, requestObjectSigningAlg: 'RS256' },
    policy: { requireSignedRequestObject: true },
  })
})

type Members = Readonly<Record<string, unknown>>

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const plain = (members: Members, header: Members = {}): string =>
  `${encoded({ alg: 'none', ...header })}.${encoded(members)}.`
const signed = (members: Members, header: Members = {}, by = key): string => signedBy(by, members, header)

/** Sent to be answered at once; what is only in the object is found in the answer. */
async function answered(asked: Asked, agent = alice) {
  const traces = watchTraces()
  const { url, verifier } = await authorizationUrl({ client_id: signer.clientId, ...asked })
  const visit = await walk(agent, url)
  return {
    ...deliveredBy(visit),
    status: visit.page?.status,
    verifier,
    rule: refusedBy(traces),
    html: visit.page?.html,
  }
}

describe('what a request object says', () => {
  it('counts, whatever stands beside it', async () => {
    const request = signed({ redirect_uri: other, state: 'inside', scope: 'openid', response_mode: 'fragment' })
    expect(await answered({ request, state: 'outside' })).toMatchObject({
      mode: 'fragment',
      redirectUri: other,
      members: { code: expect.any(String), state: 'inside' },
    })
  })

  it('may be told beside it where it says nothing', async () => {
    const { members, redirectUri } = await answered({ request: signed({ nonce: 'inside' }) })
    expect([redirectUri, members.state, 'code' in members]).toEqual([callback, 'state-of-at-least-16-characters', true])
  })

  it('decides where the answer goes, although an address beside it is none of the client', async () => {
    const asked = { client_id: unsigned.clientId, redirect_uri: 'https://evil.example/cb' }
    const { members, redirectUri } = await answered({ ...asked, request: plain({ redirect_uri: callback }) })
    expect([redirectUri, 'code' in members]).toEqual([callback, true])
    const evil = await answered({
      client_id: unsigned.clientId,
      request: plain({ redirect_uri: 'https://evil.example/cb' }),
    })
    expect([evil.mode, evil.status, evil.rule]).toEqual(['none', 400, 'redirect.registered'])
  })

  it('may be numbers, objects and lists', async () => {
    const claims = { id_token: { given_name: null } }
    const request = signed({ max_age: 3600, claims, resource: [resource], prompt: 'none', x: null, y: '' })
    await answered({ scope: 'openid profile read' })
    expect((await answered({ request })).members).toHaveProperty('code')
    expect((await answered({ request: signed({ max_age: 'x' }) })).rule).toBe('authorize.maxAge')
    expect((await answered({ request: signed({ resource: ['https://other.example'] }) })).rule).toBe('resource.known')
  })

  it('is told in the trace under its own names, and what is personal not at all', async () => {
    const traces = watchTraces()
    await answered({ request: signed({ login_hint: 'alice@example.com', ui_locales: 'de', nonce: 'n-0S6_WzA2Mj' }) })
    const told = traces.flatMap(({ received }) => ('parameters' in received ? received.parameters : []))
    expect(told).toContainEqual({ name: 'ui_locales', value: 'de', in: 'query' })
    expect(told).toContainEqual({ name: 'login_hint', value: '•••', in: 'query', masked: true })
    expect(JSON.stringify(traces)).not.toMatch(/alice@example|n-0S6|eyJsb2dpbl/)
  })

  it('comes from the client that sent it, with the issuer and an end, by any key of its own', async () => {
    const now = trial.clock()
    const own = { iss: signer.clientId, aud: [issuer, 'x'], exp: now + 60, iat: now, nbf: now, jti: 'j' }
    for (const request of [signed(own), signed(own, { typ: 'oauth-authz-req+jwt' }), signedRsa(own)])
      expect((await answered({ request })).members).toHaveProperty('code')
  })
})

/** An RSA signature of the same claims. */
const signedRsa = (members: Members): string => signedBy(rsaKey, members)

describe('a request object', () => {
  const [head, body] = signed({}).split('.')
  const refusals: readonly (readonly [rule: string, error: string, request: () => string])[] = [
    ['wellFormed', 'invalid_request_object', () => 'x'],
    ['wellFormed', 'invalid_request_object', () => signed({ x: 'a'.repeat(16_384) })],
    ['wellFormed', 'invalid_request_object', () => `${encoded({ alg: 'none' })}.x.`],
    ['wellFormed', 'invalid_request_object', () => signed({}, { crit: ['x'] })],
    ['alg', 'invalid_request_object', () => signed({}, { alg: 'HS256' })],
    ['alg', 'invalid_request_object', () => signed({}, { alg: 'None' })],
    ['typ', 'invalid_request_object', () => signed({}, { typ: 'client-authentication+jwt' })],
    ['key', 'invalid_request_object', () => signed({}, { kid: 'unknown' })],
    ['key', 'invalid_request_object', () => signed({}, { kid: 'two' })],
    ['signature', 'invalid_request_object', () => `${head}.${body}.${'A'.repeat(86)}`],
    ['signature', 'invalid_request_object', () => signed({}, {}, { ...makeKey('ES256', 'one') })],
    ['iss', 'invalid_request_object', () => signed({ iss: 'somebody-else' })],
    ['aud', 'invalid_request_object', () => signed({ aud: 'https://other.example' })],
    ['aud', 'invalid_request_object', () => signed({ aud: [] })],
    ['times', 'invalid_request_object', () => signed({ exp: 1 })],
    ['times', 'invalid_request_object', () => signed({ exp: 'x' })],
    ['times', 'invalid_request_object', () => signed({ nbf: trial.clock() + 600 })],
    ['notNested', 'invalid_request_object', () => signed({ request: 'x' })],
    ['notNested', 'invalid_request_object', () => signed({ request_uri: 'https://app.example/r' })],
    ['members', 'invalid_request_object', () => signed({ state: 'a\u0000b' })],
    ['members', 'invalid_request_object', () => signed({ resource: [1] })],
    ['clientId', 'invalid_request_object', () => signed({ client_id: 'somebody-else' })],
    ['responseType', 'invalid_request_object', () => signed({ response_type: 'code id_token' })],
  ]

  it.each(refusals)('is refused by request-object.%s: %s', async (name, error, request) => {
    const refused = await answered({ request: request() })
    expect([refused.rule, refused.members.error]).toEqual([`request-object.${name}`, error])
    expect(refused.redirectUri).toBe(callback)
  })

  it.each(refusals.slice(0, 4))(
    'is refused on a page where no address of the client stands beside it: %s',
    async (name, error, request) => {
      const { mode, status, rule, html } = await answered({ request: request(), redirect_uri: 'https://evil.example/' })
      expect([mode, status, rule]).toEqual(['none', 400, `request-object.${name}`])
      expect(html).toContain(error)
      expect((await answered({ request: request(), redirect_uri: undefined })).mode).toBe('none')
    },
  )

  it('that nobody signed counts as plain parameters do, from a client that is registered for no algorithm', async () => {
    expect((await answered({ request: plain({ state: 'inside' }) })).members).toMatchObject({
      code: expect.any(String),
      state: 'inside',
    })
    const evil = { request: plain({ redirect_uri: 'https://evil.example/cb' }) }
    expect(await answered(evil)).toMatchObject({ mode: 'none', status: 400, rule: 'redirect.registered' })
    const signs = await addClient(trial.server, 'demo-web', {
      ...{ jwks: { keys: [rsaKey.jwk] }, redirectUris: [callback], requestObjectSigningAlg: 'RS256' },
    })
    expect(await answered({ client_id: signs.clientId, request: plain({}) })).toMatchObject({
      rule: 'request-object.algRegistered',
      members: { error: 'invalid_request_object' },
    })
  })

  it('that nobody signed is all that is taken from a client that is registered for those', async () => {
    const asked = { client_id: unsigned.clientId }
    expect((await answered({ ...asked, request: plain({ state: 'inside' }) })).members).toMatchObject({
      state: 'inside',
    })
    expect((await answered({ ...asked, request: signed({}) })).rule).toBe('request-object.algRegistered')
    expect((await answered({ ...asked, request: plain({ aud: 'x' }) })).rule).toBe('request-object.aud')
    for (const request of [`${plain({})}AAAA`, plain({}, { alg: 'NONE' })])
      expect((await answered({ ...asked, request })).members.error).toBe('invalid_request_object')
  })

  it('needs the parameters outside that make an OAuth request of it', async () => {
    const request = signed({ response_type: 'code', scope: 'openid' })
    expect((await answered({ request, response_type: undefined })).rule).toBe('params.required')
    expect((await answered({ request, scope: 'read' })).rule).toBe('request-object.scopeOutside')
    expect((await answered({ request, scope: undefined })).rule).toBe('request-object.scopeOutside')
    expect((await answered({ request: signed({ scope: 'read' }), scope: 'read' })).members).toHaveProperty('code')
  })

  it('of a client without keys proves nothing', async () => {
    expect((await answered({ client_id: 'demo-web', request: signed({}) })).rule).toBe('request-object.keysKnown')
  })
})

describe('a client that may ask by signed objects alone', () => {
  const whole = (): Members => ({
    ...{ response_type: 'code', client_id: strict.clientId, redirect_uri: callback, scope: 'openid', state: 'inside' },
    ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
  })

  it('is refused anything else', async () => {
    const traces = watchTraces()
    for (const asked of [{}, { request: plain(whole()) }, { request: signed(whole()) }]) {
      const refused = await answered({ client_id: strict.clientId, ...asked })
      expect('code' in refused.members).toBe(false)
    }
    expect(
      traces.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'check' && !step.held ? [step.rule] : []))),
    ).toEqual(['request-object.demanded', 'request-object.algRegistered', 'request-object.algRegistered'])
  })

  it('is answered for what it signed, and for nothing that stands beside it', async () => {
    const asked = { client_id: strict.clientId, request: signedRsa(whole()) }
    expect((await answered({ ...asked, prompt: 'none', max_age: '0', resource: 'x' })).members).toMatchObject({
      code: expect.any(String),
      state: 'inside',
    })
    const { redirect_uri: _, ...rest } = whole()
    expect((await answered({ ...asked, request: signedRsa(rest) })).rule).toBe('redirect.present')
  })
})

describe('a request_uri', () => {
  /** A client whose objects are at a host of its own, which answers with what is told. */
  async function fetching(answer: () => { status?: number; text: string }, differs: Partial<Client> = {}) {
    const host = await openSecureHost((_, response) => {
      const { status = 200, text } = answer()
      response.writeHead(status, { 'content-type': 'application/oauth-authz-req+jwt' }).end(text)
    })
    const own = await openTrial({ fetcher: { privateHosts: [host.place], caCertificates: [loopbackCertificate] } })
    const uri = `${host.url}/request.jwt#${'A'.repeat(43)}`
    const client = await addClient(own.server, 'demo-web', {
      jwks: { keys: [key.jwk] },
      requestUris: [uri],
      ...differs,
    })
    const at = async (asked: Asked) => {
      const traces = watchTraces()
      const { url } = await authorizationUrl({ client_id: client.clientId, ...asked })
      return { ...deliveredBy(await walk(own.browser(), url)), rule: refusedBy(traces) }
    }
    return { host, uri, at, own }
  }

  it('is fetched and used like one by value', async () => {
    const { at, uri, host } = await fetching(() => ({ text: ` ${signed({ state: 'inside' })}\n` }))
    expect((await at({ request_uri: uri })).members).toMatchObject({ code: expect.any(String), state: 'inside' })
    expect(host.asked.map(({ url }) => url)).toEqual(['/request.jwt'])
  })

  it('that the client has not registered is refused, and nobody is asked', async () => {
    const { at, uri, host } = await fetching(() => ({ text: signed({}) }))
    for (const request_uri of [uri.replace(/#.*/, ''), `${host.url}/other`, 'urn:x', 'http://localhost:1/'])
      expect(await at({ request_uri })).toMatchObject({
        rule: 'request-object.uriRegistered',
        members: { error: 'invalid_request_uri' },
      })
    expect(host.asked).toEqual([])
  })

  it('and request together are refused', async () => {
    const { at, uri } = await fetching(() => ({ text: signed({}) }))
    expect((await at({ request_uri: uri, request: signed({}) })).rule).toBe('request-object.oneWay')
  })

  it('of a host that takes its time is asked for by twenty at once, and by no more', async () => {
    const held: ServerResponse[] = []
    const host = await openSecureHost((_, response) => void held.push(response))
    const known = { privateHosts: [host.place], caCertificates: [loopbackCertificate] }
    const own = await openTrial({ fetcher: { ...known, timeoutMs: 20_000 } })
    const uri = `${host.url}/request.jwt`
    const client = await addClient(own.server, 'demo-web', { requestUris: [uri] })
    const { url } = await authorizationUrl({ client_id: client.clientId, request_uri: uri })
    const ask = async () => (await own.server.fetch(new Request(url))).headers.get('location')
    const waiting = Array.from({ length: 20 }, ask)
    await expect.poll(() => held.length).toBe(20)
    const traces = watchTraces()
    expect(await ask()).toContain('error=invalid_request_uri')
    const broken = traces.flatMap(({ steps }) =>
      steps.flatMap((step) => ('held' in step && !step.held ? step.rule : [])),
    )
    expect(broken).toEqual(['fetch.room', 'request-object.fetched'])
    for (const response of held.splice(0)) response.writeHead(404).end()
    await Promise.all(waiting)
    const after = ask()
    await expect.poll(() => held.length).toBe(1)
    held[0]?.writeHead(404).end()
    await after
    expect(host.asked).toHaveLength(21)
  })

  it('where nothing sound is found is refused', async () => {
    let answer: { status?: number; text: string } = { status: 404, text: '' }
    const { at, uri } = await fetching(() => answer)
    expect(await at({ request_uri: uri })).toMatchObject({
      rule: 'request-object.fetched',
      members: { error: 'invalid_request_uri' },
    })
    answer = { text: 'x'.repeat(17_000) }
    expect((await at({ request_uri: uri })).rule).toBe('request-object.fetched')
    answer = { text: '<html>' }
    expect((await at({ request_uri: uri })).members.error).toBe('invalid_request_object')
  })

  it.each([undefined, 'none'])('of an object that nobody signed is used by a client registered for %s', async (alg) => {
    const { at, uri } = await fetching(
      () => ({ text: plain({ state: 'inside' }) }),
      alg === undefined ? {} : { requestObjectSigningAlg: alg },
    )
    expect((await at({ request_uri: uri })).members).toMatchObject({ state: 'inside', code: expect.any(String) })
  })

  it('of an object that nobody signed is refused to a client that is registered to sign', async () => {
    const { at, uri } = await fetching(() => ({ text: plain({}) }), { requestObjectSigningAlg: 'ES256' })
    expect((await at({ request_uri: uri })).rule).toBe('request-object.algRegistered')
  })

  it('makes this server ask no more often than its sender may begin requests', async () => {
    const { uri, host, own } = await fetching(() => ({ text: 'x' }))
    const limited = await openTrial({
      store: own.store,
      ...{ requestLimit: { requests: 2, withinSeconds: 300 } },
      fetcher: { privateHosts: [host.place], caCertificates: [loopbackCertificate] },
    })
    const { url } = await authorizationUrl({ client_id: 'demo-web', request_uri: uri })
    const statuses: number[] = []
    for (let tries = 0; tries < 3; tries++) statuses.push((await limited.server.fetch(new Request(url))).status)
    expect(statuses).toEqual([303, 303, 429])
  })
})

describe('keys at a jwks_uri', () => {
  it('verify request objects too; what is no key set there is refused', async () => {
    let body: unknown = { keys: [key.jwk] }
    const host = await openSecureHost((_, response) => sendJson(response, body))
    const own = await openTrial({ fetcher: { privateHosts: [host.place], caCertificates: [loopbackCertificate] } })
    const at = async (path: string) => {
      const client = await addClient(own.server, 'demo-web', { jwksUri: `${host.url}/${path}` })
      const traces = watchTraces()
      const { url } = await authorizationUrl({ client_id: client.clientId, request: signed({ state: 'inside' }) })
      return { ...deliveredBy(await walk(own.browser(), url)), rule: refusedBy(traces) }
    }
    expect((await at('good')).members).toMatchObject({ state: 'inside', code: expect.any(String) })
    body = { keys: 'x' }
    expect((await at('bad')).rule).toBe('request-object.keySet')
  })
})

it('discovery says so', async () => {
  const answer = await trial.server.fetch(new Request(`${issuer}/.well-known/openid-configuration`))
  expect(await answer.json()).toMatchObject({
    request_parameter_supported: true,
    request_uri_parameter_supported: true,
    require_request_uri_registration: true,
    request_object_signing_alg_values_supported: expect.arrayContaining(['none', 'RS256', 'ES256']),
  })
})
