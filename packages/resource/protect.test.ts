import { createRecorder } from '@sightglass/trace'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { expressLike, fastifyLike, type Handle, overTheWire } from './fixtures/frameworks.ts'
import { NOW, TestIssuer } from './fixtures/issuer.ts'
import {
  type AuthInfo,
  authInfoOf,
  type ProtectedEnv,
  type Protection,
  type ProtectOptions,
  protect,
  Refusal,
} from './index.ts'

const as = await TestIssuer.create()
const protectionOf = (issuer: TestIssuer, options: Partial<ProtectOptions> = {}): Protection =>
  protect({
    issuer: issuer.issuer,
    resource: 'https://api.example',
    scopes: ['read'],
    fetch: issuer.fetch,
    clock: issuer.clock,
    monotonicMs: issuer.monotonicMs,
    ...options,
  })

const subjectOf: Handle = (request) => ({ sub: authInfoOf(request).subject })

/** The same API as fetch handler, for Hono, Express and Fastify: everything below holds for all of them. */
const doors: Record<string, (rs: Protection) => (request: Request) => Response | Promise<Response>> = {
  handler: (rs) => rs.handler((_, authInfo) => Response.json({ sub: authInfo.subject })),
  guard: (rs) => {
    const app = new Hono<ProtectedEnv>()
    app.all('*', rs.guard, (context) => context.json({ sub: context.get('authInfo').subject }))
    return (request) => app.fetch(request)
  },
  express: (rs) => (request) => overTheWire(expressLike([rs.express.guard], subjectOf), request),
  fastify: (rs) => (request) => overTheWire(fastifyLike([rs.fastify.guard], undefined, subjectOf), request),
}

const asking = (authorization?: string, url = 'https://api.example/things', method = 'GET'): Request =>
  new Request(url, { method, headers: authorization === undefined ? {} : { authorization } })

const metadata = 'resource_metadata="https://api.example/.well-known/oauth-protected-resource"'

