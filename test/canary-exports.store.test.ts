/**
 * Every flow of the system with all three parties in this process, each message on its way looked at for its secrets; then these
 * are looked for in the traces, in the log, in every format that a flow can be kept in, and in what the command line prints.
 */
import { createApi } from '@sightglass/api'
import { demoDecryptionKey } from '@sightglass/api/demo-key'
import { DEFAULT_SCOPE, runTerminal } from '@sightglass/cli/terminal/index'
import { failureText, listText } from '@sightglass/cli/trace/print'
import { lastFailure, playOfTrace, playsOf } from '@sightglass/cli/trace/recorded'
import { createManagement } from '@sightglass/server/admin/index'
import { parseManagementTokens } from '@sightglass/server/admin/tokens'
import { pageTexts } from '@sightglass/theatre/built'
import { harOf } from '@sightglass/theatre/keep/har'
import { htmlOf } from '@sightglass/theatre/keep/html'
import { jsonOf, keptOf } from '@sightglass/theatre/keep/keep'
import { mermaidOf } from '@sightglass/theatre/keep/mermaid'
import { textOf } from '@sightglass/theatre/keep/text'
import { createRecorder, type Trace } from '@sightglass/trace'
import { createWeb } from '@sightglass/web'
import { expect, it } from 'vitest'
import { deliveredBy } from './asking.ts'
import { assertionClaims, assertionParams, makeKey, signedBy } from './assertion.ts'
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
  serviceSecret,
  testKeys,
  tokenRequest,
  walk,
  webSecret,
} from './authorization-server.ts'
import { afterThis } from './cleaning.ts'
import { beginDevice, decide, poll } from './device.ts'
import { addClient } from './lifecycle.ts'
import { askToLogOut, signInAt } from './logout.ts'
import { managementToken } from './management.ts'
import { collectSecrets } from './secrets.ts'
import { UserAgent } from './user-agent.ts'

const webUrl = new URL(callback).origin
const { linkKey } = testKeys
const apiSecret = 'demo-api-secret-for-development-only'
const initialToken = 'an-initial-access-token-that-the-operator-set'
const PASSWORDS = ['password123', 'Password124', 'a new password of dora']

async function openWorld() {
  const recorder = createRecorder({ mostTraces: 5000, mostPerSecond: Infinity })
  afterThis(recorder.stop)
  const lines: string[] = []
  const secrets = new Set([...PASSWORDS, webSecret, serviceSecret, apiSecret, initialToken, managementToken])
  const log = (...line: unknown[]) => void lines.push(JSON.stringify(line))
  const opened = await openTrial({
    log,
    registration: {
      ...{ mode: 'initial_token', initialTokens: [initialToken], scope: ['openid', 'read'] },
      limit: { requests: 1000, withinSeconds: 1 },
    },
  })
  const watching = async (request: Request, work: (request: Request) => Promise<Response>): Promise<Response> => {
    await collectSecrets(secrets, request.clone())
    const response = await work(request)
    await collectSecrets(secrets, response.clone())
    return response
  }
  const server = {
    ...opened.server,
    fetch: (request: Request, peer?: { address: string }) => watching(request, (one) => opened.server.fetch(one, peer)),
  }
  const browser = () => new UserAgent(issuer, (request) => server.fetch(request))
  const trial = { ...opened, server, browser }
  const fetch = (request: Request): Promise<Response> =>
    new URL(request.url).origin === resource ? watching(request, api) : server.fetch(request)
  const tracing = { party: 'resource-server', from: 'client', linkKey } as const
  const api = createApi({
    issuer,
    resource,
    tracing,
    clock: trial.clock,
    fetch,
    log,
    decryptionKey: demoDecryptionKey(),
  })
  const web = createWeb({
    ...{ webUrl, issuer, resource, linkKey, clientId: 'demo-web', clientSecret: webSecret },
    ...{ clock: trial.clock, fetch, log },
  })
  const manage = createManagement({
    ...{ server: opened.server, tokens: parseManagementTokens(`ada ${managementToken}\n`), log },
    tracing: { party: 'authorization-server', linkKey },
  })
  const admin = (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${managementToken}`, 'content-type': 'application/json' }
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
    const request = new Request(`http://127.0.0.1:8083${path}`, init)
    return watching(request, (one) => manage(one, { address: '127.0.0.1' }))
  }
  const own = new UserAgent(webUrl, (request) => watching(request, web.fetch))
  return { trial, fetch, own, admin, secrets, lines, recorder }
}

type World = Awaited<ReturnType<typeof openWorld>>

