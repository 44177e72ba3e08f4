/** The record of a signing key. Its private part is sealed under the key-encryption key before it reaches the store. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { defineRecord } from '@sightglass/store'
import { calculateJwkThumbprint, type JWK } from 'jose'
import type { Seal } from '../secrets.ts'
import { algorithms, type SigningAlgorithm } from './algorithms.ts'

export interface SigningKeyRecord {
  readonly kid: string
  readonly alg: SigningAlgorithm
  /** Public members only, as published. */
  readonly jwk: Readonly<Record<string, string>>
  readonly sealedPrivateKey: string
  readonly madeAt: number
  /** From when it signs; published from `madeAt` on. */
  readonly signsFrom: number
}

export const signingKeys = defineRecord<SigningKeyRecord>('signing_key')

/** A key that can sign, opened. */
export interface SigningKey {
  readonly kid: string
  readonly alg: SigningAlgorithm
  readonly jwk: Readonly<Record<string, string>>
  readonly signsFrom: number
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/** Makes a key pair; the `kid` is its RFC 7638 thumbprint. */
export async function makeSigningKey(alg: SigningAlgorithm, seal: Seal, now: number): Promise<SigningKeyRecord> {
  const { privateKey, publicKey } = await algorithms[alg].generate()
  const exported = publicKey.export({ format: 'jwk' })
  const kid = await calculateJwkThumbprint(exported as JWK)
  const members = Object.entries(exported).filter((member): member is [string, string] => typeof member[1] === 'string')
  const jwk = { ...Object.fromEntries(members), kid, alg, use: 'sig' }
  const sealedPrivateKey = seal.seal(privateKey.export({ format: 'der', type: 'pkcs8' }))
  return { kid, alg, jwk, sealedPrivateKey, madeAt: now, signsFrom: now }
}

/** @throws {Error} where the record was sealed under a key-encryption key that is not configured. */
export function openSigningKey(record: SigningKeyRecord, seal: Seal): SigningKey {
  const der = seal.open(record.sealedPrivateKey)
  if (der === undefined) {
    throw new Error(`signing key ${record.kid} does not open: the key-encryption key that sealed it is not configured`)
  }
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const { kid, alg, jwk, signsFrom } = record
  return { kid, alg, jwk, signsFrom, privateKey, publicKey: createPublicKey(privateKey) }
}