describe.each(Object.keys(doors))('a request through %s', (door) => {
  const open = (rs: Protection) => doors[door]?.(rs) ?? (() => new Response(null, { status: 500 }))
  const api = open(protectionOf(as))

  it('says by error_uri what it is told to, and the paragraph where it is told nothing', async () => {
    const said = (uri: string | undefined) => open(protectionOf(as, { errorUri: () => uri }))
    const told = await said('https://show.example/#1')(asking('Bearer unknown'))
    expect(told.headers.get('www-authenticate')).toContain('error_uri="https://show.example/#1"')
    expect(await told.json()).toMatchObject({ error_uri: 'https://show.example/#1' })
    const untold = await said(undefined)(asking('Bearer unknown'))
    expect(await untold.json()).toMatchObject({ error_uri: expect.stringContaining('rfc-editor.org') })
  })

  it('passes with a token that has the scopes', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER ']) {
      const response = await api(asking(`${scheme} ${await as.sign()}`))
      expect(response.status).toBe(200)
      expect(await response.json()).toEqual({ sub: 'alice-sub' })
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
    }
  })

  it.each([undefined, '', 'Basic YTpi', 'Bearerish abc', 'DPoP abc'])(
    'is asked for a token, without an error, when it sends %j',
    async (authorization) => {
      const response = await api(asking(authorization))
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe(`Bearer scope="read", ${metadata}`)
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      expect(response.headers.get('access-control-expose-headers')).toContain('www-authenticate')
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(await response.json()).not.toHaveProperty('error')
    },
  )

  it.each([
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Bearer a, Bearer b',
    'Bearer a,Bearer b',
    'Basic YTpi, Bearer a',
    'Bearer\ta',
    'Bearer "a"',
    'Bearer a=b',
    'Bearer a;x=y',
    'Bearer \u00e9',
  ])('gets 400 for the header %j', async (authorization) => {
    const response = await api(asking(authorization))
    expect(response.status).toBe(400)
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_request"')
    expect(await response.json()).toMatchObject({ error: 'invalid_request' })
  })

  it.each(['?access_token=x', '?a=b&access_token=', '?access_token'])(
    'gets 400 for a token in the query: %s',
    async (query) => {
      for (const authorization of [undefined, `Bearer ${await as.sign()}`]) {
        const response = await api(asking(authorization, `https://api.example/things${query}`))
        expect(response.status).toBe(400)
        expect(await response.text()).toContain('access_token')
      }
    },
  )

  it('gets 401 with the rule that failed for a token that is not good', async () => {
    const expired = await api(asking(`Bearer ${await as.sign({ claims: { exp: NOW - 60 } })}`))
    expect(expired.status).toBe(401)
    expect(expired.headers.get('www-authenticate')).toBe(
      `Bearer error="invalid_token", error_description="exp must be in the future", error_uri="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4", scope="read", ${metadata}`,
    )
    const malformed = await api(asking('Bearer not-a-jwt'))
    expect(malformed.status).toBe(401)
    expect(malformed.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('gets 403 with every scope needed where the token has too few', async () => {
    const strict = open(protectionOf(as, { scopes: ['read', 'admin'] }))
    for (const scope of ['read', '', 'reader administrator', 'admin']) {
      const response = await strict(asking(`Bearer ${await as.sign({ claims: { scope } })}`))
      expect(response.status).toBe(403)
      expect(response.headers.get('www-authenticate')).toMatch(
        /^Bearer error="insufficient_scope".* scope="read admin", /,
      )
    }
  })

  it('gets 503, not 401, while the keys of the issuer cannot be had', async () => {
    const issuer = await TestIssuer.create()
    issuer.down = true
    const response = await open(protectionOf(issuer))(asking(`Bearer ${await issuer.sign()}`))
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(response.headers.get('www-authenticate')).toBeNull()
    expect(await response.json()).toMatchObject({
      error: 'temporarily_unavailable',
      error_description: 'authorization server must be reachable to learn its keys',
    })
  })

  it('may ask beforehand, as browsers do, without a token', async () => {
    const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST' }
    const response = await api(new Request('https://api.example/things', { method: 'OPTIONS', headers }))
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-methods')).toBe('POST')
    expect(response.headers.get('access-control-allow-headers')).toContain('mcp-protocol-version')
  })

  it('leaves CORS to the application where that is wanted', async () => {
    const own = open(protectionOf(as, { cors: false }))
    for (const authorization of [undefined, `Bearer ${await as.sign()}`]) {
      expect((await own(asking(authorization))).headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('with a token for another resource server is refused', async () => {
    const other = open(protectionOf(as, { resource: 'https://other.example/mcp' }))
    const token = await as.sign({ claims: { aud: 'https://other.example/mcp' } })
    expect((await other(asking(`Bearer ${token}`))).status).toBe(200)
    expect((await api(asking(`Bearer ${token}`))).status).toBe(401)
  })
})

describe('a request of node:http', () => {
  const nothing = () => undefined
  const ignoring = () => ({ statusCode: 0, hasHeader: () => false, setHeader: nothing, end: nothing })
  const silent = { code: nothing, hasHeader: () => false, header: nothing, send: nothing }
  const bearer = async () => ({ authorization: `Bearer ${await as.sign()}` })

  it('with two tokens is refused, though node:http would show the first alone', async () => {
    const { express, fastify } = protectionOf(as)
    const rawHeaders = [
      'Host',
      'api.example',
      'Authorization',
      `Bearer ${await as.sign()}`,
      'authorization',
      'Bearer x',
    ]
    const raw = { method: 'GET', url: '/things', headers: { authorization: rawHeaders[3] }, rawHeaders }
    const answers: number[] = []
    const next = () => answers.push(200)
    const response = ignoring()
    await express.guard(raw, response, next)
    await fastify.guard({ raw }, { ...silent, code: (status) => answers.push(status) })
    expect(response.statusCode).toBe(400)
    expect(answers[0]).toBe(400)
  })

  it.each<[string, (rs: Protection, handle: Handle) => Parameters<typeof overTheWire>[0]]>([
    ['Express', (rs, handle) => expressLike([rs.express.metadata, rs.express.require('admin')], handle)],
    ['Fastify', (rs, handle) => fastifyLike([rs.fastify.require('admin')], rs.fastify.metadata, handle)],
  ])('in %s needs the scopes of its route, and none for the metadata', async (_, listen) => {
    const seen: unknown[] = []
    const handle: Handle = (request) => {
      const raw = 'raw' in request ? (request.raw as object) : request
      seen.push(authInfoOf(request).clientId, 'auth' in raw && raw.auth === authInfoOf(request))
      return {}
    }
    const listener = listen(protectionOf(as), handle)
    const ask = (path: string, init: RequestInit = {}) =>
      overTheWire(listener, new Request(`https://api.example${path}`, init))
    expect((await ask('/admin', { headers: await bearer() })).status).toBe(403)
    const admin = { authorization: `Bearer ${await as.sign({ claims: { scope: 'read admin' } })}` }
    expect((await ask('/admin', { headers: admin })).status).toBe(200)
    expect(seen).toEqual(['demo-client', true])
    const described = await ask('/.well-known/oauth-protected-resource')
    expect(described.status).toBe(200)
    expect(described.headers.get('access-control-allow-origin')).toBe('*')
    expect(await described.json()).toMatchObject({ resource: 'https://api.example', scopes_supported: ['read'] })
    expect((await ask('/.well-known/oauth-protected-resource', { method: 'OPTIONS' })).status).toBe(204)
    expect((await ask('/.well-known/oauth-protected-resourceful')).status).toBe(401)
  })

  it('leaves what the application said of other origins before', async () => {
    const rs = protectionOf(as)
    const origin = 'https://app.example'
    const express = expressLike(
      [(_, response, next) => next(void response.setHeader('access-control-allow-origin', origin)), rs.express.guard],
      subjectOf,
    )
    const said = async (_: unknown, reply: { header(name: string, value: string): unknown }) => {
      reply.header('access-control-allow-origin', origin)
    }
    const fastify = fastifyLike([said, rs.fastify.guard], undefined, subjectOf)
    for (const listener of [express, fastify]) {
      for (const [status, headers] of [[401, {}] as const, [200, await bearer()] as const]) {
        const response = await overTheWire(listener, new Request('https://api.example/things', { headers }))
        expect(response.status).toBe(status)
        expect(response.headers.get('access-control-allow-origin')).toBe(origin)
      }
    }
  })

  it('that never was on a wire is taken by its headers, as tests of Fastify send it', async () => {
    const raw = { method: 'GET', url: '/things', headers: await bearer() }
    expect(await protectionOf(as).fastify.guard({ raw }, silent)).toBeUndefined()
    expect(authInfoOf({ raw }).subject).toBe('alice-sub')
  })

  it('keeps its query where Express cut the path for a router', async () => {
    const { express } = protectionOf(as)
    const response = ignoring()
    const request = { method: 'GET', url: '/', originalUrl: '/mounted?access_token=x', headers: {} }
    await express.guard(request, response, () => undefined)
    expect(response.statusCode).toBe(400)
  })

  it('tells Express of a fault of ours, and answers nothing itself', async () => {
    const fault = new TypeError('a bug')
    const rs = protectionOf(as, {
      onRefusal: () => {
        throw fault
      },
    })
    const told: unknown[] = []
    const untouched = ignoring()
    await rs.express.guard({ method: 'GET', url: '/', headers: {} }, untouched, (error) => told.push(error))
    expect(told).toEqual([fault])
    expect(untouched.statusCode).toBe(0)
  })

  it('that no guard let pass is nobody’s', () => {
    expect(() => authInfoOf({ auth: { subject: 'mallory' } })).toThrow(/no guard/)
  })
})

describe('protect', () => {
  it('tells the handler whose request it is', async () => {
    const rs = protectionOf(as)
    const token = await as.sign({ claims: { aud: ['https://api.example', 'https://as.example'] } })
    const authInfo = await rs.authenticate(asking(`Bearer ${token}`))
    const { claims, ...rest } = authInfo
    const expected: Omit<AuthInfo, 'claims'> = {
      token,
      clientId: 'demo-client',
      scopes: ['read', 'write'],
      expiresAt: NOW + 300,
      resource: new URL('https://api.example'),
      subject: 'alice-sub',
    }
    expect(rest).toEqual(expected)
    expect(claims.iss).toBe(as.issuer)
  })

  it('throws from authenticate what refuse turns into an answer', async () => {
    const refused: string[] = []
    const rs = protectionOf(as, { onRefusal: ({ rule }) => refused.push(rule.id) })
    const reason: unknown = await rs
      .authenticate(asking(`Bearer ${await as.sign()}`), ['admin'])
      .catch((error) => error)
    expect(reason).toBeInstanceOf(Refusal)
    expect(rs.refuse(reason, ['admin']).status).toBe(403)
    expect(refused).toEqual(['bearer.scope'])
    expect(() => rs.refuse(new TypeError('a bug'))).toThrow('a bug')
  })

  it('asks other scopes of a route that says so', async () => {
    const rs = protectionOf(as)
    const app = new Hono<ProtectedEnv>()
    app.get('/admin', rs.require('admin'), (context) => context.text('in'))
    const response = await app.fetch(asking(`Bearer ${await as.sign()}`, 'https://api.example/admin'))
    expect(response.status).toBe(403)
    expect(response.headers.get('www-authenticate')).toContain('scope="admin"')
  })

  it('does not take a fault of the application for one of the peer', async () => {
    const rs = protectionOf(as)
    const broken = rs.handler(() => {
      throw new TypeError('a bug')
    })
    await expect(broken(asking(`Bearer ${await as.sign()}`))).rejects.toThrow('a bug')
  })

  it('can say of other servers answers, which nobody may change, that scripts may read them', async () => {
    const rs = protectionOf(as)
    const fetched = await fetch('data:text/plain,hello')
    const response = await rs.handler(() => fetched)(asking(`Bearer ${await as.sign()}`))
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.text()).toBe('hello')
  })

  it('records each call once, by name, with the refusal', async () => {
    const recorder = createRecorder()
    const rs = protectionOf(as)
    await rs.authenticate(asking('Bearer not-a-jwt')).catch(() => undefined)
    const [trace, ...others] = recorder.traces()
    expect(others).toEqual([])
    expect(trace).toMatchObject({
      party: 'resource-server',
      received: { call: 'authenticate' },
      error: 'invalid_token',
    })
    recorder.stop()
  })
})

describe('the metadata of the resource', () => {
  const rs = protectionOf(as, {
    resource: 'https://api.example/mcp',
    scopesSupported: ['read', 'write', 'read', 'offline_access'],
    name: 'An API',
  })

  it.each(['/.well-known/oauth-protected-resource/mcp', '/.well-known/oauth-protected-resource'])(
    'is served at %s',
    async (path) => {
      const app = new Hono()
      app.route('/', rs.metadata)
      const response = await app.fetch(new Request(`https://api.example${path}`))
      expect(response.status).toBe(200)
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      expect(await response.json()).toEqual({
        resource: 'https://api.example/mcp',
        authorization_servers: ['https://as.example'],
        scopes_supported: ['read', 'write'],
        bearer_methods_supported: ['header'],
        resource_name: 'An API',
      })
    },
  )

  it('is pointed at by every challenge', async () => {
    const response = await rs.handler(() => new Response())(asking(undefined, 'https://api.example/mcp'))
    expect(response.headers.get('www-authenticate')).toContain(
      'resource_metadata="https://api.example/.well-known/oauth-protected-resource/mcp"',
    )
  })

  it('is for reading', async () => {
    const url = 'https://api.example/.well-known/oauth-protected-resource/mcp'
    const [head, options, post] = await Promise.all(
      ['HEAD', 'OPTIONS', 'POST'].map(async (method) => await rs.metadata.fetch(new Request(url, { method }))),
    )
    expect([head?.status, options?.status, post?.status]).toEqual([200, 204, 405])
    expect(post?.headers.get('allow')).toContain('GET')
  })
})
