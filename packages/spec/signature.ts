/** Verifying a signature with WebCrypto: browsers too. The resource server has a faster one of its own. */
import { algorithmRow, type JwsAlgorithm, type VerificationKey } from './jwk.ts'
import { bytesOfBase64url, type UnverifiedJwt } from './jwt.ts'

const imported = new WeakMap<VerificationKey, Map<JwsAlgorithm, Promise<CryptoKey | undefined>>>()

/** Whether the key signed this token; a key that cannot be used signed nothing. */
export async function verifySignature(
  { header, signed, signature }: UnverifiedJwt,
  key: VerificationKey,
): Promise<boolean> {
  const { name, hash, signatureBytes } = algorithmRow(header.alg)
  const bytes = bytesOfBase64url(signature)
  if (signatureBytes !== undefined && bytes.length !== signatureBytes) return false
  const cryptoKey = await keyFor(key, header.alg)
  if (cryptoKey === undefined) return false
  const algorithm = { name, hash, saltLength: saltBytes[hash] ?? 0 }
  return await crypto.subtle.verify(algorithm, cryptoKey, bytes, new TextEncoder().encode(signed))
}

/** As long as the hash (RFC 7518 §3.5). */
const saltBytes: Readonly<Record<string, number>> = { 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 }

function keyFor(key: VerificationKey, alg: JwsAlgorithm): Promise<CryptoKey | undefined> {
  const known = imported.get(key) ?? new Map<JwsAlgorithm, Promise<CryptoKey | undefined>>()
  imported.set(key, known)
  const promise = known.get(alg) ?? importKey(key, alg)
  known.set(alg, promise)
  return promise
}

async function importKey({ jwk }: VerificationKey, alg: JwsAlgorithm): Promise<CryptoKey | undefined> {
  const { name, hash, crv } = algorithmRow(alg)
  try {
    const algorithm = { name, hash, ...(crv === undefined ? {} : { namedCurve: crv }) }
    return await crypto.subtle.importKey('jwk', { ...jwk }, algorithm, false, ['verify'])
  } catch {
    return undefined
  }
}
