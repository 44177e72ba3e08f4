/** UserInfo is the server's own resource: what its access tokens must be, and what it tells for them. */
import { createHmac, generateKeyPairSync, sign as signature } from 'node:crypto'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  claimsIn,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  refreshed,
  resource,
  type TokenAnswer,
  type Trial,
  testKeys,
} from '../../../../test/authorization-server.ts'
import { addClient, tokenClient } from '../../../../test/lifecycle.ts'
import { expectChallenge, expectJson, refusal } from '../../../../test/refusals.ts'
import { refusedBy, watchTraces } from '../../../../test/watching.ts'
import { defaultRotation } from '../../keys/lifecycle.ts'
import { type KeyRing, openKeyRing } from '../../keys/ring.ts'
import type { PublicJwk } from '../../keys/signing-key.ts'
import { createSeal } from '../../secrets.ts'

let trial: Trial
let keys: KeyRing
let published: readonly PublicJwk[]
let tokens: TokenAnswer['body']

beforeAll(async () => {
  trial = await openTrial()
  const seal = createSeal(testKeys.keyEncryptionKeys, `signing-key ${issuer}`)
  keys = await openKeyRing({
    store: trial.store.forIssuer(issuer),
    seal,
    clock: trial.clock,
    log: () => {},
    policy: defaultRotation,
    algorithms: ['ES256', 'RS256'],
  })
  published = await keys.published()
  tokens = (await tokensFor('openid profile read')).body
})

async function tokensFor(scope: string): Promise<TokenAnswer> {
  const { code, verifier } = await obtainCode(trial, { scope })
  return await redeem(trial.server, code, verifier)
}

const info = (token: string, method = 'GET'): Promise<Response> =>
  trial.server.fetch(
    new Request(`${issuer}/oauth2/userinfo`, { method, headers: { authorization: `Bearer ${token}` } }),
  )

type Claims = Readonly<Record<string, unknown>>

const encoded = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const partsOf = (token = ''): [string, string, string] => token.split('.') as [string, string, string]
const headerOf = (token = ''): Claims => JSON.parse(Buffer.from(partsOf(token)[0], 'base64url').toString())
const claims = (change: Claims = {}): Claims => ({ ...claimsIn(tokens.access_token), ...change })
const without = (name: string): Claims =>
  Object.fromEntries(Object.entries(claims()).filter(([claim]) => claim !== name))

/** What the server itself would have signed. */
const signed = (payload: Claims, typ = 'at+jwt'): Promise<string> => keys.sign('ES256', typ, payload)
/** The true claims under a header of somebody's own, with the true signature of another. */
const forged = (header: unknown, rest = partsOf(tokens.access_token).slice(1).join('.')): string =>
  `${encoded(header)}.${rest}`

interface Try {
  readonly what: string
  readonly token: () => string | Promise<string>
}