const post = (path: string, form: Readonly<Record<string, string>>, authorization?: string): Request =>
  new Request(`${issuer}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: authorization === undefined ? {} : { authorization },
  })

/** The client application: login, calls, refresh, user info, out. */
async function throughTheClient({ own, trial }: World): Promise<void> {
  const press = async (path: string, id: string, values: Readonly<Record<string, string>> = {}) => {
    const { page } = await own.visit(path)
    if (page === undefined) throw new Error(`no page at ${path}`)
    return await own.press(page, id, values)
  }
  const begun = await press('/', 'start-login', { 'scope.read': 'on' })
  const { left } = await walk(trial.browser(), begun.left?.href ?? '')
  await own.visit(left?.href ?? '')
  for (const what of ['protected', 'admin']) await press('/session', 'call-api', { what })
  await press('/session', 'refresh')
  await press('/session', 'userinfo')
  await press('/session', 'logout')
}

/** Grants at the token endpoint, and what can be asked about tokens. */
async function throughTheGrants({ trial, fetch, secrets }: World): Promise<void> {
  const { server, clock } = trial
  const { code, verifier } = await obtainCode(trial, { scope: 'openid profile read offline_access' })
  const { body } = await redeem(server, code, verifier)
  await refreshed(server, body.refresh_token)
  await refreshed(server, body.refresh_token)
  for (const [token = '', secret] of [
    [body.access_token, apiSecret],
    [body.refresh_token, apiSecret],
    [body.access_token, 'a-secret-that-somebody-made-up'],
  ])
    await server.fetch(post('/oauth2/introspect', { token }, basic('demo-api', secret ?? '')))
  secrets.add('a-secret-that-somebody-made-up')
  await server.fetch(post('/oauth2/revoke', { token: body.access_token ?? '' }, basic('demo-web', webSecret)))

  const key = makeKey()
  const service = await addClient(server, 'demo-client', {
    ...{ tokenEndpointAuthMethod: 'private_key_jwt', jwks: { keys: [key.jwk] }, grantTypes: ['client_credentials'] },
    ...{ scope: ['read'], redirectUris: [] },
  })
  const assertion = signedBy(key, assertionClaims(service.clientId, issuer, clock()))
  const grant = { grant_type: 'client_credentials', ...assertionParams(assertion) }
  for (let times = 0; times < 2; times++) await tokenRequest(server, { ...grant, client_id: service.clientId }, '')
  await tokenRequest(server, { grant_type: 'client_credentials' }, basic('demo-service', serviceSecret))

  const { device_code, user_code } = await beginDevice(server)
  await poll(server, device_code)
  await decide(trial.browser(), user_code)
  clock.move(10)
  await poll(server, device_code)

  for (const password of PASSWORDS.slice(0, 2)) {
    const typed = { username: 'alice', password }
    const options = { issuer, resource: `${resource}/vault`, scope: DEFAULT_SCOPE, typed, clock, show: () => undefined }
    await runTerminal({ ...options, fetch }).catch(() => undefined)
  }
}

/** What travels through the browser: implicit and hybrid answers, and logout. */
async function throughTheBrowser({ trial }: World): Promise<void> {
  const types = ['id_token token', 'code id_token']
  const { clientId } = await addClient(trial.server, 'demo-web', {
    ...{ grantTypes: ['authorization_code', 'implicit'], applicationType: 'native', policy: { legacy: true } },
    ...{ responseTypes: types, redirectUris: [callback] },
  })
  const agent = trial.browser()
  for (const response_type of types)
    for (const response_mode of [undefined, 'form_post'])
      deliveredBy(
        await walk(agent, (await authorizationUrl({ client_id: clientId, response_type, response_mode })).url),
      )
  const { tokens } = await signInAt(trial, agent)
  await askToLogOut(agent, { id_token_hint: tokens.id_token, state: 'a-state-of-the-logout-that-is-secret' })
  await askToLogOut(agent, { id_token_hint: `${tokens.id_token?.slice(0, -4)}AAAA` })
}

/** Registration, and the operator's work. */
async function throughTheOperators({ trial, admin }: World): Promise<void> {
  const { fetch } = trial.server
  const metadata = { redirect_uris: ['https://app.example/callback'], scope: 'openid' }
  const register = (method: string, path: string, token: string, body?: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return fetch(
      new Request(path, body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }),
    )
  }
  const made = (await (await register('POST', `${issuer}/oauth2/register`, initialToken, metadata)).json()) as Record<
    string,
    string
  >
  const { registration_client_uri: own = '', registration_access_token: token = '', client_id = '' } = made
  expect(token.length).toBeGreaterThan(20)
  await register('GET', own, token)
  await register('PUT', own, token, { ...metadata, client_id })
  await register('GET', own, `${token.slice(0, -1)}A`)
  await register('DELETE', own, token)

  const client = (await (
    await admin('POST', '/clients', { client_name: 'Worker', grant_types: ['client_credentials'], scope: 'read' })
  ).json()) as Record<string, string>
  await admin('POST', `/clients/${client.client_id}/secret`, {})
  const user = (await (await admin('POST', '/users', { username: 'dora', password: PASSWORDS[2] })).json()) as Record<
    string,
    string
  >
  await admin('POST', `/users/${user.sub}/password`, { password: PASSWORDS[2] })
  await admin('GET', '/clients')
}

/** What the tokens in a text say. The nonce stands in it: by then it has been used. */
const tokensIn = (text: string): string =>
  Array.from(new Set(text.match(/eyJ[\w-]+\.eyJ[\w-]+/g)), (token) =>
    Buffer.from(token.split('.')[1] ?? '', 'base64url')
      .toString()
      .replace(/"nonce":"[^"]*"/, ''),
  ).join('\n')

/** The same as it would be found by somebody who knows how a format writes it. */
const readings = (text: string): string[] => [
  text,
  text.replaceAll(/%[0-9A-F]{2}/g, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16))),
  text.replaceAll(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
  tokensIn(text),
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
]

async function everywhere({ recorder, lines }: World): Promise<Map<string, string>> {
  const traces = recorder.traces().map((one) => JSON.parse(JSON.stringify(one)) as Trace)
  const alone = traces.flatMap(({ id }) => playOfTrace(traces, id) ?? [])
  const plays = [...new Map([...playsOf(traces), ...alone].map((play) => [play.id, play])).values()]
  const told = new Map([
    ['traces', traces.map((one) => JSON.stringify(one)).join('\n')],
    ['log', lines.join('\n')],
    ['list', listText(plays)],
  ])
  const page = pageTexts() ?? { script: '', style: '' }
  const add = (name: string, text: string) => void told.set(name, `${told.get(name) ?? ''}\n${text}`)
  for (const play of plays) {
    const kept = keptOf(play, 0)
    add('JSON', jsonOf(kept))
    add('HAR', JSON.stringify(harOf(kept)))
    add('Mermaid', mermaidOf(kept))
    add('text', textOf(kept))
    add('HTML', await htmlOf(kept, { script: '', style: '' }, 'en'))
    const failure = lastFailure([play])
    if (failure !== undefined) add('failure', failureText(failure))
  }
  const [play] = plays
  if (play !== undefined) add('page', await htmlOf(keptOf(play, 0), page, 'de'))
  return told
}

it('no secret of any flow is in a trace, the log, an export or what the command line prints', async () => {
  const world = await openWorld()
  await throughTheClient(world)
  await throughTheGrants(world)
  await throughTheBrowser(world)
  await throughTheOperators(world)
  const told = await everywhere(world)
  const found = [...told].flatMap(([where, text]) =>
    readings(text).flatMap((one) =>
      [...world.secrets].filter((secret) => one.includes(secret)).map((secret) => [where, secret]),
    ),
  )
  expect(found).toEqual([])
  expect(world.secrets.size).toBeGreaterThan(80)
  for (const secret of [managementToken, initialToken, serviceSecret, apiSecret])
    expect(world.secrets).toContain(secret)
  // What is looked through is what happened: each flow left its marks.
  const text = told.get('text') ?? ''
  for (const path of 'authorize token introspect revoke device_authorization register register/client logout userinfo'.split(
    ' ',
  ))
    expect(text, path).toContain(`/oauth2/${path}`)
  for (const words of [
    '/vault',
    'GET /protected',
    'client_assertion',
    'registration_client_uri',
    'opened_token',
    'refresh_token',
    'id_token',
  ])
    expect(text, words).toContain(words)
  expect(text).toMatch(/grant_type +password/)
  for (const [where, { length }] of told) expect(length, where).toBeGreaterThan(where === 'page' ? 20_000 : 500)
})

it('a secret that was let through would be found in each of them', async () => {
  const secret = 'Xk29-let-through-by-mistake-Xk29'
  const world = await openWorld()
  await world.trial.server.fetch(new Request(`${issuer}/oauth2/authorize?client_id=${secret}`))
  for (const [where, text] of await everywhere(world))
    if (!['log', 'failure', 'list'].includes(where))
      expect(
        readings(text).some((one) => one.includes(secret)),
        where,
      ).toBe(true)
})
