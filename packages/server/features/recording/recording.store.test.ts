/** Recording in production, from outside: off until an operator switches it on for a client, for a time; one client's messages and no others. */
import { createManagement } from '@sightglass/server/admin/index'
import { parseManagementTokens } from '@sightglass/server/admin/tokens'
import { expect, it } from 'vitest'
import {
  authorizationUrl,
  issuer,
  openTrial,
  redeem,
  testKeys,
  tokenRequest,
  walk,
  webSecret,
} from '../../../../test/authorization-server.ts'
import { managementToken } from '../../../../test/management.ts'
import { byService, calls, type Members, openProduction, type Production, read } from '../../../../test/recording.ts'
import { UserAgent } from '../../../../test/user-agent.ts'

/** A login at demo-web, to its tokens. */
async function login({ server }: Production): Promise<Record<string, unknown>> {
  const agent = new UserAgent(issuer, (request) => server.fetch(request))
  const { url, verifier } = await authorizationUrl()
  const { left } = await walk(agent, url)
  const code = left?.searchParams.get('code') ?? ''
  const { body } = await redeem(server, code, verifier)
  expect(body.access_token).toBeDefined()
  return { ...body, code, verifier }
}

/** Takes all that is kept: whoever has is told at once of what comes. Gives back how to take the rest, to its end. */
async function takeAll({ body }: Response): Promise<() => Promise<string>> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('caught-up')) text += (await reader?.read())?.value
  return async () => {
    let rest = ''
    for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) rest += next.value
    return rest
  }
}

const hidden = ['/theatre', '/trace/events', '/trace/AAAAAAAAAAAAAAAAAAAAAA', '/assets/theatre/main.js']

it('is off: no answer names a trace, and there are no such paths', async () => {
  const production = await openProduction()
  await production.server.recordings.look()
  expect((await byService(production, 'wrong')).headers.has('sightglass-trace')).toBe(false)
  const unknown = await (await production.get('/unknown')).text()
  for (const path of hidden) {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const response = await production.server.fetch(new Request(issuer + path, { method }))
      expect([path, response.status]).toEqual([path, 404])
      expect(response.headers.has('www-authenticate')).toBe(false)
      expect((await response.text()).replaceAll(path, '/unknown')).toBe(unknown)
    }
  }
})

it('shows the flow of its client, masked, and of no other', async () => {
  const production = await openProduction()
  const { viewing_token: token, theatre: address } = await production.start('demo-web')
  expect([token.length, token.slice(0, 4), address]).toEqual([47, 'sgv_', `${issuer}/theatre`])
  const other = await byService(production)
  expect(other.headers.has('sightglass-trace')).toBe(false)
  const refused = await byService(production, 'wrong')
  expect(refused.body.error_uri).toBeUndefined()
  const secrets = await login(production)
  const wrong = await tokenRequest(production.server, { grant_type: 'authorization_code', code: 'unknown' })
  const id = wrong.headers.get('sightglass-trace') ?? ''
  expect(wrong.body.error_uri).toBe(`${issuer}/theatre#${id}`)

  const traces = await read(production, token)
  expect(calls(traces)).toEqual([
    'GET /oauth2/authorize',
    'GET /login',
    'POST /login',
    'GET /oauth2/authorize/continue',
    'GET /consent',
    'POST /consent',
    'GET /oauth2/authorize/continue',
    'POST /oauth2/token',
    'POST /oauth2/token',
  ])
  expect(new Set(traces.map(({ clientId }) => clientId))).toEqual(new Set(['demo-web']))
  expect(traces.at(-1)).toMatchObject({ id, error: 'invalid_grant' })
  const text = JSON.stringify(traces)
  const signatures = [secrets.access_token, secrets.id_token].map((jwt) => String(jwt).split('.')[2] ?? '')
  const told = [secrets.refresh_token, secrets.code, secrets.verifier, webSecret, 'password123', token, ...signatures]
  for (const secret of told) if (secret !== undefined) expect(text).not.toContain(secret)
  expect(await read(production, token, traces.at(-2)?.id)).toHaveLength(1)

  const one = await production.get(`/trace/${id}`, token)
  expect(await one.json()).toEqual(traces.at(-1))
  expect(await (await production.get('/theatre', undefined, { 'accept-language': 'de' })).text()).toContain('in de')
  expect((await production.get('/assets/theatre/main.js')).status).toBe(200)
  expect((await production.get('/assets/theatre/other.js')).status).toBe(404)
})

