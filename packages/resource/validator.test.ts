import { createHmac } from 'node:crypto'
import { jwtRules } from '@sightglass/spec/access-token'
import { Refusal } from '@sightglass/spec/check'
import { jwsAlgorithmNames } from '@sightglass/spec/jwk'
import { createRecorder } from '@sightglass/trace'
import { calculateJwkThumbprint, exportJWK, exportSPKI } from 'jose'
import { describe, expect, it } from 'vitest'
import { assemble, makeKey, NOW, TestIssuer } from './fixtures/issuer.ts'
import { protect } from './protect.ts'
import { JwtValidator, type ValidatorOptions } from './validator.ts'

const as = await TestIssuer.create()
const [key] = as.keys
if (key === undefined) throw new Error('the issuer has a key')

const validatorOf = (issuer: TestIssuer, options: Partial<ValidatorOptions> = {}): JwtValidator =>
  new JwtValidator({
    issuer: issuer.issuer,
    audience: 'https://api.example',
    fetch: issuer.fetch,
    clock: issuer.clock,
    monotonicMs: issuer.monotonicMs,
    ...options,
  })

async function ruleBrokenBy(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return error.rule.id
    throw error
  }
  return 'none'
}

const usual = {
  iss: as.issuer,
  sub: 'alice-sub',
  aud: 'https://api.example',
  client_id: 'demo-client',
  jti: 'a-jti-that-is-long-enough',
  iat: NOW,
  exp: NOW + 300,
}
const header = { alg: 'ES256', kid: 'k1', typ: 'at+jwt' }

