/** One row an algorithm: how its keys are made and how it signs. */
import { constants, generateKeyPair, type KeyObject, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'
import { joseSignature } from './ecdsa.ts'

const generate = promisify(generateKeyPair)

interface Algorithm {
  readonly generate: () => Promise<{ privateKey: KeyObject; publicKey: KeyObject }>
  readonly sign: (input: Buffer, key: KeyObject) => Buffer
  readonly verify: (input: Buffer, signature: Buffer, key: KeyObject) => boolean
}

// Signing takes the bare key: wrapped in an object of options it costs Node 24 twice the time, in errors thrown and caught inside.
export const algorithms = {
  ES256: {
    generate: () => generate('ec', { namedCurve: 'P-256' }),
    sign: (input, key) => joseSignature(sign('sha256', input, key)),
    verify: (input, signature, key) => verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, signature),
  },
  RS256: {
    generate: () => generate('rsa', { modulusLength: 2048 }),
    sign: (input, key) => sign('sha256', input, key),
    verify: (input, signature, key) =>
      verify('sha256', input, { key, padding: constants.RSA_PKCS1_PADDING }, signature),
  },
} as const satisfies Record<string, Algorithm>

export type SigningAlgorithm = keyof typeof algorithms

export const signingAlgorithms = Object.keys(algorithms) as readonly SigningAlgorithm[]
