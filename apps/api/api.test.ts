import { NOW, TestIssuer } from '@sightglass/resource/fixtures/issuer'
import { encryptTo } from '@sightglass/server/clients/encryption-key'
import { demoVaultKey } from '@sightglass/server/development'
import { createRecorder } from '@sightglass/trace'
import { describe, expect, it } from 'vitest'
import { parseDecryptionKey } from './decryption-key.ts'
import { demoDecryptionKey } from './demo-key.ts'
import { type ApiOptions, createApi } from './index.ts'
import { createRoutes } from './routes.ts'

const as = await TestIssuer.create()
const resource = 'https://api.example'
const apiOf = (issuer: TestIssuer, options: Partial<ApiOptions> = {}) =>
  createApi({ issuer: issuer.issuer, resource, fetch: issuer.fetch, clock: issuer.clock, ...options })
const api = apiOf(as)

interface Asking {
  readonly method?: string
  readonly scope?: string
  readonly sub?: string
  readonly claims?: Readonly<Record<string, unknown>>
  readonly body?: BodyInit
  readonly type?: string
}

async function ask(
  path: string,
  { method = 'GET', scope, sub = 'alice-sub', claims, body, type }: Asking = {},
  to = api,
) {
  const headers = new Headers()
  if (scope !== undefined)
    headers.set('authorization', `Bearer ${await as.sign({ claims: { scope, sub, ...claims } })}`)
  if (type !== undefined) headers.set('content-type', type)
  return await to(new Request(`${resource}${path}`, { method, headers, body: body ?? null }))
}

const post = (body: BodyInit, more: Asking = {}) =>
  ask('/api/notes', { method: 'POST', scope: 'write', type: 'application/json', body, ...more })

describe('every route of the table', () => {
  it.each(createRoutes())('$method $path takes $scopes', async ({ method, path, scopes }) => {
    const body = method === 'POST' ? { body: '{"text":"x"}', type: 'application/json' } : {}
    const bare = await ask(path, { method, ...body })
    expect(bare.status).toBe(401)
    expect(bare.headers.get('www-authenticate')).toContain(`scope="${scopes.join(' ')}"`)
    expect(bare.headers.get('access-control-allow-origin')).toBe('*')
    expect((await ask(path, { method, scope: 'something else', ...body })).status).toBe(403)
    const response = await ask(path, { method, scope: scopes.join(' '), ...body })
    expect([200, 201]).toContain(response.status)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('has its scopes in the metadata of the resource', async () => {
    const document = await (await ask('/.well-known/oauth-protected-resource')).json()
    expect(document).toMatchObject({
      resource,
      authorization_servers: [as.issuer],
      scopes_supported: ['read', 'write', 'admin'],
    })
  })

  it('is told at /', async () => {
    const index = await (await ask('/')).json()
    const told = createRoutes().map(({ method, path, scopes }) => ({ method, path, scopes }))
    expect(index.routes).toMatchObject(told)
    expect(index.resource_metadata).toBe('https://api.example/.well-known/oauth-protected-resource')
  })
})

describe('/protected and /api/profile', () => {
  it('answer from the token, and never send it on', async () => {
    const issuer = await TestIssuer.create()
    const own = apiOf(issuer)
    const headers = { authorization: `Bearer ${await issuer.sign({ claims: { acr: '1' } })}` }
    const profile = await own(new Request(`${resource}/api/profile`, { headers }))
    expect(await profile.json()).toMatchObject({
      sub: 'alice-sub',
      client_id: 'demo-client',
      expires_at: NOW + 300,
      acr: '1',
    })
    expect((await own(new Request(`${resource}/protected`, { headers }))).status).toBe(200)
    expect(issuer.asked).toEqual([issuer.metadataUrl, issuer.jwksUri])
  })

  it('answer HEAD as they answer GET, without a body', async () => {
    const response = await ask('/protected', { method: 'HEAD', scope: 'read' })
    expect([response.status, await response.text()]).toEqual([200, ''])
  })
})

describe('/api/notes', () => {
  it('keeps the notes of each subject apart', async () => {
    const created = await post('{"text":"buy milk"}', { sub: 'bob-sub' })
    expect(created.status).toBe(201)
    expect(await created.json()).toMatchObject({ text: 'buy milk', created_at: NOW })
    const mine = await (await ask('/api/notes', { scope: 'read', sub: 'bob-sub' })).json()
    expect(mine.notes).toMatchObject([{ text: 'buy milk' }])
    const others = await (await ask('/api/notes', { scope: 'read', sub: 'carol-sub' })).json()
    expect(others).toEqual({ notes: [] })
  })

  it('does not take a client for the person whose sub is like its id', async () => {
    await post('{"text":"private"}', { sub: 'dave-sub' })
    const asClient = { scope: 'read', sub: 'dave-sub', claims: { client_id: 'dave-sub' } }
    expect(await (await ask('/api/notes', asClient)).json()).toEqual({ notes: [] })
  })

  it('keeps the newest hundred of each subject', async () => {
    const own = apiOf(as)
    for (let at = 0; at < 102; at++) {
      const asking = {
        method: 'POST',
        scope: 'write',
        type: 'application/json',
        body: JSON.stringify({ text: `note ${at}` }),
      }
      await ask('/api/notes', asking, own)
    }
    const { notes } = await (await ask('/api/notes', { scope: 'read' }, own)).json()
    expect(notes).toHaveLength(100)
    expect(notes[0].text).toBe('note 101')
  })

  it.each<[string, BodyInit, string, string]>([
    ['no JSON', '{"text":', 'application/json', 'body must be a JSON object in UTF-8'],
    ['a list', '[]', 'application/json', 'body must be a JSON object in UTF-8'],
    ['null', 'null', 'application/json', 'body must be a JSON object in UTF-8'],
    ['nothing', '', 'application/json', 'body must be a JSON object in UTF-8'],
    [
      'broken UTF-8',
      new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]),
      'application/json',
      'body must be a JSON object in UTF-8',
    ],
    ['a form', 'text=x', 'application/x-www-form-urlencoded', 'content type must be application/json'],
    ['a type that only begins like JSON', '{}', 'application/jsonp', 'content type must be application/json'],
    ['no text', '{}', 'application/json', 'text must be a string of 1 to 1000 characters'],
    ['a blank text', '{"text":"  "}', 'application/json', 'text must be a string of 1 to 1000 characters'],
    ['a text that is a number', '{"text":7}', 'application/json', 'text must be a string of 1 to 1000 characters'],
    [
      'a long text',
      JSON.stringify({ text: 'x'.repeat(1001) }),
      'application/json',
      'text must be a string of 1 to 1000 characters',
    ],
    [
      'a body of 100 kB',
      JSON.stringify({ text: 'x'.repeat(100_000) }),
      'application/json',
      'body must not be longer than 16384 bytes',
    ],
  ])('answers 400 with words, and no challenge, to %s', async (_, body, type, words) => {
    const response = await post(body, { type })
    expect(response.status).toBe(400)
    expect(response.headers.get('www-authenticate')).toBeNull()
    expect(await response.json()).toMatchObject({ error: 'invalid_request', error_description: words })
  })

  it('reads no further than it must, whatever length was declared', async () => {
    let chunks = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks++
        controller.enqueue(new Uint8Array(4096))
      },
    })
    const headers = {
      authorization: `Bearer ${await as.sign()}`,
      'content-type': 'application/json',
      'content-length': '2',
    }
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body: endless, duplex: 'half' }
    expect((await api(new Request(`${resource}/api/notes`, init))).status).toBe(400)
    expect(chunks).toBeLessThan(10)
  })
})

