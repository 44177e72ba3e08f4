/** The management API, from outside: who may ask, what is told, and what it does to the server beside it. */
import { describe, expect, it } from 'vitest'
import {
  authorizationUrl,
  basic,
  issuer,
  obtainCode,
  redeem,
  refreshed,
  resource,
  tokenRequest,
  walk,
} from '../../../test/authorization-server.ts'
import { type ManagedTrial, openManaged } from '../../../test/management.ts'

const web = { redirect_uris: ['https://shop.example/callback'], client_name: 'Shop', scope: 'openid read' }
const service = { grant_types: ['client_credentials'], scope: 'read', resources: [resource] }

const pointers = (body: Readonly<Record<string, unknown>>): string[] =>
  Array.isArray(body.errors) ? body.errors.map(({ pointer }) => pointer) : []

const tokenOf = (trial: ManagedTrial, id: string, secret: unknown) =>
  tokenRequest(trial.server, { grant_type: 'client_credentials' }, basic(id, String(secret)))

async function subOf({ ask }: ManagedTrial, username: string): Promise<string> {
  const { body } = await ask('GET', `/users?username=${username}`)
  return String(body.items[0]?.sub)
}

describe('who asks', () => {
  it('needs a token, the right one, and must not be a page', async () => {
    const { ask } = await openManaged()
    expect((await ask('GET', '/clients')).status).toBe(200)
    const none = await ask('GET', '/clients', undefined, { authorization: '' })
    expect([none.status, none.headers.get('www-authenticate'), none.headers.get('content-type')]).toEqual([
      401,
      'Bearer realm="sightglass management"',
      'application/problem+json',
    ])
    const wrong = await ask('GET', '/clients', undefined, { authorization: `Bearer ${'x'.repeat(40)}` })
    expect(wrong.body).toMatchObject({ status: 401, title: 'Unauthorized', rule: 'management.token' })
    const page = await ask('GET', '/clients', undefined, { origin: 'http://localhost:8080' })
    expect(page.body).toMatchObject({ status: 403, rule: 'management.noPage' })
    expect((await ask('GET', '/nothing', undefined, { authorization: '' })).status).toBe(401)
  })

  it('waits after too many wrong tokens, and not with the right one', async () => {
    const { ask } = await openManaged()
    const wrong = { authorization: `Bearer ${'x'.repeat(40)}` }
    const answers = []
    for (let n = 0; n < 40; n++) answers.push(await ask('GET', '/keys', undefined, wrong))
    expect(answers.at(-1)).toMatchObject({ status: 429, body: { rule: 'management.notLimited' } })
    expect(answers.at(-1)?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await ask('GET', '/keys')).status).toBe(200)
  })

  it('is told which paths and methods there are', async () => {
    const { ask } = await openManaged()
    expect((await ask('GET', '/nothing')).status).toBe(404)
    expect((await ask('GET', '/clients/%zz')).status).toBe(404)
    const put = await ask('PUT', '/clients/demo-web', {})
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, PATCH, DELETE'])
  })

  it.each([
    ['no JSON by its type', '{}', { 'content-type': 'text/plain' }, 'management.json'],
    ['no JSON at all', '{', {}, 'management.syntax'],
    ['endless', `"${'x'.repeat(300_000)}"`, {}, 'management.size'],
    ['no object', '[]', {}, 'management.members'],
  ])('is told of a body that is %s', async (_, body, headers, rule) => {
    const { ask } = await openManaged()
    expect((await ask('POST', '/clients', body, headers)).body).toMatchObject({ status: 400, rule })
  })

  it('leaves a line of audit for each change, and none for a refusal or a look', async () => {
    const { ask, logged } = await openManaged()
    await ask('POST', '/clients', { client_id: 'shop', ...web })
    await ask('POST', '/clients', { client_id: 'shop', ...web })
    await ask('GET', '/clients/shop')
    await ask('DELETE', '/clients/shop')
    const lines = logged.filter(({ event }) => event === 'audit').map(({ fields }) => fields)
    expect(lines).toEqual([
      { actor: 'ada', action: 'client.create', target: 'client shop', address: '127.0.0.1' },
      { actor: 'ada', action: 'client.remove', target: 'client shop', address: '127.0.0.1' },
    ])
    expect(logged.filter(({ event }) => event === 'refused')).toHaveLength(1)
  })
})

