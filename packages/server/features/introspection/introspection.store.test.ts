/** Introspection: an authenticated resource server learns what a token is worth to it now; nobody else learns anything. */
import { createServer } from '@sightglass/server'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  basic,
  claimsIn,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  resource,
  serviceSecret,
  type TokenAnswer,
  type Trial,
  testKeys,
  tokenRequest,
  webSecret,
} from '../../../../test/authorization-server.ts'
import { addClient, type Fetching, fromAnywhere, tokenClient } from '../../../../test/lifecycle.ts'
import { expectJson, refusal } from '../../../../test/refusals.ts'
import { notesIn, refusedBy, watchTraces } from '../../../../test/watching.ts'

const apiSecret = 'demo-api-secret-for-development-only'
const otherResource = 'https://other.example/api'
const api = basic('demo-api', apiSecret)
const other = basic('other-api', apiSecret)
const service = basic('demo-service', serviceSecret)

let trial: Trial
let server: Fetching

beforeAll(async () => {
  trial = await openTrial()
  server = fromAnywhere(trial.server)
  await register('other-api', otherResource)
})

const register = (clientId: string, at: string, allowedHosts?: readonly string[]) =>
  trial.server.resources.put({
    resource: at,
    name: clientId,
    scopes: {},
    introspection: {
      clientId,
      clientSecret: apiSecret,
      ...(allowedHosts && { allowedHosts }),
    },
  })

type Params = Readonly<Record<string, string | undefined>>

function introspect(params: Params, authorization?: string, address?: string, at = server): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
  if (authorization !== undefined) headers.set('authorization', authorization)
  const members = Object.entries(params).filter((member): member is [string, string] => member[1] !== undefined)
  const body = new URLSearchParams(members).toString()
  const request = new Request(`${issuer}/oauth2/introspect`, { method: 'POST', headers, body })
  return address === undefined ? at.fetch(request) : trial.server.fetch(request, { address })
}

async function told(token: string | undefined, authorization = api, at = server): Promise<Record<string, unknown>> {
  const response = await introspect({ token }, authorization, undefined, at)
  expect(response.status).toBe(200)
  return (await response.json()) as Record<string, unknown>
}

async function expectInactive(token: string | undefined, note: string, authorization = api): Promise<void> {
  const traces = watchTraces()
  expect(await told(token, authorization)).toEqual({ active: false })
  expect(notesIn(traces)).toEqual([note])
}

async function tokens(asked = {}): Promise<TokenAnswer['body']> {
  const { code, verifier } = await obtainCode(trial, asked)
  return (await redeem(server, code, verifier)).body
}

const serviceToken = async (): Promise<string> =>
  (await tokenRequest(server, { grant_type: 'client_credentials', scope: 'read' }, service)).body.access_token ?? ''

describe('a good token', () => {
  it('of a person is told with whom it is for, by whom, and until when', async () => {
    const { access_token: token } = await tokens()
    const { jti, sub, exp, iat, auth_time, acr } = claimsIn(token)
    const response = await introspect({ token, token_type_hint: 'access_token' }, api)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual({
      ...{ active: true, token_type: 'Bearer', iss: issuer, aud: [resource, issuer], client_id: 'demo-web' },
      ...{ scope: 'openid read', sub, exp, iat, jti, auth_time, acr },
    })
  })

  it('of a service has no person in it', async () => {
    const answer = await told(await serviceToken())
    expect(answer).toMatchObject({ active: true, sub: 'demo-service', client_id: 'demo-service', scope: 'read' })
    expect(answer).not.toHaveProperty('auth_time')
  })

  it('is told to who sends the credentials in the body too', async () => {
    const response = await introspect({ token: await serviceToken(), client_id: 'demo-api', client_secret: apiSecret })
    expect(await response.json()).toMatchObject({ active: true })
  })

  it('is told whatever the hint', async () => {
    for (const token_type_hint of ['refresh_token', 'nonsense'])
      expect(await (await introspect({ token: await serviceToken(), token_type_hint }, api)).json()).toMatchObject({
        active: true,
      })
  })
})

