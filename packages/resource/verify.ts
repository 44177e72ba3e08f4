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
  try {
    const digest = name === 'Ed25519' ? null : hash
    return verify(digest, Buffer.from(signed, 'latin1'), { key: publicKey, ...parameters[name] }, bytes)
  } catch {
    return false
  }
}

const parameters: Readonly<Record<string, object>> = {
  ECDSA: { dsaEncoding: 'ieee-p1363' },
  'RSA-PSS': { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
  'RSASSA-PKCS1-v1_5': { padding: constants.RSA_PKCS1_PADDING },
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