describe('the OpenAPI document', () => {
  it('is there for everybody, and tells every operation once', async () => {
    const { ask } = await openManaged()
    const { status, body } = await ask('GET', '/openapi.json', undefined, { authorization: '' })
    expect(status).toBe(200)
    const paths = body.paths as Record<string, Record<string, { operationId: string; requestBody?: object }>>
    const ids = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(['createClient', 'rotateKeys', 'revokeGrants', 'endSession']))
    expect(paths['/clients']?.post?.requestBody).toMatchObject({
      content: {
        'application/json': {
          schema: {
            additionalProperties: false,
            properties: {
              redirect_uris: { type: 'array', items: { type: 'string' } },
              pkce_required: { type: 'boolean', default: true },
            },
          },
        },
      },
    })
    expect(paths['/users/{sub}']?.get).toMatchObject({
      parameters: [{ name: 'sub', in: 'path', required: true }],
    })
  })
})

describe('clients', () => {
  it('are made with a secret that works, is told once and is not kept', async () => {
    const trial = await openManaged()
    const made = await trial.ask('POST', '/clients', { client_id: 'worker', ...service })
    expect([made.status, made.body.client_id]).toEqual([201, 'worker'])
    const secret = made.body.client_secret
    expect(secret).toMatch(/^[\w-]{64}$/)
    expect((await tokenOf(trial, 'worker', secret)).status).toBe(200)
    const { text, body } = await trial.ask('GET', '/clients/worker')
    expect(body).toMatchObject({ client_id: 'worker', status: 'active', grant_types: ['client_credentials'] })
    expect(text).not.toMatch(/secret"|[Hh]ash|sealed/)
    expect((await trial.ask('GET', '/clients')).text).not.toContain(String(secret))
  })

  it('take the id and the secret that they are given, or get an id', async () => {
    const trial = await openManaged()
    const client_secret = 'a-secret-that-somebody-else-has-made-up'
    await trial.ask('POST', '/clients', { client_id: 'given', client_secret, ...service })
    expect((await tokenOf(trial, 'given', client_secret)).status).toBe(200)
    const { body } = await trial.ask('POST', '/clients', { ...web, token_endpoint_auth_method: 'none' })
    expect(body.client_id).toMatch(/^[\w-]{22}$/)
    expect(body).not.toHaveProperty('client_secret')
  })

  it('are refused by every member at fault', async () => {
    const { ask } = await openManaged()
    const { status, body } = await ask('POST', '/clients', {
      client_id: 'shop',
      redirect_uris: ['https://shop.example/callback', 'http://shop.example/callback'],
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'implicit'],
      logo_uri: 'javascript:alert(1)',
      pkce_required: false,
    })
    expect(status).toBe(400)
    expect(pointers(body).sort()).toEqual(['/legacy', '/logo_uri', '/pkce_required', '/redirect_uris/1'])
    expect(body).toMatchObject({ title: 'Bad Request', error: 'invalid_request', rule: 'management.members' })
    const unknown = await ask('POST', '/clients', { ...web, colour: 'blue', access_token_lifetime: 'long' })
    expect(pointers(unknown.body).sort()).toEqual(['/access_token_lifetime', '/colour'])
    expect(pointers((await ask('POST', '/clients', { ...web, client_secret: 'short' })).body)).toEqual([
      '/client_secret',
    ])
  })

  it('keep their id: a second one of that id changes nothing', async () => {
    const trial = await openManaged()
    const { body } = await trial.ask('POST', '/clients', { client_id: 'worker', ...service })
    const again = await trial.ask('POST', '/clients', { client_id: 'worker', ...service, client_name: 'Other' })
    expect([again.status, again.body.rule, pointers(again.body)]).toEqual([409, 'management.free', ['/client_id']])
    expect((await tokenOf(trial, 'worker', body.client_secret)).status).toBe(200)
  })

  it('are changed where the body says so, and keep the rest, their secret too', async () => {
    const trial = await openManaged()
    const { body: made } = await trial.ask('POST', '/clients', {
      client_id: 'worker',
      ...service,
      contacts: ['ops@example.com'],
    })
    const changed = await trial.ask('PATCH', '/clients/worker', { client_name: 'Worker', contacts: null })
    expect(changed.body).toMatchObject({ client_name: 'Worker', scope: 'read', resources: [resource] })
    expect(changed.body).not.toHaveProperty('contacts')
    expect(changed.body).not.toHaveProperty('client_secret')
    expect((await tokenOf(trial, 'worker', made.client_secret)).status).toBe(200)
    const wrong = await trial.ask('PATCH', '/clients/worker', { grant_types: ['nonsense'], client_id: 'x' })
    expect([wrong.status, pointers(wrong.body)]).toEqual([400, ['/client_id']])
    const nonsense = await trial.ask('PATCH', '/clients/worker', { grant_types: ['nonsense'] })
    expect([nonsense.status, pointers(nonsense.body)]).toEqual([400, ['/grant_types/0']])
    expect((await trial.ask('PATCH', '/clients/nobody', {})).body).toMatchObject({ rule: 'management.exists' })
  })

  it('are registered for resource servers that there are; what a file of registrations said before stays', async () => {
    const { ask, server } = await openManaged()
    const unknown = 'https://unknown.example'
    const asked = { client_id: 'worker', ...service }
    const made = await ask('POST', '/clients', { ...asked, resources: [resource, unknown] })
    expect(made).toMatchObject({ status: 400, body: { rule: 'management.members' } })
    expect(made.body.errors).toEqual([{ pointer: '/resources/1', detail: 'must be a registered resource server' }])
    expect((await ask('GET', '/clients/worker')).status).toBe(404)
    await ask('POST', '/clients', asked)
    const changed = await ask('PATCH', '/clients/worker', { resources: [unknown] })
    expect([changed.status, pointers(changed.body)]).toEqual([400, ['/resources/0']])
    const worker = await server.clients.read('worker')
    expect(worker?.resources).toEqual([resource])
    if (worker !== undefined) await server.clients.put({ ...worker, resources: [unknown] })
    expect((await ask('PATCH', '/clients/worker', { client_name: 'Worker' })).body.resources).toEqual([unknown])
    expect((await ask('PATCH', '/clients/worker', { resources: [resource, unknown] })).status).toBe(200)
  })

  it('get a new secret on command; the one before is worth nothing', async () => {
    const trial = await openManaged()
    const { body: made } = await trial.ask('POST', '/clients', { client_id: 'worker', ...service })
    const { body: renewed } = await trial.ask('POST', '/clients/worker/secret')
    expect((await tokenOf(trial, 'worker', renewed.client_secret)).status).toBe(200)
    expect((await tokenOf(trial, 'worker', made.client_secret)).status).toBe(401)
    expect((await trial.ask('POST', '/clients/demo-client/secret')).status).toBe(400)
  })

  it('get a secret where another method needs another', async () => {
    const { ask } = await openManaged()
    await ask('POST', '/clients', { client_id: 'shop', ...web, token_endpoint_auth_method: 'none' })
    const basicNow = await ask('PATCH', '/clients/shop', { token_endpoint_auth_method: 'client_secret_basic' })
    expect(basicNow.body.client_secret).toMatch(/^[\w-]{64}$/)
    const jwtNow = await ask('PATCH', '/clients/shop', { token_endpoint_auth_method: 'client_secret_jwt' })
    expect(jwtNow.body.client_secret).toMatch(/^[\w-]{64}$/)
    const publicNow = await ask('PATCH', '/clients/shop', { token_endpoint_auth_method: 'none' })
    expect([publicNow.status, publicNow.body.client_secret]).toEqual([200, undefined])
  })

  it('are shut out, and let in again', async () => {
    const trial = await openManaged()
    const { body } = await trial.ask('POST', '/clients', { client_id: 'worker', ...service })
    await trial.ask('PATCH', '/clients/worker', { status: 'disabled' })
    expect((await tokenOf(trial, 'worker', body.client_secret)).status).toBe(401)
    await trial.ask('PATCH', '/clients/worker', { status: 'active' })
    expect((await tokenOf(trial, 'worker', body.client_secret)).status).toBe(200)
    expect((await trial.ask('DELETE', '/clients/worker')).status).toBe(204)
    expect((await tokenOf(trial, 'worker', body.client_secret)).status).toBe(401)
    expect((await trial.ask('DELETE', '/clients/worker')).status).toBe(404)
  })

  it('changed by two at once are changed by one', async () => {
    const { ask } = await openManaged()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => ask('PATCH', '/clients/demo-web', { client_name: `Name ${n}` })),
    )
    const done = answers.filter(({ status }) => status === 200)
    expect(done.length).toBeGreaterThanOrEqual(1)
    for (const { status, body } of answers) if (status !== 200) expect(body.rule).toBe('management.unchanged')
    expect(answers.some(({ status }) => status === 409)).toBe(true)
  })

  it('that registered themselves keep the scope that an operator left them, whatever they ask for', async () => {
    const trial = await openManaged({ registration: { mode: 'open', scope: ['openid', 'profile', 'read'] } })
    const own = async (method: string, url: string, members: object, token = ''): Promise<Record<string, unknown>> => {
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
      const body = JSON.stringify(members)
      return await (await trial.server.fetch(new Request(url, { method, headers, body }))).json()
    }
    const { redirect_uris } = web
    const made = await own('POST', `${issuer}/oauth2/register`, { redirect_uris })
    const { client_id, registration_client_uri: url, registration_access_token: token } = made
    const update = (scope?: string) => own('PUT', String(url), { redirect_uris, client_id, scope }, String(token))
    expect([made.scope, (await update('openid')).scope]).toEqual(['openid profile read', 'openid'])
    const decided = { scope: 'openid profile', default_scope: 'openid' }
    expect((await trial.ask('PATCH', `/clients/${client_id}`, decided)).status).toBe(200)
    expect((await update()).scope).toBe('openid profile')
    expect((await update('openid read')).scope).toBe('openid')
    expect((await update('openid profile read')).scope).toBe('openid profile')
    expect((await trial.ask('GET', `/clients/${client_id}`)).body).toMatchObject(decided)
  })

  it('are told page by page, each once', async () => {
    const { ask } = await openManaged()
    for (let n = 0; n < 5; n++) await ask('POST', '/clients', { client_id: `page-${n}`, ...web })
    const seen: unknown[] = []
    let next: unknown = ''
    for (let pages = 0; next !== undefined && pages < 20; pages++) {
      const { body }: { body: Awaited<ReturnType<typeof ask>>['body'] } = await ask(
        'GET',
        `/clients?limit=3&after=${next}`,
      )
      expect(body.items.length).toBeLessThanOrEqual(3)
      seen.push(...body.items.map(({ client_id }) => client_id))
      next = body.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(['demo-web', 'page-0', 'page-4']))
    const forged = await ask('GET', `/clients?after=${encodeURIComponent("x' OR 1=1 --\u0000")}`)
    expect(forged.body).toEqual({ items: [] })
    expect(pointers((await ask('GET', '/clients?limit=1000&colour=blue')).body).sort()).toEqual(['colour', 'limit'])
  })
})

