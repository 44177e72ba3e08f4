/** Implicit and hybrid response types (OIDC Core §3.2, §3.3): off unless registered, and tokens that stand and fall with their grant. */
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Delivered, deliveredBy } from '../../../../test/asking.ts'
import {
  type Asked,
  authorizationUrl,
  callback,
  claimsIn,
  issuer,
  openTrial,
  resource,
  type Trial,
  walk,
} from '../../../../test/authorization-server.ts'
import { addClient, inParallel, tokenClient, userinfoStatus } from '../../../../test/lifecycle.ts'
import type { UserAgent } from '../../../../test/user-agent.ts'
import { notesIn, refusedBy, watchTraces } from '../../../../test/watching.ts'
import type { Client } from '../../clients/client.ts'

let trial: Trial
let client: Client
let alice: UserAgent

/** What an operator registers who knows what OAuth 2.1 dropped; the redirect URI is loopback. */
const legacy = {
  grantTypes: ['authorization_code', 'implicit', 'refresh_token'],
  applicationType: 'native',
  policy: { legacy: true },
} as const

const types = ['id_token', 'token', 'id_token token', 'code id_token', 'code token', 'code id_token token'] as const

beforeAll(async () => {
  trial = await openTrial()
  alice = trial.browser()
  client = await addClient(trial.server, 'demo-web', {
    ...legacy,
    responseTypes: [...types],
    redirectUris: [callback],
  })
})

interface Answered extends Delivered {
  readonly verifier: string
}

const NONCE = 'nonce-of-at-least-16-characters'
const STATE = 'state-of-at-least-16-characters'

async function answered(asked: Asked, agent = alice): Promise<Answered> {
  const { url, verifier } = await authorizationUrl({ client_id: client.clientId, ...asked })
  return { ...deliveredBy(await walk(agent, url)), verifier }
}

const halfHash = (value = ''): string =>
  createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url')
const redeem = ({ members, verifier }: Answered) =>
  tokenClient(trial.server, client).redeem(members.code ?? '', verifier)

describe.each(types)('response_type=%s', (type) => {
  const has = (part: string): boolean => type.split(' ').includes(part)

  it('answers in the fragment with what it names and nothing else', async () => {
    const { mode, redirectUri, members } = await answered({ response_type: type, scope: 'openid profile read' })
    expect([mode, redirectUri]).toEqual(['fragment', callback])
    const tokens = {
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: '600',
      scope: 'openid profile read',
    }
    expect(members).toEqual({
      state: STATE,
      iss: issuer,
      ...(has('code') ? { code: expect.stringMatching(/^[\w-]{44}$/) } : {}),
      ...(has('token') ? tokens : {}),
      ...(has('id_token') ? { id_token: expect.any(String) } : {}),
    })
  })

  it('ties its ID token to what comes with it', async () => {
    const { members } = await answered({ response_type: type })
    if (!has('id_token')) return
    const claims = claimsIn(members.id_token)
    expect(claims).toMatchObject({ iss: issuer, aud: client.clientId, nonce: NONCE, auth_time: trial.clock() })
    expect(claims.at_hash).toBe(has('token') ? halfHash(members.access_token) : undefined)
    expect(claims.c_hash).toBe(has('code') ? halfHash(members.code) : undefined)
  })

  it('tells of the person in the ID token only where there is no UserInfo to ask', async () => {
    const { members } = await answered({ response_type: type, scope: 'openid profile email' })
    if (has('id_token'))
      expect(claimsIn(members.id_token)).toMatchObject(
        type === 'id_token' ? { name: 'Alice Liddell', email: 'alice@example.com' } : { sub: expect.any(String) },
      )
    expect('name' in claimsIn(members.id_token ?? 'x.e30')).toBe(type === 'id_token')
  })

  it('lets words stand in any order', async () => {
    const backwards = type.split(' ').toReversed().join(' ')
    expect((await answered({ response_type: backwards })).members).not.toHaveProperty('error')
  })

  it('is refused for a client that is not registered for it', async () => {
    const traces = watchTraces()
    const refused = await answered({ response_type: type, client_id: 'demo-web' })
    expect(refused).toMatchObject({ mode: 'fragment', members: { error: 'unauthorized_client', state: STATE } })
    expect(refusedBy(traces)).toBe('authorize.responseTypeAllowed')
  })

  it('needs a nonce and openid where it names an ID token', async () => {
    const traces = watchTraces()
    const { mode, members } = await answered({ response_type: type, nonce: undefined })
    if (!has('id_token')) return expect(members).not.toHaveProperty('error')
    expect([mode, members.error, refusedBy(traces)]).toEqual(['fragment', 'invalid_request', 'authorize.nonce'])
    const without = await answered({ response_type: type, scope: 'read' })
    expect([without.members.error, refusedBy(traces)]).toEqual(['invalid_scope', 'authorize.openid'])
  })

  it('never goes into the query, errors neither', async () => {
    const traces = watchTraces()
    const { mode, members } = await answered({ response_type: type, response_mode: 'query' })
    expect([mode, members.error]).toEqual(['fragment', 'invalid_request'])
    expect(refusedBy(traces)).toBe('response-mode.tokensHidden')
    expect((await answered({ response_type: type, response_mode: 'form_post' })).mode).toBe('form_post')
  })

  it('is told in the trace, with why OAuth 2.1 dropped it, and never a whole token', async () => {
    const traces = watchTraces()
    const { members } = await answered({ response_type: type })
    expect(notesIn(traces)).toContain('authorize.tokensInFront')
    const told = JSON.stringify(traces)
    for (const token of [members.access_token, members.id_token, members.code])
      if (token !== undefined) expect(told).not.toContain(token.split('.').at(-1))
  })
})