describe('an inactive token', () => {
  it('is one for another resource server', async () => {
    await expectInactive(await serviceToken(), 'introspection.unknown', other)
    await expectInactive((await tokens()).access_token, 'introspection.unknown', other)
  })

  it('is one that has expired', async () => {
    const token = await serviceToken()
    trial.clock.move(600)
    expect(await told(token)).toMatchObject({ active: true })
    trial.clock.move(10)
    await expectInactive(token, 'introspection.unknown')
  })

  it.each(['nothing', 'eyJhbGciOiJub25lIn0.e30.', 'x'.repeat(20_000)])('is %.30s', async (token) => {
    await expectInactive(token, 'introspection.unknown')
  })

  it('is one that was altered', async () => {
    await expectInactive(`${(await serviceToken()).slice(0, -4)}AAAA`, 'introspection.unknown')
  })

  it('is an ID token, and a refresh token', async () => {
    const { id_token, refresh_token } = await tokens()
    await expectInactive(id_token, 'introspection.unknown')
    await expectInactive(refresh_token, 'introspection.refreshToken')
  })

  it('is one whose grant was revoked, whose session ended, whose person or client is disabled', async () => {
    const [one, two, three] = [await tokens(), await tokens(), await tokens()]
    const grantOf = ({ access_token }: TokenAnswer['body']) => String(claimsIn(access_token).grant_id)
    await trial.server.grants.revoke(grantOf(one), 'consent withdrawn')
    await expectInactive(one.access_token, 'introspection.ended')
    await trial.server.sessions.end((await trial.server.grants.table.get(grantOf(two)))?.sessionId ?? '')
    await expectInactive(two.access_token, 'introspection.ended')
    const sub = String(claimsIn(three.access_token).sub)
    await trial.server.people.setStatus(sub, 'disabled')
    await expectInactive(three.access_token, 'introspection.ended')
    await trial.server.people.setStatus(sub, 'active')
    const client = await addClient(trial.server, 'demo-web')
    const { code, verifier } = await obtainCode(trial, { client_id: client.clientId })
    const { body } = await tokenClient(server, client).redeem(code, verifier)
    expect(await told(body.access_token)).toMatchObject({ active: true })
    await trial.server.clients.put({ ...client, status: 'disabled' })
    await expectInactive(body.access_token, 'introspection.ended')
  })

  it('is one of a service that was revoked, at every node, and no other of it', async () => {
    const [token, kept] = [await serviceToken(), await serviceToken()]
    const second = await createServer({
      issuer,
      clock: trial.clock,
      environment: 'development',
      ...testKeys,
      store: trial.store,
    })
    expect(await told(token, api, second)).toMatchObject({ active: true })
    const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization: service }
    const body = new URLSearchParams({ token }).toString()
    await server.fetch(new Request(`${issuer}/oauth2/revoke`, { method: 'POST', headers, body }))
    await expectInactive(token, 'introspection.ended')
    expect(await told(token, api, second)).toEqual({ active: false })
    expect(await told(kept, api, second)).toMatchObject({ active: true })
  })

  it('is one of a key that was withdrawn', async () => {
    const fresh = await openTrial()
    const { body } = await tokenRequest(fresh.server, { grant_type: 'client_credentials', scope: 'read' }, service)
    expect(await told(body.access_token, api, fresh.server)).toMatchObject({ active: true })
    const { kid } = JSON.parse(Buffer.from((body.access_token ?? '').split('.')[0] ?? '', 'base64url').toString())
    await fresh.server.keys.withdraw(kid)
    expect(await told(body.access_token, api, fresh.server)).toEqual({ active: false })
  })
})