it('opens with the viewing token of its client alone', async () => {
  const production = await openProduction()
  const web = await production.start('demo-web')
  const service = await production.start('demo-service')
  const id = (await byService(production)).headers.get('sightglass-trace') ?? ''
  expect(calls(await read(production, service.viewing_token))).toEqual(['POST /oauth2/token'])
  expect(await read(production, web.viewing_token)).toEqual([])
  expect((await production.get(`/trace/${id}`, service.viewing_token)).status).toBe(200)
  expect((await production.get(`/trace/${id}`, web.viewing_token)).status).toBe(404)
  const opened = await production.get('/trace/events', service.viewing_token)
  expect(opened.headers.get('sightglass-client')).toBe('demo-service')
  await opened.body?.cancel()
  const none = await production.get('/trace/events')
  expect(none.headers.has('sightglass-client')).toBe(false)
  expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="sightglass"'])
  const wrong = await production.get('/trace/events', `sgv_${'x'.repeat(43)}`)
  expect(wrong.headers.get('www-authenticate')).toContain('error="invalid_token"')
  expect(await wrong.json()).toMatchObject({ error_description: expect.stringContaining('recording that is on') })
  expect((await production.get(`/trace/events?access_token=${web.viewing_token}`)).status).toBe(400)
  const posted = new Request(`${issuer}/trace/events`, { method: 'POST' })
  const { status, headers } = await production.server.fetch(posted)
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})

it('lets whoever guesses viewing tokens wait, and nobody who has one', async () => {
  const production = await openProduction()
  const { viewing_token: token } = await production.start('demo-web')
  let last = new Response()
  for (let n = 0; n < 31; n++) last = await production.get('/trace/events', `sgv_${n}`)
  expect([last.status, Number(last.headers.get('retry-after')) > 0]).toEqual([429, true])
  expect(await read(production, token)).toEqual([])
})

it('tells who only looks what a reader would be told, and reads nothing for them', async () => {
  const production = await openProduction()
  const { viewing_token: token } = await production.start('demo-web')
  const ask = (method: string, headers: Record<string, string>) =>
    production.server.fetch(new Request(`${issuer}/trace/events`, { method, headers }))
  const authorization = `Bearer ${token}`
  const got = await ask('GET', { authorization })
  for (let n = 0; n < 40; n++) {
    const { status, headers, body } = await ask('HEAD', { authorization })
    expect([status, Object.fromEntries(headers), body]).toEqual([200, Object.fromEntries(got.headers), null])
  }
  await got.body?.cancel()
  expect((await ask('HEAD', {})).status).toBe(401)
})

it('serves so many readers at once', async () => {
  const production = await openProduction()
  const { viewing_token: token } = await production.start('demo-web')
  const open = await Promise.all(Array.from({ length: 33 }, () => production.get('/trace/events', token)))
  expect(open.map(({ status }) => status)).toEqual([...Array.from({ length: 32 }, () => 200), 503])
  await Promise.all(open.map(({ body }) => body?.cancel()))
})

it('ends by itself, and forgets what was kept', async () => {
  const production = await openProduction()
  const { viewing_token: token } = await production.start('demo-web', 1)
  const reading = await production.get('/trace/events', token)
  production.clock.move(59)
  const during = await tokenRequest(production.server, { grant_type: 'unknown' })
  expect(during.headers.has('sightglass-trace')).toBe(true)
  const rest = await takeAll(reading)
  production.clock.move(1)
  const after = await tokenRequest(production.server, { grant_type: 'unknown' })
  expect(after.headers.has('sightglass-trace')).toBe(false)
  for (const path of hidden) expect((await production.get(path, token)).status).toBe(404)
  await production.server.recordings.look()
  expect(await rest()).toBe('')
  expect((await production.manage('GET', '/recordings')).body).toEqual({ items: [] })
  const again = await production.start('demo-web')
  expect(await read(production, again.viewing_token)).toEqual([])
})

it('shows of its client what came between its own beginning and end, whatever else is recorded', async () => {
  const production = await openProduction()
  const first = await production.start('demo-service', 1)
  const id = (await byService(production)).headers.get('sightglass-trace') ?? ''
  const second = await production.start('demo-service', 30)
  expect(await read(production, second.viewing_token)).toEqual([])
  expect((await production.get(`/trace/${id}`, second.viewing_token)).status).toBe(404)
  expect((await production.get(`/trace/${id}`, first.viewing_token)).status).toBe(200)
  expect((await read(production, first.viewing_token)).map((trace) => trace.id)).toEqual([id])
  const reading = await production.get('/trace/events', first.viewing_token, { 'last-event-id': id })
  const rest = await takeAll(reading)
  production.clock.move(60)
  const later = (await byService(production)).headers.get('sightglass-trace') ?? ''
  await production.server.recordings.look()
  expect(await rest()).toBe('')
  expect((await read(production, second.viewing_token)).map((trace) => trace.id)).toEqual([later])
})