const tries: Readonly<Record<string, readonly Try[]>> = {
  'access-token.size': [{ what: 'more than 16 KiB', token: () => `${tokens.access_token}${'A'.repeat(16_384)}` }],
  'access-token.compact': [
    { what: 'no JWT', token: () => 'opaque' },
    { what: 'two parts', token: () => partsOf(tokens.access_token).slice(0, 2).join('.') },
    { what: 'five parts', token: () => `${tokens.access_token}.x.y` },
    {
      what: 'an empty payload',
      token: () => {
        const [head, , tail] = partsOf(tokens.access_token)
        return `${head}..${tail}`
      },
    },
    { what: 'padding', token: () => `${tokens.access_token}=` },
    { what: 'standard base64', token: () => `${encoded({ alg: 'ES256' })}.e30.+/+/` },
  ],
  'access-token.header': [
    { what: 'a header that is no JSON', token: () => forged('x') },
    { what: 'a header that is a list', token: () => forged(['ES256']) },
    { what: 'no alg', token: () => forged({ typ: 'at+jwt' }) },
    { what: 'a kid that is a number', token: () => forged({ alg: 'ES256', kid: 1 }) },
  ],
  'access-token.algNone': ['none', 'None', 'NONE', 'nOnE', ' none'].map((alg) => ({
    what: `alg ${alg}`,
    token: () => `${encoded({ alg, typ: 'at+jwt' })}.${encoded(claims())}.`,
  })),
  'access-token.crit': [{ what: 'a crit', token: () => forged({ ...headerOf(tokens.access_token), crit: ['exp'] }) }],
  'access-token.alg': [
    { what: 'an HMAC of the public key', token: () => hmacOf(JSON.stringify(published[0])) },
    { what: 'an HMAC of nothing', token: () => hmacOf('') },
    ...['PS384', 'ES512', 'Ed25519', 'es256', 'ES256K', ''].map((alg) => ({
      what: `alg ${JSON.stringify(alg)}`,
      token: () => forged({ ...headerOf(tokens.access_token), alg }),
    })),
  ],
  'access-token.payload': [
    { what: 'a payload that is a list', token: () => forged(headerOf(tokens.access_token), `${encoded([1])}.AAAA`) },
    { what: 'a payload that is no JSON', token: () => forged(headerOf(tokens.access_token), `${encoded('x')}.AAAA`) },
  ],
  'access-token.typ': [
    { what: 'the type of an ID token', token: () => signed(claims(), 'JWT') },
    { what: 'an ID token', token: () => tokens.id_token ?? '' },
    { what: 'the type of a logout token', token: () => signed(claims(), 'logout+jwt') },
    { what: 'no type', token: () => forged({ alg: 'ES256', kid: headerOf(tokens.access_token).kid }) },
  ],
  'access-token.iss': [
    { what: 'another issuer', token: () => signed(claims({ iss: 'https://evil.example' })) },
    { what: 'the issuer with a slash', token: () => signed(claims({ iss: `${issuer}/` })) },
    { what: 'no issuer', token: () => signed(without('iss')) },
  ],
  'access-token.key': [
    { what: 'a key nobody published', token: () => foreign('somebody-else') },
    { what: 'no key', token: () => forged({ alg: 'ES256', typ: 'at+jwt' }) },
    { what: 'a path for a key', token: () => forged({ alg: 'ES256', typ: 'at+jwt', kid: '../../../../dev/null' }) },
    {
      what: 'a key that it brings along',
      token: () => forged({ alg: 'ES256', typ: 'at+jwt', jwk: published[0], jku: 'https://evil.example/jwks' }),
    },
  ],
  'access-token.keyFits': [
    {
      what: 'the key of another algorithm',
      token: () => forged({ ...headerOf(tokens.access_token), kid: kidOf('RS256') }),
    },
    ...['RS256', 'PS256', 'ES384', 'EdDSA'].map((alg) => ({
      what: `${alg} for the key`,
      token: () => forged({ ...headerOf(tokens.access_token), alg }),
    })),
  ],
  'access-token.signature': [
    { what: 'the signature of a foreign key', token: () => foreign(kidOf('ES256')) },
    { what: 'no signature', token: () => `${partsOf(tokens.access_token).slice(0, 2).join('.')}.` },
    {
      what: 'a signature of zeros',
      token: () => `${partsOf(tokens.access_token).slice(0, 2).join('.')}.${Buffer.alloc(64).toString('base64url')}`,
    },
    {
      what: 'a signature in DER',
      token: () =>
        `${partsOf(tokens.access_token).slice(0, 2).join('.')}.${Buffer.alloc(70, 0x30).toString('base64url')}`,
    },
    {
      what: 'other claims than were signed',
      token: () => {
        const [head, , tail] = partsOf(tokens.access_token)
        return `${head}.${encoded(claims({ sub: 'somebody-else' }))}.${tail}`
      },
    },
    { what: 'another header than was signed', token: () => forged({ ...headerOf(tokens.access_token), x: 1 }) },
  ],
  'access-token.audPresent': [
    { what: 'no audience', token: () => signed(without('aud')) },
    { what: 'an empty audience', token: () => signed(claims({ aud: [] })) },
    { what: 'an audience that is no text', token: () => signed(claims({ aud: [issuer, 1] })) },
  ],
  'access-token.aud': [
    { what: 'the audience of the API alone', token: () => signed(claims({ aud: resource })) },
    {
      what: 'an audience that begins like ours',
      token: () => signed(claims({ aud: [`${issuer}/`, `${issuer}.evil.example`] })),
    },
    {
      what: 'a token of the real server without openid',
      token: async () => (await tokensFor('read')).body.access_token ?? '',
    },
  ],
  'access-token.expPresent': [
    { what: 'no end', token: () => signed(without('exp')) },
    { what: 'an end in words', token: () => signed(claims({ exp: '2099-01-01' })) },
  ],
  'access-token.exp': [{ what: 'an end in the past', token: () => signed(claims({ exp: trial.clock() - 5 })) }],
  'access-token.nbf': [
    { what: 'a beginning in the future', token: () => signed(claims({ nbf: trial.clock() + 6 })) },
    { what: 'a beginning in words', token: () => signed(claims({ nbf: 'now' })) },
  ],
  'access-token.iat': [{ what: 'an issuance in the future', token: () => signed(claims({ iat: trial.clock() + 6 })) }],
  'access-token.iatPresent': [{ what: 'no issuance', token: () => signed(without('iat')) }],
  'access-token.sub': [
    { what: 'no subject', token: () => signed(without('sub')) },
    { what: 'an empty subject', token: () => signed(claims({ sub: '' })) },
  ],
  'access-token.clientId': [{ what: 'no client', token: () => signed(without('client_id')) }],
  'access-token.jti': [{ what: 'no jti', token: () => signed(without('jti')) }],
  'access-token.scope': [
    { what: 'a scope that is a list', token: () => signed(claims({ scope: ['openid'] })) },
    { what: 'a scope with two spaces', token: () => signed(claims({ scope: 'openid  read' })) },
  ],
  'userinfo.grantStands': [
    { what: 'no grant', token: () => signed(without('grant_id')) },
    { what: 'a grant that never was', token: () => signed(claims({ grant_id: 'A'.repeat(22) })) },
    { what: 'a grant that is no text', token: () => signed(claims({ grant_id: { $gt: '' } })) },
  ],
}