describe('whoever is not a resource server with credentials', () => {
  const UNPROVEN = refusal(401, 'invalid_client', 'client authentication failed')
  const CALLERS: readonly [string, string, string | undefined, Params][] = [
    ['nobody', 'client.identified', undefined, {}],
    ['a client', 'introspection.known', basic('demo-web', webSecret), {}],
    ['a resource server by its identifier', 'introspection.known', basic(encodeURIComponent(resource), apiSecret), {}],
    ['a wrong secret', 'introspection.secret', basic('demo-api', 'wrong'), {}],
    ['no secret', 'introspection.secret', undefined, { client_id: 'demo-api' }],
    ['the secret of another', 'introspection.secret', basic('demo-api', serviceSecret), {}],
  ]

  it.each(CALLERS)('%s learns nothing', async (_, rule, authorization, more) => {
    const token = await serviceToken()
    const traces = watchTraces()
    const response = await introspect({ token, ...more }, authorization)
    expect(refusedBy(traces)).toBe(rule)
    const body = (await response.clone().json()) as object
    expect([response.status, body]).toEqual([401, expect.not.objectContaining({ active: expect.anything() })])
    expect(((await response.json()) as { error_description: string }).error_description).toBe(UNPROVEN.must)
  })

  it('is told to wait after too many failures, whatever is wrong with them', async () => {
    const fresh = await openTrial()
    const ask = () => introspect({ token: 'x' }, basic('demo-api', 'wrong'), undefined, fresh.server)
    for (let n = 0; n < 120; n++) expect((await ask()).status).toBe(401)
    const response = await ask()
    expect([response.status, response.headers.has('retry-after')]).toEqual([429, true])
    expect(await told('x', api, fresh.server)).toEqual({ active: false })
  })
})

describe('a resource server with a list of hosts', () => {
  it.each([
    [['10.0.0.7'], '10.0.0.7', true],
    [['10.0.0.7'], '10.0.0.8', false],
    [['10.0.0.7'], '::ffff:10.0.0.7', true],
    [['10.1.0.0/16'], '10.1.255.1', true],
    [['10.1.0.0/16'], '10.2.0.1', false],
    [['2001:db8::/48', '10.0.0.7'], '2001:db8::5', true],
    [['2001:db8::/48'], '2001:db9::5', false],
    [['10.0.0.0/8'], 'nonsense', false],
    [[], '10.0.0.7', false],
  ] as const)('%j asks from %s: %j', async (hosts, address, isAllowed) => {
    await register('hosted-api', 'https://hosted.example', hosts)
    const traces = watchTraces()
    const response = await introspect({ token: 'x' }, basic('hosted-api', apiSecret), address)
    expect(response.status).toBe(isAllowed ? 200 : 401)
    if (!isAllowed) expect(refusedBy(traces)).toBe('introspection.host')
  })

  it.each(['10.0.0.7/33', '10.0.0', 'api.example', '10.0.0.0/8/8', '::/129', ''])('must not name %j', async (host) => {
    await expect(register('hosted-api', 'https://hosted.example', [host])).rejects.toThrow('IP address or a network')
  })

  it('must not take the name of another', async () => {
    await expect(register('demo-api', 'https://hosted.example')).rejects.toThrow(`is the one of ${resource} already`)
  })
})

describe('the endpoint', () => {
  it('is announced, with the ways to prove a resource server', async () => {
    const response = await server.fetch(new Request(`${issuer}/.well-known/oauth-authorization-server`))
    expect(await response.json()).toMatchObject({
      introspection_endpoint: `${issuer}/oauth2/introspect`,
      introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    })
  })

  it('wants a token', async () => {
    await expectJson(await introspect({}, api), refusal(400, 'invalid_request', 'token: parameter must be present'))
  })

  it('is no place for scripts of other origins, nor for GET', async () => {
    for (const method of ['OPTIONS', 'GET'])
      expect((await server.fetch(new Request(`${issuer}/oauth2/introspect`, { method }))).status).toBe(405)
  })
})
