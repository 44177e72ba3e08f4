/** The record of a signing key. Its private part is sealed under the key-encryption key before it reaches the store. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { defineRecord } from '@sightglass/store'
import { calculateJwkThumbprint, type JWK } from 'jose'
import type { Seal } from '../secrets.ts'
import { algorithms, type SigningAlgorithm } from './algorithms.ts'

/** Public members only, as published. */
export type PublicJwk = Readonly<Record<string, string>>

export interface SigningKeyRecord {
  readonly kid: string
  readonly alg: SigningAlgorithm
  readonly jwk: PublicJwk
  readonly sealedPrivateKey: string
  /** Published from then on. */
  readonly madeAt: number
  readonly signsFrom: number
  /** Compromised: nothing that it signed counts any more. */
  readonly withdrawnAt?: number
}

/** Keyed by algorithm and number, `ES256.1`: two nodes that make the next one at once make one. */
export const signingKeys = defineRecord<SigningKeyRecord>('signing_key', { indexes: { every: { of: () => 'all' } } })

/** A key that can sign, opened. */
export interface SigningKey {
  readonly kid: string
  readonly alg: SigningAlgorithm
  readonly jwk: PublicJwk
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/** Makes a key pair; the `kid` is its RFC 7638 thumbprint. */
export async function makeSigningKey(
  alg: SigningAlgorithm,
  seal: Seal,
  times: Pick<SigningKeyRecord, 'madeAt' | 'signsFrom'>,
): Promise<SigningKeyRecord> {
  const { privateKey, publicKey } = await algorithms[alg].generate()
  const exported = publicKey.export({ format: 'jwk' })
  const kid = await calculateJwkThumbprint(exported as JWK)
  const members = Object.entries(exported).filter((member): member is [string, string] => typeof member[1] === 'string')
  const jwk = { ...Object.fromEntries(members), kid, alg, use: 'sig' }
  const sealedPrivateKey = seal.seal(privateKey.export({ format: 'der', type: 'pkcs8' }))
  return { kid, alg, jwk, sealedPrivateKey, ...times }
}

/** @throws {Error} where the record was sealed under a key-encryption key that is not configured. */
export function openSigningKey(record: SigningKeyRecord, seal: Seal): SigningKey {
  const { kid, alg, jwk } = record
  const privateKey = createPrivateKey({ key: opened(record, seal), format: 'der', type: 'pkcs8' })
  return { kid, alg, jwk, privateKey, publicKey: createPublicKey(privateKey) }
}

/** The private key sealed anew under the first key-encryption key; `undefined` where it is already: equal bytes seal to an equal value. */
export function resealed(record: SigningKeyRecord, seal: Seal): string | undefined {
  const again = seal.seal(opened(record, seal))
  return again === record.sealedPrivateKey ? undefined : again
}

function opened({ kid, sealedPrivateKey }: SigningKeyRecord, seal: Seal): Buffer {
  const der = seal.open(sealedPrivateKey)
  if (der === undefined) {
    throw new Error(`signing key ${kid} does not open: the key-encryption key that sealed it is not configured`)
  }
  return der
}
