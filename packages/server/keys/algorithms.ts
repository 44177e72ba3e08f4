/** One row an algorithm: how its keys are made, how it signs, and which hash goes with it. */
import { constants, generateKeyPair, hash, type KeyObject, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'
import { joseSignature } from './ecdsa.ts'

const generate = promisify(generateKeyPair)

interface Algorithm {
  /** Of `at_hash` and `c_hash` (OIDC Core §3.1.3.6); Ed25519 hashes with SHA-512 inside (RFC 8032 §5.1). */
  readonly hash: 'sha256' | 'sha384' | 'sha512'
  readonly generate: () => Promise<{ privateKey: KeyObject; publicKey: KeyObject }>
  readonly sign: (input: Buffer, key: KeyObject) => Buffer
  readonly verify: (input: Buffer, signature: Buffer, key: KeyObject) => boolean
}

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } as const
const pkcs1 = { padding: constants.RSA_PKCS1_PADDING } as const
const p1363 = { dsaEncoding: 'ieee-p1363' } as const
const rsa = () => generate('rsa', { modulusLength: 2048 })

// Signing takes the bare key where it can: wrapped in an object of options it costs Node 24 twice the time, in errors thrown and caught inside.
export const algorithms = {
  ES256: {
    hash: 'sha256',
    generate: () => generate('ec', { namedCurve: 'P-256' }),
    sign: (input, key) => joseSignature(sign('sha256', input, key), 32),
    verify: (input, signature, key) => verify('sha256', input, { key, ...p1363 }, signature),
  },
  ES384: {
    hash: 'sha384',
    generate: () => generate('ec', { namedCurve: 'P-384' }),
    sign: (input, key) => joseSignature(sign('sha384', input, key), 48),
    verify: (input, signature, key) => verify('sha384', input, { key, ...p1363 }, signature),
  },
  RS256: {
    hash: 'sha256',
    generate: rsa,
    sign: (input, key) => sign('sha256', input, key),
    verify: (input, signature, key) => verify('sha256', input, { key, ...pkcs1 }, signature),
  },
  PS256: {
    hash: 'sha256',
    generate: rsa,
    sign: (input, key) => sign('sha256', input, { key, ...pss }),
    verify: (input, signature, key) => verify('sha256', input, { key, ...pss }, signature),
  },
  // RFC 9864 prefers the name Ed25519; what verifies in the field knows this one.
  EdDSA: {
    hash: 'sha512',
    generate: () => generate('ed25519'),
    sign: (input, key) => sign(null, input, key),
    verify: (input, signature, key) => verify(null, input, key, signature),
  },
} as const satisfies Record<string, Algorithm>

export type SigningAlgorithm = keyof typeof algorithms

export const signingAlgorithms = Object.keys(algorithms) as readonly SigningAlgorithm[]

/** The left half of the hash that goes with the algorithm, as `at_hash` and `c_hash` carry it (OIDC Core §3.1.3.6, §3.3.2.11). */
export function halfHash(alg: SigningAlgorithm, value: string): string {
  const digest = hash(algorithms[alg].hash, value, 'buffer')
  return digest.subarray(0, digest.length / 2).toString('base64url')
}
