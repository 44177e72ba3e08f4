/** The signing keys in use: made at first start, shared through the store, signing gathered by event-loop turn. */
import { gather, type Pending } from '@sightglass/gather'
import type { Clock, Store } from '@sightglass/store'
import type { Seal } from '../secrets.ts'
import { algorithms, type SigningAlgorithm, signingAlgorithms } from './algorithms.ts'
import { makeSigningKey, openSigningKey, type SigningKey, signingKeys } from './signing-key.ts'

export interface KeyRing {
  /** A compact JWS of the claims, by the current key of the algorithm. */
  readonly sign: (alg: SigningAlgorithm, typ: string, claims: object) => Promise<string>
  /** The key of this id, for verifying what this server signed itself. */
  readonly find: (kid: string) => SigningKey | undefined
  /** The public keys, as the JWKS document publishes them (RFC 7517 §5). */
  readonly published: () => readonly Readonly<Record<string, string>>[]
}

interface SigningJob {
  readonly key: SigningKey
  readonly typ: string
  readonly claims: object
}

/** Opens the keys of this issuer, making those that do not exist yet: before any feature needs them, so the ring declares its record itself. */
export async function openKeyRing(store: Store, seal: Seal, clock: Clock): Promise<KeyRing> {
  await store.declare([signingKeys])
  const keys = new Map<string, SigningKey>()
  const current = new Map<SigningAlgorithm, SigningKey>()
  for (const alg of signingAlgorithms) {
    const key = openSigningKey(await firstKey(store, alg, seal, clock()), seal)
    keys.set(key.kid, key)
    current.set(alg, key)
  }
  const published = Array.from(keys.values(), ({ jwk }) => jwk)
  const ask = gather<SigningJob, string>(signBatch)

  return {
    sign(alg, typ, claims) {
      const key = current.get(alg)
      if (key === undefined) throw new Error(`no signing key for ${alg}`)
      return ask({ key, typ, claims })
    },
    find: (kid) => keys.get(kid),
    published: () => published,
  }
}

/** Two nodes may start at once: whoever adds the record first wins, the other reads it. */
async function firstKey(store: Store, alg: SigningAlgorithm, seal: Seal, now: number) {
  const table = store.table(signingKeys)
  const name = `${alg}.1`
  const existing = await table.get(name)
  if (existing !== undefined) return existing
  const made = await makeSigningKey(alg, seal, now)
  if (await table.add(name, made, Infinity)) return made
  const won = await table.get(name)
  if (won === undefined) throw new Error(`signing key ${name} was added and is gone`)
  return won
}

/** All signatures of a turn are made before any is answered: interleaved, each would run on a cold cache. */
function signBatch(batch: readonly Pending<SigningJob, string>[]): void {
  const signed = batch.map(({ item }) => compactJws(item))
  for (const [position, { resolve }] of batch.entries()) resolve(signed[position] ?? '')
}

const headers = new Map<string, string>()

function compactJws({ key, typ, claims }: SigningJob): string {
  const input = `${headerOf(key, typ)}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return `${input}.${algorithms[key.alg].sign(Buffer.from(input), key.privateKey).toString('base64url')}`
}

function headerOf({ alg, kid }: SigningKey, typ: string): string {
  const name = `${kid} ${typ}`
  const known = headers.get(name)
  if (known !== undefined) return known
  const header = Buffer.from(JSON.stringify({ alg, typ, kid })).toString('base64url')
  headers.set(name, header)
  return header
}
