/** Encrypted access tokens at the resource server: opened with its key, then looked at like any other. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { Refusal } from '@sightglass/spec/check'
import { createRecorder, type Trace, traced } from '@sightglass/trace'
import { base64url, CompactEncrypt } from 'jose'
import { describe, expect, it } from 'vitest'
import { TestIssuer } from './fixtures/issuer.ts'
import { type DecryptionKey, JwtValidator, protect } from './index.ts'

const as = await TestIssuer.create()

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const x25519 = generateKeyPairSync('x25519')
const jwkOf = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid })
const ecJwk = jwkOf(ec.privateKey, 'enc-1')

const validatorOf = (...decryptionKeys: DecryptionKey[]): JwtValidator =>
  new JwtValidator({
    ...{ issuer: as.issuer, audience: 'https://api.example', fetch: as.fetch, clock: as.clock },
    ...{ monotonicMs: as.monotonicMs, decryptionKeys },
  })

interface Encrypting {
  readonly to?: KeyObject
  readonly header?: Readonly<Record<string, unknown>>
}

/** As our authorization server does it, changed as asked. */
async function encrypt(token: string, { to = ec.publicKey, header = {} }: Encrypting = {}): Promise<string> {
  const alg = to.asymmetricKeyType === 'rsa' ? 'RSA-OAEP-256' : 'ECDH-ES'
  const usual = { alg, enc: 'A256GCM', typ: 'at+jwt', cty: 'JWT', kid: 'enc-1', ...header }
  const known = Object.fromEntries(Object.entries(usual).filter(([, value]) => value !== undefined))
  return await new CompactEncrypt(Buffer.from(token))
    .setProtectedHeader(known as typeof usual)
    .encrypt(to, { crit: { b64: true } })
}

async function ruleBrokenBy(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return error.rule.id
    throw error
  }
  return 'none'
}

/** A token with this header before its other four parts. */
const withHeader = (token: string, header: unknown): string =>
  [base64url.encode(typeof header === 'string' ? header : JSON.stringify(header)), ...token.split('.').slice(1)].join(
    '.',
  )

