/** Tables and indexes in PostgreSQL, made where they are missing, while other nodes may do the same. */
import type { PoolClient } from 'pg'
import { EngineError, type Shape } from './engine.ts'
import { stateOf } from './session.ts'
import { schemaOf } from './sql.ts'

// Keys sort by code point on every database, whatever its locale; a page then holds room for rows that grow.
const DIALECT = { text: 'text collate "C"', options: ' with (fillfactor = 85)' }
// Any number, the same on all nodes.
const LOCK = 7_466_103_018

/** Touches nothing that exists: an `if not exists` alone would still lock a table in use. */
export async function createMissing(client: PoolClient, shapes: readonly Shape[]): Promise<void> {
  const wanted = new Map(shapes.flatMap((shape) => [...schemaOf(shape, DIALECT)]))
  if ((await missing(client, wanted, shapes)).length === 0) return
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    await client.query('set local statement_timeout = 0')
    for (const sql of await missing(client, wanted, shapes)) await client.query(sql)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    // Where the lock means nothing, two nodes may still make the same thing at once: the second finds it there.
    if (MET.has(stateOf(error) ?? ''))
      throw new EngineError('transient', 'another node makes the same tables', { cause: error })
    throw error
  }
}

// Unique violation (in the catalogue), duplicate column, duplicate table, duplicate object.
const MET: ReadonlySet<string> = new Set(['23505', '42701', '42P07', '42710'])

async function missing(
  client: PoolClient,
  wanted: ReadonlyMap<string, string>,
  shapes: readonly Shape[],
): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name::text as name from information_schema.tables where table_schema = current_schema() and table_name = any($1)
     union all select table_name || '.' || column_name from information_schema.columns where table_schema = current_schema() and table_name = any($1)
     union all select indexname::text from pg_indexes where schemaname = current_schema() and tablename = any($1)`,
    [shapes.map(({ table }) => table)],
  )
  const there = new Set(rows.map(({ name }) => name))
  return [...wanted].filter(([name]) => !there.has(name)).map(([, sql]) => sql)
}
