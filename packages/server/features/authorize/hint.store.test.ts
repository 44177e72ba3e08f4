/** `id_token_hint` (OIDC Core §3.1.2.1): whom the client expects, proven by an ID token of ours; nobody else is answered for. */
import { beforeAll, describe, expect, it } from 'vitest'
import { expectErrorAt } from '../../../../test/asking.ts'
import {
  type Asked,
  authorizationUrl,
  callback,
  claimsIn,
  credentials,
  openTrial,
  redeem,
  type Trial,
  testKeys,
  walk,
} from '../../../../test/authorization-server.ts'
import { addClient, tokenClient } from '../../../../test/lifecycle.ts'
import type { UserAgent, Visit } from '../../../../test/user-agent.ts'
import { refusedBy, watchTraces } from '../../../../test/watching.ts'

type Username = keyof typeof credentials

let trial: Trial
const browsers = new Map<Username, UserAgent>()
const hints = new Map<Username, string>()
let accessToken = ''

beforeAll(async () => {
  trial = await openTrial()
  for (const username of ['alice', 'bob'] as const) {
    const agent = trial.browser()
    const { url, verifier } = await authorizationUrl()
    const { left } = await walk(agent, url, username)
    const { body } = await redeem(trial.server, left?.searchParams.get('code') ?? '', verifier)
    browsers.set(username, agent)
    hints.set(username, body.id_token ?? '')
    accessToken = body.access_token ?? ''
  }
})

const browserOf = (username: Username): UserAgent => {
  const agent = trial.browser()
  for (const [name, value] of browsers.get(username)?.cookies ?? []) agent.cookies.set(name, value)
  return agent
}
const hintOf = (username: Username): string => hints.get(username) ?? ''
const open = async (agent: UserAgent, asked: Asked): Promise<Visit> =>
  await agent.visit((await authorizationUrl(asked)).url)
const leftOf = ({ left }: Visit): URL => left ?? new URL('about:blank')
const isLogin = ({ page }: Visit): boolean => page?.html.includes('id="login-submit"') ?? false

describe('with an id_token_hint', () => {
  it('of the person who is signed in, the request is answered, however old the token', async () => {
    trial.clock.move(3600)
    const agent = browserOf('alice')
    const { url, verifier } = await authorizationUrl({ prompt: 'none', id_token_hint: hintOf('alice') })
    const code = leftOf(await agent.visit(url)).searchParams.get('code')
    const { body } = await redeem(trial.server, code ?? '', verifier)
    expect(claimsIn(body.id_token).sub).toBe(claimsIn(hintOf('alice')).sub)
  })

  it('of somebody else, a request that may show no page is refused', async () => {
    const visit = await open(browserOf('alice'), { prompt: 'none', id_token_hint: hintOf('bob') })
    expectErrorAt(leftOf(visit), callback, 'login_required', 'person must be signed in where prompt is none')
  })

  it('of somebody else, a login is asked for, and that person is answered for', async () => {
    const agent = browserOf('alice')
    const visit = await open(agent, { id_token_hint: hintOf('bob') })
    expect(isLogin(visit)).toBe(true)
    const typed = { username: 'bob', password: credentials.bob }
    const done = await agent.submit(visit.page ?? expect.unreachable(), typed, 'login')
    expect(leftOf(done).searchParams.has('code')).toBe(true)
  })

  it('nobody else is answered for: who signs in as another is led back with an error', async () => {
    const traces = watchTraces()
    const agent = trial.browser()
    const { page } = await open(agent, { id_token_hint: hintOf('bob') })
    const typed = { username: 'carol', password: credentials.carol }
    expectErrorAt(
      leftOf(await agent.submit(page ?? expect.unreachable(), typed, 'login')),
      callback,
      'login_required',
      'person who signs in must be the one whom id_token_hint or claims names',
    )
    expect(refusedBy(traces)).toBe('authorize.hintedPerson')
  })
})

describe('an id_token_hint', () => {
  const GENUINE = 'id_token_hint must be an ID token that this server issued'

  const forged = async (): Promise<readonly string[]> => {
    const [head = '', body = '', signature = ''] = hintOf('alice').split('.')
    const claims = { ...claimsIn(hintOf('alice')), sub: claimsIn(hintOf('bob')).sub }
    const other = Buffer.from(JSON.stringify(claims)).toString('base64url')
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    const unknown = Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: 'x' })).toString('base64url')
    const crossed = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(head, 'base64url').toString()), alg: 'ES256' }),
    ).toString('base64url')
    const made = [`${head}.${other}.${signature}`, `${none}.${body}.`, `${unknown}.${body}.${signature}`]
    return ['x', 'a.b.c', ...made, `${crossed}.${body}.${signature}`, accessToken, 'x'.repeat(17_000)]
  }

  it('that is none of ours is refused', async () => {
    const agent = browserOf('alice')
    for (const hint of await forged()) {
      const traces = watchTraces()
      expectErrorAt(leftOf(await open(agent, { id_token_hint: hint })), callback, 'invalid_request', GENUINE)
      expect(refusedBy(traces)).toBe('id-token-hint.genuine')
    }
  })

  it('of another server is refused', async () => {
    const elsewhere = await openTrial(testKeys)
    const { url, verifier } = await authorizationUrl()
    const { left } = await walk(elsewhere.browser(), url)
    const { body } = await redeem(elsewhere.server, left?.searchParams.get('code') ?? '', verifier)
    expectErrorAt(
      leftOf(await open(browserOf('alice'), { id_token_hint: body.id_token })),
      callback,
      'invalid_request',
      GENUINE,
    )
  })

  it('of another client is refused', async () => {
    const other = await addClient(trial.server, 'demo-web')
    const agent = browserOf('alice')
    const { url, verifier } = await authorizationUrl({ client_id: other.clientId })
    const { left } = await walk(agent, url)
    const { body } = await tokenClient(trial.server, other).redeem(left?.searchParams.get('code') ?? '', verifier)
    const traces = watchTraces()
    expectErrorAt(
      leftOf(await open(agent, { id_token_hint: body.id_token })),
      callback,
      'invalid_request',
      'id_token_hint must have been issued to the client that sends it',
    )
    expect(refusedBy(traces)).toBe('id-token-hint.audience')
  })
})
