/** Verifying signatures: those asked for in one turn of the event loop one after the other, which keeps the code warm and the loop free. */
import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { gather, type Pending } from '@sightglass/gather'
import { algorithmRow, type VerificationKey } from '@sightglass/spec/jwk'
import type { UnverifiedJwt } from '@sightglass/spec/jwt'

interface Job {
  readonly jwt: UnverifiedJwt
  readonly key: VerificationKey
}

/** Some milliseconds of work; then others have their turn. */
const AT_MOST = 64

const ask = gather<Job, boolean>(verifyBatch, { atMost: AT_MOST })

/** Whether the key signed this token. */
export const verifySignature = (jwt: UnverifiedJwt, key: VerificationKey): Promise<boolean> => ask({ jwt, key })

function verifyBatch(batch: readonly Pending<Job, boolean>[]): void {
  for (const { item, resolve } of batch) resolve(isSignedBy(item))
}

/** A key or a signature that cannot be used proves nothing. */
function isSignedBy({ jwt: { header, signed, signature }, key }: Job): boolean {
  const { name, hash, signatureBytes } = algorithmRow(header.alg)
  const bytes = Buffer.from(signature, 'base64url')
  if (signatureBytes !== undefined && bytes.length !== signatureBytes) return false
  const publicKey = keyObject(key)
  if (publicKey === undefined) return false
  const options = parameters[name]
  const digest = name === 'Ed25519' ? null : hash
  try {
    const given = options === undefined ? publicKey : { key: publicKey, ...options }
    return verify(digest, Buffer.from(signed, 'latin1'), given, name === 'ECDSA' ? derOf(bytes) : bytes)
  } catch {
    return false
  }
}

const parameters: Readonly<Record<string, object>> = {
  'RSA-PSS': { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
}

/**
 * An ECDSA signature as OpenSSL has it, out of r and s side by side (RFC 7518 §3.4): a bare key with DER takes a quarter
 * less time than `{ key, dsaEncoding: 'ieee-p1363' }` on Node 24.
 */
function derOf(signature: Buffer): Buffer {
  const half = signature.length / 2
  const integers = Buffer.concat([integerOf(signature.subarray(0, half)), integerOf(signature.subarray(half))])
  const length = integers.length < 0x80 ? [integers.length] : [0x81, integers.length]
  return Buffer.concat([Buffer.from([0x30, ...length]), integers])
}

/** Positive and as short as can be. */
function integerOf(bytes: Buffer): Buffer {
  let start = 0
  while (start < bytes.length - 1 && bytes[start] === 0) start++
  const value = bytes.subarray(start)
  const sign = (value[0] ?? 0) & 0x80 ? [0] : []
  return Buffer.concat([Buffer.from([0x02, value.length + sign.length, ...sign]), value])
}

const keyObjects = new WeakMap<VerificationKey, KeyObject | null>()

/** Made once a key; a point that is not on its curve makes none. */
function keyObject(key: VerificationKey): KeyObject | undefined {
  let made = keyObjects.get(key)
  if (made === undefined) {
    made = importKey(key)
    keyObjects.set(key, made)
  }
  return made ?? undefined
}

function importKey({ jwk }: VerificationKey): KeyObject | null {
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' })
  } catch {
    return null
  }
}
