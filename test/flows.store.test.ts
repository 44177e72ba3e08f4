/** What belongs together is joined, and nothing else: the three parties in one process, each recording for itself. */
import { createApi } from '@sightglass/api'
import { type Flow, joinFlows, type Told, type Trace, tell } from '@sightglass/trace'
import { createWeb, type WebOptions } from '@sightglass/web'
import { expect, it } from 'vitest'
import {
  authorizationUrl,
  basic,
  callback,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  refreshed,
  resource,
  type Trial,
  testKeys,
  tokenRequest,
  walk,
  webSecret,
} from './authorization-server.ts'
import { UserAgent } from './user-agent.ts'
import { watchTraces } from './watching.ts'

const webUrl = 'http://localhost:8080'
const { linkKey } = testKeys

interface Scene {
  readonly trial: Trial
  readonly traces: readonly Trace[]
  readonly flows: () => Flow[]
  /** What travelled and must not be in any trace. */
  readonly secrets: ReadonlySet<string>
  /** Browsers, each with a session at both servers. */
  readonly person: () => Person
}

interface Person {
  readonly begin: () => Promise<URL>
  readonly agent: UserAgent
  /** Comes back to the client with what the server answered. */
  readonly back: (left: URL) => Promise<void>
  readonly login: (username?: 'alice' | 'bob') => Promise<void>
  readonly press: (id: string, values?: Readonly<Record<string, string>>) => Promise<void>
}

async function open(options: Partial<WebOptions> = {}): Promise<Scene> {
  const traces = watchTraces()
  const trial = await openTrial()
  const secrets = new Set<string>([webSecret, 'password123'])
  const ask = async (request: Request): Promise<Response> => {
    for (const secret of credentialsIn(request.headers, await request.clone().text())) secrets.add(secret)
    const response = request.url.startsWith(`${resource}/`) ? await api(request) : await trial.server.fetch(request)
    for (const secret of tokensIn(await response.clone().text())) secrets.add(secret)
    return response
  }
  const tracing = { party: 'resource-server', from: 'client', linkKey } as const
  const api = createApi({ issuer, resource, tracing, clock: trial.clock, fetch: ask })
  const common = { webUrl, issuer, resource, linkKey, clientId: 'demo-web', clientSecret: webSecret }
  const web = createWeb({ ...common, clock: trial.clock, fetch: ask, ...options })

  const person = (): Person => {
    const own = new UserAgent(webUrl, web.fetch)
    const agent = trial.browser()
    const pageOf = async (path: string) => {
      const { page } = await own.visit(path)
      if (page === undefined) throw new Error(`no page at ${path}`)
      return page
    }
    const begin = async (): Promise<URL> => {
      const { left } = await own.press(await pageOf('/'), 'start-login', { 'scope.read': 'on' })
      if (left === undefined) throw new Error('the login did not begin')
      return left
    }
    const back = async (left: URL): Promise<void> => void (await own.visit(left.href))
    return {
      agent,
      begin,
      back,
      async login(username = 'alice') {
        const { left } = await walk(agent, (await begin()).href, username)
        await back(left ?? new URL(webUrl))
      },
      press: async (id, values) => void (await own.press(await pageOf('/session'), id, values)),
    }
  }
  return { trial, traces, person, secrets, flows: () => joinFlows(traces) }
}

/** Of a token that says what it says, the signature is the secret. */
const secretOf = (credentials: string): string => credentials.split(/[. ]/).at(-1) ?? ''

function credentialsIn(headers: Headers, body: string): string[] {
  const form = new URLSearchParams(body)
  const names = ['code', 'code_verifier', 'refresh_token']
  return [headers.get('authorization'), ...names.map((name) => form.get(name))].flatMap((one) =>
    one === null ? [] : secretOf(one),
  )
}

const tokensIn = (body: string): string[] =>
  [...body.matchAll(/"(?:access|id|refresh)_token":"([^"]+)"/g)].map(([, token = '']) => secretOf(token))

const only = (flows: readonly Flow[]): Flow => {
  expect(flows).toHaveLength(1)
  return flows[0] ?? { id: '', traces: [], clientIds: [] }
}

