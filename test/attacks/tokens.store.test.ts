/** Tokens where they do not belong: at another issuer of the same database and keys, as another kind of token, guessed, or made up. */
import { createHmac, createPublicKey, type JsonWebKey, sign } from 'node:crypto'
import { createServer, type Server, seedDevelopment } from '@sightglass/server'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertionClaims, assertionParams, macBy, makeKey, signedBy } from '../assertion.ts'
import {
  authorizationUrl,
  basic,
  callback,
  claimsIn,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  refreshed,
  resource,
  type TokenAnswer,
  type Trial,
  testClock,
  testKeys,
  tokenRequest,
  webSecret,
} from '../authorization-server.ts'
import { approvedDevice, beginDevice, confirmation, poll } from '../device.ts'
import { addClient, type Fetching, userinfoStatus } from '../lifecycle.ts'
import { openTestStore } from '../stores.ts'
import { watchedStore } from '../watched-store.ts'
import { refusedBy, watchTraces } from '../watching.ts'

const apiAuth = basic('demo-api', 'demo-api-secret-for-development-only')
/** Below the same origin: its cookies reach both. */
const otherIssuer = `${issuer}/tenant`

const clock = testClock()
let trial: Trial
let asked: string[] = []
/** What reads like the first issuer's in a test goes to the other one. */
let other: Fetching
let otherServer: Server

const at = ({ fetch }: Fetching): Fetching => ({
  async fetch(request, peer) {
    const { method, headers } = request
    const body = method === 'POST' ? await request.text() : null
    return await fetch(new Request(request.url.replace(issuer, otherIssuer), { method, headers, body }), peer)
  },
})

beforeAll(async () => {
  const store = watchedStore(await openTestStore({ issuer, clock }), (type) => asked.push(type))
  trial = await openTrial({ store, clock, registration: { mode: 'open' } })
  otherServer = await createServer({ issuer: otherIssuer, store, clock, environment: 'development', ...testKeys })
  await seedDevelopment(otherServer, { clientOrigin: 'http://localhost:8080', resource })
  other = at(otherServer)
})

beforeEach(() => {
  asked = []
})

async function tokens(scope = 'openid read offline_access', more = {}): Promise<TokenAnswer['body']> {
  const { code, verifier } = await obtainCode(trial, { scope, ...more })
  return (await redeem(trial.server, code, verifier)).body
}

async function introspected(token: string | undefined, { fetch }: Fetching = trial.server): Promise<unknown> {
  const body = new URLSearchParams({ token: token ?? '' })
  const headers = { authorization: apiAuth }
  return await (await fetch(new Request(`${issuer}/oauth2/introspect`, { method: 'POST', headers, body }))).json()
}

async function revoked(token: string | undefined, { fetch }: Fetching = trial.server): Promise<number> {
  const body = new URLSearchParams({ token: token ?? '' })
  const headers = { authorization: basic('demo-web', webSecret) }
  return (await fetch(new Request(`${issuer}/oauth2/revoke`, { method: 'POST', headers, body }))).status
}