describe('resource servers', () => {
  const api = { resource: 'https://api.example', name: 'Example', scopes: { look: 'look at things' } }
  const path = `/resources/${encodeURIComponent(api.resource)}`

  it('are made, told, changed, and ask by a secret that is told once', async () => {
    const { ask, server } = await openManaged()
    const made = await ask('POST', '/resources', { ...api, introspection: { client_id: 'api' } })
    expect(made.status).toBe(201)
    const { client_secret } = made.body.introspection as { client_secret: string }
    const question = async (secret: string) =>
      await server.fetch(
        new Request(`${issuer}/oauth2/introspect`, {
          method: 'POST',
          headers: { authorization: basic('api', secret) },
          body: new URLSearchParams({ token: 'nonsense' }),
        }),
      )
    expect((await question(client_secret)).status).toBe(200)
    expect((await ask('GET', path)).text).not.toMatch(/secret|[Hh]ash/)
    const changed = await ask('PATCH', path, {
      name: 'Other',
      introspection: { client_id: 'api', allowed_hosts: ['10.0.0.0/8'] },
    })
    expect(changed.body).toMatchObject({ name: 'Other', introspection: { allowed_hosts: ['10.0.0.0/8'] } })
    expect(changed.text).not.toContain('client_secret')
    expect((await question(client_secret)).status).toBe(401)
    await ask('PATCH', path, { introspection: { client_id: 'api' } })
    expect((await question(client_secret)).status).toBe(200)
    const renamed = await ask('PATCH', path, { introspection: { client_id: 'other' } })
    expect(renamed.body.introspection).toHaveProperty('client_secret')
    const { items } = (await ask('GET', '/resources')).body
    expect(items.map(({ resource }) => resource)).toContain(renamed.body.resource)
  })

  it('are refused by the member at fault', async () => {
    const { ask } = await openManaged()
    const wrong = await ask('POST', '/resources', {
      ...api,
      resource: 'https://api.example#x',
      access_token_format: 'opaque',
      introspection: { client_id: 'api', allowed_hosts: ['10.0.0.1', 'api.example'] },
    })
    expect(pointers(wrong.body).sort()).toEqual(['/introspection/allowed_hosts/1', '/resource'])
    const encrypted = await ask('POST', '/resources', { ...api, access_token_format: 'encrypted' })
    expect(pointers(encrypted.body)).toEqual(['/access_token_format'])
    const privateKey = await ask('POST', '/resources', { ...api, encryption_key: { kty: 'oct', k: 'AAAA' } })
    expect(pointers(privateKey.body)).toEqual(['/encryption_key'])
    const taken = await ask('POST', '/resources', { ...api, resource })
    expect([taken.status, pointers(taken.body)]).toEqual([409, ['/resource']])
    const name = await ask('POST', '/resources', { ...api, introspection: { client_id: 'demo-api' } })
    expect([name.status, pointers(name.body)]).toEqual([409, ['/introspection/client_id']])
  })

  it('are removed once no client is registered for them', async () => {
    const { ask } = await openManaged()
    await ask('POST', '/resources', api)
    await ask('POST', '/clients', { client_id: 'user', ...web, resources: [api.resource] })
    const used = await ask('DELETE', path)
    expect(used.body).toMatchObject({ status: 409, rule: 'management.unused' })
    expect(used.text).toContain('client user')
    await ask('PATCH', '/clients/user', { resources: [] })
    expect((await ask('DELETE', path)).status).toBe(204)
    expect((await ask('GET', path)).status).toBe(404)
  })
})

