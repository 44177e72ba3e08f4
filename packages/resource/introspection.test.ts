/** Opaque tokens at the resource server: the issuer is asked, its word is looked at, and no silence lets anybody pass. */
import { Refusal } from '@sightglass/spec/check'
import { createRecorder, type Trace, traced } from '@sightglass/trace'
import { beforeEach, describe, expect, it } from 'vitest'
import { TestIssuer } from './fixtures/issuer.ts'
import { IntrospectionValidator, type IntrospectionValidatorOptions, type ProtectOptions, protect } from './index.ts'
import { MOST_WAITING } from './rules.ts'

const TOKEN = 'an-opaque-token-that-is-long-enough'
const credentials = { clientId: 'demo-api', clientSecret: 'a secret: with signs' }

let as: TestIssuer

beforeEach(async () => {
  as = await TestIssuer.create()
})

const validatorOf = (options: Partial<IntrospectionValidatorOptions> = {}): IntrospectionValidator =>
  new IntrospectionValidator({
    ...{ issuer: as.issuer, audience: 'https://api.example', ...credentials },
    ...{ fetch: as.fetch, clock: as.clock, monotonicMs: as.monotonicMs, ...options },
  })

const protectionOf = (options: Partial<ProtectOptions> = {}) =>
  protect({
    ...{ issuer: as.issuer, resource: 'https://api.example', scopes: ['read'], introspection: credentials },
    ...{ fetch: as.fetch, clock: as.clock, monotonicMs: as.monotonicMs, ...options },
  })

const asking = (token: string): Request =>
  new Request('https://api.example/', { headers: { authorization: `Bearer ${token}` } })

async function ruleBrokenBy(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return error.rule.id
    throw error
  }
  return 'none'
}

const questions = (): number => as.asked.filter((url) => url === as.introspectionEndpoint).length

describe('validateToken', () => {
  it('gives what the issuer says of a token that is good', async () => {
    const claims = await validatorOf().validateToken(as.issue(TOKEN))
    expect(claims).toMatchObject({ sub: 'alice-sub', client_id: 'demo-client', scope: 'read write', iss: as.issuer })
    expect(claims).not.toHaveProperty('active')
  })

  it('proves who asks as RFC 6749 has it: both parts encoded, then joined', async () => {
    await validatorOf().validateToken(as.issue(TOKEN))
    expect(as.proofs).toEqual([`Basic ${btoa('demo-api:a+secret%3A+with+signs')}`])
  })

  it('takes what RFC 7662 lets an issuer leave out', async () => {
    as.issue(TOKEN, { iss: undefined, token_type: undefined, scope: undefined, iat: undefined, jti: undefined })
    expect(await validatorOf().validateToken(TOKEN)).toMatchObject({ iss: as.issuer, sub: 'alice-sub' })
  })

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['that is not active', { active: false }, 'active'],
    ['that is for proof of possession', { token_type: 'DPoP' }, 'tokenType'],
    ['of another issuer', { iss: 'https://evil.example' }, 'iss'],
    ['for another API', { aud: 'https://other.example' }, 'aud'],
    ['for nobody', { aud: undefined }, 'aud'],
    ['for something that is no name', { aud: [1, 'https://api.example'] }, 'aud'],
    ['without an end', { exp: undefined }, 'exp'],
    ['with an end in words', { exp: '1900000000' }, 'exp'],
    ['that has expired', { exp: 1_799_999_990 }, 'exp'],
    ['that has not begun', { nbf: 1_800_000_010 }, 'nbf'],
    ['of nobody', { sub: undefined }, 'sub'],
    ['of no client', { client_id: '' }, 'clientId'],
    ['with a scope that is a list', { scope: ['read'] }, 'scope'],
    ['with two spaces in its scope', { scope: 'read  write' }, 'scope'],
  ])('refuses a token %s', async (_, members, rule) => {
    as.issue(TOKEN, members)
    expect(await ruleBrokenBy(validatorOf().validateToken(TOKEN))).toBe(`introspection-response.${rule}`)
  })

  it.each(['true', 1, null, undefined])('believes no answer whose active is %j', async (active) => {
    as.issue(TOKEN, { active })
    expect(await ruleBrokenBy(validatorOf().validateToken(TOKEN))).toBe('introspection-response.object')
  })

  it('asks nobody about a token that is too long', async () => {
    const work = validatorOf().validateToken('A'.repeat(24 * 1024 + 1))
    expect(await ruleBrokenBy(work)).toBe('resource-server.tokenSize')
    expect(as.asked).toEqual([])
  })

  it('needs credentials, an audience, an address that is safe, and no long memory', () => {
    expect(() => validatorOf({ clientSecret: '' })).toThrow(/clientSecret/)
    expect(() => validatorOf({ audience: [] })).toThrow(/audience/)
    expect(() => validatorOf({ issuer: 'http://as.example' })).toThrow(/issuer must be an https URL/)
    expect(() => validatorOf({ endpoint: 'http://as.example/introspect' })).toThrow(/endpoint must be an https URL/)
    for (const cacheSeconds of [-1, 61, Number.NaN]) expect(() => validatorOf({ cacheSeconds })).toThrow(/cacheSeconds/)
  })
})