/** `client > authorization-server POST /oauth2/token` */
const inWords = ({ kind, from, to, request, answer }: Told): string => {
  const what =
    'call' in request
      ? request.call
      : kind === 'request'
        ? `${request.method} ${new URL(request.url).pathname}`
        : `${answer?.status}${answer?.location === undefined ? '' : ` ${new URL(answer.location, webUrl).pathname}`}`
  return `${from} > ${to} ${what}`
}

it('tells a flow from the first redirect to the refresh, each message once, whoever recorded it', async () => {
  const { person, flows } = await open()
  const alice = person()
  await alice.login()
  await alice.press('call-api', { what: 'protected' })
  await alice.press('refresh')
  await alice.press('userinfo')
  const flow = only(flows())
  expect(flow.clientIds).toEqual(['demo-web'])
  const [web, as, rs] = ['browser > client', 'browser > authorization-server', 'resource-server']
  expect(tell(flow).map(inWords)).toEqual([
    `${web} POST /login`,
    'client > authorization-server GET /.well-known/oauth-authorization-server',
    'authorization-server > client 200',
    'client > browser 303 /oauth2/authorize',
    `${as} GET /oauth2/authorize`,
    'authorization-server > browser 303 /login',
    `${as} GET /login`,
    'authorization-server > browser 200',
    `${as} POST /login`,
    'authorization-server > browser 303 /oauth2/authorize/continue',
    `${as} GET /oauth2/authorize/continue`,
    'authorization-server > browser 303 /consent',
    `${as} GET /consent`,
    'authorization-server > browser 200',
    `${as} POST /consent`,
    'authorization-server > browser 303 /oauth2/authorize/continue',
    `${as} GET /oauth2/authorize/continue`,
    'authorization-server > browser 303 /callback',
    `${web} GET /callback`,
    'client > authorization-server GET /oauth2/jwks',
    'authorization-server > client 200',
    'client > authorization-server POST /oauth2/token',
    'authorization-server > client 200',
    'client > browser 303 /session',
    `${web} POST /call`,
    `client > ${rs} GET /protected`,
    `${rs} > authorization-server GET /.well-known/oauth-authorization-server`,
    `authorization-server > ${rs} 200`,
    `${rs} > authorization-server GET /oauth2/jwks`,
    `authorization-server > ${rs} 200`,
    `${rs} > client 200`,
    'client > browser 303 /session',
    `${web} POST /refresh`,
    'client > authorization-server POST /oauth2/token',
    'authorization-server > client 200',
    'client > browser 303 /session',
    `${web} POST /userinfo`,
    'client > authorization-server GET /oauth2/userinfo',
    'authorization-server > client 200',
    'client > browser 303 /session',
  ])
})

it('shows with each message what its receiver looked at', async () => {
  const { person, flows } = await open()
  const alice = person()
  await alice.login()
  await alice.press('call-api', { what: 'protected' })
  const told = tell(only(flows()))
  const rulesAt = (words: string) =>
    told.find((one) => inWords(one) === words)?.looks.flatMap((look) => (look.kind === 'check' ? [look.rule] : [])) ??
    []
  const token = rulesAt('client > authorization-server POST /oauth2/token')
  for (const rule of ['client.secret', 'code.known', 'pkce.verifierMatches']) expect(token).toContain(rule)
  expect(
    told.filter((one) => inWords(one) === 'authorization-server > client 200').map(({ looks }) => looks.length),
  ).not.toContain(0)
  const call = rulesAt('client > resource-server GET /protected')
  for (const rule of ['bearer.presented', 'access-token.signature', 'access-token.aud']) expect(call).toContain(rule)
  const [asked] = told.filter((one) => inWords(one).endsWith('POST /oauth2/token'))
  expect(asked?.parameters.map(({ name }) => name)).toEqual([
    'Authorization',
    'grant_type',
    'code',
    'redirect_uri',
    'code_verifier',
    'resource',
  ])
})

it('keeps two people apart who sign in at once, whose discovery was one request', async () => {
  const { person, flows } = await open()
  const [alice, bob] = [person(), person()]
  const [one, other] = await Promise.all([alice.begin(), bob.begin()])
  const ends = await Promise.all([walk(alice.agent, one.href, 'alice'), walk(bob.agent, other.href, 'bob')])
  await Promise.all([alice.back(ends[0].left ?? one), bob.back(ends[1].left ?? other)])
  await alice.press('call-api', { what: 'protected' })
  await bob.press('call-api', { what: 'protected' })
  expect(flows()).toHaveLength(2)
  for (const flow of flows()) {
    expect(tell(flow).filter((told) => inWords(told) === 'browser > client POST /login')).toHaveLength(1)
    expect(tell(flow).filter((told) => inWords(told) === 'client > resource-server GET /protected')).toHaveLength(1)
  }
})

