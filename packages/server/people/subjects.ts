/** What each client knows a person as: the one place where a `sub` is told (OIDC Core §8). */
import { createHmac } from 'node:crypto'
import { sectorOf } from '@sightglass/spec/subject'
import { defineRecord, type Store } from '@sightglass/store'
import type { Client } from '../clients/client.ts'
import { type Random, randomToken, type Seal } from '../secrets.ts'

export interface Subjects {
  /** The same for ever: the person's own, or for clients with pairwise identifiers one that no other sector has. */
  readonly toldTo: (client: Client, sub: string) => string
}

/** Made once, sealed under the key-encryption key: that can be rolled over, and everybody keeps their identifiers. */
const salts = defineRecord<{ readonly sealed: string }>('pairwise_salt')

const ONLY = 'salt'
const SALT_BYTES = 32

/** Opens the salt of this issuer, making it where there is none: before any feature needs it, so it declares its record itself. */
export async function openSubjects(store: Store, seal: Seal, random: Random): Promise<Subjects> {
  await store.declare([salts])
  const salt = await openSalt(store, seal, random)
  return {
    toldTo(client, sub) {
      if (client.subjectType !== 'pairwise') return sub
      return createHmac('sha256', salt)
        .update(`${sectorOf(client)}\0${sub}`)
        .digest('base64url')
    },
  }
}

/** Two nodes may start at once: whoever adds the record first wins, the other reads it. */
async function openSalt(store: Store, seal: Seal, random: Random): Promise<Buffer> {
  const table = store.table(salts)
  const made = { sealed: seal.seal(Buffer.from(randomToken(random, SALT_BYTES), 'base64url')) }
  const isFirst = (await table.get(ONLY)) === undefined && (await table.add(ONLY, made, Infinity))
  const record = isFirst ? made : await table.get(ONLY)
  const salt = record && seal.open(record.sealed)
  if (salt === undefined)
    throw new Error('the pairwise salt does not open: the key-encryption key that sealed it is not configured')
  const sealed = seal.seal(salt)
  // Sealing is deterministic: another value means an older key, which may be taken away one day.
  if (sealed !== record?.sealed)
    await table.update(ONLY, () => ({ record: { sealed }, expiresAt: Infinity, outcome: undefined }))
  return salt
}