describe('an answer', () => {
  it('is good for five seconds, then the issuer is asked again', async () => {
    const validator = validatorOf()
    as.issue(TOKEN)
    for (const _ of [1, 2, 3]) await validator.validateToken(TOKEN)
    expect(questions()).toBe(1)
    as.worth.clear()
    as.now += 4
    expect((await validator.validateToken(TOKEN)).sub).toBe('alice-sub')
    as.now += 1
    expect(await ruleBrokenBy(validator.validateToken(TOKEN))).toBe('introspection-response.active')
    expect(questions()).toBe(2)
  })

  it('is good no longer than its token, whatever the memory', async () => {
    const validator = validatorOf({ cacheSeconds: 60, clockToleranceSeconds: 0 })
    as.issue(TOKEN, { exp: as.now + 3 })
    await validator.validateToken(TOKEN)
    as.now += 3
    as.issue(TOKEN, { exp: as.now + 300 })
    expect((await validator.validateToken(TOKEN)).exp).toBe(as.now + 300)
    expect(questions()).toBe(2)
  })

  it('that a token is not active is believed for a second', async () => {
    const validator = validatorOf({ cacheSeconds: 60 })
    for (const _ of [1, 2])
      expect(await ruleBrokenBy(validator.validateToken(TOKEN))).toBe('introspection-response.active')
    expect(questions()).toBe(1)
    as.issue(TOKEN)
    as.now += 1
    expect((await validator.validateToken(TOKEN)).sub).toBe('alice-sub')
  })

  it('is asked for each time where nothing is to be kept', async () => {
    const validator = validatorOf({ cacheSeconds: 0 })
    as.issue(TOKEN)
    for (const _ of [1, 2, 3]) await validator.validateToken(TOKEN)
    expect(questions()).toBe(3)
  })

  it('is asked for once by all who come at the same time', async () => {
    const validator = validatorOf({ cacheSeconds: 0 })
    as.issue(TOKEN)
    const all = await Promise.all(Array.from({ length: 20 }, () => validator.validateToken(TOKEN)))
    expect(all.map(({ sub }) => sub)).toEqual(all.map(() => 'alice-sub'))
    expect(questions()).toBe(1)
  })
})

describe('an issuer that says nothing', () => {
  const metadata = (members: Readonly<Record<string, unknown>>) => () => Response.json({ ...as.metadata, ...members })

  it.each<[string, 'answer' | 'metadata', () => Response, string]>([
    ['is in trouble', 'answer', () => new Response(null, { status: 500 }), 'introspected'],
    ['does not know us', 'answer', () => new Response(null, { status: 401 }), 'introspected'],
    ['sends us elsewhere', 'answer', () => Response.redirect('https://evil.example/'), 'introspected'],
    ['answers no JSON', 'answer', () => new Response('{"active":tr'), 'introspected'],
    ['answers a list', 'answer', () => Response.json([]), 'object'],
    ['answers too much', 'answer', () => new Response('x'.repeat(65 * 1024)), 'introspected'],
    ['hides its metadata', 'metadata', () => new Response(null, { status: 500 }), 'introspected'],
    ['is another', 'metadata', metadata({ issuer: 'https://evil.example' }), 'metadataIssuer'],
    ['has no such endpoint', 'metadata', metadata({ introspection_endpoint: undefined }), 'introspectionEndpoint'],
    [
      'would have it in plain',
      'metadata',
      metadata({ introspection_endpoint: 'http://localhost/introspect' }),
      'introspectionEndpoint',
    ],
  ])('lets nobody pass while it %s, and is asked again at the next request', async (_, where, answer, rule) => {
    as.issue(TOKEN)
    const validator = validatorOf()
    const respond = protectionOf().handler(() => new Response('passed'))
    as.instead.set(where === 'answer' ? as.introspectionEndpoint : as.metadataUrl, answer)
    expect(await ruleBrokenBy(validator.validateToken(TOKEN))).toMatch(new RegExp(`\\.${rule}$`))
    const refused = await respond(asking(TOKEN))
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2'])
    as.instead.clear()
    expect((await validator.validateToken(TOKEN)).sub).toBe('alice-sub')
    expect((await respond(asking(TOKEN))).status).toBe(200)
  })

  it('lets nobody pass while it is down, but who was good a moment ago', async () => {
    const validator = validatorOf()
    await validator.validateToken(as.issue(TOKEN))
    as.down = true
    expect((await validator.validateToken(TOKEN)).sub).toBe('alice-sub')
    as.now += 5
    expect(await ruleBrokenBy(validator.validateToken(TOKEN))).toBe('resource-server.introspected')
    expect(await ruleBrokenBy(validatorOf().validateToken(TOKEN))).toBe('resource-server.introspected')
  })

  it.each([() => as.introspectionEndpoint, () => as.metadataUrl])(
    'and hangs is waited for no longer than told',
    async (where) => {
      as.issue(TOKEN)
      as.instead.set(where(), () => new Promise<never>(() => undefined))
      const rs = protectionOf({ introspection: { ...credentials, timeoutMs: 20 } })
      const response = await rs.handler(() => new Response('passed'))(asking(TOKEN))
      expect(response.status).toBe(503)
      expect(await response.text()).not.toContain('passed')
    },
  )

  it('keeps so many waiting and no more; the others are told to come back', async () => {
    as.instead.set(as.introspectionEndpoint, () => new Promise<never>(() => undefined))
    const validator = validatorOf({ timeoutMs: 50 })
    const rules = await Promise.all(
      Array.from({ length: MOST_WAITING + 1 }, (_, at) => ruleBrokenBy(validator.validateToken(`${TOKEN}-${at}`))),
    )
    expect(rules.filter((rule) => rule === 'resource-server.room')).toHaveLength(1)
    expect(rules.filter((rule) => rule === 'resource-server.introspected')).toHaveLength(MOST_WAITING)
    as.instead.clear()
    expect((await validator.validateToken(as.issue(TOKEN))).sub).toBe('alice-sub')
  })
})