describe('an encrypted token', () => {
  it.each<[string, KeyObject, DecryptionKey, string]>([
    [
      'RSA, the key as PEM',
      rsa.publicKey,
      rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      'RSA-OAEP-256',
    ],
    ['EC, the key as JWK', ec.publicKey, ecJwk, 'ECDH-ES'],
    ['EC, with a wrapped key', ec.publicKey, ecJwk, 'ECDH-ES+A256KW'],
    ['X25519, the key as KeyObject', x25519.publicKey, x25519.privateKey, 'ECDH-ES'],
  ])('is opened with %s, and validated like any other', async (_, to, key, alg) => {
    const token = await encrypt(await as.sign(), { to, header: { alg } })
    expect(await validatorOf(key).validateJwt(token)).toMatchObject({ sub: 'alice-sub', scope: 'read write' })
  })

  it('passes a second time without being opened again, while it is valid', async () => {
    const issuer = await TestIssuer.create()
    const validator = new JwtValidator({
      ...{ issuer: issuer.issuer, audience: 'https://api.example', fetch: issuer.fetch, clock: issuer.clock },
      ...{ monotonicMs: issuer.monotonicMs, decryptionKeys: [ecJwk] },
    })
    const token = await encrypt(await issuer.sign())
    await validator.validateJwt(token)
    expect((await validator.validateJwt(token)).sub).toBe('alice-sub')
    issuer.now += 306
    expect(await ruleBrokenBy(validator.validateJwt(token))).toBe('access-token.exp')
  })

  it('passes beside those that are only signed, and none passes where there is no key', async () => {
    const token = await as.sign()
    expect((await validatorOf(ecJwk).validateJwt(token)).sub).toBe('alice-sub')
    expect(await ruleBrokenBy(validatorOf().validateJwt(await encrypt(token)))).toBe('access-token.compact')
  })

  it('is opened with the key that it names, or with the one that fits while keys have no names', async () => {
    const other = jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'enc-2')
    const token = await encrypt(await as.sign())
    expect((await validatorOf(other, ecJwk).validateJwt(token)).sub).toBe('alice-sub')
    expect((await validatorOf(rsa.privateKey, ec.privateKey).validateJwt(token)).sub).toBe('alice-sub')
    expect(await ruleBrokenBy(validatorOf(other).validateJwt(token))).toBe('encrypted-token.key')
    expect(await ruleBrokenBy(validatorOf(rsa.privateKey).validateJwt(token))).toBe('encrypted-token.key')
    const nameless = await encrypt(await as.sign(), { header: { kid: undefined } })
    expect((await validatorOf(ecJwk).validateJwt(nameless)).sub).toBe('alice-sub')
    expect(await ruleBrokenBy(validatorOf(other, ecJwk).validateJwt(nameless))).toBe('encrypted-token.key')
  })

  it.each<[string, Encrypting, string]>([
    ['RSA-OAEP with SHA-1', { to: rsa.publicKey, header: { alg: 'RSA-OAEP' } }, 'alg'],
    ['AES in CBC mode', { header: { enc: 'A256CBC-HS512' } }, 'enc'],
    ['a typ of another kind', { header: { typ: 'logout+jwt' } }, 'typ'],
    ['no cty', { header: { cty: undefined } }, 'cty'],
    ['a cty of something else', { header: { cty: 'text/plain' } }, 'cty'],
    ['crit', { header: { crit: ['b64'], b64: true } }, 'crit'],
  ])('is refused with %s', async (_, encrypting, rule) => {
    const token = await encrypt(await as.sign(), encrypting)
    expect(await ruleBrokenBy(validatorOf(ecJwk, rsa.privateKey).validateJwt(token))).toBe(`encrypted-token.${rule}`)
  })

  it.each<[string, (token: string) => string, string]>([
    ['zip', (token) => withHeader(token, { alg: 'ECDH-ES', enc: 'A256GCM', zip: 'DEF', cty: 'JWT' }), 'zip'],
    ['RSA1_5', (token) => withHeader(token, { alg: 'RSA1_5', enc: 'A256GCM', cty: 'JWT' }), 'alg'],
    ['a shared key', (token) => withHeader(token, { alg: 'dir', enc: 'A256GCM', cty: 'JWT' }), 'alg'],
    ['a password', (token) => withHeader(token, { alg: 'PBES2-HS256+A128KW', p2c: 1e9, enc: 'A256GCM' }), 'alg'],
    ['a header that is a list', (token) => withHeader(token, []), 'header'],
    ['an alg that is no text', (token) => withHeader(token, { alg: 1, enc: 'A256GCM' }), 'header'],
    ['a cty that is no text', (token) => withHeader(token, { alg: 'ECDH-ES', enc: 'A256GCM', cty: {} }), 'header'],
    ['more than 24 KiB', (token) => token + 'A'.repeat(24 * 1024), 'size'],
    ['padding', (token) => `${token}==`, 'compact'],
    ['no ciphertext', (token) => token.split('.').with(3, '').join('.'), 'compact'],
    ['a changed tag', (token) => token.split('.').with(4, 'A'.repeat(22)).join('.'), 'opened'],
    ['a changed header', (token) => withHeader(token, { alg: 'ECDH-ES', enc: 'A256GCM', cty: 'JWT' }), 'opened'],
    ['an initialization vector of no length', (token) => token.split('.').with(2, 'AA').join('.'), 'opened'],
  ])('is refused with %s', async (_, change, rule) => {
    const token = change(await encrypt(await as.sign()))
    expect(await ruleBrokenBy(validatorOf(ecJwk).validateJwt(token))).toBe(`encrypted-token.${rule}`)
  })

  it('is refused where it is for the key of another', async () => {
    const { publicKey: to } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const token = await encrypt(await as.sign(), { to })
    expect(await ruleBrokenBy(validatorOf(ecJwk).validateJwt(token))).toBe('encrypted-token.opened')
  })

  it.each<[string, () => Promise<string>, string]>([
    ['something that is no JWT', async () => 'hello', 'compact'],
    ['another encrypted token', async () => await encrypt(await as.sign()), 'compact'],
    ['a token for another API', () => as.sign({ claims: { aud: 'https://other.example' } }), 'aud'],
    ['a token of another kind', () => as.sign({ header: { typ: 'JWT' } }), 'typ'],
    ['a token of another issuer', () => as.sign({ claims: { iss: 'https://evil.example' } }), 'iss'],
    ['a token that has expired', () => as.sign({ claims: { exp: as.now - 10 } }), 'exp'],
    ['a signature of somebody else', async () => `${(await as.sign()).slice(0, -86)}${'A'.repeat(86)}`, 'signature'],
  ])('with %s inside is refused as that would be', async (_, inner, rule) => {
    const token = await encrypt(await inner())
    expect(await ruleBrokenBy(validatorOf(ecJwk).validateJwt(token))).toBe(`access-token.${rule}`)
  })

  it('is no better for being long than a token that is shorter', async () => {
    const long = await encrypt(await as.sign({ claims: { padding: 'x'.repeat(11_000) } }))
    expect(long.length).toBeGreaterThan(16 * 1024)
    const validator = validatorOf(ecJwk)
    expect((await validator.validateJwt(long)).sub).toBe('alice-sub')
    const other = await encrypt(await as.sign({ claims: { sub: 'bob-sub', padding: 'x'.repeat(11_000) } }))
    expect((await validator.validateJwt(other)).sub).toBe('bob-sub')
  })
})

