import { describe, expect, it } from 'vitest'
import { clientOf, createFakeServer, failure, ISSUER, json, metadata, NOW, RESOURCE } from './fixtures.ts'
import { Client, OAuthError, TransportError } from './index.ts'

const token = (n: number, more: Record<string, unknown> = {}) =>
  json({ access_token: `token-${n}-0123456789`, token_type: 'bearer', expires_in: 300, ...more })

function serverWithTokens() {
  const server = createFakeServer()
  server.replies.set('/token', () => token(server.at('/token').length))
  return server
}

describe('obtainJwt', () => {
  it('sends grant, scope and resource, and authenticates with form-encoded id and secret', async () => {
    const server = serverWithTokens()
    const client = clientOf(server, { clientId: 'a b', scope: 'read write' })
    expect(await client.obtainJwt()).toBe('token-1-0123456789')
    const [sent] = server.at('/token')
    expect(Object.fromEntries(sent?.form ?? [])).toEqual({
      grant_type: 'client_credentials',
      scope: 'read write',
      resource: RESOURCE,
    })
    expect(atob(sent?.headers.get('authorization')?.slice('Basic '.length) ?? '')).toBe('a+b:s%3Ae+c%25ret')
  })

  it('remembers the token until shortly before it expires', async () => {
    const server = serverWithTokens()
    const client = clientOf(server)
    await client.obtainJwt()
    server.now = NOW + 269
    expect(await client.obtainJwt()).toBe('token-1-0123456789')
    server.now = NOW + 271
    expect(await client.obtainJwt()).toBe('token-2-0123456789')
    expect(await client.obtainJwt({ fresh: true })).toBe('token-3-0123456789')
  })

  it('goes by time that passed, whatever is done to the wall clock', async () => {
    const server = serverWithTokens()
    let passedMs = 0
    const client = clientOf(server, { monotonicMs: () => passedMs })
    await client.obtainJwt()
    server.now = NOW - 3600
    passedMs = 271_000
    expect(await client.obtainJwt()).toBe('token-2-0123456789')
    server.now = NOW + 3600
    expect(await client.obtainJwt()).toBe('token-2-0123456789')
  })

  it('remembers no token whose lifetime is not told', async () => {
    const server = createFakeServer()
    server.replies.set('/token', () => token(1, { expires_in: undefined }))
    const client = clientOf(server)
    await client.obtainJwt()
    await client.obtainJwt()
    expect(server.at('/token')).toHaveLength(2)
  })

  it('has one request under way however many ask', async () => {
    const server = serverWithTokens()
    const client = clientOf(server)
    const jwts = await Promise.all(Array.from({ length: 20 }, () => client.obtainJwt()))
    expect(new Set(jwts).size).toBe(1)
    expect(server.at('/token')).toHaveLength(1)
    expect(server.at('/.well-known/oauth-authorization-server')).toHaveLength(1)
  })

  it('does not remember a failure, and tells the error of the server', async () => {
    const server = serverWithTokens()
    const works = server.replies.get('/token')
    server.replies.set('/token', () => json({ error: 'invalid_client', error_description: 'no' }, 401))
    const client = clientOf(server)
    const error = await client.obtainJwt().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(OAuthError)
    expect(error).toMatchObject({ error: 'invalid_client', error_description: 'no', status: 401 })
    if (works !== undefined) server.replies.set('/token', works)
    expect(await client.obtainJwt()).toMatch(/^token-/)
  })

  it('posts the secret where the server or the caller wants it so', async () => {
    const server = serverWithTokens()
    await clientOf(server, { authMethod: 'client_secret_post' }).obtainJwt()
    server.replies.set('/.well-known/oauth-authorization-server', () =>
      json({ ...metadata, token_endpoint_auth_methods_supported: ['client_secret_post'] }),
    )
    await clientOf(server).obtainJwt()
    for (const { form, headers } of server.at('/token')) {
      expect(form.get('client_secret')).toBe('s:e c%ret')
      expect(headers.has('authorization')).toBe(false)
    }
    expect(await failure(clientOf(server, { authMethod: 'client_secret_basic' }).obtainJwt())).toBe(
      'metadata.authMethod',
    )
  })
})

