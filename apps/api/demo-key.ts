/** The key that the vault of the demo opens its tokens with, in development alone: whoever reads this has it too. */
import { createECDH, hash } from 'node:crypto'
import type { DecryptionKey } from '@sightglass/resource'

const PHRASE = 'demo-vault-key-for-development-only'
const COORDINATE_BYTES = 32

/** Its public half is what the authorization server encrypts to in development. */
export function demoDecryptionKey(): DecryptionKey {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(hash('sha256', PHRASE, 'buffer'))
  const point = pair.getPublicKey().subarray(1)
  const text = (bytes: Buffer): string => bytes.toString('base64url')
  const [x, y] = [point.subarray(0, COORDINATE_BYTES), point.subarray(COORDINATE_BYTES)].map(text)
  return { kty: 'EC', crv: 'P-256', kid: 'demo-vault', x: x ?? '', y: y ?? '', d: text(pair.getPrivateKey()) }
}
