/** What somebody who may register clients tries to get by it: scopes and grants, other people's names, this server's network, its memory. */
import { beforeAll, describe, expect, it } from 'vitest'
import { assertionClaims, assertionParams, makeKey, signedBy } from '../assertion.ts'
import {
  authorizationUrl,
  basic,
  claimsIn,
  issuer,
  openTrial,
  type Trial,
  tokenRequest,
  walk,
} from '../authorization-server.ts'
import { openSecureHost, sendJson } from '../https-server.ts'
import { refusedBy, watchTraces } from '../watching.ts'

let trial: Trial

beforeAll(async () => {
  trial = await openTrial({
    registration: { mode: 'open', scope: ['openid', 'profile', 'read'], limit: { requests: 1000, withinSeconds: 1 } },
  })
})

type Members = Readonly<Record<string, unknown>>
const sound = { redirect_uris: ['https://app.example/callback'] }

const send = (body: string, init: RequestInit = {}, url = `${issuer}/oauth2/register`): Promise<Response> =>
  trial.server.fetch(
    new Request(url, {
      method: 'POST',
      body,
      ...init,
      headers: { 'content-type': 'application/json', ...init.headers },
    }),
  )

async function register(members: Members): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await send(JSON.stringify(members))
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const kept = async ({ body }: { body: Record<string, unknown> }) =>
  (await trial.server.clients.find(String(body.client_id))) ?? expect.unreachable()

describe('a client that gives itself more than it may have', () => {
  it('gets no scope, resource server or legacy grant that its operator did not name', async () => {
    const made = await register({
      ...sound,
      scope: 'openid read write admin constructor __proto__',
      resources: ['https://api.example'],
    })
    expect([made.status, made.body.scope]).toEqual([201, 'openid read'])
    const { resources, scope, policy } = await kept(made)
    expect([resources, scope, policy.legacy]).toEqual([[], ['openid', 'read'], false])
    for (const grant_types of [['password'], ['authorization_code', 'implicit'], ['authorization_code', 'constructor']])
      expect((await register({ ...sound, grant_types })).status).toBe(400)
    for (const response_types of [['token'], ['code id_token'], ['id_token', 'code'], ['none']])
      expect((await register({ ...sound, response_types })).status).toBe(400)
  })

  it('chooses neither its id nor its secret, nor what an operator decides', async () => {
    const chosen = {
      ...{
        client_id: 'demo-web',
        clientId: 'demo-web',
        client_secret: 'chosen',
        clientSecretHash: 'chosen',
        status: 'active',
      },
      ...{ policy: { legacy: true, pkceRequired: false }, legacy: true, pkceRequired: false, pkce_required: false },
      ...{ registered: { at: 0, accessTokenHash: 'chosen' }, skip_consent: true, first_party: true, trusted: true },
    }
    const made = await register({ ...sound, ...chosen })
    expect(made.status).toBe(201)
    const client = await kept(made)
    expect(client.clientId).not.toBe('demo-web')
    expect(client.policy).toMatchObject({ legacy: false, pkceRequired: true, assertionAudience: 'issuer' })
    expect(JSON.stringify(client)).not.toContain('chosen')
    expect(Object.keys(made.body)).not.toContain('policy')
    expect((await tokenRequest(trial.server, { grant_type: 'x' }, basic(client.clientId, 'chosen'))).status).toBe(401)
  })

  it('gets no more by an update, nor by members that mean something to JavaScript', async () => {
    const made = await register(sound)
    const { client_id, registration_client_uri, registration_access_token } = made.body
    const put = (text: string): Promise<Response> =>
      send(
        text,
        { method: 'PUT', headers: { authorization: `Bearer ${registration_access_token}` } },
        String(registration_client_uri),
      )
    const more = {
      ...sound,
      client_id,
      scope: 'openid admin',
      policy: { legacy: true },
      resources: ['https://api.example'],
    }
    expect((await put(JSON.stringify(more))).status).toBe(200)
    const polluted = JSON.stringify({ ...sound, client_id }).replace(
      '{',
      '{"__proto__":{"legacy":true,"status":"active"},"constructor":{"prototype":{"legacy":true}},',
    )
    expect((await put(polluted)).status).toBe(200)
    const { scope, policy, resources } = await kept(made)
    expect([scope, policy.legacy, resources]).toEqual([['openid', 'profile', 'read'], false, []])
    expect('legacy' in {}).toBe(false)
  })

  it('asks the person for consent, whatever prompt and hints it sends', async () => {
    const made = await register({ ...sound, client_name: 'Demo web application', scope: 'openid' })
    const browser = trial.browser()
    await walk(browser, (await authorizationUrl()).url)
    const asked = { client_id: String(made.body.client_id), redirect_uri: sound.redirect_uris[0], scope: 'openid' }
    const { page } = await browser.visit((await authorizationUrl(asked)).url)
    expect(page?.html).toContain('id="consent-accept"')
    expect(page?.html).toContain('app.example')
    const silent = await browser.visit((await authorizationUrl({ ...asked, prompt: 'none' })).url)
    expect(silent.left?.searchParams.get('error')).toBe('consent_required')
  })
})