describe('an answer of the token endpoint is refused', () => {
  const rows: [string, string, Response][] = [
    [
      'that is a redirect',
      'answer.noRedirect',
      new Response(null, { status: 307, headers: { location: 'https://x.example' } }),
    ],
    ['that says it is HTML', 'answer.json', new Response('{}', { headers: { 'content-type': 'text/html' } })],
    ['that is longer than a megabyte', 'answer.size', json({ padding: 'x'.repeat(1024 * 1024) })],
    ['that is a list', 'token-response.object', json([])],
    [
      'that breaks off',
      'token-response.object',
      new Response('{"a', { headers: { 'content-type': 'application/json' } }),
    ],
    ['without access token', 'token-response.accessToken', token(1, { access_token: undefined })],
    ['with a line end in the token', 'token-response.accessToken', token(1, { access_token: 'a\nb' })],
    ['with a type that is not Bearer', 'token-response.tokenType', token(1, { token_type: 'N_A' })],
    ['with a lifetime in words', 'token-response.expiresIn', token(1, { expires_in: '300' })],
    ['with an empty refresh token', 'token-response.refreshToken', token(1, { refresh_token: '' })],
    ['with a list as scope', 'token-response.scope', token(1, { scope: ['read'] })],
    ['with an ID token that is none', 'token-response.idToken', token(1, { id_token: 'x' })],
  ]
  it.each(rows)('%s', async (_, rule, answer) => {
    const server = createFakeServer()
    server.replies.set('/token', () => answer)
    expect(await failure(clientOf(server).obtainJwt())).toBe(rule)
  })

  it('that is the page of a proxy: with words, and with the address', async () => {
    const server = createFakeServer()
    server.replies.set('/token', () => new Response('<h1>Bad gateway</h1>', { status: 502 }))
    const error = await clientOf(server)
      .obtainJwt()
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(TransportError)
    expect(String(error)).toBe(`TransportError: POST ${ISSUER}/token: answered 502`)
  })
})

describe('discovery', () => {
  const refused = async (document: unknown, status = 200) => {
    const server = createFakeServer()
    server.replies.set('/.well-known/oauth-authorization-server', () => json(document, status))
    return await failure(clientOf(server).obtainJwt())
  }

  it('refuses metadata of another issuer, a slash at the end included', async () => {
    expect(await refused({ ...metadata, issuer: 'https://evil.example' })).toBe('metadata.issuer')
    expect(await refused({ ...metadata, issuer: `${ISSUER}/` })).toBe('metadata.issuer')
    expect(await refused({ ...metadata, issuer: undefined })).toBe('metadata.issuer')
  })

  it.each([
    'http://as.example/token',
    'http://localhost/token',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://user@as.example/',
    'https://as.example/#a',
    'https://as.example\\@evil.example/',
    '/token',
    7,
  ])('refuses %s as an endpoint', async (address) => {
    expect(await refused({ ...metadata, token_endpoint: address })).toBe('metadata.address')
    expect(await refused({ ...metadata, some_new_endpoint: address })).toBe('metadata.address')
  })

  it('refuses what is no metadata', async () => {
    expect(await refused([])).toBe('metadata.object')
    expect(await refused({}, 404)).toBe('metadata.found')
    expect(await refused({ ...metadata, scopes_supported: 'read' })).toBe('metadata.list')
    expect(await refused({ ...metadata, code_challenge_methods_supported: ['plain'] })).toBe('metadata.pkce')
    expect(await refused({ issuer: ISSUER })).toBe('metadata.endpoint')
  })

  it('takes http on loopback, and finds an OpenID document where there is no other', async () => {
    const server = serverWithTokens()
    const issuer = 'http://localhost:8081/tenant'
    const here = { issuer, token_endpoint: 'http://localhost:8081/token' }
    server.replies.set('/tenant/.well-known/openid-configuration', () => json(here))
    await clientOf(server, { issuer }).obtainJwt()
    expect(server.seen.map(({ url }) => url.pathname)).toEqual([
      '/.well-known/oauth-authorization-server/tenant',
      '/tenant/.well-known/openid-configuration',
      '/token',
    ])
  })

  it('asks again after an hour, and goes on with what it knows while the server is down', async () => {
    const server = serverWithTokens()
    const client = clientOf(server)
    await client.obtainJwt()
    server.now = NOW + 3601
    server.replies.set('/.well-known/oauth-authorization-server', () => new Response('', { status: 503 }))
    await client.obtainJwt()
    expect(server.at('/.well-known/oauth-authorization-server')).toHaveLength(2)
  })

  it('says which address gave no answer, and why; a client starts all the same', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }))
    const client = new Client({ issuer: 'http://localhost:8081', clientId: 'web', fetch })
    expect(await failure(client.obtainJwt())).toBe(
      'TransportError: GET http://localhost:8081/.well-known/oauth-authorization-server: no answer (ECONNREFUSED)',
    )
    const late = new Client({ issuer: ISSUER, clientId: 'web', timeoutMs: 1, fetch: ({ signal }) => aborted(signal) })
    expect(await failure(late.obtainJwt())).toMatch(/no answer in time$/)
  })

  it('refuses an issuer that a client must not be made for', () => {
    expect(() => new Client({ issuer: 'http://as.example', clientId: 'web' })).toThrow(/neither an https URL/)
  })
})

const aborted = (signal: AbortSignal): Promise<Response> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
