/** Revocation: a client takes back what is its own, all at once and everywhere, and nothing else. */
import { createServer } from '@sightglass/server'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  basic,
  claimsIn,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  refreshed,
  serviceSecret,
  type TokenAnswer,
  type Trial,
  testKeys,
  tokenRequest,
  webSecret,
} from '../../../../test/authorization-server.ts'
import {
  addClient,
  type Fetching,
  fromAnywhere,
  inParallel,
  tokenClient,
  userinfoStatus,
} from '../../../../test/lifecycle.ts'
import { expectJson, refusal } from '../../../../test/refusals.ts'
import { notesIn, watchTraces } from '../../../../test/watching.ts'

let trial: Trial
let server: Fetching

beforeAll(async () => {
  trial = await openTrial()
  server = fromAnywhere(trial.server)
})

type Params = Readonly<Record<string, string | undefined>>

const web = basic('demo-web', webSecret)
const service = basic('demo-service', serviceSecret)

function revoke(params: Params, authorization?: string, at = server): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
  if (authorization !== undefined) headers.set('authorization', authorization)
  const members = Object.entries(params).filter((member): member is [string, string] => member[1] !== undefined)
  const body = new URLSearchParams(members).toString()
  return at.fetch(new Request(`${issuer}/oauth2/revoke`, { method: 'POST', headers, body }))
}

async function tokens(asked = {}): Promise<TokenAnswer['body']> {
  const { code, verifier } = await obtainCode(trial, asked)
  return (await redeem(server, code, verifier)).body
}

async function expectGone({ access_token, refresh_token }: TokenAnswer['body']): Promise<void> {
  expect(await userinfoStatus(server, access_token)).toBe(401)
  expect((await refreshed(server, refresh_token)).body.error).toBe('invalid_grant')
}

async function expectAlive({ access_token, refresh_token }: TokenAnswer['body']): Promise<void> {
  expect(await userinfoStatus(server, access_token)).toBe(200)
  expect((await refreshed(server, refresh_token)).status).toBe(200)
}

describe('a refresh token', () => {
  it('that its client revokes takes its grant along', async () => {
    const body = await tokens()
    const traces = watchTraces()
    const response = await revoke({ token: body.refresh_token }, web)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(notesIn(traces)).toEqual(['revocation.grant'])
    await expectGone(body)
  })

  it('of a public client is revoked by its id alone', async () => {
    const client = await addClient(trial.server, 'demo-client')
    const { code, verifier } = await obtainCode(trial, { client_id: client.clientId })
    const { body } = await tokenClient(server, client).redeem(code, verifier)
    expect((await revoke({ token: body.refresh_token, client_id: client.clientId })).status).toBe(200)
    expect(await userinfoStatus(server, body.access_token)).toBe(401)
  })

  it('that is spent takes its grant along too: the answer with its successor may be lost', async () => {
    const client = await addClient(trial.server, 'demo-client')
    const { code, verifier } = await obtainCode(trial, { client_id: client.clientId })
    const { redeem: redeemed, refresh } = tokenClient(server, client)
    const first = (await redeemed(code, verifier)).body
    const second = (await refresh(first.refresh_token)).body
    expect((await revoke({ token: first.refresh_token, client_id: client.clientId })).status).toBe(200)
    expect((await refresh(second.refresh_token)).body.error).toBe('invalid_grant')
  })

  it('may be revoked twice, and its grant says once why it ended', async () => {
    const body = await tokens()
    await inParallel(5, async () => expect((await revoke({ token: body.refresh_token }, web)).status).toBe(200))
    const grant = await trial.server.grants.table.get(String(claimsIn(body.access_token).grant_id))
    expect(grant?.revoked?.why).toBe('revoked by its client')
    expect(grant?.history.filter(({ event }) => event.startsWith('revoked'))).toHaveLength(1)
  })

  it('is revoked for good, however many refreshes are under way', async () => {
    const body = await tokens()
    const answers = await inParallel(20, async (n) =>
      n === 7 ? void (await revoke({ token: body.refresh_token }, web)) : await refreshed(server, body.refresh_token),
    )
    for (const answer of answers)
      if (answer?.status === 200) expect(await userinfoStatus(server, answer.body.access_token)).toBe(401)
    await expectGone(body)
  })
})