describe('validateJwt', () => {
  it('gives the claims of a token that is right', async () => {
    const claims = await validatorOf(as).validateJwt(await as.sign())
    expect(claims).toMatchObject({ iss: as.issuer, sub: 'alice-sub', client_id: 'demo-client', scope: 'read write' })
  })

  it.each(jwsAlgorithmNames)('verifies %s, and no other token with its signature', async (alg) => {
    const issuer = await TestIssuer.create('https://as.example', [await makeKey('k', alg)])
    const validator = validatorOf(issuer)
    const token = await issuer.sign()
    expect((await validator.validateJwt(token)).sub).toBe('alice-sub')
    const [head, , signature] = token.split('.')
    const [, body] = (await issuer.sign({ claims: { sub: 'mallory' } })).split('.')
    expect(await ruleBrokenBy(validator.validateJwt(`${head}.${body}.${signature}`))).toBe('access-token.signature')
  })

  it.each<[string, () => Promise<string> | string, string]>([
    ['nothing', () => '', 'compact'],
    ['more than 16 KiB', () => `${'A'.repeat(16 * 1024)}.A.A`, 'size'],
    ['many dots', () => '.'.repeat(10_000), 'compact'],
    ['two parts', () => 'e30.e30', 'compact'],
    ['the five parts of a JWE', () => 'e30.e30.e30.e30.e30', 'compact'],
    ['an empty header', () => '.e30.AAAA', 'compact'],
    ['an empty payload', () => 'e30..AAAA', 'compact'],
    ['padding', async () => `${await as.sign()}==`, 'compact'],
    ['a blank at its end', async () => `${await as.sign()} `, 'compact'],
    ['base64 that is not base64url', () => 'e30.e30.++//', 'compact'],
    ['stray bits in its last character', () => 'e31.e30.AAAA', 'compact'],
    ['a header that is no JSON', () => assemble('{', usual, 'AAAA'), 'header'],
    ['a header that is a list', () => assemble([], usual, 'AAAA'), 'header'],
    ['a header that is null', () => assemble(null, usual, 'AAAA'), 'header'],
    ['a header with a byte order mark', () => assemble('\ufeff{"alg":"ES256"}', usual, 'AAAA'), 'header'],
    [
      'a header that is not UTF-8',
      () => `${Buffer.from('{"alg":"\xff"}', 'latin1').toString('base64url')}.e30.AAAA`,
      'header',
    ],
    ['no alg', () => assemble({ typ: 'at+jwt' }, usual, 'AAAA'), 'header'],
    ['an alg that is a list', () => assemble({ ...header, alg: ['ES256'] }, usual, 'AAAA'), 'header'],
    ['a kid that is an object', () => assemble({ ...header, kid: {} }, usual, 'AAAA'), 'header'],
    ['a typ that is a number', () => assemble({ ...header, typ: 1 }, usual, 'AAAA'), 'header'],
    ['a payload that is a text', () => assemble(header, '"text"', 'AAAA'), 'payload'],
    ['a payload that is no JSON', () => assemble(header, '{"iss":', 'AAAA'), 'payload'],
    ['no signature', () => assemble(header, usual), 'signature'],
    ['a signature of zeros', () => assemble(header, usual, Buffer.alloc(64).toString('base64url')), 'signature'],
    ['a signature that is too short', () => assemble(header, usual, 'AAAA'), 'signature'],
    [
      'a signature in DER',
      () => assemble(header, usual, Buffer.from('3006020100020100', 'hex').toString('base64url')),
      'signature',
    ],
  ])('refuses %s', async (_, token, rule) => {
    expect(await ruleBrokenBy(validatorOf(as).validateJwt(await token()))).toBe(`access-token.${rule}`)
  })

  it.each(['none', 'None', 'NONE', 'nOnE', ' none', 'none '])('refuses alg %j', async (alg) => {
    const token = assemble({ ...header, alg }, usual)
    expect(await ruleBrokenBy(validatorOf(as).validateJwt(token))).toBe('access-token.algNone')
  })

  it.each(['HS256', 'HS384', 'HS512', 'es256', 'ES256K', '', 'toString', '__proto__', 'RSA1_5', 'PBES2-HS256+A128KW'])(
    'refuses alg %j, which no key of an issuer can have',
    async (alg) => {
      const token = assemble({ ...header, alg }, usual, 'AAAA')
      expect(await ruleBrokenBy(validatorOf(as).validateJwt(token))).toBe('access-token.alg')
    },
  )

  it('refuses an HMAC made with the public key as its secret', async () => {
    const secrets = [await exportSPKI(key.publicKey), JSON.stringify(await exportJWK(key.publicKey)), '']
    for (const secret of secrets) {
      const unsigned = assemble({ ...header, alg: 'HS256' }, usual)
      const signature = createHmac('sha256', secret).update(unsigned.slice(0, -1)).digest('base64url')
      expect(await ruleBrokenBy(validatorOf(as).validateJwt(unsigned + signature))).toBe('access-token.alg')
    }
  })

  it.each(['RS256', 'PS256', 'ES384', 'Ed25519', 'EdDSA'])('refuses %s with a key of another type', async (alg) => {
    const token = assemble({ ...header, alg }, usual, 'AAAA')
    expect(await ruleBrokenBy(validatorOf(as).validateJwt(token))).toBe('access-token.keyFits')
  })

  it('refuses an algorithm that was not allowed, though the key would do', async () => {
    const validator = validatorOf(as, { algorithms: ['RS256'] })
    expect(await ruleBrokenBy(validator.validateJwt(await as.sign()))).toBe('access-token.alg')
  })

  it('refuses crit, whatever it lists', async () => {
    const token = assemble({ ...header, crit: ['b64'], b64: false }, usual, 'AAAA')
    expect(await ruleBrokenBy(validatorOf(as).validateJwt(token))).toBe('access-token.crit')
  })

  it('never takes a key from the header', async () => {
    const forger = await makeKey('k1')
    const jwk = await exportJWK(forger.publicKey)
    const kid = await calculateJwkThumbprint(jwk)
    const issuer = await TestIssuer.create('https://as.example', [key])
    const extras = { jwk, jku: 'https://mallory.example/jwks', x5u: 'https://mallory.example/x', x5c: ['AAAA'] }
    const validator = validatorOf(issuer)
    const named = await issuer.sign({ key: forger, header: extras })
    expect(await ruleBrokenBy(validator.validateJwt(named))).toBe('access-token.signature')
    const byThumbprint = await issuer.sign({ key: forger, header: { ...extras, kid } })
    expect(await ruleBrokenBy(validator.validateJwt(byThumbprint))).toBe('access-token.key')
    expect(issuer.asked.filter((url) => !url.startsWith('https://as.example/'))).toEqual([])
  })

  it.each(['__proto__', 'constructor', '../../etc/passwd', "' OR 1=1 --", '', 'K1', 'k1\u0000', 'k'.repeat(8000)])(
    'treats the kid %j as a name and nothing more',
    async (kid) => {
      const issuer = await TestIssuer.create('https://as.example', [key])
      const token = await issuer.sign({ header: { kid } })
      expect(await ruleBrokenBy(validatorOf(issuer).validateJwt(token))).toBe('access-token.key')
    },
  )

  it('takes a token without kid where just one key fits its alg', async () => {
    const issuer = await TestIssuer.create('https://as.example', [await makeKey('a'), await makeKey('b', 'RS256')])
    const validator = validatorOf(issuer)
    const token = () => issuer.sign({ header: { kid: undefined } })
    expect((await validator.validateJwt(await token())).sub).toBe('alice-sub')
    issuer.keys.push(await makeKey('c'))
    expect(await ruleBrokenBy(validatorOf(issuer).validateJwt(await token()))).toBe('access-token.key')
  })

  it.each<[string | undefined, string]>([
    ['at+jwt', 'none'],
    ['application/at+jwt', 'none'],
    ['AT+JWT', 'none'],
    ['JWT', 'access-token.typ'],
    ['logout+jwt', 'access-token.typ'],
    ['dpop+jwt', 'access-token.typ'],
    ['at+jwt2', 'access-token.typ'],
    [undefined, 'access-token.typ'],
  ])('with typ %s: breaks %s', async (typ, rule) => {
    const token = await as.sign({ header: { typ } })
    expect(await ruleBrokenBy(validatorOf(as).validateJwt(token))).toBe(rule)
  })

  it('refuses an ID token for this very audience', async () => {
    const token = await as.sign({ header: { typ: 'JWT' }, claims: { nonce: 'n', auth_time: NOW, scope: undefined } })
    expect(await ruleBrokenBy(validatorOf(as).validateJwt(token))).toBe('access-token.typ')
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['no iss', { iss: undefined }, 'iss'],
    ['another iss', { iss: 'https://mallory.example' }, 'iss'],
    ['an iss with a slash more', { iss: 'https://as.example/' }, 'iss'],
    ['an iss in another case', { iss: 'https://AS.example' }, 'iss'],
    ['an iss that is a list', { iss: ['https://as.example'] }, 'iss'],
    ['no aud', { aud: undefined }, 'audPresent'],
    ['an empty aud', { aud: '' }, 'audPresent'],
    ['an empty list as aud', { aud: [] }, 'audPresent'],
    ['an aud that is an object', { aud: { 0: 'https://api.example' } }, 'audPresent'],
    ['an aud with a number in it', { aud: ['https://api.example', 1] }, 'audPresent'],
    ['another aud', { aud: 'https://other.example' }, 'aud'],
    ['an aud that begins like ours', { aud: 'https://api.example.mallory.example' }, 'aud'],
    ['a list of others', { aud: ['https://api.exampl', 'https://api.example/'] }, 'aud'],
    ['no exp', { exp: undefined }, 'expPresent'],
    ['an exp that is a text', { exp: String(NOW + 300) }, 'expPresent'],
    ['an exp that has passed', { exp: NOW - 5 }, 'exp'],
    ['an nbf in the future', { nbf: NOW + 6 }, 'nbf'],
    ['an nbf that is a text', { nbf: '0' }, 'nbf'],
    ['an iat in the future', { iat: NOW + 6 }, 'iat'],
    ['no iat', { iat: undefined }, 'iatPresent'],
    ['no sub', { sub: undefined }, 'sub'],
    ['a sub that is a number', { sub: 7 }, 'sub'],
    ['no client_id', { client_id: undefined }, 'clientId'],
    ['an empty client_id', { client_id: '' }, 'clientId'],
    ['no jti', { jti: undefined }, 'jti'],
    ['a jti that is a list', { jti: ['x'] }, 'jti'],
    ['a scope that is a list', { scope: ['read'] }, 'scope'],
    ['a scope with two blanks', { scope: 'read  write' }, 'scope'],
  ])('refuses %s', async (_, claims, rule) => {
    const token = await as.sign({ claims: claims })
    expect(await ruleBrokenBy(validatorOf(as).validateJwt(token))).toBe(`access-token.${rule}`)
  })

  it.each<[string, Record<string, unknown>]>([
    ['an exp that passed within the tolerance', { exp: NOW - 4 }],
    ['an nbf and an iat within the tolerance', { nbf: NOW + 5, iat: NOW + 5 }],
    ['a list of audiences with ours among them', { aud: ['https://other.example', 'https://api.example'] }],
    ['no scope', { scope: undefined }],
    ['an empty scope', { scope: '' }],
  ])('takes %s', async (_, claims) => {
    const token = await as.sign({ claims: claims })
    expect(await ruleBrokenBy(validatorOf(as).validateJwt(token))).toBe('none')
  })

  it('takes a token for one resource server at that one only', async () => {
    const [one, other] = ['https://one.example', 'https://other.example'].map((audience) =>
      validatorOf(as, { audience }),
    )
    const token = await as.sign({ claims: { aud: 'https://one.example' } })
    expect((await one?.validateJwt(token))?.aud).toBe('https://one.example')
    expect(await ruleBrokenBy(other?.validateJwt(token) ?? Promise.resolve())).toBe('access-token.aud')
  })

  it('needs an audience, and an issuer or its keys', () => {
    expect(() => new JwtValidator({ issuer: 'https://as.example', audience: '' })).toThrow(/audience/)
    expect(() => new JwtValidator({ issuer: 'https://as.example', audience: [] })).toThrow(/audience/)
    expect(() => new JwtValidator({ audience: 'https://api.example' })).toThrow(/issuer or a jwksUri/)
    expect(() => new JwtValidator({ audience: 'a', jwksUri: 'file:///etc/passwd' })).toThrow(/jwksUri/)
  })

  it.each([
    'http://as.example',
    'http://192.168.1.1',
    'http://localhost.example',
    'https://user@as.example',
    'as.example',
  ])('believes nothing that %s says: anyone on the way could have said it', (address) => {
    expect(() => new JwtValidator({ audience: 'a', issuer: address })).toThrow(/issuer must be an https URL/)
    expect(() => new JwtValidator({ audience: 'a', jwksUri: address })).toThrow(/jwksUri must be an https URL/)
    expect(() => protect({ issuer: address, resource: 'https://api.example' })).toThrow(/issuer must be an https URL/)
  })
})