it('keeps two logins of one person apart, though the second finds the session and the consent of the first', async () => {
  const { person, flows } = await open()
  const alice = person()
  await alice.login()
  await alice.login()
  expect(flows()).toHaveLength(2)
})

it('joins neither by a state nor by a nonce that a client uses again', async () => {
  const { trial, flows } = await open()
  for (const username of ['alice', 'bob'] as const)
    await walk(trial.browser(), (await authorizationUrl()).url, username)
  expect(flows()).toHaveLength(2)
})

it('joins what a client that records nothing did, by what travelled', async () => {
  const { trial, flows } = await open()
  const { code, verifier } = await obtainCode(trial, { scope: 'openid read offline_access' })
  const { body } = await redeem(trial.server, code, verifier)
  await refreshed(trial.server, body.refresh_token)
  const headers = { authorization: `Bearer ${body.access_token}` }
  await trial.server.fetch(new Request(`${issuer}/oauth2/userinfo`, { headers }))
  expect(only(flows()).traces.map(({ answer }) => answer?.status)).not.toContain(401)
})

it('leaves a refused request that names no flow alone, and its client a claim: nothing has proven it', async () => {
  const { trial, flows } = await open()
  const { url } = await authorizationUrl({ redirect_uri: 'https://evil.example/callback' })
  await trial.server.fetch(new Request(url))
  await tokenRequest(trial.server, { grant_type: 'client_credentials' }, basic('demo-service', 'wrong'))
  const [token, authorize] = flows()
  expect([token?.clientIds, authorize?.clientIds]).toEqual([[], []])
  const claimed = [token, authorize].map((flow) => flow?.traces[0]?.claimedId)
  expect(claimed).toEqual(['demo-service', 'demo-web'])
  const failed = (flow: Flow | undefined) =>
    flow?.traces.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'check' && !step.held ? [step] : [])))
  expect(failed(token)).toMatchObject([{ rule: 'client.secret' }])
  expect(failed(authorize)).toMatchObject([
    { rule: 'redirect.registered', expected: callback, received: 'https://evil.example/callback' },
  ])
})

it('puts a refusal into the flow where it happened: a wrong secret, a scope that the token lacks, a login that was cancelled', async () => {
  const wrong = await open({ clientSecret: 'not-the-secret-of-demo-web' })
  await wrong.person().login()
  const refused = tell(only(wrong.flows())).find(({ error }) => error === 'invalid_client')
  expect(refused).toMatchObject({ from: 'authorization-server', to: 'client' })

  const lacking = await open()
  const alice = lacking.person()
  await alice.login()
  await alice.press('call-api', { what: 'admin' })
  expect(tell(only(lacking.flows()))).toContainEqual(
    expect.objectContaining({ from: 'resource-server', to: 'client', error: 'insufficient_scope' }),
  )

  const cancelled = await open()
  const bob = cancelled.person()
  const { page } = await bob.agent.visit((await bob.begin()).href)
  if (page === undefined) throw new Error('no login page')
  await bob.back((await bob.agent.press(page, 'login-cancel')).left ?? new URL(webUrl))
  expect(tell(only(cancelled.flows())).at(-1)).toMatchObject({ from: 'client', to: 'browser', error: 'access_denied' })
})

it('keeps no secret that travelled between the servers', async () => {
  const { person, traces, secrets } = await open()
  const alice = person()
  await alice.login()
  await alice.press('call-api', { what: 'protected' })
  await alice.press('refresh')
  await alice.press('userinfo')
  // The client's secret and the password; code and verifier; the refresh token; the signatures of two access tokens and two ID tokens.
  expect(secrets.size).toBeGreaterThanOrEqual(9)
  const recorded = JSON.stringify(traces)
  for (const secret of secrets) expect(recorded.includes(secret), secret).toBe(false)
  for (const cookie of alice.agent.cookies.values()) expect(recorded.includes(cookie), cookie).toBe(false)
})
