import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRecorder } from '@sightglass/trace'
import { describe, expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { baseClaims, clientOf, createFakeServer, failure, ISSUER, json, metadata } from './fixtures.ts'
import { Client, type Exchange, parseChallenges, ResourceError, type TokenSet } from './index.ts'

const tokens: TokenSet = {
  accessToken: 'the-access-token-0123456789',
  tokenType: 'Bearer',
  idTokenClaims: baseClaims,
  scope: 'openid read',
}

describe('userInfo', () => {
  const answered = async (response: Response) => {
    const server = createFakeServer()
    server.replies.set('/userinfo', () => response)
    return { server, result: clientOf(server).userInfo(tokens) }
  }

  it('sends the token in the header and returns the claims', async () => {
    const { server, result } = await answered(json({ sub: 'alice', name: 'Alice' }))
    expect(await result).toEqual({ sub: 'alice', name: 'Alice' })
    expect(server.at('/userinfo')[0]?.headers.get('authorization')).toBe('Bearer the-access-token-0123456789')
  })

  it('refuses claims about somebody else, or about nobody', async () => {
    for (const body of [{ sub: 'bob' }, { name: 'Alice' }, { sub: 'Alice' }]) {
      expect(await failure((await answered(json(body))).result)).toBe('userinfo-response.subject')
    }
    expect(await failure((await answered(json([]))).result)).toBe('userinfo-response.object')
  })

  it('tells that the token was refused, or that the server is unwell', async () => {
    const challenge = { 'www-authenticate': 'Bearer error="invalid_token", error_description="expired"' }
    const { result } = await answered(json({}, 401, challenge))
    await expect(result).rejects.toMatchObject({ status: 401, error: 'invalid_token', error_description: 'expired' })
    expect(await failure((await answered(new Response('', { status: 500 }))).result)).toMatch(/answered 500$/)
  })
})

describe('fetchResource', () => {
  it('takes the token to the resource, whatever the caller put in its place', async () => {
    const server = createFakeServer()
    server.replies.set('/v1/notes', () => json({ ok: true }))
    const client = clientOf(server)
    const init = {
      method: 'POST',
      body: '{}',
      headers: { authorization: 'Basic eA==', 'content-type': 'application/json' },
    }
    for (const address of ['https://rs.example/v1/notes', '/v1/notes', new URL('https://rs.example/v1/notes?a=b')]) {
      expect((await client.fetchResource(address, tokens, init)).status).toBe(200)
    }
    expect(server.seen.map(({ headers }) => headers.get('authorization'))).toEqual(
      Array(3).fill('Bearer the-access-token-0123456789'),
    )
  })

  it.each([
    'https://evil.example/v1/notes',
    '//evil.example/v1/notes',
    'http://rs.example/v1/notes',
    'https://rs.example:8443/v1/notes',
    'https://rs.example/v1x',
    'https://rs.example/',
    'https://rs.example/v1/../admin',
    'https://rs.example/v1/%2e%2e/admin',
    'https://rs.example@evil.example/v1/',
    'https://user@rs.example/v1/',
    'javascript:alert(1)',
    'https://',
  ])('sends nothing to %s', async (address) => {
    const server = createFakeServer()
    expect(await failure(clientOf(server).fetchResource(address, tokens))).toBe('resource-request.withinResource')
    expect(server.seen).toHaveLength(0)
  })

  it('sends a token to the resource that it was asked for, and to no other', async () => {
    const server = createFakeServer()
    server.replies.set('/api/notes', () => json({ ok: true }))
    const client = clientOf(server)
    const theirs = { ...tokens, resource: 'https://other.example/api' }
    expect((await client.fetchResource('/api/notes', theirs)).status).toBe(200)
    expect(server.seen.map(({ url }) => url.href)).toEqual(['https://other.example/api/notes'])
    for (const address of ['https://rs.example/v1/notes', '/v1/notes']) {
      expect(await failure(client.fetchResource(address, theirs))).toBe('resource-request.withinResource')
    }
    const ours = { ...tokens, resource: 'https://rs.example/v1' }
    expect(await failure(client.fetchResource('https://other.example/api/notes', ours))).toBe(
      'resource-request.withinResource',
    )
    expect(server.seen).toHaveLength(1)
    const without = clientOf(server, { resource: undefined })
    expect(await failure(without.fetchResource('https://rs.example/v1/notes', tokens))).toMatch(/without a resource/)
  })

  it('hands a redirect to the caller and follows none', async () => {
    const server = createFakeServer()
    server.replies.set('/v1/notes', () => new Response(null, { status: 302, headers: { location: '//evil.example/' } }))
    const response = await clientOf(server).fetchResource('/v1/notes', tokens)
    expect(response.status).toBe(302)
    expect(server.seen).toHaveLength(1)
  })

  it('turns a challenge into words, and leaves other answers alone', async () => {
    const server = createFakeServer()
    const challenge =
      'Bearer error="insufficient_scope", scope="admin", resource_metadata="https://rs.example/.well-known/x"'
    server.replies.set('/v1/admin', () => json({ why: 'scope' }, 403, { 'www-authenticate': challenge }))
    const client = clientOf(server)
    const error = await client.fetchResource('/v1/admin', tokens).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ResourceError)
    expect(error).toMatchObject({ status: 403, error: 'insufficient_scope', scope: 'admin', body: '{"why":"scope"}' })
    expect((await client.fetchResource('/v1/none', tokens)).status).toBe(404)
  })
})