describe('people', () => {
  it('are made, told, changed, and sign in', async () => {
    const trial = await openManaged()
    const made = await trial.ask('POST', '/users', {
      username: 'Dora',
      password: 'correct horse',
      claims: { name: 'Dora', email: 'dora@example.com' },
    })
    expect([made.status, made.body.username]).toEqual([201, 'dora'])
    expect(made.text).not.toMatch(/horse|argon2/)
    const { sub } = made.body
    const changed = await trial.ask('PATCH', `/users/${sub}`, { claims: { email: null, nickname: 'D' } })
    expect(changed.body.claims).toEqual({ name: 'Dora', nickname: 'D' })
    expect(await trial.server.people.authenticate('dora', 'correct horse')).toMatchObject({ sub })
    expect((await trial.ask('GET', '/users?limit=2')).body).toMatchObject({ items: [{}, {}], next: expect.any(String) })
    expect(await subOf(trial, 'DORA')).toBe(sub)
    expect((await trial.ask('GET', '/users?username=nobody')).body.items).toEqual([])
  })

  it('are refused by the member at fault, and are who they are already', async () => {
    const { ask } = await openManaged()
    const wrong = await ask('POST', '/users', { username: ' ', password: 'short', claims: { name: 1, role: 'admin' } })
    expect(pointers(wrong.body).sort()).toEqual(['/claims/name', '/claims/role', '/password', '/username'])
    expect(wrong.text).not.toContain('short"')
    const taken = await ask('POST', '/users', { username: 'ALICE', password: 'correct horse' })
    expect([taken.status, pointers(taken.body)]).toEqual([409, ['/username']])
  })

  it('with another password are signed in nowhere, unless that is wanted', async () => {
    const trial = await openManaged()
    const agent = trial.browser()
    await walk(agent, (await authorizationUrl()).url)
    const sub = await subOf(trial, 'alice')
    const sessions = async () => (await trial.ask('GET', `/sessions?user=${sub}`)).body.items.length
    expect(await sessions()).toBe(1)
    await trial.ask('POST', `/users/${sub}/password`, { password: 'another horse', end_sessions: false })
    expect(await sessions()).toBe(1)
    expect((await trial.ask('POST', `/users/${sub}/password`, { password: 'a third horse' })).status).toBe(204)
    expect(await sessions()).toBe(0)
    expect(await trial.server.people.authenticate('alice', 'a third horse')).toMatchObject({ sub })
    expect((await trial.ask('POST', '/users/nobody/password', { password: 'a third horse' })).status).toBe(404)
  })

  it('are shut out, with what they granted', async () => {
    const trial = await openManaged()
    const { code, verifier } = await obtainCode(trial)
    const { body } = await redeem(trial.server, code, verifier)
    const sub = await subOf(trial, 'alice')
    await trial.ask('PATCH', `/users/${sub}`, { status: 'disabled' })
    expect((await refreshed(trial.server, body.refresh_token)).body.error).toBe('invalid_grant')
    expect((await trial.ask('GET', `/users/${sub}`)).body.status).toBe('disabled')
  })
})

