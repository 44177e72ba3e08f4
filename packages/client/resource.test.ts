import { createRecorder } from '@sightglass/trace'
import { describe, expect, it } from 'vitest'
import { baseClaims, clientOf, createFakeServer, failure, json } from './fixtures.ts'
import { type Exchange, parseChallenges, ResourceError, type TokenSet } from './index.ts'

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