describe('the trace of a request with an encrypted token', () => {
  it('shows it shut as it came, and opened without its signature, each time it comes', async () => {
    const recorder = createRecorder()
    const inner = await as.sign()
    const authorization = `Bearer ${await encrypt(inner)}`
    const tracing = { party: 'resource-server', from: 'client', linkKey: Buffer.alloc(32, 9) } as const
    const rs = protect({
      ...{ issuer: as.issuer, resource: 'https://api.example', fetch: as.fetch, clock: as.clock, tracing },
      decryptionKeys: [ecJwk],
    })
    const respond = rs.handler(() => new Response())
    for (const path of ['first', 'second']) {
      const request = new Request(`https://api.example/${path}`, { headers: { authorization } })
      expect((await traced(tracing, request, () => respond(request))).status).toBe(200)
    }
    const told = recorder.traces().map((trace) => JSON.parse(JSON.stringify(trace)) as Trace)
    recorder.stop()
    const opened = {
      name: 'opened_token',
      value: `${inner.split('.').slice(0, 2).join('.')}.`,
      in: 'header',
      masked: true,
    }
    expect(told.map(({ received }) => 'parameters' in received && received.parameters)).toEqual(
      ['first', 'second'].map(() => [
        { name: 'Authorization', value: expect.stringMatching(/^Bearer eyJ[\w-]+\.{4}$/), in: 'header', masked: true },
        opened,
      ]),
    )
    expect(JSON.stringify(told)).not.toContain(inner.split('.')[2])
    expect(new Set(told.map(({ links }) => JSON.stringify(links))).size).toBe(1)
  })
})

describe('decryption keys', () => {
  it.each<[string, DecryptionKey]>([
    ['a public key', createPublicKey(ec.privateKey)],
    ['a key for signatures', generateKeyPairSync('ed25519').privateKey],
    ['a key of too few bits', generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey],
    ['a key that is for something else', { ...ecJwk, use: 'sig' }],
    ['a key for another algorithm', { ...ecJwk, alg: 'RSA1_5' }],
    ['a text that is no key', 'secret words'],
    ['a JWK that is none', { kty: 'EC', d: 'secret' }],
  ])('that are %s end the start, with a word that holds nothing of them', (_, key) => {
    expect(() => validatorOf(key)).toThrow(/decryption key must/)
    expect(() => validatorOf(key)).not.toThrow(/secret/)
  })

  it('may say which one algorithm they are for', async () => {
    const wrapped = {
      ...jwkOf(createPrivateKey(ec.privateKey.export({ type: 'pkcs8', format: 'pem' })), 'enc-1'),
      alg: 'ECDH-ES+A256KW',
    }
    const direct = await encrypt(await as.sign())
    expect(await ruleBrokenBy(validatorOf(wrapped).validateJwt(direct))).toBe('encrypted-token.key')
  })
})