describe('keys', () => {
  const published = async ({ server }: ManagedTrial): Promise<string[]> => {
    const { keys } = await (await server.fetch(new Request(`${issuer}/oauth2/jwks`))).json()
    return keys.map(({ kid }: { kid: string }) => kid)
  }

  it('are rotated: the new one is published beside the old one at once', async () => {
    const trial = await openManaged()
    const before = await published(trial)
    const { body } = await trial.ask('POST', '/keys/rotate', { alg: 'RS256' })
    expect(body.items.filter(({ alg }) => alg === 'RS256').map(({ state }) => state)).toEqual(['signing', 'published'])
    expect(await published(trial)).toEqual(expect.arrayContaining(before))
    expect(await published(trial)).toHaveLength(before.length + 1)
    await trial.ask('POST', '/keys/rotate', {})
    expect(await published(trial)).toHaveLength(2 * before.length + 1)
    expect((await trial.ask('POST', '/keys/rotate', { alg: 'HS256' })).status).toBe(400)
  })

  it('are withdrawn: another signs, and it is published no more', async () => {
    const trial = await openManaged()
    const [kid] = await published(trial)
    const { status, body } = await trial.ask('POST', `/keys/${kid}/withdraw`)
    expect(status).toBe(200)
    expect(body.items.find((key) => key.kid === kid)).toMatchObject({ state: 'withdrawn' })
    expect(await published(trial)).not.toContain(kid)
    expect((await trial.ask('POST', '/keys/nothing/withdraw')).body).toMatchObject({ rule: 'management.exists' })
    expect((await trial.ask('GET', '/keys')).text).not.toMatch(/sealed|private|"d"/)
  })

  it('are not made without end', async () => {
    const { ask } = await openManaged()
    const answers = []
    for (let n = 0; n < 17; n++) answers.push(await ask('POST', '/keys/rotate', { alg: 'ES256' }))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(15)
    expect(answers.at(-1)?.body).toMatchObject({ status: 409, rule: 'management.keyRoom' })
  })
})