describe('at another issuer of the same database, with the same keys to seal by', () => {
  it('no code, refresh token, access token or device code counts, and all stay good at their own', async () => {
    const { code, verifier } = await obtainCode(trial)
    const { access_token, refresh_token } = await tokens()
    const { device_code } = await approvedDevice(trial)
    expect((await redeem(other, code, verifier)).body.error).toBe('invalid_grant')
    expect((await refreshed(other, refresh_token)).body.error).toBe('invalid_grant')
    expect((await poll(other, device_code)).body.error).toBe('invalid_grant')
    expect(await userinfoStatus(other, access_token)).toBe(401)
    for (const token of [access_token, refresh_token]) {
      expect(await introspected(token, other)).toEqual({ active: false })
      expect(await revoked(token, other)).toBe(200)
    }
    expect((await redeem(trial.server, code, verifier)).status).toBe(200)
    expect((await refreshed(trial.server, refresh_token)).status).toBe(200)
    expect((await poll(trial.server, device_code)).status).toBe(200)
    expect(await introspected(access_token)).toMatchObject({ active: true })
  })

  it('an opaque token does not count', async () => {
    const other_api = 'https://opaque.example'
    for (const server of [trial.server, otherServer])
      await server.resources.put({
        resource: other_api,
        name: 'opaque',
        scopes: { see: 'see' },
        accessTokenFormat: 'opaque',
      })
    const client = await addClient(trial.server, 'demo-web', { scope: ['openid', 'see'], resources: [other_api] })
    const { code, verifier } = await obtainCode(trial, { client_id: client.clientId, scope: 'openid see' })
    const { body } = await redeem(trial.server, code, verifier, {}, basic(client.clientId, webSecret))
    expect(body.access_token).toMatch(/^[\w-]{43}$/)
    expect(await userinfoStatus(trial.server, body.access_token)).toBe(200)
    expect(await userinfoStatus(other, body.access_token)).toBe(401)
  })

  it('nobody is signed in, whatever cookies the browser brings, and no form or user code goes on', async () => {
    const agent = trial.browser()
    const { url } = await authorizationUrl({ prompt: 'consent' })
    await obtainCode(trial, {}, agent)
    const { page } = await agent.visit(url)
    const begun = await beginDevice(trial.server)
    const asking = await confirmation(agent, begun.user_code)
    const cookie = Array.from(agent.cookies, ([name, value]) => `${name}=${value}`).join('; ')
    const send = (path: string, body?: URLSearchParams): Promise<Response> =>
      other.fetch(
        new Request(
          `${issuer}${path}`,
          body === undefined ? { headers: { cookie } } : { method: 'POST', headers: { cookie }, body },
        ),
      )
    expect(await (await send('/account')).text()).not.toContain('account-sign-out')
    const silent = await authorizationUrl({ prompt: 'none' })
    expect((await send(silent.url.replace(issuer, ''))).headers.get('location')).toContain('error=login_required')
    expect(await (await send(`/device?user_code=${begun.user_code}`)).text()).not.toContain('device-accept')
    const hidden = (html = '') =>
      new URLSearchParams(
        Array.from(html.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g), ([, n = '', v = '']) => [n, v]),
      )
    for (const [path, html] of [
      ['/consent', page?.html],
      ['/device', asking.html],
    ] as const) {
      const form = hidden(html)
      expect([...form.keys()]).toContain('csrf')
      form.set('action', path === '/consent' ? 'accept' : 'approve')
      const response = await send(path, form)
      expect(response.headers.get('location') ?? '').not.toMatch(/[?&]code=/)
    }
    expect((await poll(trial.server, begun.device_code)).body.error).toBe('authorization_pending')
  })

  it('a hint, an assertion and a registration of the first mean nothing', async () => {
    const { id_token = '' } = await tokens('openid')
    const agent = trial.browser()
    await obtainCode(trial, {}, agent)
    const logout = await other.fetch(
      new Request(`${issuer}/oauth2/logout?${new URLSearchParams({ id_token_hint: id_token })}`),
    )
    expect(logout.status).toBe(400)
    const key = makeKey()
    for (const server of [trial.server, otherServer]) await putSigner(server, 'signer', key.jwk)
    const proof = assertionParams(signedBy(key, assertionClaims('signer', issuer, clock())))
    const params = { grant_type: 'client_credentials', client_id: 'signer', ...proof }
    expect((await tokenRequest(other, params, '')).body.error).toBe('invalid_client')
    expect((await tokenRequest(trial.server, params, '')).status).toBe(200)
    const registered = await trial.server.fetch(
      new Request(`${issuer}/oauth2/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ redirect_uris: [callback] }),
      }),
    )
    const { client_id, client_secret } = (await registered.json()) as Record<string, string>
    const auth = basic(client_id ?? '', client_secret ?? '')
    expect((await tokenRequest(trial.server, { grant_type: 'x' }, auth)).body.error).toBe('unsupported_grant_type')
    expect((await tokenRequest(other, { grant_type: 'x' }, auth)).body.error).toBe('invalid_client')
  })
})

const putSigner = (server: Server, clientId: string, jwk: Readonly<Record<string, unknown>>): Promise<unknown> =>
  server.clients.put({
    ...{ clientId, clientName: clientId, tokenEndpointAuthMethod: 'private_key_jwt', jwks: { keys: [jwk] } },
    ...{ grantTypes: ['client_credentials'], responseTypes: [], redirectUris: [], scope: ['read'] },
    ...{ resources: [resource], idTokenSignedResponseAlg: 'RS256' },
  })

describe('a token in the place of another kind', () => {
  it('is worth nothing: each kind at each place', async () => {
    const key = makeKey()
    await putSigner(trial.server, 'signer', key.jwk)
    const { access_token = '', refresh_token = '', id_token = '' } = await tokens()
    const assertion = signedBy(key, assertionClaims('signer', issuer, clock()))
    const requestObject = signedBy(
      key,
      { iss: 'signer', aud: issuer, client_id: 'signer' },
      { typ: 'oauth-authz-req+jwt' },
    )
    const others = { refresh_token, id_token, assertion, requestObject }
    for (const token of Object.values(others)) {
      expect(await userinfoStatus(trial.server, token)).toBe(401)
      expect(await introspected(token)).toEqual({ active: false })
    }
    const asCode = [access_token, refresh_token, id_token, assertion]
    for (const token of asCode) {
      expect((await redeem(trial.server, token, 'x'.repeat(43))).body.error).toBe('invalid_grant')
      expect((await poll(trial.server, token)).body.error).toBe('invalid_grant')
    }
    for (const token of [access_token, id_token, assertion])
      expect((await refreshed(trial.server, token)).body.error).toBe('invalid_grant')
    for (const token of [access_token, id_token, requestObject]) {
      const params = { grant_type: 'client_credentials', ...assertionParams(token) }
      expect((await tokenRequest(trial.server, params, '')).body.error).toBe('invalid_client')
    }
    for (const token of [access_token, refresh_token, assertion, requestObject]) {
      const { url } = await authorizationUrl({ id_token_hint: token, prompt: 'none' })
      const { left } = await trial.browser().visit(url)
      expect(left?.searchParams.get('error')).toBe('invalid_request')
    }
    expect(await userinfoStatus(trial.server, access_token)).toBe(200)
  })

  it('a signed UserInfo answer and a logout token are no ID token, and no access token', async () => {
    const { clientId } = await addClient(trial.server, 'demo-web', { userinfoSignedResponseAlg: 'RS256' })
    const { code, verifier } = await obtainCode(trial, { client_id: clientId, scope: 'openid' })
    const { body } = await redeem(trial.server, code, verifier, {}, basic(clientId, webSecret))
    const headers = { authorization: `Bearer ${body.access_token}` }
    const told = await (await trial.server.fetch(new Request(`${issuer}/oauth2/userinfo`, { headers }))).text()
    expect(claimsIn(told)).toMatchObject({ aud: clientId, iss: issuer })
    expect(await userinfoStatus(trial.server, told)).toBe(401)
    expect(await introspected(told)).toEqual({ active: false })
  })
})

describe('an opaque token that somebody guesses', () => {
  const FORMS = { 'of the right length': 'A'.repeat(43), 'like an encrypted one': `a.${'b.'.repeat(3)}c` } as const
  it.each(Object.entries(FORMS))('%s asks the store once', async (_, token) => {
    expect(await userinfoStatus(trial.server, token)).toBe(401)
    expect(asked.filter((type) => type === 'access_token')).toHaveLength(1)
    expect(asked.filter((type) => type !== 'access_token')).toEqual([])
  })

  it.each([
    'x',
    'A'.repeat(42),
    'A'.repeat(44),
    'A'.repeat(12_000),
    'a.b.c',
    'a.b.c.d',
    'a.b.c.d.e.f',
    'a'.repeat(43).replace('a', '~'),
  ])('that can be none (%.20s…) asks it nothing', async (token) => {
    expect(await userinfoStatus(trial.server, token)).toBe(401)
    expect(asked).toEqual([])
  })

  it('asks as little at introspection and revocation, however long it is', async () => {
    for (const token of ['x', 'A'.repeat(44), 'A'.repeat(30_000), `${'a.'.repeat(5)}b`]) {
      expect(await introspected(token)).toEqual({ active: false })
      expect(await revoked(token)).toBe(200)
    }
    expect(asked.filter((type) => type === 'access_token' || type === 'grant')).toEqual([])
  })
})

describe('a JWT that an attacker makes of what is public', () => {
  let claims: Record<string, unknown>
  let header: { kid: string; alg: string }
  let publicKey: { jwk: JsonWebKey; pem: string; der: Buffer }

  beforeAll(async () => {
    const { access_token = '' } = await tokens()
    claims = claimsIn(access_token)
    header = JSON.parse(Buffer.from(access_token.split('.')[0] ?? '', 'base64url').toString())
    const { keys } = (await (await trial.server.fetch(new Request(`${issuer}/oauth2/jwks`))).json()) as {
      keys: (JsonWebKey & { kid: string })[]
    }
    const jwk = keys.find(({ kty }) => kty === 'RSA') ?? expect.unreachable()
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    const der = key.export({ type: 'spki', format: 'der' })
    publicKey = { jwk, pem: key.export({ type: 'spki', format: 'pem' }).toString(), der }
  })

  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const unsigned = (differs: object, signature = ''): string =>
    `${part({ typ: 'at+jwt', kid: header.kid, ...differs })}.${part(claims)}.${signature}`
  const hmac = (secret: string | Buffer, differs: object): string => {
    const input = unsigned({ alg: 'HS256', ...differs }).slice(0, -1)
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
  }
  const mallory = makeKey('ES256', 'mallory')
  const byMallory = (differs: object, key = mallory): string => signedBy(key, claims, { typ: 'at+jwt', ...differs })

  const forgeries = (): Readonly<Record<string, string>> => ({
    'HS256 by the public key in PEM': hmac(publicKey.pem, { kid: publicKey.jwk.kid }),
    'HS256 by the public key in PEM, trimmed': hmac(publicKey.pem.trim(), { kid: publicKey.jwk.kid }),
    'HS256 by the public key in DER': hmac(publicKey.der, { kid: publicKey.jwk.kid }),
    'HS256 by the JWK': hmac(JSON.stringify(publicKey.jwk), { kid: publicKey.jwk.kid }),
    'HS256 by the modulus': hmac(Buffer.from(publicKey.jwk.n ?? '', 'base64url'), { kid: publicKey.jwk.kid }),
    'HS256 by nothing': hmac('', { kid: '' }),
    'RS256 in name, an HMAC in fact': hmac(publicKey.pem, { alg: 'RS256', kid: publicKey.jwk.kid }),
    ...Object.fromEntries(
      ['none', 'None', 'NONE', 'nOnE', ' none', ''].map((alg) => [`alg ${JSON.stringify(alg)}`, unsigned({ alg })]),
    ),
    'none with a signature': unsigned({ alg: 'none' }, 'AAAA'),
    'no alg': unsigned({}),
    'a key of its own in the header': byMallory({ jwk: mallory.jwk }),
    'a key of its own in the header, under a kid of ours': byMallory({ jwk: mallory.jwk, kid: header.kid }),
    'an address of keys in the header': byMallory({
      jku: 'https://mallory.example/jwks',
      x5u: 'https://mallory.example/x',
    }),
    'a certificate in the header': byMallory({ x5c: ['MIIB'], kid: header.kid }),
    'a signature of zeros': unsigned({ alg: 'ES256' }, 'A'.repeat(86)),
    'an empty signature': unsigned({ alg: 'ES256' }),
    crit: byMallory({ crit: ['exp'], kid: header.kid }),
    b64: byMallory({ crit: ['b64'], b64: false, kid: header.kid }),
    ...Object.fromEntries(
      [
        '../../../../dev/null',
        '/dev/null',
        "' OR '1'='1",
        '__proto__',
        'constructor',
        'toString',
        '',
        'x'.repeat(8000),
        `${header.kid}\0`,
        `${header.kid} `,
      ].map((kid) => [`kid ${JSON.stringify(kid.slice(0, 30))}`, byMallory({ kid })]),
    ),
    'claims nested without end': unsigned({ alg: 'ES256' }, 'A'.repeat(86)).replace(
      /\.[^.]+\./,
      `.${Buffer.from(`{"aud":${'['.repeat(5000)}${']'.repeat(5000)}}`).toString('base64url')}.`,
    ),
    'too long': byMallory({ x: 'x'.repeat(16_384) }),
  })

  it('is worth nothing as an access token, a hint, a request object or a proof of a client', async () => {
    for (const [what, token] of Object.entries(forgeries())) {
      const status = await userinfoStatus(trial.server, token)
      expect([what, status]).toEqual([what, 401])
      expect([what, await introspected(token)]).toEqual([what, { active: false }])
      const { url } = await authorizationUrl({ id_token_hint: token })
      expect([what, (await trial.browser().visit(url)).left?.searchParams.get('error')]).toEqual([
        what,
        'invalid_request',
      ])
      const object = await authorizationUrl({ request: token })
      expect([what, (await trial.browser().visit(object.url)).left?.searchParams.get('error')]).toEqual([
        what,
        expect.stringMatching(/^(?:invalid_request_object|request_not_supported)$/),
      ])
      const params = { grant_type: 'client_credentials', ...assertionParams(token) }
      expect([what, (await tokenRequest(trial.server, params, '')).body.error]).toEqual([what, 'invalid_client'])
    }
    expect(asked.filter((type) => type === 'grant' || type === 'user')).toEqual([])
  })

  it('is not the proof of a client that signs, by whatever of its public key', async () => {
    const key = makeKey('RS256', 'rsa')
    await putSigner(trial.server, 'rsa-signer', key.jwk)
    const { publicKey: spki } = { publicKey: createPublicKey(key.privateKey) }
    const own = assertionClaims('rsa-signer', issuer, clock())
    const pem = spki.export({ type: 'spki', format: 'pem' }).toString()
    const wrong: Readonly<Record<string, string>> = {
      pem: macBy(pem, own),
      'pem and kid': macBy(pem, own, { kid: 'rsa' }),
      jwk: macBy(JSON.stringify(key.jwk), own, { kid: 'rsa' }),
      none: `${part({ alg: 'none' })}.${part(own)}.`,
      'a key in the header': signedBy(mallory, own, { jwk: mallory.jwk }),
      'a key in the header under its kid': signedBy(mallory, own, { jwk: mallory.jwk, kid: 'rsa' }),
      'another algorithm of the same key': signedBy({ ...key, alg: 'RS512' }, own),
      'keys elsewhere': signedBy(mallory, own, { jku: 'https://mallory.example/jwks' }),
    }
    for (const [what, assertion] of Object.entries(wrong)) {
      const traces = watchTraces()
      const params = { grant_type: 'client_credentials', ...assertionParams(assertion) }
      expect([what, (await tokenRequest(trial.server, params, '')).status]).toEqual([what, 401])
      expect(refusedBy(traces)).toMatch(/^client/)
    }
    const sound = { grant_type: 'client_credentials', ...assertionParams(signedBy(key, own)) }
    expect((await tokenRequest(trial.server, sound, '')).status).toBe(200)
  })

  it('with a signature of the right key over other words is told as that', async () => {
    const key = makeKey('ES256', 'own')
    await putSigner(trial.server, 'es-signer', key.jwk)
    const [head, body, signature] = signedBy(key, assertionClaims('es-signer', issuer, clock())).split('.')
    const der = sign('sha256', Buffer.from(`${head}.${body}`), key.privateKey).toString('base64url')
    const spelled = [
      `${head}.${body}.${der}`,
      `${head}.${body}.${signature}=`,
      `${head}.${body}.${signature}.`,
      ` ${head}.${body}.${signature}`,
    ]
    for (const assertion of spelled) {
      const params = { grant_type: 'client_credentials', ...assertionParams(assertion) }
      expect((await tokenRequest(trial.server, params, '')).status).toBe(401)
    }
  })
})