describe('the memory of verified tokens', () => {
  it('looks at the times again each time', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer)
    const token = await issuer.sign()
    await validator.validateJwt(token)
    issuer.now += 299
    expect(await ruleBrokenBy(validator.validateJwt(token))).toBe('none')
    issuer.now += 6
    expect(await ruleBrokenBy(validator.validateJwt(token))).toBe('access-token.exp')
  })

  it('forgets what was signed by a key that the issuer has withdrawn', async () => {
    const issuer = await TestIssuer.create()
    const validator = validatorOf(issuer)
    const token = await issuer.sign({ claims: { exp: NOW + 3600 } })
    await validator.validateJwt(token)
    issuer.keys = [await makeKey('k2')]
    issuer.now += 600
    expect(await ruleBrokenBy(validator.validateJwt(token))).toBe('access-token.key')
  })

  it('does not mistake one token for another with the same payload', async () => {
    const validator = validatorOf(as)
    const token = await as.sign()
    await validator.validateJwt(token)
    const forged = `${token.slice(0, token.lastIndexOf('.'))}.${Buffer.alloc(64, 1).toString('base64url')}`
    expect(await ruleBrokenBy(validator.validateJwt(forged))).toBe('access-token.signature')
  })

  it('answers many at once, each with its own outcome', async () => {
    const validator = validatorOf(as, { remember: 0 })
    const tokens = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        as.sign({ claims: { sub: `s${at}`, ...(at % 3 === 0 ? { exp: 1 } : {}) } }),
      ),
    )
    const outcomes = await Promise.all(tokens.map((token) => validator.validateJwt(token).catch(() => undefined)))
    expect(outcomes.map((claims) => claims?.sub)).toEqual(tokens.map((_, at) => (at % 3 === 0 ? undefined : `s${at}`)))
  })
})

describe('the trace of validateJwt', () => {
  it('holds the checks, the client and the link, and nothing of the signature', async () => {
    const recorder = createRecorder()
    const validator = validatorOf(as)
    const token = await as.sign()
    await validator.validateJwt(token)
    await validator.validateJwt(token)
    const [first, second] = recorder.traces()
    expect(first?.received).toEqual({ call: 'validateJwt' })
    expect(first?.clientId).toBe('demo-client')
    expect(first?.links.map(({ kind }) => kind)).toEqual(['jti'])
    expect(first?.steps.flatMap((step) => (step.kind === 'check' ? [step.rule] : []))).toContain(jwtRules.signature.id)
    expect(second?.steps.flatMap((step) => (step.kind === 'note' ? [step.note] : []))).toEqual([
      'resource-server.remembered',
    ])
    expect(JSON.stringify(recorder.traces())).not.toContain(token.split('.')[2])
    recorder.stop()
  })
})