describe('grants and sessions', () => {
  async function granted() {
    const trial = await openManaged()
    const { code, verifier } = await obtainCode(trial, { scope: 'openid read offline_access' })
    const { body } = await redeem(trial.server, code, verifier)
    return { trial, sub: await subOf(trial, 'alice'), refreshToken: body.refresh_token, code }
  }

  it('are told by person and by client, without what is secret of them', async () => {
    const { trial, sub, code } = await granted()
    const byUser = await trial.ask('GET', `/grants?user=${sub}`)
    expect(byUser.body.items).toEqual([
      expect.objectContaining({ user: sub, client_id: 'demo-web', scope: 'openid read offline_access', offline: true }),
    ])
    expect(byUser.text).not.toMatch(/hash|salt|sealed/i)
    expect(byUser.text).not.toContain(code)
    const id = String(byUser.body.items[0]?.id)
    expect((await trial.ask('GET', `/grants/${id}`)).body).toEqual(byUser.body.items[0])
    expect((await trial.ask('GET', '/grants?client_id=demo-web')).body.items).toHaveLength(1)
    expect((await trial.ask('GET', '/grants?client_id=demo-client')).body.items).toEqual([])
    expect((await trial.ask('GET', `/grants?user=${sub}&client_id=demo-client`)).body.items).toEqual([])
    expect(pointers((await trial.ask('GET', '/grants')).body)).toEqual(['user'])
  })

  it('are revoked one by one', async () => {
    const { trial, sub, refreshToken } = await granted()
    const [grant] = (await trial.ask('GET', `/grants?user=${sub}`)).body.items
    expect((await refreshed(trial.server, refreshToken)).status).toBe(200)
    expect((await trial.ask('DELETE', `/grants/${grant?.id}`)).status).toBe(204)
    expect((await refreshed(trial.server, refreshToken)).body.error).toBe('invalid_grant')
    const after = (await trial.ask('GET', `/grants/${grant?.id}`)).body
    expect(after.revoked).toMatchObject({ why: 'revoked by an operator' })
    expect((await trial.ask('DELETE', '/grants/nothing')).status).toBe(404)
  })

  it.each([
    ['of a client', () => 'client_id=demo-web'],
    ['of a person', (sub: string) => `user=${sub}`],
    ['of both, with the consent', (sub: string) => `user=${sub}&client_id=demo-web`],
  ])('are revoked all together: those %s', async (_, query) => {
    const { trial, sub, refreshToken } = await granted()
    expect((await trial.ask('DELETE', `/grants?${query(sub)}`)).body).toEqual({ revoked: 1 })
    expect((await refreshed(trial.server, refreshToken)).body.error).toBe('invalid_grant')
    const consent = await trial.server.consents.find(sub, 'demo-web')
    expect(consent?.isWithdrawn === true).toBe(query(sub).includes('&'))
    expect((await trial.ask('DELETE', `/grants?${query(sub)}`)).body).toEqual({ revoked: 0 })
  })

  it('end with a session: what lives by it is revoked', async () => {
    const trial = await openManaged()
    const { code, verifier } = await obtainCode(trial, { scope: 'openid read' })
    const { body } = await redeem(trial.server, code, verifier)
    const sub = await subOf(trial, 'alice')
    const list = await trial.ask('GET', `/sessions?user=${sub}`)
    expect(list.body.items).toEqual([expect.objectContaining({ user: sub, clients: ['demo-web'] })])
    expect(list.text).not.toMatch(/[Hh]ash|sids/)
    const id = list.body.items[0]?.id
    expect((await trial.ask('DELETE', `/sessions/${id}`)).status).toBe(204)
    expect((await refreshed(trial.server, body.refresh_token)).body.error).toBe('invalid_grant')
    expect((await trial.ask('DELETE', `/sessions/${id}`)).status).toBe(404)
    await obtainCode(trial)
    expect((await trial.ask('DELETE', `/sessions?user=${sub}`)).body).toEqual({ ended: 1 })
  })
})
