import { Refusal } from '@sightglass/spec/check'
import { describe, expect, it } from 'vitest'
import { makeKey, TestIssuer } from './fixtures/issuer.ts'
import { JwtValidator, type ValidatorOptions } from './validator.ts'

const validatorOf = (issuer: TestIssuer, options: Partial<ValidatorOptions> = {}): JwtValidator =>
  new JwtValidator({
    issuer: issuer.issuer,
    audience: 'https://api.example',
    fetch: issuer.fetch,
    clock: issuer.clock,
    monotonicMs: issuer.monotonicMs,
    ...options,
  })

async function refusalOf(work: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return undefined
}
const ruleBrokenBy = async (work: Promise<unknown>): Promise<string> => (await refusalOf(work))?.rule.id ?? 'none'

const jwksAsked = (issuer: TestIssuer): number => issuer.asked.filter((url) => url === issuer.jwksUri).length

describe('the keys of the issuer', () => {
  it('are asked for when the first token comes, once for all that wait', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer)
    expect(issuer.asked).toEqual([])
    const tokens = await Promise.all(Array.from({ length: 20 }, () => issuer.sign()))
    await Promise.all(tokens.map((token) => validator.validateJwt(token)))
    expect(issuer.asked).toEqual([issuer.metadataUrl, issuer.jwksUri])
  })

  it('are not asked for on behalf of a token of another issuer', async () => {
    const issuer = await TestIssuer.create()
    const token = await issuer.sign({ claims: { iss: 'https://mallory.example' } })
    expect(await ruleBrokenBy(validatorOf(issuer).validateJwt(token))).toBe('access-token.iss')
    expect(issuer.asked).toEqual([])
  })

  it('are kept as long as the answer says, within bounds', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer)
    await validator.validateJwt(await issuer.sign())
    issuer.now += 59
    await validator.validateJwt(await issuer.sign())
    expect(jwksAsked(issuer)).toBe(1)
    issuer.now += 2
    await validator.validateJwt(await issuer.sign())
    await new Promise(setImmediate)
    expect(jwksAsked(issuer)).toBe(2)
  })

  it('are kept for half a minute at least, whatever the answer says', async () => {
    const issuer = await TestIssuer.create()
    const plain = await issuer.fetch(new Request(issuer.jwksUri))
    const body = await plain.text()
    issuer.instead.set(issuer.jwksUri, () => new Response(body, { headers: { 'cache-control': 'no-store' } }))
    const validator = validatorOf(issuer)
    await validator.validateJwt(await issuer.sign())
    issuer.now += 29
    await validator.validateJwt(await issuer.sign())
    expect(jwksAsked(issuer)).toBe(2)
  })

  it('are followed at once when the issuer signs with a new one', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer)
    const old = await issuer.sign()
    await validator.validateJwt(old)
    issuer.keys.unshift(await makeKey('k2'))
    expect(await ruleBrokenBy(validator.validateJwt(await issuer.sign()))).toBe('none')
    issuer.keys.unshift(await makeKey('k3'))
    expect(await ruleBrokenBy(validator.validateJwt(await issuer.sign()))).toBe('none')
    expect(await ruleBrokenBy(validator.validateJwt(old))).toBe('none')
  })

  it('are not asked for again and again by tokens that name random ones', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer)
    await validator.validateJwt(await issuer.sign())
    for (let at = 0; at < 50; at++) {
      const token = await issuer.sign({ header: { kid: `random-${at}` } })
      expect(await ruleBrokenBy(validator.validateJwt(token))).toBe('access-token.key')
    }
    expect(jwksAsked(issuer)).toBe(4)
    issuer.keys.unshift(await makeKey('k2'))
    issuer.now += 5
    expect(await ruleBrokenBy(validator.validateJwt(await issuer.sign()))).toBe('none')
  })

  it('stay in use while the issuer is down, but cannot speak for a key they do not know', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer)
    await validator.validateJwt(await issuer.sign())
    issuer.down = true
    issuer.now += 3600
    expect(await ruleBrokenBy(validator.validateJwt(await issuer.sign()))).toBe('none')
    const unknown = await issuer.sign({ key: await makeKey('k2') })
    expect(await ruleBrokenBy(validator.validateJwt(unknown))).toBe('resource-server.reachable')
    issuer.now += 24 * 3600
    expect(await ruleBrokenBy(validator.validateJwt(await issuer.sign()))).toBe('resource-server.reachable')
  })

  it('are asked for again soon after the issuer was down, not by every request', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer)
    issuer.down = true
    for (let at = 0; at < 10; at++) {
      expect(await ruleBrokenBy(validator.validateJwt(await issuer.sign()))).toBe('resource-server.reachable')
    }
    expect(issuer.asked).toHaveLength(1)
    issuer.down = false
    issuer.now += 2
    expect(await ruleBrokenBy(validator.validateJwt(await issuer.sign()))).toBe('none')
  })

  it('keep nobody waiting while the issuer hangs', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer)
    await validator.validateJwt(await issuer.sign())
    const silence = () => new Promise<Response>(() => undefined)
    issuer.instead.set(issuer.jwksUri, silence)
    issuer.instead.set(issuer.metadataUrl, silence)
    issuer.now += 3 * 3600
    const tokens = await Promise.all(Array.from({ length: 20 }, () => issuer.sign()))
    const rules = await Promise.all(tokens.map((token) => ruleBrokenBy(validator.validateJwt(token))))
    expect(new Set(rules)).toEqual(new Set(['none']))
  })

  it('come back after an outage although the wall clock was put back meanwhile', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer)
    issuer.down = true
    expect(await ruleBrokenBy(validator.validateJwt(await issuer.sign()))).toBe('resource-server.reachable')
    issuer.now -= 3600
    issuer.putBack += 3602
    issuer.down = false
    expect(await ruleBrokenBy(validator.validateJwt(await issuer.sign()))).toBe('none')
  })

  it('are asked for where the metadata says now, once they were not where it said before', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer)
    await validator.validateJwt(await issuer.sign())
    const moved = `${issuer.issuer}/moved`
    const body = await (await issuer.fetch(new Request(issuer.jwksUri))).text()
    issuer.instead.set(issuer.jwksUri, () => new Response(null, { status: 404 }))
    issuer.instead.set(issuer.metadataUrl, () => Response.json({ issuer: issuer.issuer, jwks_uri: moved }))
    issuer.instead.set(moved, () => new Response(body))
    issuer.now += 600
    expect(await ruleBrokenBy(validator.validateJwt(await issuer.sign()))).toBe('none')
    issuer.now += 2
    await validator.validateJwt(await issuer.sign())
    await new Promise(setImmediate)
    expect(issuer.asked.slice(-2)).toEqual([issuer.metadataUrl, moved])
  })

  it('that are withdrawn are not used any more', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer)
    const token = await issuer.sign({ claims: { exp: issuer.now + 3600 } })
    await validator.validateJwt(await issuer.sign())
    issuer.keys = [await makeKey('k2')]
    issuer.now += 400
    expect(await ruleBrokenBy(validator.validateJwt(token))).toBe('access-token.key')
  })

  it.each<[string, (issuer: TestIssuer) => Response, string]>([
    ['an error', () => new Response('oops', { status: 500 }), 'reachable'],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://mallory.example' } }),
      'reachable',
    ],
    ['HTML', () => new Response('<html>'), 'reachable'],
    ['too much', () => new Response(`"${'x'.repeat(300 * 1024)}"`), 'reachable'],
    ['null', () => Response.json(null), 'metadataIssuer'],
    ['no issuer', ({ jwksUri }) => Response.json({ jwks_uri: jwksUri }), 'metadataIssuer'],
    [
      'another issuer',
      ({ jwksUri }) => Response.json({ issuer: 'https://mallory.example', jwks_uri: jwksUri }),
      'metadataIssuer',
    ],
    [
      'an issuer with a slash more',
      ({ issuer, jwksUri }) => Response.json({ issuer: `${issuer}/`, jwks_uri: jwksUri }),
      'metadataIssuer',
    ],
    ['no jwks_uri', ({ issuer }) => Response.json({ issuer }), 'jwksUri'],
    [
      'a jwks_uri without https',
      ({ issuer }) => Response.json({ issuer, jwks_uri: 'http://as.example/jwks' }),
      'jwksUri',
    ],
    ['a jwks_uri of a file', ({ issuer }) => Response.json({ issuer, jwks_uri: 'file:///etc/passwd' }), 'jwksUri'],
  ])('cannot be had where the metadata is %s', async (_, answer, rule) => {
    const issuer = await TestIssuer.create()
    issuer.instead.set(issuer.metadataUrl, () => answer(issuer))
    const refusal = await refusalOf(validatorOf(issuer).validateJwt(await issuer.sign()))
    expect(refusal?.rule.id).toBe(`resource-server.${rule}`)
    expect(refusal?.error).toBe('temporarily_unavailable')
    expect(issuer.asked.filter((url) => !url.startsWith(issuer.issuer))).toEqual([])
  })

  it.each<[string, unknown, string]>([
    ['no object', [], 'resource-server.jwks'],
    ['without keys', {}, 'resource-server.jwks'],
    ['with more keys than any issuer has', { keys: Array(101).fill({}) }, 'resource-server.jwks'],
    ['empty', { keys: [] }, 'access-token.key'],
    [
      'full of what is no key',
      { keys: [null, 1, {}, { kty: 'EC' }, { kty: 'oct', k: 'AAAA', kid: 'k1' }] },
      'access-token.key',
    ],
    [
      'with a point that is not on its curve',
      { keys: [{ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA', kid: 'k1' }] },
      'access-token.signature',
    ],
    [
      'with a key for encryption',
      { keys: [{ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA', kid: 'k1', use: 'enc' }] },
      'access-token.key',
    ],
    [
      'with an RSA key of 1024 bits',
      { keys: [{ kty: 'RSA', n: Buffer.alloc(128, 255).toString('base64url'), e: 'AQAB', kid: 'k1' }] },
      'access-token.key',
    ],
  ])('cannot be used where the set is %s', async (_, body, rule) => {
    const issuer = await TestIssuer.create()
    issuer.instead.set(issuer.jwksUri, () => Response.json(body))
    expect(await ruleBrokenBy(validatorOf(issuer).validateJwt(await issuer.sign()))).toBe(rule)
  })

  it('are taken over http on this machine only', async () => {
    const issuer = await TestIssuer.create('http://localhost:8081')
    expect(await ruleBrokenBy(validatorOf(issuer).validateJwt(await issuer.sign()))).toBe('none')
    issuer.instead.set(issuer.metadataUrl, () =>
      Response.json({ issuer: issuer.issuer, jwks_uri: 'http://keys.example/jwks' }),
    )
    expect(await ruleBrokenBy(validatorOf(issuer).validateJwt(await issuer.sign()))).toBe('resource-server.jwksUri')
  })

  it('are found through OpenID discovery where there is no other', async () => {
    const issuer = await TestIssuer.create('https://as.example/tenant')
    issuer.instead.set(issuer.metadataUrl, () => new Response(null, { status: 404 }))
    const openid = 'https://as.example/tenant/.well-known/openid-configuration'
    issuer.instead.set(openid, () => Response.json({ issuer: issuer.issuer, jwks_uri: issuer.jwksUri }))
    expect(await ruleBrokenBy(validatorOf(issuer).validateJwt(await issuer.sign()))).toBe('none')
  })
})

describe('a validator that knows only jwksUri', () => {
  const knowing = (issuer: TestIssuer) => validatorOf(issuer, { issuer: undefined, jwksUri: issuer.jwksUri })

  it.each(['https://as.example', 'https://as.example/tenant'])('finds whose keys they are: %s', async (name) => {
    const issuer = await TestIssuer.create(name)
    const validator = knowing(issuer)
    expect(await ruleBrokenBy(validator.validateJwt(await issuer.sign()))).toBe('none')
    const foreign = await issuer.sign({ claims: { iss: 'https://as.example/other' } })
    expect(await ruleBrokenBy(validator.validateJwt(foreign))).toBe('access-token.iss')
  })

  it('trusts nobody where no metadata names them', async () => {
    const issuer = await TestIssuer.create()
    issuer.instead.set(issuer.metadataUrl, () =>
      Response.json({ issuer: issuer.issuer, jwks_uri: `${issuer.jwksUri}2` }),
    )
    expect(await ruleBrokenBy(knowing(issuer).validateJwt(await issuer.sign()))).toMatch(/^resource-server\./)
  })

  it('asks for no metadata where the issuer is known too', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer, { jwksUri: issuer.jwksUri })
    expect(await ruleBrokenBy(validator.validateJwt(await issuer.sign()))).toBe('none')
    expect(issuer.asked).toEqual([issuer.jwksUri])
  })
})
