import { generateKeyPairSync, sign } from 'node:crypto'
import { jwtRules } from '@sightglass/spec/access-token'
import { jwsAlgorithms, type VerificationKey } from '@sightglass/spec/jwk'
import { parseJwt } from '@sightglass/spec/jwt'
import { verifySignature as inBrowsers } from '@sightglass/spec/signature'
import { describe, expect, it } from 'vitest'
import { verifySignature } from './verify.ts'

const curves = { ES256: ['P-256', 'sha256'], ES384: ['P-384', 'sha384'], ES512: ['P-521', 'sha512'] } as const

function keyOn(curve: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: curve })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const key: VerificationKey = { kid: undefined, alg: undefined, jwk: { kty: 'EC', crv: curve, x, y } }
  return { key, privateKey }
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe.each(['ES256', 'ES384', 'ES512'] as const)('a signature by %s', (alg) => {
  const [curve, hash] = curves[alg]
  const { key, privateKey } = keyOn(curve)
  const signed = (at: number) => `${part({ alg })}.${part({ at })}`
  const parsed = (text: string, signature: Buffer) =>
    parseJwt(jwtRules, `${text}.${signature.toString('base64url')}`, [alg])
  const both = async (text: string, signature: Buffer) => {
    const jwt = parsed(text, signature)
    return [await verifySignature(jwt, key), await inBrowsers(jwt, key)]
  }

  it('is verified whatever zeros r and s begin with, here as in browsers', async () => {
    // One in 256 integers begins with a zero byte, one in two with a set bit.
    for (let at = 0; at < 300; at++) {
      const text = signed(at)
      const signature = sign(hash, Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })
      expect(await verifySignature(parsed(text, signature), key)).toBe(true)
      if (at < 3) expect(await both(text, signature)).toEqual([true, true])
    }
  })

  it('is none where r or s is zero, too large, or another', async () => {
    const size = jwsAlgorithms[alg].signatureBytes
    const right = sign(hash, Buffer.from(signed(0)), { key: privateKey, dsaEncoding: 'ieee-p1363' })
    const half = size / 2
    const wrong = [
      Buffer.alloc(size),
      Buffer.alloc(size, 255),
      Buffer.concat([Buffer.alloc(half), right.subarray(half)]),
      Buffer.concat([right.subarray(0, half), Buffer.alloc(half)]),
      Buffer.concat([right.subarray(half), right.subarray(0, half)]),
      right.subarray(1),
      Buffer.concat([right, Buffer.alloc(2)]),
      sign(hash, Buffer.from(signed(0)), privateKey),
    ]
    for (const signature of wrong) expect(await both(signed(0), signature)).toEqual([false, false])
    expect(await both(signed(1), right)).toEqual([false, false])
  })

  it('is none for a key that is none', async () => {
    const right = sign(hash, Buffer.from(signed(0)), { key: privateKey, dsaEncoding: 'ieee-p1363' })
    const broken: VerificationKey = { ...key, jwk: { ...key.jwk, x: 'AAAA' } }
    const jwt = parsed(signed(0), right)
    expect([await verifySignature(jwt, broken), await inBrowsers(jwt, broken)]).toEqual([false, false])
  })
})
