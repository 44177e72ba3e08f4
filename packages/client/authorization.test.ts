import { codeChallengeS256 } from '@sightglass/spec/pkce'
import { describe, expect, it } from 'vitest'
import { callback, clientOf, createFakeServer, failure, ISSUER, json, metadata, NOW, RESOURCE } from './fixtures.ts'
import { AuthorizationError, Client } from './index.ts'

describe('authorizationRequest', () => {
  it('keeps the query of the endpoint and sends PKCE, state, nonce and resource', async () => {
    const server = createFakeServer()
    const { url, transaction } = await clientOf(server).authorizationRequest({
      prompt: 'login',
      maxAge: 60,
      loginHint: 'alice',
      parameters: { state: 'theirs', extra: '1' },
    })
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      tenant: '1',
      extra: '1',
      response_type: 'code',
      client_id: 'web',
      redirect_uri: 'https://web.example/callback',
      scope: 'openid read',
      state: transaction.state,
      nonce: transaction.nonce,
      code_challenge: await codeChallengeS256(transaction.codeVerifier),
      code_challenge_method: 'S256',
      resource: RESOURCE,
      prompt: 'login',
      login_hint: 'alice',
      max_age: '60',
    })
    expect(transaction).toMatchObject({ issuer: ISSUER, createdAt: NOW, redirectUri: 'https://web.example/callback' })
    expect(url).not.toContain(transaction.codeVerifier)
  })

  it('makes state, nonce and verifier anew each time, and no nonce without openid', async () => {
    const client = clientOf(createFakeServer(), { scope: 'read' })
    const [one, other] = await Promise.all([client.authorizationRequest(), client.authorizationRequest()])
    expect(one.transaction.state).not.toBe(other.transaction.state)
    expect(one.transaction.codeVerifier).not.toBe(other.transaction.codeVerifier)
    expect(one.transaction.nonce).toBeUndefined()
    expect(new URL(one.url).searchParams.has('nonce')).toBe(false)
  })
})

it('asks for no resource that a token may not be sent to', async () => {
  const asked = clientOf(createFakeServer()).authorizationRequest({ resource: 'http://rs.example' })
  expect(await failure(asked)).toMatch(/TypeError: http:\/\/rs.example is neither/)
})

describe('processAuthorizationResponse', () => {
  async function begun(server = createFakeServer()) {
    const client = clientOf(server)
    const { transaction } = await client.authorizationRequest()
    const process = (response: URLSearchParams | string | URL) =>
      client.processAuthorizationResponse(response, transaction)
    return { client, server, transaction, process, state: transaction.state }
  }

  it('takes the code from a URL, a query or parameters', async () => {
    const { process, state } = await begun()
    const params = callback(state)
    for (const response of [params, `?${params}`, new URL(`https://web.example/callback?${params}`)]) {
      expect((await process(response)).code).toBe('the-code')
    }
  })

  it('tells an error of the server', async () => {
    const { process, state } = await begun()
    const params = callback(state, { error: 'access_denied', error_description: 'person cancelled' })
    const error = await process(params).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AuthorizationError)
    expect(error).toMatchObject({ error: 'access_denied', error_description: 'person cancelled' })
  })

  it('shows not even the error where iss or state are not right', async () => {
    const { process, state } = await begun()
    const shown = async (params: URLSearchParams) => String(await process(params).catch((reason: unknown) => reason))
    const wrongIssuer = callback(state, { error: 'phishing', iss: 'https://evil.example' })
    expect(await shown(wrongIssuer)).not.toContain('phishing')
    expect(await shown(callback('another', { error: 'phishing' }))).not.toContain('phishing')
  })

  const rows: [string, string, (state: string) => URLSearchParams][] = [
    [
      'of another issuer',
      'authorization-response.issuer',
      (state) => callback(state, { iss: 'https://evil.example', code: 'c' }),
    ],
    [
      'of the issuer with a slash',
      'authorization-response.issuer',
      (state) => callback(state, { iss: `${ISSUER}/`, code: 'c' }),
    ],
    [
      'without the issuer that was announced',
      'authorization-response.issuerPresent',
      (state) => new URLSearchParams({ state, code: 'c' }),
    ],
    ['without state', 'authorization-response.statePresent', () => new URLSearchParams({ iss: ISSUER, code: 'c' })],
    ['with another state', 'authorization-response.state', (state) => callback(`${state.slice(1)}x`)],
    ['with the beginning of the state', 'authorization-response.state', (state) => callback(state.slice(0, -1))],
    ['with a token', 'authorization-response.codeOnly', (state) => callback(state, { code: 'c', access_token: 't' })],
    ['with code and error', 'authorization-response.oneOutcome', (state) => callback(state, { code: 'c', error: 'e' })],
    ['with neither', 'authorization-response.oneOutcome', (state) => callback(state, {})],
    ['with an error that is none', 'authorization-response.errorSyntax', (state) => callback(state, { error: 'a"b' })],
    ['with two codes', 'params.single', (state) => new URLSearchParams(`${callback(state)}&code=other`)],
    ['with bytes that are no text', 'params.encoding', (state) => callback(state, { code: '\u0000' })],
  ]
  it.each(rows)('refuses a response %s', async (_, rule, params) => {
    const { process, state, server } = await begun()
    expect(await failure(process(params(state)))).toBe(rule)
    expect(server.at('/token')).toHaveLength(0)
  })

  it('refuses a response that comes after an hour', async () => {
    const { process, state, server } = await begun()
    server.now = NOW + 3600
    expect(await failure(process(callback(state)))).toBe('authorization-response.alive')
  })

  it('takes a response without iss from a server that announces none', async () => {
    const server = createFakeServer()
    server.replies.set('/.well-known/oauth-authorization-server', () =>
      json({ ...metadata, authorization_response_iss_parameter_supported: undefined }),
    )
    const { process, state } = await begun(server)
    expect((await process(new URLSearchParams({ state, code: 'c' }))).code).toBe('c')
  })

  it('does not mix the transactions of two clients', async () => {
    const { transaction, server } = await begun()
    const other = new Client({ issuer: 'https://other.example', clientId: 'web', fetch: server.fetch })
    expect(await failure(other.processAuthorizationResponse(callback(transaction.state), transaction))).toMatch(
      /another client/,
    )
  })
})