describe('an access token', () => {
  it('that a person granted takes its grant along', async () => {
    const body = await tokens()
    expect((await revoke({ token: body.access_token, token_type_hint: 'access_token' }, web)).status).toBe(200)
    await expectGone(body)
  })

  it('that a client got for itself ends alone', async () => {
    const { body } = await tokenRequest(server, { grant_type: 'client_credentials', scope: 'read' }, service)
    const traces = watchTraces()
    for (let n = 0; n < 2; n++) expect((await revoke({ token: body.access_token }, service)).status).toBe(200)
    expect(notesIn(traces)).toEqual(['revocation.token', 'revocation.token'])
  })
})

describe('another node', () => {
  it('takes no token of the grant from the next request on', async () => {
    const { store, clock } = trial
    const second = await createServer({ issuer, clock, environment: 'development', ...testKeys, store })
    const body = await tokens()
    expect(await userinfoStatus(second, body.access_token)).toBe(200)
    await revoke({ token: body.refresh_token }, web)
    expect(await userinfoStatus(second, body.access_token)).toBe(401)
  })
})

describe('a token that is good for nothing', () => {
  const nothing: Readonly<Record<string, (body: TokenAnswer['body']) => string | undefined>> = {
    'no token at all': () => 'nothing',
    'a token of another server': () => 'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJodHRwczovL290aGVyLmV4YW1wbGUifQ.AAAA',
    'an altered refresh token': ({ refresh_token: token = '' }) =>
      `${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}`,
    'an altered access token': ({ access_token: token = '' }) => `${token.slice(0, -4)}AAAA`,
  }

  it.each(Object.entries(nothing))('%s is answered as if it were revoked, and nothing is', async (_, tokenOf) => {
    const body = await tokens()
    const traces = watchTraces()
    expect((await revoke({ token: tokenOf(body) }, web)).status).toBe(200)
    expect(notesIn(traces)).toEqual(['revocation.unknown'])
    await expectAlive(body)
  })

  it('as one that has expired is answered likewise', async () => {
    const body = await tokens()
    trial.clock.move(700)
    expect((await revoke({ token: body.access_token }, web)).status).toBe(200)
    expect((await refreshed(server, body.refresh_token)).status).toBe(200)
  })
})

describe('what is refused', () => {
  const FOREIGN = refusal(400, 'invalid_grant', 'token must have been issued to the client that revokes it')

  it('is the token of another client, and it stays good (RFC 7009 §2.1)', async () => {
    const body = await tokens()
    for (const token of [body.refresh_token, body.access_token])
      await expectJson(await revoke({ token }, service), FOREIGN)
    await expectJson(await revoke({ token: body.refresh_token, client_id: 'demo-client' }), FOREIGN)
    await expectAlive(body)
  })

  it('is an ID token', async () => {
    const body = await tokens()
    const OTHER = refusal(400, 'unsupported_token_type', 'token must be an access token or a refresh token')
    await expectJson(await revoke({ token: body.id_token }, web), OTHER)
    await expectAlive(body)
  })

  it('is a request without a token', async () => {
    await expectJson(await revoke({}, web), refusal(400, 'invalid_request', 'token: parameter must be present'))
  })

  it('is a client that does not prove itself, and the token stays good', async () => {
    const body = await tokens()
    const UNPROVEN = refusal(401, 'invalid_client', 'client authentication failed')
    await expectJson(await revoke({ token: body.refresh_token }, basic('demo-web', 'wrong')), UNPROVEN)
    await expectJson(await revoke({ token: body.refresh_token }), UNPROVEN)
    await expectJson(await revoke({ token: body.refresh_token, client_id: 'demo-web' }), UNPROVEN)
    await expectAlive(body)
  })
})

describe('a hint', () => {
  it.each(['access_token', 'refresh_token', 'id_token', 'nonsense', ''])('of %j does no harm', async (hint) => {
    const body = await tokens()
    expect((await revoke({ token: body.refresh_token, token_type_hint: hint }, web)).status).toBe(200)
    await expectGone(body)
  })
})

describe('the endpoint', () => {
  it('is announced, with the ways to prove a client', async () => {
    const response = await server.fetch(new Request(`${issuer}/.well-known/oauth-authorization-server`))
    const metadata = (await response.json()) as Record<string, unknown>
    expect(metadata.revocation_endpoint).toBe(`${issuer}/oauth2/revoke`)
    expect(metadata.revocation_endpoint_auth_methods_supported).toEqual(metadata.token_endpoint_auth_methods_supported)
  })

  it('may be called by scripts of any origin', async () => {
    const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST' }
    const response = await server.fetch(new Request(`${issuer}/oauth2/revoke`, { method: 'OPTIONS', headers }))
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
  })
})