describe('protect, told how to ask', () => {
  it('asks about opaque tokens alone, and reads JWTs itself', async () => {
    const respond = protectionOf().handler((_, { subject, scopes, clientId }) =>
      Response.json({ subject, scopes, clientId }),
    )
    const opaque = await respond(asking(as.issue(TOKEN)))
    expect(await opaque.json()).toEqual({ subject: 'alice-sub', scopes: ['read', 'write'], clientId: 'demo-client' })
    expect((await respond(asking(await as.sign()))).status).toBe(200)
    expect(questions()).toBe(1)
  })

  it('asks about encrypted tokens where it has no key to open them', async () => {
    const respond = protectionOf().handler((_, { subject }) => Response.json({ subject }))
    const sealed = ['eyJhbGciOiJFQ0RILUVTIn0', '', 'aXY', 'Y2lwaGVydGV4dA', 'dGFn'].join('.')
    expect((await respond(asking(as.issue(sealed)))).status).toBe(200)
    expect(questions()).toBe(1)
  })

  it('asks about JWTs too where revocation shall count at once', async () => {
    const respond = protectionOf({ introspection: { ...credentials, jwtsToo: true } }).handler(() => new Response())
    const jwt = await as.sign()
    expect((await respond(asking(jwt))).status).toBe(401)
    expect((await respond(asking(as.issue(`${jwt}`)))).status).toBe(401)
    as.now += 1
    expect((await respond(asking(jwt))).status).toBe(200)
  })

  it('refuses a scope that does not suffice, and says why a token is no good', async () => {
    const respond = protectionOf({ scopes: ['admin'] }).handler(() => new Response())
    expect((await respond(asking(as.issue(TOKEN)))).status).toBe(403)
    const unknown = await respond(asking('another-token-that-is-long-enough'))
    expect(unknown.status).toBe(401)
    expect(unknown.headers.get('www-authenticate')).toContain(
      'error="invalid_token", error_description="token must be active"',
    )
  })

  it('asks at an address of its own where it is given', async () => {
    const endpoint = 'https://inside.example/introspect'
    as.instead.set(endpoint, () => Response.json(as.worth.get(TOKEN)))
    as.issue(TOKEN)
    const respond = protectionOf({ introspection: { ...credentials, endpoint } }).handler(() => new Response())
    expect((await respond(asking(TOKEN))).status).toBe(200)
    expect(as.asked).toEqual([endpoint])
  })

  it('tells the trace what was asked and answered, without token and secret', async () => {
    const recorder = createRecorder()
    const tracing = { party: 'resource-server', from: 'client', linkKey: Buffer.alloc(32, 9) } as const
    const respond = protectionOf({ tracing }).handler(() => new Response())
    const request = asking(as.issue(TOKEN))
    await traced(tracing, request, () => respond(request))
    const told = JSON.stringify(recorder.traces())
    const [trace] = recorder.traces() as Trace[]
    recorder.stop()
    const exchanges = trace?.steps
      .filter((step) => step.kind === 'exchange')
      .map(({ request: { method, url } }) => `${method} ${url}`)
    expect(exchanges).toEqual([`GET ${as.metadataUrl}`, `POST ${as.introspectionEndpoint}`])
    for (const secret of [TOKEN, 'signs', btoa('demo-api:a+secret%3A+with+signs')]) expect(told).not.toContain(secret)
    expect(told).toContain('Basic •••')
    expect(trace?.links.map(({ kind }) => kind)).toEqual(['token', 'jti'])
  })
})
