/** What the server signs, others can verify: with WebCrypto as browsers have it, and with a library of the field. */
import { jwtRules } from '@sightglass/spec/access-token'
import { leftHalfHash } from '@sightglass/spec/id-token'
import { chooseKey, parseJwks } from '@sightglass/spec/jwk'
import { parseJwt } from '@sightglass/spec/jwt'
import { verifySignature } from '@sightglass/spec/signature'
import { compactVerify, createLocalJWKSet } from 'jose'
import { describe, expect, it } from 'vitest'
import { createSeal, parseKeyEncryptionKey } from '../secrets.ts'
import { algorithms, halfHash, signingAlgorithms } from './algorithms.ts'
import { createSigner } from './jws.ts'
import { makeSigningKey, openSigningKey } from './signing-key.ts'

const seal = createSeal([parseKeyEncryptionKey(Buffer.alloc(32, 7).toString('base64url'))], 'test')

describe.each(signingAlgorithms)('%s', (alg) => {
  const made = makeSigningKey(alg, seal, { madeAt: 0, signsFrom: 0 })
  const signed = async () => {
    const key = openSigningKey(await made, seal)
    return { key, token: await createSigner()({ key, typ: 'at+jwt', claims: { sub: 'alice' } }) }
  }

  it('signs what WebCrypto and jose verify by the published key', async () => {
    const { key, token } = await signed()
    const keys = parseJwks({ keys: [key.jwk] })
    if (keys === undefined) throw new Error('no key set')
    const jwt = parseJwt(jwtRules, token, [alg])
    expect(await verifySignature(jwt, chooseKey(jwtRules, keys, jwt))).toBe(true)
    expect(
      (await compactVerify(token, createLocalJWKSet({ keys: [{ ...key.jwk, kty: key.jwk.kty ?? '' }] })))
        .protectedHeader,
    ).toEqual({
      alg,
      typ: 'at+jwt',
      kid: key.kid,
    })
  })

  it('verifies its own signature, and no other', async () => {
    const { key, token } = await signed()
    const at = token.lastIndexOf('.')
    const signature = Buffer.from(token.slice(at + 1), 'base64url')
    const holds = (text: string) => algorithms[alg].verify(Buffer.from(text), signature, key.publicKey)
    expect(holds(token.slice(0, at))).toBe(true)
    expect(holds(`${token.slice(0, at)}x`)).toBe(false)
    expect(algorithms[alg].verify(Buffer.from(token.slice(0, at)), Buffer.alloc(signature.length), key.publicKey)).toBe(
      false,
    )
  })

  it('publishes nothing private', async () => {
    const { jwk, kid } = await made
    expect(Object.keys(jwk).filter((name) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'].includes(name))).toEqual([])
    expect(jwk).toMatchObject({ kid, alg, use: 'sig' })
  })

  it('hashes for at_hash as clients do', async () => {
    expect(halfHash(alg, 'a token')).toBe(await leftHalfHash(alg, 'a token'))
  })
})