describe('a client that people have allowed, and that changes itself', () => {
  const evil = 'https://evil.example/callback'

  /** Allowed under one name at one address, then changed; whether a request goes on without a page now. */
  async function afterwards(changed: Members, redirect_uri: string): Promise<string | null | undefined> {
    const made = await register({ ...sound, scope: 'openid profile', client_name: 'Good application' })
    const client_id = String(made.body.client_id)
    const asked = { client_id, redirect_uri: sound.redirect_uris[0], scope: 'openid' }
    const browser = trial.browser()
    await walk(browser, (await authorizationUrl({ ...asked, scope: 'openid profile' })).url)
    const headers = { authorization: `Bearer ${made.body.registration_access_token}` }
    const members = { client_id, ...sound, client_name: 'Good application', ...changed }
    const url = String(made.body.registration_client_uri)
    expect((await send(JSON.stringify(members), { method: 'PUT', headers }, url)).status).toBe(200)
    trial.clock.move(1)
    const silent = async (scope: string) => {
      const again = await authorizationUrl({ ...asked, redirect_uri, scope, prompt: 'none' })
      return (await browser.visit(again.url)).left?.searchParams.get('error')
    }
    const before = await silent('openid')
    await walk(browser, (await authorizationUrl({ ...asked, redirect_uri })).url)
    expect(await silent('openid')).toBeNull()
    // What the one before was allowed besides does not come back with it.
    expect(await silent('openid profile')).toBe(before)
    return before
  }

  it('has to be allowed anew under another name, and at an address that it had not before', async () => {
    expect(await afterwards({ redirect_uris: [evil] }, evil)).toBe('consent_required')
    expect(await afterwards({ redirect_uris: [...sound.redirect_uris, evil] }, evil)).toBe('consent_required')
    expect(await afterwards({ client_name: 'Your bank' }, sound.redirect_uris[0] ?? '')).toBe('consent_required')
  })

  it('is still allowed where it changed what people are not shown', async () => {
    expect(await afterwards({ contacts: ['a@app.example'] }, sound.redirect_uris[0] ?? '')).toBeNull()
  })
})

describe('an address that leads somewhere else', () => {
  const uris = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://app.example/x',
    'file:///etc/passwd',
    'https://user@app.example/',
    'https://app.example\\@evil.example/',
    '//evil.example/',
    'https://',
    `https://app.example/${'x'.repeat(3000)}`,
  ]
  const members =
    'client_uri logo_uri policy_uri tos_uri jwks_uri sector_identifier_uri initiate_login_uri backchannel_logout_uri frontchannel_logout_uri'.split(
      ' ',
    )
  const lists = ['redirect_uris', 'post_logout_redirect_uris', 'request_uris']

  it.each(uris)('is refused in every member: %.40s', async (uri) => {
    for (const member of members) {
      const { status, body } = await register({ ...sound, [member]: uri })
      expect([member, status, body.error]).toEqual([member, 400, 'invalid_client_metadata'])
    }
    for (const member of lists)
      expect([member, (await register({ ...sound, [member]: [...sound.redirect_uris, uri] })).status]).toEqual([
        member,
        400,
      ])
  })
})

describe('an address inside of this server’s network', () => {
  const key = makeKey()
  const places = [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '169.254.169.254',
    '10.0.0.1',
    '192.168.0.1',
    '172.16.0.1',
    '100.64.0.1',
    '0.0.0.0',
    '2130706433',
    '0x7f.1',
    '017700000001',
    '127.1',
    '[fd00::1]',
    '[fe80::1]',
    '[64:ff9b::7f00:1]',
    'localhost.',
    'LOCALHOST',
  ]

  it('is never asked: for keys, for request objects, for sectors', async () => {
    const host = await openSecureHost((_, response) => sendJson(response, { keys: [key.jwk] }))
    for (const place of places) {
      const base = `https://${place}:${host.port}`
      const sector = await register({ ...sound, sector_identifier_uri: `${base}/sector` })
      expect([place, sector.status]).toEqual([place, 400])
      const members = {
        token_endpoint_auth_method: 'private_key_jwt',
        jwks_uri: `${base}/jwks`,
        request_uris: [`${base}/request`],
      }
      const made = await register({ ...sound, ...members })
      if (made.status === 400) continue
      const clientId = String(made.body.client_id)
      const proof = assertionParams(signedBy(key, assertionClaims(clientId, issuer, trial.clock())))
      expect(
        (await tokenRequest(trial.server, { grant_type: 'authorization_code', code: 'x', ...proof }, '')).status,
      ).toBe(401)
      const asked = { client_id: clientId, redirect_uri: sound.redirect_uris[0], request_uri: `${base}/request` }
      const { left } = await trial.browser().visit((await authorizationUrl(asked)).url)
      expect(left?.searchParams.get('error')).toBe('invalid_request_uri')
    }
    expect(host.asked).toEqual([])
  })
})