describe('what does not exist', () => {
  it.each(['/nothing', '/api', '/protected/', '/PROTECTED', '/api/notes/1'])(
    '%s is answered with 404 in JSON',
    async (path) => {
      for (const asking of [{}, { scope: 'read' }]) {
        const response = await ask(path, asking)
        expect(response.status).toBe(404)
        expect(response.headers.get('content-type')).toBe('application/json')
        expect(response.headers.get('www-authenticate')).toBeNull()
        expect(await response.json()).toMatchObject({ error: 'not_found' })
      }
    },
  )

  it.each([
    ['DELETE', '/api/notes', 'GET, HEAD, POST'],
    ['POST', '/protected', 'GET, HEAD'],
    ['PUT', '/', 'GET, HEAD'],
  ])('%s %s is answered with 405 and what is allowed', async (method, path, allow) => {
    const response = await ask(path, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe(allow)
    expect(await response.json()).toMatchObject({ error: 'method_not_allowed' })
  })
})

describe('the API', () => {
  it('lets browsers ask beforehand', async () => {
    const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST' }
    const response = await api(new Request(`${resource}/api/notes`, { method: 'OPTIONS', headers }))
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('works while the authorization server is down: 503 for tokens, and all else as ever', async () => {
    const issuer = await TestIssuer.create()
    issuer.down = true
    const own = apiOf(issuer)
    expect((await ask('/', {}, own)).status).toBe(200)
    expect((await ask('/protected', {}, own)).status).toBe(401)
    const response = await ask('/protected', { scope: 'read' }, own)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('2')
  })

  it('refuses at one resource server the token for another', async () => {
    const other = apiOf(as, { resource: 'https://other.example' })
    const claims = { aud: 'https://other.example' }
    expect((await ask('/protected', { scope: 'read', claims }, other)).status).toBe(200)
    expect((await ask('/protected', { scope: 'read', claims })).status).toBe(401)
    expect((await ask('/protected', { scope: 'read' }, other)).status).toBe(401)
  })

  it('logs refusals with the rule, and faults of its own without telling the peer', async () => {
    const lines: [string, string, Readonly<Record<string, unknown>>][] = []
    const own = apiOf(as, { log: (...line) => lines.push(line) })
    await ask('/protected', {}, own)
    expect(lines).toMatchObject([['info', 'refused', { rule: 'bearer.presented' }]])
    const broken = apiOf(as, {
      log: (...line) => lines.push(line),
      clock: () => {
        throw new Error('the clock has stopped')
      },
    })
    const response = await ask('/protected', { scope: 'read' }, broken)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('clock')
    expect(lines[1]?.slice(0, 2)).toEqual(['error', 'bug'])
  })

  it('records one trace a request, with every check and the client', async () => {
    const recorder = createRecorder()
    const token = await as.sign()
    await api(new Request(`${resource}/protected`, { headers: { authorization: `Bearer ${token}` } }))
    await ask('/api/admin', { scope: 'read' })
    const [passed, refused, ...others] = recorder.traces()
    expect(others).toEqual([])
    expect(passed).toMatchObject({ party: 'resource-server', clientId: 'demo-client', answer: { status: 200 } })
    expect(refused).toMatchObject({ error: 'insufficient_scope', answer: { status: 403 } })
    expect(JSON.stringify(recorder.traces())).not.toContain(token.split('.')[2])
    recorder.stop()
  })
})

describe('the vault', () => {
  const decryptionKey = demoDecryptionKey()
  const vault = apiOf(as, { decryptionKey })
  const claims = { aud: `${resource}/vault`, scope: 'vault' }

  const sealed = async (changed = {}): Promise<string> =>
    await encryptTo(demoVaultKey, await as.sign({ claims: { ...claims, ...changed } }))

  const open = (token: string, to = vault) =>
    to(new Request(`${resource}/vault`, { headers: { authorization: `Bearer ${token}` } }))

  it('opens to tokens that our authorization server encrypts in development', async () => {
    const response = await open(await sealed())
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ message: 'Hello, alice-sub: this is your vault.', scope: 'vault' })
  })

  it('opens to no token for the API around it, and the API to none for the vault', async () => {
    expect((await open(await sealed({ aud: resource }))).status).toBe(401)
    expect((await ask('/protected', { scope: 'read', claims: { aud: `${resource}/vault` } }, vault)).status).toBe(401)
    expect((await open(await sealed({ scope: 'read' }))).status).toBe(403)
  })

  it('describes itself at an address of its own', async () => {
    const bare = await vault(new Request(`${resource}/vault`))
    const metadata = `${resource}/.well-known/oauth-protected-resource/vault`
    expect(bare.headers.get('www-authenticate')).toBe(`Bearer scope="vault", resource_metadata="${metadata}"`)
    const described = await (await vault(new Request(metadata))).json()
    expect(described).toMatchObject({ resource: `${resource}/vault`, scopes_supported: ['vault'] })
    const around = await (await vault(new Request(`${resource}/.well-known/oauth-protected-resource`))).json()
    expect(around).toMatchObject({ resource })
  })

  it('is not there where nobody gave it a key', async () => {
    expect((await open(await sealed(), api)).status).toBe(404)
  })

  it.each(['{"kty":"EC"}', '{not json', 'secret words', '-----BEGIN PRIVATE KEY-----'])(
    'takes no key that is none: %j',
    (text) => {
      expect(() => parseDecryptionKey(text)).toThrow(/decryption key/)
      expect(() => parseDecryptionKey(text)).not.toThrow(/secret/)
    },
  )

  it('takes a key as JWK', async () => {
    const own = apiOf(as, { decryptionKey: parseDecryptionKey(JSON.stringify(decryptionKey)) })
    expect((await open(await sealed(), own)).status).toBe(200)
  })
})

it('leads from a refusal to its trace where that is shown', async () => {
  const recorder = createRecorder()
  const theatreUrl = 'http://localhost:8080/theatre'
  const tracing = { party: 'resource-server', from: 'client', linkKey: new Uint8Array(32) } as const
  const asked = async (told: Partial<ApiOptions>) => {
    const response = await ask('/api/notes', { scope: 'write' }, apiOf(as, { tracing, ...told }))
    const body = (await response.json()) as { error_uri: string }
    return [body.error_uri, response.headers.get('sightglass-trace')]
  }
  const shown = await asked({ theatreUrl, tracing: { ...tracing, tellsId: () => true } })
  const id = recorder.traces().at(-1)?.id
  expect(shown).toEqual([`${theatreUrl}#${id}`, id])
  const paragraph = expect.stringContaining('rfc-editor.org')
  expect(await asked({ tracing: { ...tracing, tellsId: () => true } })).toEqual([paragraph, expect.any(String)])
  expect(await asked({ theatreUrl })).toEqual([paragraph, null])
  recorder.stop()
})
