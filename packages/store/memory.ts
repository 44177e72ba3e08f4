/** Nothing but the process's own memory: for tests and trials. Gone with the process. */
import { placeId } from './chain.ts'
import type { Engine, Place, Put, Row, Shape, Written } from './engine.ts'

interface Held extends Place, Row {
  readonly sweepAfter: number
  /** Index values by name. */
  readonly indexed: ReadonlyMap<string, string>
}

interface Kept {
  readonly rows: Map<string, Held>
  /** Which row has a value of a unique index. */
  readonly holders: Map<string, string>
}

/** Rows of all nodes that share a memory; a test opens two stores on one. */
export type Memory = Map<string, Kept>

export function openMemory(memory: Memory = new Map()): Engine {
  // Of this node alone: another may know other indexes of the same table.
  const shapes = new Map<string, Shape>()

  function tableOf(name: string): Kept & { shape: Shape } {
    const shape = shapes.get(name)
    const kept = memory.get(name)
    if (shape === undefined || kept === undefined) throw new Error(`no table ${name}`)
    return { shape, ...kept }
  }

  function verdict(put: Put): Written {
    const { shape, rows, holders } = tableOf(put.table)
    const id = placeId(put)
    if (rows.get(id)?.version !== put.expected) return 'conflict'
    const taken = uniqueIds(shape, put.issuer, named(shape, put)).some((value) => (holders.get(value) ?? id) !== id)
    return taken ? 'duplicate' : 'done'
  }

  function place(put: Put): void {
    const kept = tableOf(put.table)
    const id = placeId(put)
    const before = kept.rows.get(id)?.indexed ?? []
    const { table, issuer, key, version, body, attempts, expiresAt, sweepAfter } = put
    const indexed = new Map([...before, ...named(kept.shape, put)])
    forget(kept, id)
    for (const value of uniqueIds(kept.shape, issuer, indexed)) kept.holders.set(value, id)
    kept.rows.set(id, { table, issuer, key, version, body, attempts, expiresAt, sweepAfter, indexed })
  }

  return {
    async declare(added) {
      for (const shape of added) {
        shapes.set(shape.table, shape)
        if (!memory.has(shape.table)) memory.set(shape.table, { rows: new Map(), holders: new Map() })
      }
    },
    async read(places) {
      return places.map((at) => tableOf(at.table).rows.get(placeId(at)))
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
      const found = [...tableOf(table).rows.values()].filter(
        (row) =>
          row.issuer === issuer &&
          row.indexed.get(index) === value &&
          row.expiresAt > aliveAt &&
          compare(row.key, after) > 0,
      )
      return found.sort((a, b) => compare(a.key, b.key)).slice(0, limit)
    },
    async unindexed(table, limit) {
      const { shape, rows } = tableOf(table)
      return [...rows.values()]
        .filter((row) => shape.indexes.some(({ name }) => !row.indexed.has(name)))
        .slice(0, limit)
    },
    async sweep(table, now, limit) {
      const old = [...tableOf(table).rows].filter(([, { sweepAfter }]) => sweepAfter <= now).slice(0, limit)
      for (const [id] of old) forget(tableOf(table), id)
      return old.length
    },
    async ping() {},
    async close() {},
  }
}

function named({ indexes }: Shape, { indexed }: Put): ReadonlyMap<string, string> {
  return new Map(indexes.map(({ name }, n) => [name, indexed[n] ?? '']))
}

function uniqueIds({ indexes }: Shape, issuer: string, values: ReadonlyMap<string, string>): readonly string[] {
  return indexes.flatMap(({ name, unique }) =>
    unique && values.has(name) ? [`${name}\0${issuer}\0${values.get(name)}`] : [],
  )
}

function forget({ shape, rows, holders }: Kept & { readonly shape: Shape }, id: string): void {
  const row = rows.get(id)
  rows.delete(id)
  if (row) for (const value of uniqueIds(shape, row.issuer, row.indexed)) holders.delete(value)
}

/** By code point, as the databases do it. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
