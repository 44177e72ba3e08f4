/** Whether a key of the issuer signed a token, told and never decided by. */
import { describe, expect, it } from 'vitest'
import { baseClaims, clientOf, createFakeServer, json, makeKey, rsaKey, sign } from './fixtures.ts'

const other = await makeKey('rsa-1')

describe('signatureOf', () => {
  const client = clientOf(createFakeServer())

  it('names the key that made the signature, whatever else the token says', async () => {
    const token = await sign({ ...baseClaims, aud: 'somebody-else', exp: 1 })
    expect(await client.signatureOf(token)).toEqual({ verified: true, alg: 'RS256', kid: 'rsa-1' })
  })

  it('says that another key of the same name made it', async () => {
    expect(await client.signatureOf(await sign(baseClaims, other))).toEqual({ verified: false, why: 'forged' })
  })

  it('says that no key is named so', async () => {
    const token = await sign(baseClaims, rsaKey, { kid: 'gone' })
    expect(await client.signatureOf(token)).toEqual({ verified: false, why: 'key' })
  })

  it('says of what is no signed JWT that it is none', async () => {
    for (const token of ['opaque', 'eyJhbGciOiJub25lIn0.e30.', 'a.b.c.d.e'])
      expect(await client.signatureOf(token)).toEqual({ verified: false, why: 'unsigned' })
  })

  it('says that the keys cannot be had, or are none', async () => {
    const server = createFakeServer()
    for (const reply of [() => json({}, 503), () => json({ keys: 'none' })]) {
      server.replies.set('/jwks', reply)
      expect(await clientOf(server).signatureOf(await sign(baseClaims))).toEqual({
        verified: false,
        why: 'unreachable',
      })
    }
  })
})
