/** What the parts of the contract share. */
import type { OpenOptions } from '../index.ts'
import { defineRecord, type Store } from '../table.ts'

/** Opens one more node on the same database, with its own clock. */
export type OpenNode = (options?: Partial<OpenOptions>) => Promise<Store>

/** A fresh, empty database; what is opened on it is closed after the test. */
export type OpenDatabase = () => Promise<OpenNode>

export interface Note {
  readonly text: string
  readonly owner?: string
  readonly serial?: string
}

export const notes = defineRecord<Note>('grant', {
  indexes: { owner: { of: ({ owner }) => owner }, serial: { of: ({ serial }) => serial, unique: true } },
})
export const counters = defineRecord<{ count: number }>('counter')

/** A clock that a test moves. */
export function movable(now = 1_000_000) {
  return Object.assign(() => now, { forward: (seconds: number) => (now += seconds) })
}

export const LATER = 2_000_000

/** A store of one node with the two records, and its clock. */
export async function opened(database: OpenDatabase, options?: Partial<OpenOptions>) {
  const clock = movable()
  const store = await (await database())({ clock, ...options })
  await store.declare([notes, counters])
  return { store, clock, table: store.table(notes), counter: store.table(counters) }
}
