/** The public key of a resource server that access tokens are encrypted to (RFC 7516), and the algorithm that goes with it. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { CompactEncrypt } from 'jose'

/** A JWK of public members; `kid` goes into the header of each token. */
export type EncryptionJwk = Readonly<Record<string, string>>

/** One row a type of key: RSA1_5 is not among them (RFC 8725 §3.2). */
const ALGORITHMS: Readonly<Record<string, string>> = {
  rsa: 'RSA-OAEP-256',
  ec: 'ECDH-ES',
  x25519: 'ECDH-ES',
}
const RSA_LEAST_BITS = 2048

interface Opened {
  readonly key: KeyObject
  readonly alg: string
}

function opened(jwk: EncryptionJwk): Opened | undefined {
  try {
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
    const alg = ALGORITHMS[key.asymmetricKeyType ?? '']
    return alg === undefined ? undefined : { key, alg }
  } catch {
    return undefined
  }
}

/** What is wrong with a key, in words; `undefined` where tokens can be encrypted to it. */
export function mistakeInEncryptionKey(jwk: EncryptionJwk): string | undefined {
  if ('d' in jwk || 'k' in jwk) return 'its encryption key must be a public one'
  const found = opened(jwk)
  if (found === undefined) return 'its encryption key must be a JWK of an RSA, EC or X25519 key'
  const { modulusLength = RSA_LEAST_BITS } = found.key.asymmetricKeyDetails ?? {}
  if (modulusLength < RSA_LEAST_BITS) return `its encryption key must have at least ${RSA_LEAST_BITS} bits`
  if ((jwk.use ?? 'enc') !== 'enc') return 'the use of its encryption key must be enc'
  return (jwk.alg ?? found.alg) === found.alg ? undefined : `the alg of its encryption key must be ${found.alg}`
}

/** The signed token inside a JWE that only the holder of the key opens (RFC 7519 §5.2). */
export async function encryptTo(jwk: EncryptionJwk, token: string): Promise<string> {
  const found = opened(jwk)
  if (found === undefined) throw new Error('the encryption key of a resource server cannot be used')
  const { kid } = jwk
  const header = { alg: found.alg, enc: 'A256GCM', typ: 'at+jwt', cty: 'JWT', ...(kid === undefined ? {} : { kid }) }
  return await new CompactEncrypt(Buffer.from(token)).setProtectedHeader(header).encrypt(found.key)
}