describe('a token that came through the browser', () => {
  it('is never for acting while the person is away', async () => {
    const { members } = await answered({ response_type: 'token', scope: 'openid offline_access read' })
    expect(members.scope).toBe('openid read')
    const grant = await trial.server.grants.table.get(String(claimsIn(members.access_token).grant_id))
    expect(grant?.offline).toBe(false)
  })

  it('is one for the resource and for UserInfo, and carries its grant', async () => {
    const { members } = await answered({ response_type: 'id_token token' })
    const claims = claimsIn(members.access_token)
    expect(claims).toMatchObject({ aud: [resource, issuer], client_id: client.clientId, scope: 'openid read' })
    const grant = await trial.server.grants.table.get(String(claims.grant_id))
    expect([grant?.code, grant?.refresh, grant?.tokenInFront]).toEqual([undefined, undefined, true])
    expect(await userinfoStatus(trial.server, members.access_token)).toBe(200)
  })

  it('ends when the consent is withdrawn', async () => {
    const { members } = await answered({ response_type: 'token' })
    await trial.server.consents.withdraw(String(claimsIn(members.access_token).sub), client.clientId)
    expect(await userinfoStatus(trial.server, members.access_token)).toBe(401)
  })

  it('ends with all of its grant when the code beside it is replayed', async () => {
    const hybrid = await answered({ response_type: 'code id_token token' })
    const first = await redeem(hybrid)
    expect(first.status).toBe(200)
    expect(await userinfoStatus(trial.server, hybrid.members.access_token)).toBe(200)
    expect((await redeem(hybrid)).body.error).toBe('invalid_grant')
    expect(await userinfoStatus(trial.server, hybrid.members.access_token)).toBe(401)
    expect(await userinfoStatus(trial.server, first.body.access_token)).toBe(401)
  })

  it('ends however many redeem the code at once', async () => {
    const hybrid = await answered({ response_type: 'code token' })
    const statuses = await inParallel(20, async () => (await redeem(hybrid)).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(await userinfoStatus(trial.server, hybrid.members.access_token)).toBe(401)
  })

  it('survives a wrong verifier, which burns the code alone', async () => {
    const hybrid = await answered({ response_type: 'code token' })
    const wrong = await redeem({ ...hybrid, verifier: 'x'.repeat(43) })
    expect([wrong.body.error, (await redeem(hybrid)).body.error]).toEqual(['invalid_grant', 'invalid_grant'])
    expect(await userinfoStatus(trial.server, hybrid.members.access_token)).toBe(200)
  })
})

describe('the two ID tokens of a hybrid flow', () => {
  it('say the same of who signed in', async () => {
    const hybrid = await answered({ response_type: 'code id_token' })
    const { body } = await redeem(hybrid)
    const [front, back] = [claimsIn(hybrid.members.id_token), claimsIn(body.id_token)]
    for (const name of ['iss', 'sub', 'aud', 'nonce', 'auth_time', 'acr', 'amr', 'sid'])
      expect(back[name]).toEqual(front[name])
    expect(back.at_hash).toBe(halfHash(body.access_token))
    expect(back).not.toHaveProperty('c_hash')
  })
})

it('PKCE is demanded of a response with a code, and of no other', async () => {
  const noPkce = { code_challenge: undefined, code_challenge_method: undefined }
  expect((await answered({ response_type: 'code token', ...noPkce })).members.error).toBe('invalid_request')
  expect((await answered({ response_type: 'token', ...noPkce })).members).not.toHaveProperty('error')
})

it('a client that is no longer registered for it gets none, however long the person took', async () => {
  const own = await addClient(trial.server, 'demo-web', { ...legacy, responseTypes: ['token'] })
  const agent = trial.browser()
  const { page } = await agent.visit((await authorizationUrl({ client_id: own.clientId, response_type: 'token' })).url)
  await trial.server.clients.put({ ...own, responseTypes: ['code'], grantTypes: ['authorization_code'] })
  const done = await agent.submit(page ?? expect.unreachable(), { username: 'alice', password: 'password123' }, 'login')
  expect(deliveredBy(done)).toMatchObject({ mode: 'fragment', members: { error: 'unauthorized_client' } })
})

it('the person sees the application among those that they allowed, while its token lives', async () => {
  const own = await addClient(trial.server, 'demo-client', { ...legacy, responseTypes: ['token'] })
  await answered({ client_id: own.clientId, response_type: 'token' })
  const shown = async () => (await alice.visit('/account')).page?.html.includes(`value="${own.clientId}"`)
  expect(await shown()).toBe(true)
  trial.clock.move(600)
  expect(await shown()).toBe(false)
})

it('discovery names them all, and the grant type that registration knows them by', async () => {
  const answer = await trial.server.fetch(new Request(`${issuer}/.well-known/openid-configuration`))
  expect(await answer.json()).toMatchObject({
    response_types_supported: ['code', ...types],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: expect.arrayContaining(['authorization_code', 'implicit']),
  })
})
