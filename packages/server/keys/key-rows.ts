/** The rows of the signing keys: reading all, adding the next, withdrawing one. Each change is one write that nodes cannot do twice. */
import { adding, changing, type Store } from '@sightglass/store'
import type { Seal } from '../secrets.ts'
import type { SigningAlgorithm } from './algorithms.ts'
import { type DatedKey, nextNumber, successorOf } from './lifecycle.ts'
import { makeSigningKey, resealed, type SigningKeyRecord, signingKeys } from './signing-key.ts'

export interface KeyRow extends SigningKeyRecord, DatedKey {}

export interface KeyRows {
  readonly read: () => Promise<readonly KeyRow[]>
  /** Makes the key that follows these of its algorithm, unless another node was faster. */
  readonly add: (alg: SigningAlgorithm, before: readonly KeyRow[], times: Times) => Promise<void>
  readonly withdraw: (kid: string, now: number) => Promise<void>
  readonly reseal: (row: KeyRow) => Promise<void>
  readonly remove: (row: KeyRow) => Promise<void>
}

type Times = Pick<SigningKeyRecord, 'madeAt' | 'signsFrom'>

/** A JWK Set of more keys than recipients read would hide some of them. */
export const MOST_KEYS_AN_ALGORITHM = 16
/** Far more: those that were withdrawn are kept for a day, and no bound may hold up whoever withdraws one. */
const MOST_ROWS = 1000
const MOST_TRIES = 10

export function createKeyRows(store: Store, seal: Seal): KeyRows {
  const table = store.table(signingKeys)

  const read: KeyRows['read'] = async () => {
    const entries = await table.list('every', 'all', { limit: MOST_ROWS })
    return entries.map(({ key, record }) => ({ ...record, number: Number(key.slice(key.indexOf('.') + 1)) }))
  }

  const next = async (alg: SigningAlgorithm, rows: readonly KeyRow[], times: Times) => {
    const before = of(alg, rows)
    return { name: nameOf({ alg, number: nextNumber(before) }), record: await makeSigningKey(alg, seal, times) }
  }

  /** Whoever is withdrawn has a successor in the same write: never is there a moment without a key. */
  const withdrawal = async (row: KeyRow, rows: readonly KeyRow[], now: number) => {
    const successor = successorOf(row, of(row.alg, rows), now)
    if (successor === undefined) {
      const { name, record } = await next(row.alg, rows, { madeAt: now, signsFrom: now })
      return adding(signingKeys, name, record, Infinity)
    }
    return changing(signingKeys, nameOf(successor), (record) =>
      record === undefined || record.withdrawnAt !== undefined
        ? { outcome: false }
        : { record: { ...record, signsFrom: Math.min(record.signsFrom, now) }, outcome: true },
    )
  }

  return {
    read,
    async add(alg, rows, times) {
      const present = of(alg, rows).filter(({ withdrawnAt }) => withdrawnAt === undefined).length
      if (present >= MOST_KEYS_AN_ALGORITHM) throw new Error(`there are ${present} keys for ${alg} already`)
      const { name, record } = await next(alg, rows, times)
      await table.add(name, record, Infinity)
    },
    async withdraw(kid, now) {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const rows = await read()
        const row = rows.find((candidate) => candidate.kid === kid)
        if (row === undefined) throw new Error(`there is no signing key ${kid}`)
        if (row.withdrawnAt !== undefined) return
        const mark = changing(signingKeys, nameOf(row), (record) =>
          record === undefined ? { outcome: false } : { record: { ...record, withdrawnAt: now }, outcome: true },
        )
        if (await store.commit([mark, await withdrawal(row, rows, now)])) return
      }
      throw new Error(`signing key ${kid} could not be withdrawn: others change the keys all the time`)
    },
    async reseal(row) {
      const { sealedPrivateKey: before } = row
      const again = resealed(row, seal)
      if (again === undefined) return
      await table.update(nameOf(row), (now) =>
        now?.sealedPrivateKey === before
          ? { record: { ...now, sealedPrivateKey: again }, outcome: undefined }
          : { outcome: undefined },
      )
    },
    async remove(row) {
      await table.remove(nameOf(row))
    },
  }
}

/** Those of one algorithm. */
export const of = (alg: SigningAlgorithm, rows: readonly KeyRow[]): readonly KeyRow[] =>
  rows.filter((row) => row.alg === alg)

const nameOf = ({ alg, number }: Pick<KeyRow, 'alg' | 'number'>): string => `${alg}.${number}`