describe('a registration that is meant to be too much', () => {
  const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
  it.each([
    ['a body of a megabyte', `{"x":"${'x'.repeat(1_000_000)}"}`],
    [
      'lists without end',
      JSON.stringify({ redirect_uris: Array.from({ length: 1500 }, (_, n) => `https://app.example/${n}`) }),
    ],
    [
      'keys without end',
      JSON.stringify({ ...sound, jwks: { keys: Array.from({ length: 2000 }, () => ({ kty: 'EC' })) } }),
    ],
    ['contacts without end', JSON.stringify({ ...sound, contacts: Array.from({ length: 5000 }, () => 'a@b') })],
    ['scopes without end', JSON.stringify({ ...sound, scope: `${'a '.repeat(40_000)}a` })],
    ['lists in lists without end', `{"redirect_uris":["https://app.example/"],"x":${deep(30_000)}}`],
    [
      'a key of lists in lists',
      `{"redirect_uris":["https://app.example/"],"jwks":{"keys":[{"kty":"EC","x":${deep(5000)}}]}}`,
    ],
    ['lists in lists for addresses', `{"redirect_uris":${deep(5000)}}`],
    ['half a character', '{"redirect_uris":["https://app.example/"],"client_name":"\\ud800"}'],
  ])('is refused, and is no fault of the server: %s', async (_, body) => {
    const response = await send(body)
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([
      400,
      expect.stringMatching(/^invalid_(?:request|client_metadata|redirect_uri)$/),
    ])
  })

  it('is refused in claims and request objects as well, and so is half a character', async () => {
    const { jwk, ...key } = makeKey()
    const made = await register({ ...sound, jwks: { keys: [jwk] } })
    const asked = { client_id: String(made.body.client_id), redirect_uri: sound.redirect_uris[0], scope: 'openid' }
    let nested: unknown = []
    for (let depth = 0; depth < 3000; depth++) nested = [nested]
    const rules: (string | undefined)[] = []
    for (const more of [
      { claims: `{"userinfo":${deep(1500)}}` },
      { request: signedBy({ ...key, jwk }, { x: nested }) },
      { request: signedBy({ ...key, jwk }, { state: 'x\ud800' }) },
    ]) {
      const traces = watchTraces()
      await trial.browser().visit((await authorizationUrl({ ...asked, ...more })).url)
      rules.push(refusedBy(traces))
    }
    expect(rules).toEqual(['claims.object', 'request-object.wellFormed', 'request-object.members'])
  })
})

it('a name is only ever text on a page', async () => {
  const client_name = '<img src=x onerror=alert(1)>"\'&amp;{{7*7}}'
  const made = await register({
    ...sound,
    client_name,
    scope: 'openid',
    logo_uri: 'https://app.example/logo.png?"onerror="alert(1)'.replaceAll('"', '%22'),
  })
  expect(made.status).toBe(201)
  const asked = { client_id: String(made.body.client_id), redirect_uri: sound.redirect_uris[0], scope: 'openid' }
  const browser = trial.browser()
  const { url } = await authorizationUrl(asked)
  const login = await browser.visit(url)
  await walk(browser, (await authorizationUrl()).url)
  const consent = await browser.visit(url)
  for (const { page } of [login, consent]) {
    expect(page?.html).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page?.html).not.toContain('<img src=x')
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'")
  }
})

it('what a client registers of itself is never a claim of its tokens', async () => {
  const made = await register({
    ...sound,
    scope: 'openid',
    sub: 'root',
    iss: 'https://evil.example',
    aud: 'x',
    acr: 'high',
  })
  const asked = { client_id: String(made.body.client_id), redirect_uri: sound.redirect_uris[0], scope: 'openid' }
  const { url, verifier } = await authorizationUrl(asked)
  const { left } = await walk(trial.browser(), url)
  const auth = basic(String(made.body.client_id), String(made.body.client_secret))
  const params = {
    grant_type: 'authorization_code',
    code: left?.searchParams.get('code') ?? '',
    code_verifier: verifier,
    redirect_uri: sound.redirect_uris[0],
  }
  const { body } = await tokenRequest(trial.server, params, auth)
  expect(claimsIn(body.id_token)).toMatchObject({ iss: issuer, aud: made.body.client_id })
  expect(claimsIn(body.id_token).sub).not.toBe('root')
})
