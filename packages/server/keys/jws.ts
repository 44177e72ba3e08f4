/** Compact JWS, all signatures of an event-loop turn made before any is answered: interleaved, each would run on a cold cache. */
import { gather, type Pending } from '@sightglass/gather'
import { algorithms } from './algorithms.ts'
import type { SigningKey } from './signing-key.ts'

interface SigningJob {
  readonly key: SigningKey
  readonly typ: string
  readonly claims: object
}

/** A function that signs, with a batch of its own. */
export const createSigner = (): ((job: SigningJob) => Promise<string>) => gather<SigningJob, string>(signBatch)

function signBatch(batch: readonly Pending<SigningJob, string>[]): void {
  const signed = batch.map(({ item }) => compactJws(item))
  for (const [position, { resolve }] of batch.entries()) resolve(signed[position] ?? '')
}

/** By key, so that the header of a key that is gone goes too. */
const headers = new WeakMap<SigningKey, Map<string, string>>()

function compactJws({ key, typ, claims }: SigningJob): string {
  const input = `${headerOf(key, typ)}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return `${input}.${algorithms[key.alg].sign(Buffer.from(input), key.privateKey).toString('base64url')}`
}

function headerOf(key: SigningKey, typ: string): string {
  let known = headers.get(key)
  if (known === undefined) {
    known = new Map()
    headers.set(key, known)
  }
  let header = known.get(typ)
  if (header === undefined) {
    header = Buffer.from(JSON.stringify({ alg: key.alg, typ, kid: key.kid })).toString('base64url')
    known.set(typ, header)
  }
  return header
}