const kidOf = (alg: string): string => published.find((key) => key.alg === alg)?.kid ?? ''

function hmacOf(secret: string): string {
  const input = `${encoded({ alg: 'HS256', typ: 'at+jwt', kid: kidOf('ES256') })}.${encoded(claims())}`
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}

function foreign(kid: string): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const input = `${encoded({ alg: 'ES256', typ: 'at+jwt', kid })}.${encoded(claims())}`
  return `${input}.${signature('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

describe.each(Object.entries(tries))('%s', (rule, list) => {
  it.each(list)('refuses $what', async ({ token }) => {
    const presented = await token()
    const traces = watchTraces()
    const response = await info(presented)
    expect(refusedBy(traces)).toBe(rule)
    const failed = traces.at(-1)?.steps.find((step) => step.kind === 'check' && step.rule === rule && !step.held)
    await expectChallenge(response, refusal(401, 'invalid_token', failed?.kind === 'check' ? failed.must : ''))
  })
})

describe('a good token', () => {
  it('is worth the claims of its scopes, by GET and by POST', async () => {
    for (const method of ['GET', 'POST']) {
      const response = await info(tokens.access_token ?? '', method)
      expect(response.status).toBe(200)
      expect([response.headers.get('cache-control'), response.headers.get('content-type')]).toEqual([
        'no-store',
        'application/json',
      ])
      const told = (await response.json()) as Claims
      expect(told.sub).toBe(claimsIn(tokens.id_token).sub)
      expect(told).toMatchObject({ name: 'Alice Liddell', preferred_username: 'alice' })
      expect(told).not.toHaveProperty('email')
    }
  })

  it.each([
    ['openid', []],
    ['openid email', ['email', 'email_verified']],
    ['openid phone', ['phone_number', 'phone_number_verified']],
    ['openid address', ['address']],
  ])('for %j tells sub and %j', async (scope, names) => {
    const { body } = await tokensFor(scope)
    expect(Object.keys((await (await info(body.access_token ?? '')).json()) as Claims).sort()).toEqual(
      [...names, 'sub'].sort(),
    )
  })

  it('may differ in what the header says about its type, within the same meaning', async () => {
    expect((await info(await signed(claims(), 'application/at+jwt'))).status).toBe(200)
    expect((await info(await signed(claims(), 'AT+JWT'))).status).toBe(200)
  })

  it('lives until its end, and a little tolerance more', async () => {
    expect((await info(await signed(claims({ exp: trial.clock() - 4 })))).status).toBe(200)
  })

  it('may have no scope but then tells nothing', async () => {
    const NO_OPENID = refusal(403, 'insufficient_scope', 'access token must have the scope openid')
    for (const payload of [
      without('scope'),
      claims({ scope: 'read' }),
      claims({ scope: '' }),
      claims({ scope: 'openid2' }),
    ])
      await expectChallenge(await info(await signed(payload)), NO_OPENID)
  })
})

describe('a request', () => {
  it('without a token is told that one is needed, and no error', async () => {
    const NO_TOKEN = refusal(401, 'invalid_token', 'request must carry an access token in its Authorization header')
    for (const authorization of [undefined, 'Basic ZGVtbw==', 'BearerX y']) {
      const response = await trial.server.fetch(
        new Request(`${issuer}/oauth2/userinfo`, authorization === undefined ? {} : { headers: { authorization } }),
      )
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="sightglass"')
      await expectJson(response, NO_TOKEN)
    }
  })

  it('with a token in the query is refused, whatever the token is', async () => {
    const IN_QUERY = refusal(400, 'invalid_request', 'access_token must not be sent in the query')
    for (const headers of [{}, { authorization: `Bearer ${tokens.access_token}` }])
      await expectChallenge(
        await trial.server.fetch(
          new Request(`${issuer}/oauth2/userinfo?access_token=${tokens.access_token}`, { headers }),
        ),
        IN_QUERY,
      )
  })
})

describe('a POST with a form', () => {
  const posted = (
    members: Record<string, string>,
    headers: Record<string, string> = {},
    query = '',
  ): Promise<Response> => {
    const body = new URLSearchParams(members)
    return trial.server.fetch(new Request(`${issuer}/oauth2/userinfo${query}`, { method: 'POST', body, headers }))
  }
  const token = () => ({ access_token: tokens.access_token ?? '' })

  it('may carry the token in it, or in the header, and not in both', async () => {
    expect((await posted(token())).status).toBe(200)
    expect((await posted({ x: 'y' }, { authorization: `Bearer ${tokens.access_token}` })).status).toBe(200)
    const TWO = refusal(400, 'invalid_request', 'access_token: access token must not be sent in more than one way')
    await expectChallenge(await posted(token(), { authorization: `Bearer ${tokens.access_token}` }), TWO)
  })

  it('that carries a bad one, or one in the query as well, is refused', async () => {
    expect((await posted({ access_token: 'x' })).status).toBe(401)
    const IN_QUERY = refusal(400, 'invalid_request', 'access_token must not be sent in the query')
    await expectChallenge(await posted(token(), {}, `?access_token=${tokens.access_token}`), IN_QUERY)
  })

  it('is told in the trace without the signature of the token', async () => {
    const traces = watchTraces()
    await posted(token())
    expect(JSON.stringify(traces)).not.toContain(partsOf(tokens.access_token)[2])
  })
})

describe('a client that is registered for signed answers', () => {
  it('gets the same claims as a JWT, from the issuer, for itself, by the key of its algorithm', async () => {
    const own = await addClient(trial.server, 'demo-web', { userinfoSignedResponseAlg: 'RS256' })
    const { code, verifier } = await obtainCode(trial, { client_id: own.clientId, scope: 'openid email' })
    const { body } = await tokenClient(trial.server, own).redeem(code, verifier)
    const answer = await info(body.access_token ?? '')
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'application/jwt',
      'no-store',
    ])
    const keySet = await trial.server.fetch(new Request(`${issuer}/oauth2/jwks`))
    const signedBy = createLocalJWKSet((await keySet.json()) as JSONWebKeySet)
    const { payload, protectedHeader } = await jwtVerify(await answer.text(), signedBy, {
      issuer,
      audience: own.clientId,
    })
    expect(protectedHeader.alg).toBe('RS256')
    expect(payload).toEqual({
      sub: claimsIn(body.access_token).sub,
      email: 'alice@example.com',
      email_verified: true,
      iss: issuer,
      aud: own.clientId,
    })
  })
})

describe('the grant of a token', () => {
  const ENDED = refusal(401, 'invalid_token', 'grant of the access token must still stand')

  it('takes the token along when it is revoked', async () => {
    const { body } = await tokensFor('openid')
    expect((await info(body.access_token ?? '')).status).toBe(200)
    await trial.server.grants.revoke(String(claimsIn(body.access_token).grant_id), 'consent withdrawn')
    await expectChallenge(await info(body.access_token ?? ''), ENDED)
    expect((await refreshed(trial.server, body.refresh_token)).body.error).toBe('invalid_grant')
  })

  it('takes the token along when its person is disabled, and when its session ends', async () => {
    const { body } = await tokensFor('openid')
    const { sub, grant_id: id } = claimsIn(body.access_token)
    await trial.server.people.setStatus(String(sub), 'disabled')
    await expectChallenge(await info(body.access_token ?? ''), ENDED)
    await trial.server.people.setStatus(String(sub), 'active')
    expect((await info(body.access_token ?? '')).status).toBe(200)
    await trial.server.sessions.end((await trial.server.grants.table.get(String(id)))?.sessionId ?? '')
    await expectChallenge(await info(body.access_token ?? ''), ENDED)
  })
})