it('is stopped by an operator, with a line of audit for each change', async () => {
  const production = await openProduction()
  const { id, viewing_token: token, ends_at } = await production.start('demo-web', 30)
  const kept = await production.start('demo-service')
  await byService(production)
  const { body } = await production.manage('GET', '/recordings')
  expect(body.items).toContainEqual({ id, client_id: 'demo-web', claimed: false, started_at: ends_at - 1800, ends_at })
  expect(JSON.stringify(body)).not.toMatch(/sgv_|hash/i)
  const reading = await production.get('/trace/events', token)
  expect((await production.manage('DELETE', `/recordings/${id}`)).status).toBe(204)
  expect(await reading.text()).toBe('retry: 2000\n\n')
  expect((await production.manage('DELETE', `/recordings/${id}`)).status).toBe(404)
  expect((await production.get('/trace/events', token)).status).toBe(401)
  expect(calls(await read(production, kept.viewing_token))).toEqual(['POST /oauth2/token'])
  const lines = production.logged.filter(({ event }) => event === 'audit').map(({ fields }) => fields)
  expect(lines).toEqual([
    {
      actor: 'ada',
      action: 'recording.start',
      target: expect.stringMatching(/client demo-web for 30 minutes$/),
      address: '127.0.0.1',
    },
    {
      actor: 'ada',
      action: 'recording.start',
      target: expect.stringMatching(/client demo-service for/),
      address: '127.0.0.1',
    },
    { actor: 'ada', action: 'recording.stop', target: `recording ${id} of client demo-web`, address: '127.0.0.1' },
  ])
  const switched = production.logged.filter(({ event }) => /^recording /.test(event)).map(({ event }) => event)
  expect(switched).toEqual(['recording on', 'recording on', 'recording off'])
  expect(JSON.stringify(production.logged)).not.toContain('sgv_')
})

it('ends with its client, by whomever that is removed', async () => {
  const production = await openProduction(undefined, { registration: { mode: 'open' } })
  const { id, viewing_token: token } = await production.start('demo-service')
  const kept = await production.start('demo-web')
  await byService(production)
  const reading = await production.get('/trace/events', token)
  expect((await production.manage('DELETE', '/clients/demo-service')).status).toBe(204)
  expect(await reading.text()).toBe('retry: 2000\n\n')
  expect((await production.get('/trace/events', token)).status).toBe(401)
  const recorded = async () => (await production.manage('GET', '/recordings')).body.items
  expect(await recorded()).toMatchObject([{ id: kept.id }])
  const audit = { actor: 'ada', address: '127.0.0.1' }
  expect(production.logged.filter(({ event }) => event === 'audit').slice(-2)).toMatchObject([
    { fields: { ...audit, action: 'client.remove', target: 'client demo-service' } },
    { fields: { ...audit, action: 'recording.stop', target: `recording ${id} of client demo-service` } },
  ])
  const made = await production.server.fetch(
    new Request(`${issuer}/oauth2/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: ['https://own.example/callback'] }),
    }),
  )
  const { client_id: own, registration_access_token: access, registration_client_uri: uri } = await made.json()
  await production.start(own)
  const headers = { authorization: `Bearer ${access}` }
  expect((await production.server.fetch(new Request(uri, { method: 'DELETE', headers }))).status).toBe(204)
  expect(await recorded()).toMatchObject([{ id: kept.id }])
})

it('is known to every node, each of which keeps its own messages', async () => {
  const one = await openProduction()
  const other = await openProduction(one)
  const { id, viewing_token: token } = await one.start('demo-service')
  expect((await other.get('/theatre')).status).toBe(404)
  await other.server.recordings.look()
  expect((await byService(other)).headers.has('sightglass-trace')).toBe(true)
  expect(await read(one, token)).toEqual([])
  expect(calls(await read(other, token))).toEqual(['POST /oauth2/token'])
  await one.manage('DELETE', `/recordings/${id}`)
  await other.server.recordings.look()
  expect((await other.get('/trace/events', token)).status).toBe(404)
})

it('takes a client that there is, a time that ends, and so many at once', async () => {
  const production = await openProduction()
  const start = (body: Members) => production.manage('POST', '/recordings', body)
  const unknown = await start({ client_id: 'nobody', minutes: 5 })
  expect(unknown).toMatchObject({ status: 404, body: { errors: [{ pointer: '/client_id' }] } })
  for (const minutes of [0, 1441, 1.5, undefined])
    expect(await start({ client_id: 'demo-web', minutes })).toMatchObject({ status: 400 })
  for (let n = 0; n < 16; n++) await production.start('demo-web')
  const full = await start({ client_id: 'demo-web', minutes: 5 })
  expect(full).toMatchObject({ status: 409, body: { rule: 'management.recordingRoom' } })
})

it('has nothing to do in development, where everything is recorded', async () => {
  const { server } = await openTrial()
  const tokens = parseManagementTokens(managementToken)
  const api = createManagement({
    server,
    tokens,
    tracing: { party: 'authorization-server', ...testKeys },
    log: () => {},
  })
  const headers = { authorization: `Bearer ${managementToken}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ client_id: 'demo-web', minutes: 5 })
  const asked = await api(new Request('http://127.0.0.1:8083/recordings', { method: 'POST', headers, body }))
  expect(await asked.json()).toMatchObject({ status: 409, rule: 'management.recordable' })
  for (const path of hidden) expect((await server.fetch(new Request(issuer + path))).status).toBe(404)
})
