import { leftHalfHash } from '@sightglass/spec/id-token'
import { base64url, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import type { AuthorizationRequestOptions } from './authorization.ts'
import type { ClientOptions } from './context.ts'
import {
  baseClaims,
  type Claims,
  callback,
  clientOf,
  createFakeServer,
  ecKey,
  type FakeServer,
  failure,
  json,
  makeKey,
  NOW,
  RESOURCE,
  rsaKey,
  sign,
} from './fixtures.ts'
import { OAuthError, type TokenSet } from './index.ts'

const ACCESS_TOKEN = 'access-token-0123456789'
const answer = (more: Record<string, unknown>) =>
  json({ access_token: ACCESS_TOKEN, token_type: 'Bearer', expires_in: 300, refresh_token: 'refresh-1', ...more })

type IdToken = string | ((nonce: string) => string | Promise<string>)

/** A whole login; `idToken` is what the token endpoint answers with. */
async function login(
  idToken: IdToken | undefined,
  { server = createFakeServer(), asked = {}, options = {} }: Setting = {},
): Promise<TokenSet> {
  const client = clientOf(server, options)
  const { transaction } = await client.authorizationRequest(asked)
  const made = typeof idToken === 'function' ? await idToken(transaction.nonce ?? '') : idToken
  server.replies.set('/token', () => answer({ id_token: made }))
  return await client.redeemCode(await client.processAuthorizationResponse(callback(transaction.state), transaction))
}

interface Setting {
  readonly server?: FakeServer
  readonly asked?: AuthorizationRequestOptions
  readonly options?: Partial<ClientOptions>
}

const good = (nonce: string) => sign({ ...baseClaims, nonce })
const withClaims = (claims: Claims) => (nonce: string) => sign({ ...baseClaims, nonce, ...claims })

const other = await makeKey('rsa-1')
const es = await makeKey('rsa-1', 'ES256')

describe('redeemCode', () => {
  it('sends code, verifier, redirect URI and resource, and returns what it verified', async () => {
    const server = createFakeServer()
    const tokens = await login(good, { server })
    expect(tokens).toMatchObject({
      accessToken: ACCESS_TOKEN,
      tokenType: 'Bearer',
      expiresAt: NOW + 300,
      refreshToken: 'refresh-1',
      scope: 'openid read',
      idTokenClaims: { sub: 'alice' },
    })
    const form = Object.fromEntries(server.at('/token')[0]?.form ?? [])
    expect(form).toEqual({
      grant_type: 'authorization_code',
      code: 'the-code',
      redirect_uri: 'https://web.example/callback',
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
      resource: RESOURCE,
    })
  })

  it('takes no ID token where openid was not asked for', async () => {
    expect((await login(undefined, { asked: { scope: 'read' } })).idTokenClaims).toBeUndefined()
  })

  it('never sends a code twice, not even where the answer was lost', async () => {
    const server = createFakeServer()
    const client = clientOf(server)
    const { transaction } = await client.authorizationRequest()
    server.replies.set('/token', () => Promise.reject(new TypeError('fetch failed')))
    const code = await client.processAuthorizationResponse(callback(transaction.state), transaction)
    expect(await failure(client.redeemCode(code))).toMatch(/no answer$/)
    expect(server.at('/token')).toHaveLength(1)
  })

  it('is not sent while the keys for its ID token cannot be had', async () => {
    const server = createFakeServer()
    const client = clientOf(server)
    const { transaction } = await client.authorizationRequest()
    const made = await good(transaction.nonce ?? '')
    server.replies.set('/token', () => answer({ id_token: made }))
    const jwks = server.replies.get('/jwks')
    server.replies.set('/jwks', () => new Response('', { status: 503 }))
    const code = await client.processAuthorizationResponse(callback(transaction.state), transaction)
    await expect(client.redeemCode(code)).rejects.toMatchObject({ status: 503, unheard: true })
    expect(server.at('/token')).toHaveLength(0)
    if (jwks !== undefined) server.replies.set('/jwks', jwks)
    server.now = NOW + 2
    expect((await client.redeemCode(code)).idTokenClaims?.sub).toBe('alice')
  })

  it('needs no keys where no ID token was asked for', async () => {
    const server = createFakeServer()
    server.replies.delete('/jwks')
    expect((await login(undefined, { server, asked: { scope: 'read' } })).accessToken).toBe(ACCESS_TOKEN)
    expect(server.at('/jwks')).toHaveLength(0)
  })

  it('takes an at_hash that is right, for each hash', async () => {
    const hash = await leftHalfHash('RS256', ACCESS_TOKEN)
    expect((await login(withClaims({ at_hash: hash }))).idTokenClaims?.at_hash).toBe(hash)
    expect((await login((nonce) => sign({ ...baseClaims, nonce }, ecKey))).idTokenClaims?.sub).toBe('alice')
  })

  it('takes a token that names its type and the time it is good from', async () => {
    const tokens = await login((nonce) => sign({ ...baseClaims, nonce, nbf: NOW }, rsaKey, { typ: 'JWT' }))
    expect(tokens.idTokenClaims?.sub).toBe('alice')
  })

  it('takes an auth_time within max_age', async () => {
    const tokens = await login(withClaims({ auth_time: NOW - 60 }), { asked: { maxAge: 60 } })
    expect(tokens.idTokenClaims?.auth_time).toBe(NOW - 60)
  })

  it('takes further audiences that it was told to trust', async () => {
    const token = withClaims({ aud: ['web', 'api'], azp: 'web' })
    expect(await login(token, { options: { trustedAudiences: ['api'] } })).toMatchObject({ scope: 'openid read' })
  })
})

describe('an ID token is refused', () => {
  const unsigned = (nonce: string) => new UnsecuredJWT({ ...baseClaims, nonce }).encode()
  const withHeader = (header: object) => async (nonce: string) => {
    const [, payload, signature] = (await good(nonce)).split('.')
    return `${base64url.encode(JSON.stringify(header))}.${payload}.${signature}`
  }
  const tampered = async (nonce: string) => {
    const [header, , signature] = (await good(nonce)).split('.')
    return `${header}.${base64url.encode(JSON.stringify({ ...baseClaims, nonce, sub: 'bob' }))}.${signature}`
  }

  const rows: [string, string, IdToken | undefined, AuthorizationRequestOptions?][] = [
    ['that is missing', 'token-response.idTokenPresent', undefined],
    ['of another issuer', 'id-token.iss', withClaims({ iss: 'https://evil.example' })],
    ['for another client', 'id-token.aud', withClaims({ aud: 'other' })],
    ['without aud', 'id-token.audPresent', withClaims({ aud: undefined })],
    ['with an empty list as aud', 'id-token.audPresent', withClaims({ aud: [] })],
    ['for others besides', 'id-token.audienceTrusted', withClaims({ aud: ['web', 'other'] })],
    ['made for another party', 'id-token.authorizedParty', withClaims({ azp: 'other' })],
    ['without sub', 'id-token.subject', withClaims({ sub: undefined })],
    ['without iat', 'id-token.iatPresent', withClaims({ iat: undefined })],
    ['from the future', 'id-token.iat', withClaims({ iat: NOW + 60 })],
    ['that is not good yet', 'id-token.nbf', withClaims({ nbf: NOW + 60 })],
    ['without exp', 'id-token.expPresent', withClaims({ exp: undefined })],
    ['that has expired', 'id-token.exp', withClaims({ exp: NOW - 31 })],
    ['with another nonce', 'id-token.nonce', withClaims({ nonce: 'other' })],
    ['without nonce', 'id-token.nonce', withClaims({ nonce: undefined })],
    ['without auth_time where max_age was asked', 'id-token.authTime', good, { maxAge: 60 }],
    ['of a login too long ago', 'id-token.authRecent', withClaims({ auth_time: NOW - 91 }), { maxAge: 60 }],
    ['whose at_hash is wrong', 'id-token.accessTokenHash', withClaims({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' })],
    ['signed by nobody', 'id-token.algNone', unsigned],
    ['signed by nobody, spelled otherwise', 'id-token.algNone', withHeader({ alg: 'nOnE' })],
    ['signed with a shared secret', 'id-token.alg', withHeader({ alg: 'HS256', kid: 'rsa-1' })],
    [
      'that demands an extension',
      'id-token.crit',
      withHeader({ alg: 'RS256', kid: 'rsa-1', crit: ['b64'], b64: false }),
    ],
    ['without alg', 'id-token.header', withHeader({ kid: 'rsa-1' })],
    ['signed by another key of that name', 'id-token.signature', (nonce) => sign({ ...baseClaims, nonce }, other)],
    ['changed after it was signed', 'id-token.signature', tampered],
    ['of an algorithm that the key is not for', 'id-token.keyFits', (nonce) => sign({ ...baseClaims, nonce }, es)],
    ['signed by an unknown key', 'id-token.key', (nonce) => sign({ ...baseClaims, nonce }, rsaKey, { kid: 'gone' })],
    ['that is an access token', 'id-token.typ', (nonce) => sign({ ...baseClaims, nonce }, rsaKey, { typ: 'at+jwt' })],
    [
      'whose payload is a list',
      'id-token.payload',
      `${base64url.encode('{"alg":"RS256"}')}.${base64url.encode('[]')}.AAAA`,
    ],
    ['in stray bits', 'id-token.compact', `${base64url.encode('{"alg":"RS256"}')}.e30.A`],
    ['of 20,000 characters', 'id-token.size', withClaims({ padding: 'x'.repeat(20_000) })],
  ]
  it.each(rows)('%s', async (_, rule, idToken, asked = {}) => {
    expect(await failure(login(idToken, { asked }))).toBe(rule)
  })

  it('with a nonce where none was sent', async () => {
    const asked = { scope: 'read' }
    expect(await failure(login(withClaims({ nonce: 'x' }), { asked }))).toBe('id-token.nonce')
  })

  it('of another algorithm than the one registered', async () => {
    expect(await failure(login(good, { options: { idTokenAlg: 'ES256' } }))).toBe('id-token.alg')
  })
})

describe('keys', () => {
  const withoutKid = (nonce: string) => sign({ ...baseClaims, nonce }, rsaKey, { kid: undefined })
  const serving = (...jwks: unknown[]) => {
    const server = createFakeServer()
    server.replies.set('/jwks', () => json({ keys: jwks }))
    return server
  }

  it('a token without kid is taken where exactly one key fits', async () => {
    expect((await login(withoutKid, { server: serving(rsaKey.jwk, ecKey.jwk) })).idTokenClaims?.sub).toBe('alice')
    const second = await makeKey('rsa-2')
    const server = serving(rsaKey.jwk, second.jwk)
    expect(await failure(login(withoutKid, { server }))).toBe('id-token.key')
  })

  it('an unknown kid makes the client look again, once in a while', async () => {
    const server = serving(rsaKey.jwk)
    const client = clientOf(server)
    const next = await makeKey('rsa-2')
    const once = async (idToken: (nonce: string) => Promise<string>) => {
      const { transaction } = await client.authorizationRequest()
      const made = await idToken(transaction.nonce ?? '')
      server.replies.set('/token', () => answer({ id_token: made }))
      const code = await client.processAuthorizationResponse(callback(transaction.state), transaction)
      return await client.redeemCode(code)
    }
    await once(good)
    expect(server.at('/jwks')).toHaveLength(1)
    server.replies.set('/jwks', () => json({ keys: [rsaKey.jwk, next.jwk] }))
    expect((await once((nonce) => sign({ ...baseClaims, nonce }, next))).idTokenClaims?.sub).toBe('alice')
    expect(server.at('/jwks')).toHaveLength(2)
    const made = (nonce: string) => sign({ ...baseClaims, nonce }, next, { kid: 'made-up' })
    for (let i = 0; i < 10; i++) expect(await failure(once(made))).toBe('id-token.key')
    expect(server.at('/jwks')).toHaveLength(4)
    server.now = NOW + 5
    expect(await failure(once(made))).toBe('id-token.key')
    expect(server.at('/jwks')).toHaveLength(5)
  })

  it('of before serve while the server has none, but do not speak for a key that they do not know', async () => {
    const server = createFakeServer()
    const client = clientOf(server)
    const once = async (made: (nonce: string) => Promise<string>) => {
      const { transaction } = await client.authorizationRequest()
      const idToken = await made(transaction.nonce ?? '')
      server.replies.set('/token', () => answer({ id_token: idToken }))
      const code = await client.processAuthorizationResponse(callback(transaction.state), transaction)
      return await client.redeemCode(code)
    }
    await once(good)
    server.replies.set('/jwks', () => new Response('', { status: 500 }))
    const later = server.now + 12 * 3600
    server.now = later
    const timed = { iat: later, exp: later + 300 }
    expect((await once(withClaims(timed))).idTokenClaims?.sub).toBe('alice')
    const unknown = (nonce: string) => sign({ ...baseClaims, ...timed, nonce }, rsaKey, { kid: 'gone' })
    expect(await failure(once(unknown))).toMatch(/jwks: answered 500$/)
  })

  it('a key set that is none is refused, a server that is unwell is told', async () => {
    const server = createFakeServer()
    server.replies.set('/jwks', () => json([]))
    expect(await failure(login(good, { server }))).toBe('keys-response.set')
    server.replies.set('/jwks', () => new Response('', { status: 500 }))
    expect(await failure(login(good, { server }))).toMatch(/answered 500$/)
  })
})

describe('refresh', () => {
  async function loggedIn(claims: Claims = {}) {
    const server = createFakeServer()
    const client = clientOf(server)
    const tokens = await login(withClaims({ auth_time: NOW, ...claims }), { server })
    server.seen.length = 0
    return { server, client, tokens }
  }

  it('sends the refresh token and returns the new set, the person unchanged', async () => {
    const { server, client, tokens } = await loggedIn()
    server.replies.set('/token', () => answer({ access_token: 'second-0123456789', refresh_token: 'refresh-2' }))
    const fresh = await client.refresh(tokens)
    expect(fresh).toEqual({ ...tokens, accessToken: 'second-0123456789', refreshToken: 'refresh-2' })
    expect(Object.fromEntries(server.at('/token')[0]?.form ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      resource: RESOURCE,
    })
  })

  it('keeps the refresh token where no new one comes', async () => {
    const { server, client, tokens } = await loggedIn()
    server.replies.set('/token', () => answer({ refresh_token: undefined, scope: 'read' }))
    expect(await client.refresh(tokens, { scope: 'read' })).toMatchObject({ refreshToken: 'refresh-1', scope: 'read' })
  })

  it('shares one request among all who ask with one token', async () => {
    const { server, client, tokens } = await loggedIn()
    const sets = await Promise.all(Array.from({ length: 20 }, () => client.refresh(tokens)))
    expect(new Set(sets).size).toBe(1)
    expect(server.at('/token')).toHaveLength(1)
  })

  it('sends the same token once more where the answer was lost, and no more often', async () => {
    const { server, client, tokens } = await loggedIn()
    server.replies.set('/token', () => {
      if (server.at('/token').length === 1) throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })
      return answer({ refresh_token: 'refresh-2' })
    })
    expect((await client.refresh(tokens)).refreshToken).toBe('refresh-2')
    expect(server.at('/token').map(({ form }) => form.get('refresh_token'))).toEqual(['refresh-1', 'refresh-1'])
    server.seen.length = 0
    server.replies.set('/token', () => new Response('', { status: 504 }))
    expect(await failure(client.refresh(tokens))).toMatch(/answered 504$/)
    expect(server.at('/token')).toHaveLength(2)
  })

  const broken = (code: string) => () => {
    throw new TypeError('fetch failed', { cause: { code } })
  }
  it.each<[boolean, string, () => Response]>([
    [true, 'no connection came about', broken('ECONNREFUSED')],
    [true, 'the server cannot answer just now', () => new Response('', { status: 503 })],
    [false, 'the connection broke', broken('ECONNRESET')],
    [false, 'a proxy got no answer', () => new Response('', { status: 504 })],
  ])('says %s to whether the server surely did nothing: %s', async (unheard, _, reply) => {
    const { server, client, tokens } = await loggedIn()
    server.replies.set('/token', reply)
    await expect(client.refresh(tokens)).rejects.toMatchObject({ unheard })
  })

  it('spends no refresh token while the keys for a new ID token cannot be had', async () => {
    const { server, client, tokens } = await loggedIn()
    server.replies.set('/jwks', () => new Response('', { status: 503 }))
    expect(await failure(client.refresh(tokens))).toMatch(/jwks: answered 503$/)
    expect(server.at('/token')).toHaveLength(0)
  })

  it('asks for the resource that the tokens were for, which may be another than the usual one', async () => {
    const server = createFakeServer()
    const client = clientOf(server)
    const { transaction } = await client.authorizationRequest({ scope: 'read', resource: 'https://other.example/api' })
    server.replies.set('/token', () => answer({}))
    const code = await client.processAuthorizationResponse(callback(transaction.state), transaction)
    const tokens = await client.redeemCode(code)
    const fresh = await client.refresh(tokens)
    expect(server.at('/token').map(({ form }) => form.get('resource'))).toEqual(Array(2).fill(tokens.resource))
    expect([tokens.resource, fresh.resource]).toEqual(Array(2).fill('https://other.example/api'))
  })

  it('does not repeat what the server refused', async () => {
    const { server, client, tokens } = await loggedIn()
    server.replies.set('/token', () => json({ error: 'invalid_grant' }, 400))
    await expect(client.refresh(tokens)).rejects.toBeInstanceOf(OAuthError)
    expect(server.at('/token')).toHaveLength(1)
  })

  it('takes a new ID token of the same person', async () => {
    const { server, client, tokens } = await loggedIn()
    const idToken = await sign({ ...baseClaims, iat: NOW + 10, auth_time: NOW })
    server.replies.set('/token', () => answer({ id_token: idToken }))
    expect((await client.refresh(tokens)).idTokenClaims?.iat).toBe(NOW + 10)
  })

  const rows: [string, string, Claims][] = [
    ['of another issuer', 'id-token.iss', { iss: 'https://evil.example' }],
    ['of another person', 'id-token-refresh.subject', { sub: 'bob' }],
    ['for others besides', 'id-token-refresh.audience', { aud: ['web', 'api'] }],
    ['of another login', 'id-token-refresh.authTime', { auth_time: NOW + 10 }],
    ['with another nonce', 'id-token-refresh.nonce', { nonce: 'other' }],
  ]
  it.each(rows)('refuses an ID token %s', async (_, rule, claims) => {
    const { server, tokens } = await loggedIn()
    const idToken = await sign({ ...baseClaims, auth_time: NOW, ...claims })
    server.replies.set('/token', () => answer({ id_token: idToken }))
    expect(await failure(clientOf(server, { trustedAudiences: ['api'] }).refresh(tokens))).toBe(rule)
  })
})
