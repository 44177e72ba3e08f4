/** What clients are told by the server itself when a session ends, wherever it ends, and until they have taken it. */
import { createServer, type Server } from '@sightglass/server'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  authorizationUrl,
  claimsIn,
  issuer,
  openTrial,
  type Trial,
  testKeys,
  walk,
} from '../../../../test/authorization-server.ts'
import { inParallel } from '../../../../test/lifecycle.ts'
import { askToLogOut, isEnded, type LogoutReceiver, openLogoutReceiver, signInAt } from '../../../../test/logout.ts'
import type { UserAgent } from '../../../../test/user-agent.ts'
import { notesIn, refusedBy, watchTraces } from '../../../../test/watching.ts'

let trial: Trial
let receiver: LogoutReceiver
let agent: UserAgent

beforeEach(async () => {
  receiver = await openLogoutReceiver()
  trial = await openTrial({ fetcher: receiver.fetcher })
  agent = trial.browser()
})

const listening = () => ({ backchannelLogoutUri: `${receiver.host.url}/backchannel` })
const settled = (server: Server = trial.server) => server.logouts.deliver()

const tokenIn = (body: string | undefined): string => new URLSearchParams(body).get('logout_token') ?? ''
const headerOf = (token: string): unknown => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())

describe('a logout token', () => {
  it('is posted alone, says which session of which client ended, and is no ID token', async () => {
    const { tokens, clientId, sid } = await signInAt(trial, agent, listening())
    await askToLogOut(agent, { id_token_hint: tokens.id_token })
    await settled()
    expect([...new URLSearchParams(receiver.bodies[0]).keys()]).toEqual(['logout_token'])
    const token = tokenIn(receiver.bodies[0])
    expect(headerOf(token)).toMatchObject({ typ: 'logout+jwt', alg: 'RS256', kid: expect.any(String) })
    const now = trial.clock()
    expect(claimsIn(token)).toEqual({
      ...{ iss: issuer, aud: clientId, sub: claimsIn(tokens.id_token).sub, sid, iat: now, exp: now + 120 },
      jti: expect.stringMatching(/^[\w-]{22}$/),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
    const [asked] = receiver.host.asked
    expect([asked?.method, asked?.url, receiver.bodies.length]).toEqual(['POST', '/backchannel', 1])
  })

  it('goes to each client of the session with its own sid, and to no other', async () => {
    const elsewhere = await signInAt(trial, trial.browser(), listening())
    const own = [await signInAt(trial, agent, listening()), await signInAt(trial, agent, listening())]
    await signInAt(trial, agent)
    await askToLogOut(agent, { id_token_hint: own[0]?.tokens.id_token })
    await settled()
    const told = receiver.bodies.map((body) => claimsIn(tokenIn(body)))
    expect(told.map(({ aud, sid }) => `${aud} ${sid}`).sort()).toEqual(
      own.map((one) => `${one.clientId} ${one.sid}`).sort(),
    )
    expect(told.map(({ aud }) => aud)).not.toContain(elsewhere.clientId)
  })

  it('tells a client that knows people by pairwise subjects no subject', async () => {
    const { tokens, sid } = await signInAt(trial, agent, { ...listening(), subjectType: 'pairwise' })
    await askToLogOut(agent, { id_token_hint: tokens.id_token })
    await settled()
    const claims = claimsIn(tokenIn(receiver.bodies[0]))
    expect([claims.sid, 'sub' in claims]).toEqual([sid, false])
  })
})

it('its trace joins that of the logout, and shows what was sent, without the signature', async () => {
  const { tokens, clientId } = await signInAt(trial, agent, listening())
  const traces = watchTraces()
  await askToLogOut(agent, { id_token_hint: tokens.id_token })
  await settled()
  const sent = traces.find(({ received }) => 'call' in received) ?? expect.unreachable()
  const ending = traces.find(({ received }) => 'url' in received) ?? expect.unreachable()
  const marks = new Set(ending.links.map(({ kind, mark }) => `${kind} ${mark}`))
  expect(sent.links.some(({ kind, mark }) => marks.has(`${kind} ${mark}`))).toBe(true)
  expect([sent.clientId, notesIn([ending])]).toEqual([clientId, expect.arrayContaining(['logout.backchannel'])])
  const [exchange] = sent.steps.filter((step) => step.kind === 'exchange')
  expect(exchange).toMatchObject({ to: 'client', request: { method: 'POST', url: `${receiver.host.url}/backchannel` } })
  const [parameter] = exchange?.request.parameters ?? []
  const [head, body, signature] = tokenIn(receiver.bodies[0]).split('.')
  expect(parameter).toEqual({ name: 'logout_token', value: `${head}.${body}.`, in: 'body', masked: true })
  expect(JSON.stringify(traces)).not.toContain(signature)
})

describe('sessions that end elsewhere are told of', () => {
  it('at the account page', async () => {
    await signInAt(trial, agent, listening())
    const { page } = await agent.visit(`${issuer}/account`)
    await agent.submit(page ?? expect.unreachable(), {}, 'sign_out')
    await settled()
    expect(receiver.bodies).toHaveLength(1)
  })

  it('by an operator', async () => {
    const { tokens } = await signInAt(trial, agent, listening())
    const [session] = await trial.server.sessions.list(String(claimsIn(tokens.id_token).sub))
    await trial.server.grants.endSession(session?.id ?? '')
    await settled()
    expect(receiver.bodies).toHaveLength(1)
  })

  it('where somebody else signs in', async () => {
    await signInAt(trial, agent, listening())
    await walk(agent, (await authorizationUrl({ prompt: 'login' })).url, 'bob')
    await settled()
    expect(receiver.bodies).toHaveLength(1)
  })
})

describe('a client that does not take its token', () => {
  it('holds up nobody: the person is signed out before it answers', async () => {
    const { tokens } = await signInAt(trial, agent, { backchannelLogoutUri: 'https://unreachable.example/logout' })
    expect(isEnded((await askToLogOut(agent, { id_token_hint: tokens.id_token })).page)).toBe(true)
  })

  it('gets another one later, until it does, and no more', async () => {
    receiver.answer = 500
    const { tokens } = await signInAt(trial, agent, listening())
    const traces = watchTraces()
    await askToLogOut(agent, { id_token_hint: tokens.id_token })
    await settled()
    expect(traces.map((trace) => refusedBy([trace]))).toContain('logout.delivered')
    await settled()
    expect(receiver.bodies).toHaveLength(1)
    trial.clock.move(15)
    receiver.answer = 204
    expect(await settled()).toBe(1)
    trial.clock.move(3600)
    await settled()
    const jtis = receiver.bodies.map((body) => claimsIn(tokenIn(body)).jti)
    expect([jtis.length, new Set(jtis).size]).toEqual([2, 2])
  })

  it('is given up after ten times, and the trace says so', async () => {
    receiver.answer = 400
    const told: unknown[] = []
    const log = (level: string, event: string, fields?: object) => void told.push([level, event, fields])
    trial = await openTrial({ fetcher: receiver.fetcher, log })
    agent = trial.browser()
    const { tokens, clientId } = await signInAt(trial, agent, listening())
    const traces = watchTraces()
    await askToLogOut(agent, { id_token_hint: tokens.id_token })
    for (let times = 0; times < 15; times++) {
      await settled()
      trial.clock.move(3600)
    }
    expect(receiver.bodies).toHaveLength(10)
    expect(notesIn(traces).filter((note) => note === 'logout.givenUp')).toHaveLength(1)
    const last = { client_id: clientId, attempts: 10, rule: 'fetch.status' }
    expect(told).toContainEqual(['error', 'logout token given up', last])
    expect(JSON.stringify(told)).not.toContain('eyJ')
  })

  it('is not told again where it lost its address meanwhile', async () => {
    receiver.answer = 500
    const { tokens, clientId } = await signInAt(trial, agent, listening())
    await askToLogOut(agent, { id_token_hint: tokens.id_token })
    await settled()
    const { backchannelLogoutUri: _, ...client } = (await trial.server.clients.find(clientId)) ?? expect.unreachable()
    await trial.server.clients.put(client)
    trial.clock.move(15)
    await settled()
    trial.clock.move(3600)
    await settled()
    expect(receiver.bodies).toHaveLength(1)
  })
})

it('two nodes that look at the same time tell a client once, and either goes on where the other died', async () => {
  receiver.answer = 503
  const { tokens } = await signInAt(trial, agent, listening())
  await askToLogOut(agent, { id_token_hint: tokens.id_token })
  await settled()
  const { store, clock } = trial
  const other = await createServer({
    issuer,
    store,
    clock,
    environment: 'development',
    ...testKeys,
    fetcher: receiver.fetcher,
  })
  receiver.answer = 200
  trial.clock.move(15)
  await Promise.all([settled(), settled(other), settled()])
  expect(receiver.bodies).toHaveLength(2)
})

it('many tabs that sign out at once end the session once: each client is told once', async () => {
  const own = [await signInAt(trial, agent, listening()), await signInAt(trial, agent, listening())]
  await inParallel(8, () => askToLogOut(agent, { id_token_hint: own[0]?.tokens.id_token }))
  await settled()
  const told = receiver.bodies.map((body) => claimsIn(tokenIn(body)).aud)
  expect(told.sort()).toEqual(own.map(({ clientId }) => clientId).sort())
})
