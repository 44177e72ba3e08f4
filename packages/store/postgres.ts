/** PostgreSQL, or what speaks its protocol: several nodes on one database. A batch is one statement, one round trip. */
import type { PoolClient } from 'pg'
import { placeId } from './chain.ts'
import type { Engine, Listing, Place, Put, Row, Shape, Written } from './engine.ts'
import { createMissing } from './postgres-schema.ts'
import { onConnection, openPool, stateOf } from './session.ts'
import { columnOf, FOUND, listSql, quoted, rowOf } from './sql.ts'
import { readStatement, type Section, type Statement, writeStatement } from './statements.ts'

/**
 * Connects to `postgres://…`.
 * @throws EngineError where the server cannot be reached, is a replica, or has `synchronous_commit=off`
 */
export async function openPostgres(url: string): Promise<Engine> {
  const pool = openPool(url)
  const shapes = new Map<string, Shape>()
  const run = runner()
  const ask = (statement: Statement): Promise<unknown[][]> => onConnection(pool, (client) => run(client, statement))

  async function write(client: PoolClient, puts: readonly Put[]): Promise<readonly Written[]> {
    const sections = sectionsOf(puts, shapes)
    const rows = await run(client, writeStatement(sections))
    const done = new Set(rows.map(([n, issuer, key]) => `${sections[Number(n)]?.shape.table}\0${issuer}\0${key}`))
    const results = puts.map((put): Written => (done.has(placeId(put)) ? 'done' : 'conflict'))
    return refine(client, puts, results)
  }

  /** An insert that did not happen met its key or a value of a unique index; PostgreSQL does not say which. */
  async function refine(client: PoolClient, puts: readonly Put[], results: Written[]): Promise<readonly Written[]> {
    const unclear = puts.filter(
      ({ table, expected }, n) =>
        results[n] === 'conflict' && expected === undefined && shapes.get(table)?.indexes.some(({ unique }) => unique),
    )
    if (unclear.length === 0) return results
    const there = await read(client, unclear)
    const duplicates = new Set(unclear.filter((_, n) => there[n] === undefined))
    return results.map((written, n) => (duplicates.has(puts[n] as Put) ? 'duplicate' : written))
  }

  async function read(client: PoolClient, places: readonly Place[]): Promise<readonly (Row | undefined)[]> {
    const { tables, positions } = byTable(places)
    const found: (Row | undefined)[] = places.map(() => undefined)
    for (const [section, place, ...columns] of await run(client, readStatement(tables))) {
      const position = positions[Number(section)]?.[Number(place) - 1]
      if (position !== undefined) found[position] = rowOf(columns[0], columns[1], columns[2], columns[3])
    }
    return found
  }

  async function commit(client: PoolClient, puts: readonly Put[]): Promise<Written> {
    try {
      await client.query('begin')
      const against = (await write(client, puts)).find((written) => written !== 'done')
      await client.query(against === undefined ? 'commit' : 'rollback')
      return against ?? 'done'
    } catch (error) {
      // Where the connection is gone there is nothing to roll back, and it is thrown away below.
      if (stateOf(error) !== undefined) await client.query('rollback')
      if (stateOf(error) === UNIQUE_VIOLATION) return 'duplicate'
      throw error
    }
  }

  const engine: Engine = {
    async declare(added) {
      await onConnection(pool, (client) => createMissing(client, added))
      for (const shape of added) shapes.set(shape.table, shape)
    },
    read: (places) => onConnection(pool, (client) => read(client, places)),
    async write(puts) {
      try {
        return await onConnection(pool, (client) => write(client, puts))
      } catch (error) {
        if (puts.length === 1 && stateOf(error) === UNIQUE_VIOLATION) return ['duplicate']
        throw error
      }
    },
    commit: (puts) => onConnection(pool, (client) => commit(client, puts)),
    list: async (listing) => (await ask(listStatement(listing))).map((row) => placed(listing.table, row)),
    async unindexed(table, limit) {
      const empty = shapes.get(table)?.indexes.map(({ name }) => `${columnOf(name)} is null`) ?? []
      if (empty.length === 0) return []
      const text = `select ${FOUND} from ${quoted(table)} where ${empty.join(' or ')} limit $1`
      return (await ask({ text, values: [limit] })).map((row) => placed(table, row))
    },
    sweep: async (table, now, limit) => (await ask(sweepStatement(table, now, limit))).length,
    ping: async () => void (await ask({ text: 'select 1', values: [] })),
    close: () => pool.end(),
  }
  try {
    await engine.ping()
  } catch (error) {
    await pool.end()
    throw error
  }
  return engine
}

const UNIQUE_VIOLATION = '23505'
// A connection keeps every statement that it has prepared.
const PREPARED_AT_MOST = 200

/** Runs a statement, prepared once a connection; rows come as arrays. */
function runner(): (client: PoolClient, statement: Statement) => Promise<unknown[][]> {
  const names = new Map<string, string>()
  return async (client, { text, values }) => {
    let name = names.get(text)
    if (name === undefined && names.size < PREPARED_AT_MOST) {
      name = `s${names.size}`
      names.set(text, name)
    }
    const { rows } = await client.query<unknown[]>({
      ...(name && { name }),
      text,
      values: [...values],
      rowMode: 'array',
    })
    return rows
  }
}

function sectionsOf(puts: readonly Put[], shapes: ReadonlyMap<string, Shape>): readonly Section[] {
  const sections = new Map<string, Section & { puts: Put[] }>()
  for (const put of puts) {
    const kind = put.expected === undefined ? 'insert' : 'update'
    const id = `${put.table} ${kind}`
    const shape = shapes.get(put.table)
    if (shape === undefined) throw new Error(`no table ${put.table}`)
    const section = sections.get(id)
    if (section) section.puts.push(put)
    else sections.set(id, { shape, kind, puts: [put] })
  }
  // In one order, so that few different statements are prepared.
  return [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, section]) => section)
}

function byTable(places: readonly Place[]) {
  const tables = new Map<string, { table: string; issuers: string[]; keys: string[]; positions: number[] }>()
  for (const [position, { table, issuer, key }] of places.entries()) {
    const found = tables.get(table) ?? { table, issuers: [], keys: [], positions: [] }
    if (found.keys.length === 0) tables.set(table, found)
    found.issuers.push(issuer)
    found.keys.push(key)
    found.positions.push(position)
  }
  const sorted = [...tables.values()].sort((a, b) => (a.table < b.table ? -1 : 1))
  return { tables: sorted, positions: sorted.map(({ positions }) => positions) }
}

function listStatement({ table, issuer, index, value, aliveAt, after, limit }: Listing): Statement {
  const text = listSql(table, index, (n) => `$${n}`)
  return { text, values: [value, issuer, after, aliveAt, limit] }
}

/** Rows that somebody works on are left for the next time. */
function sweepStatement(table: string, now: number, limit: number): Statement {
  const old = `select issuer, key from ${quoted(table)} where sweep_after <= $1 limit $2 for update skip locked`
  const text = `delete from ${quoted(table)} where (issuer, key) in (${old}) returning 1`
  return { text, values: [now, limit] }
}

function placed(table: string, [issuer, key, ...columns]: readonly unknown[]): Place & Row {
  return { table, issuer: String(issuer), key: String(key), ...rowOf(columns[0], columns[1], columns[2], columns[3]) }
}
