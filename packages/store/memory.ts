/** Nothing but the process's own memory: for tests and trials. Gone with the process. */
import { placeId } from './chain.ts'
import type { Engine, Place, Put, Row, Shape, Written } from './engine.ts'

interface Held extends Place, Row {
  readonly sweepAfter: number
  /** Index values by name. */
  readonly indexed: ReadonlyMap<string, string>
}

interface Kept {
  readonly shape: Shape
  readonly rows: Map<string, Held>
  /** The one row of each value of each unique index. */
  readonly holders: Map<string, string>
}

/** Rows of all nodes that share a memory; a test opens two stores on one. */
export type Memory = Map<string, Kept>

export function openMemory(memory: Memory = new Map()): Engine {
  function kept(table: string): Kept {
    const found = memory.get(table)
    if (found === undefined) throw new Error(`no table ${table}`)
    return found
  }

  function verdict(put: Put): Written {
    const { shape, rows, holders } = kept(put.table)
    const id = placeId(put)
    if (rows.get(id)?.version !== put.expected) return 'conflict'
    const taken = uniqueIds(shape, put).some((value) => (holders.get(value) ?? id) !== id)
    return taken ? 'duplicate' : 'done'
  }

  function place(put: Put): void {
    const { shape, rows, holders } = kept(put.table)
    const id = placeId(put)
    forget(kept(put.table), id)
    const { table, issuer, key, version, body, attempts, expiresAt, sweepAfter } = put
    const indexed = new Map(shape.indexes.map(({ name }, n) => [name, put.indexed[n] ?? '']))
    rows.set(id, { table, issuer, key, version, body, attempts, expiresAt, sweepAfter, indexed })
    for (const value of uniqueIds(shape, put)) holders.set(value, id)
  }

  return {
    async declare(shapes) {
      for (const shape of shapes) memory.set(shape.table, reshaped(shape, memory.get(shape.table)))
    },
    async read(places) {
      return places.map((at) => kept(at.table).rows.get(placeId(at)))
    },
    async write(puts) {
      return puts.map((put) => {
        const written = verdict(put)
        if (written === 'done') place(put)
        return written
      })
    },
    async commit(puts) {
      const against = puts.map(verdict).find((written) => written !== 'done')
      if (against === undefined) for (const put of puts) place(put)
      return against ?? 'done'
    },
    async list({ table, issuer, index, value, aliveAt, after, limit }) {
      const found = [...kept(table).rows.values()].filter(
        (row) =>
          row.issuer === issuer &&
          row.indexed.get(index) === value &&
          row.expiresAt > aliveAt &&
          compare(row.key, after) > 0,
      )
      return found.sort((a, b) => compare(a.key, b.key)).slice(0, limit)
    },
    async unindexed(table, limit) {
      const { shape, rows } = kept(table)
      return [...rows.values()]
        .filter((row) => shape.indexes.some(({ name }) => !row.indexed.has(name)))
        .slice(0, limit)
    },
    async sweep(table, now, limit) {
      const old = [...kept(table).rows].filter(([, { sweepAfter }]) => sweepAfter <= now).slice(0, limit)
      for (const [id] of old) forget(kept(table), id)
      return old.length
    },
    async ping() {},
    async close() {},
  }
}

function reshaped(shape: Shape, before: Kept | undefined): Kept {
  const known = before?.shape.indexes.filter(({ name }) => !shape.indexes.some((index) => index.name === name)) ?? []
  const indexes = [...shape.indexes, ...known]
  return {
    shape: { table: shape.table, indexes },
    rows: before?.rows ?? new Map(),
    holders: before?.holders ?? new Map(),
  }
}

function uniqueIds({ indexes }: Shape, { issuer, indexed }: Put): readonly string[] {
  return indexes.flatMap(({ name, unique }, n) => (unique ? [`${name}\0${issuer}\0${indexed[n]}`] : []))
}

function forget({ shape, rows, holders }: Kept, id: string): void {
  const row = rows.get(id)
  rows.delete(id)
  if (row === undefined) return
  for (const { name, unique } of shape.indexes)
    if (unique) holders.delete(`${name}\0${row.issuer}\0${row.indexed.get(name)}`)
}

/** By code point, as the databases do it. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