describe('fetchResource over the wire', () => {
  /** An event stream: its head at once, an event whenever the test says so. */
  async function stream({ head = true, timeoutMs = 5000 } = {}) {
    const answers: ServerResponse[] = []
    const arrived = Promise.withResolvers<void>()
    const server = createServer((_, response) => {
      answers.push(response)
      if (head) response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n')
      arrived.resolve()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    afterThis(() => {
      server.closeAllConnections()
      server.close()
    })
    const { port } = server.address() as AddressInfo
    const resource = `http://127.0.0.1:${port}`
    const client = new Client({ issuer: 'https://as.example', clientId: 'web', resource, timeoutMs })
    return { client, answer: () => answers[0], arrived: arrived.promise }
  }

  it('lets an answer stream for longer than the timeout', async () => {
    const { client, answer } = await stream({ timeoutMs: 500 })
    const response = await client.fetchResource('/events', tokens)
    const reader = response.body?.getReader()
    expect(textOf(await reader?.read())).toBe('data: 1\n\n')
    await new Promise((resolve) => setTimeout(resolve, 700))
    answer()?.end('data: 2\n\n')
    expect(textOf(await reader?.read())).toBe('data: 2\n\n')
  })

  it('waits no longer than the timeout for the head', async () => {
    const { client } = await stream({ head: false, timeoutMs: 50 })
    expect(await failure(client.fetchResource('/events', tokens))).toMatch(/no answer in time$/)
  })

  it('ends when the caller says so, with what the caller said', async () => {
    const { client, arrived } = await stream({ head: false })
    const controller = new AbortController()
    const { signal } = controller
    const ended = client.fetchResource('/events', tokens, { signal }).catch((reason: unknown) => reason)
    await arrived
    controller.abort()
    expect(await ended).toBe(signal.reason)
    expect(signal.reason).toMatchObject({ name: 'AbortError' })
  })

  it('leaves the stream to the signal of the caller', async () => {
    const { client } = await stream()
    const controller = new AbortController()
    const response = await client.fetchResource('/events', tokens, { signal: controller.signal })
    const reader = response.body?.getReader()
    await reader?.read()
    controller.abort()
    await expect(reader?.read()).rejects.toMatchObject({ name: 'AbortError' })
  })
})

const textOf = (part: { value?: Uint8Array | undefined } | undefined): string => new TextDecoder().decode(part?.value)

describe('revoke', () => {
  const revoking = (server = createFakeServer()) => {
    const endpoint = { ...metadata, revocation_endpoint: `${ISSUER}/revoke` }
    server.replies.set('/.well-known/oauth-authorization-server', () => json(endpoint))
    server.replies.set('/revoke', () => new Response(null, { status: 200 }))
    return server
  }

  it('gives back the refresh token, or the access token where there is none', async () => {
    const server = revoking()
    const client = clientOf(server)
    await client.revoke({ ...tokens, refreshToken: 'the-refresh-token-0123456789' })
    await client.revoke(tokens)
    expect(server.at('/revoke').map(({ form }) => Object.fromEntries(form))).toEqual([
      { token: 'the-refresh-token-0123456789', token_type_hint: 'refresh_token' },
      { token: tokens.accessToken, token_type_hint: 'access_token' },
    ])
    expect(server.at('/revoke')[0]?.headers.get('authorization')).toMatch(/^Basic /)
  })

  it('says what the server said against it, or that it revokes nothing', async () => {
    const server = revoking()
    server.replies.set('/revoke', () => json({ error: 'unsupported_token_type' }, 400))
    await expect(clientOf(server).revoke(tokens)).rejects.toMatchObject({ error: 'unsupported_token_type' })
    expect(await failure(clientOf(createFakeServer()).revoke(tokens))).toBe('metadata.endpoint')
  })
})

describe('parseChallenges', () => {
  const rows: [string, string | null, unknown][] = [
    ['none', null, []],
    ['a bare scheme', 'Bearer', [{ scheme: 'Bearer', parameters: {} }]],
    [
      'several, with quotes, commas and escapes',
      'DPoP algs="ES256 PS256", Bearer realm="a, \\"b\\"", error=invalid_token ,Negotiate YWJj==, Basic realm = "x"',
      [
        { scheme: 'DPoP', parameters: { algs: 'ES256 PS256' } },
        { scheme: 'Bearer', parameters: { realm: 'a, "b"', error: 'invalid_token' } },
        { scheme: 'Negotiate', parameters: {} },
        { scheme: 'Basic', parameters: { realm: 'x' } },
      ],
    ],
    ['one that breaks off', 'Bearer error="inva', [{ scheme: 'Bearer', parameters: {} }]],
    [
      'a repeated parameter: the first counts',
      'Bearer error=a, error=b',
      [{ scheme: 'Bearer', parameters: { error: 'a' } }],
    ],
    ['noise', '=,=,"', []],
  ]
  it.each(rows)('reads %s', (_, header, expected) => {
    expect(parseChallenges(header)).toEqual(expected)
  })
})

it('traces and exchanges hold what was said and no secret', async () => {
  const recorder = createRecorder()
  const exchanges: Exchange[] = []
  const server = createFakeServer()
  server.replies.set('/token', () =>
    json({
      access_token: 'secret-access-token-0123456789',
      token_type: 'Bearer',
      refresh_token: 'secret-refresh-0123456789',
    }),
  )
  const client = clientOf(server, { scope: 'read', onExchange: (exchange) => exchanges.push(exchange) })
  const { transaction } = await client.authorizationRequest()
  const response = new URLSearchParams({
    iss: transaction.issuer,
    state: transaction.state,
    code: 'secret-code-0123456789',
  })
  const set = await client.redeemCode(await client.processAuthorizationResponse(response, transaction))
  await client.refresh(set)
  server.replies.set('/v1/x', () => json({}))
  await client.fetchResource('/v1/x', set)
  const traces = recorder.traces()
  recorder.stop()
  expect(traces.map(({ received }) => ('call' in received ? received.call : ''))).toEqual([
    'authorizationRequest',
    'processAuthorizationResponse',
    'redeemCode',
    'refresh',
    'fetchResource',
  ])
  expect(exchanges.map(({ to }) => to)).toEqual([
    'authorization-server',
    'authorization-server',
    'authorization-server',
    'resource-server',
  ])
  const told = JSON.stringify({ traces, exchanges })
  expect(told).toContain('grant_type')
  for (const secret of [
    'secret-access-token',
    'secret-refresh',
    'secret-code',
    's:e c%ret',
    btoa('web:s%3Ae+c%25ret'),
    transaction.codeVerifier,
    transaction.state,
  ]) {
    expect(told).not.toContain(secret)
  }
  expect(traces.flatMap(({ links }) => links.map(({ kind }) => kind))).toEqual(
    expect.arrayContaining(['state', 'challenge', 'code', 'token']),
  )
})
