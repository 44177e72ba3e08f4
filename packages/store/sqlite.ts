/** One SQLite file; several processes may share it. Every batch is one transaction, on disk before it is answered. */
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Engine,
  EngineError,
  type Listing,
  type Place,
  type Put,
  type Row,
  type Shape,
  type Written,
} from './engine.ts'
import { COLUMNS, columnOf, FOUND, listSql, quoted, rowOf, schemaOf } from './sql.ts'

/** How long opening waits for other processes; nothing is served yet, so it may hold up the event loop. */
const OPEN_PATIENCE_MS = 5000
/** How long one attempt waits for another process's transaction: SQLite waits on the event loop, so only for a moment. */
const BUSY_TIMEOUT_MS = 20
/** How long a write is attempted again in all, with the event loop free between attempts. */
const WRITE_PATIENCE_MS = 5000
const BETWEEN_ATTEMPTS_MS = 30

/** Opens or creates the file, readable by this account only. @throws EngineError where that fails. */
export function openSqlite(path: string): Engine {
  const database = tell(() => open(path))
  const statements = new Map<string, StatementSync>()
  const tables = new Map<string, Prepared>()

  function prepared(sql: string): StatementSync {
    const known = statements.get(sql)
    if (known) return known
    const made = database.prepare(sql)
    statements.set(sql, made)
    return made
  }

  function transaction<Result>(work: () => Result, keep: (result: Result) => boolean = () => true): Result {
    prepared('begin immediate').run()
    try {
      const result = work()
      prepared(keep(result) ? 'commit' : 'rollback').run()
      return result
    } catch (error) {
      if (database.isTransaction) prepared('rollback').run()
      throw error
    }
  }

  function tableOf(name: string): Prepared {
    const found = tables.get(name)
    if (found === undefined) throw new Error(`no table ${name}`)
    return found
  }

  function put(write: Put): Written {
    const { insert, update } = tableOf(write.table)
    try {
      const statement = write.expected === undefined ? insert : update
      return statement.run(...valuesOf(write)).changes === 1 ? 'done' : 'conflict'
    } catch (error) {
      if (codeOf(error) === CONSTRAINT_UNIQUE) return 'duplicate'
      throw error
    }
  }

  const engine = {
    declare(added: readonly Shape[]) {
      transaction(() => {
        for (const shape of added) create(database, shape)
      })
      for (const shape of added) tables.set(shape.table, prepare(database, shape))
    },
    read: (places: readonly Place[]) =>
      places.map(({ table, issuer, key }) => found(tableOf(table).read.get(issuer, key))),
    write: (puts: readonly Put[]) => transaction(() => puts.map(put)),
    commit: (puts: readonly Put[]) =>
      transaction(
        () => {
          for (const write of puts) {
            const written = put(write)
            if (written !== 'done') return written
          }
          return 'done' as const
        },
        (written) => written === 'done',
      ),
    list: ({ table, issuer, index, value, aliveAt, after, limit }: Listing) =>
      prepared(listSql(table, index, (n) => `?${n}`))
        .all(value, issuer, after, aliveAt, limit)
        .map((row) => placed(table, row)),
    unindexed(table: string, limit: number) {
      const empty = tableOf(table).shape.indexes.map(({ name }) => `${columnOf(name)} is null`)
      if (empty.length === 0) return []
      const sql = `select ${FOUND} from ${quoted(table)} where ${empty.join(' or ')} limit ?`
      return prepared(sql)
        .all(limit)
        .map((row) => placed(table, row))
    },
    sweep: (table: string, now: number, limit: number) => {
      const old = `select rowid from ${quoted(table)} where sweep_after <= ? limit ?`
      return Number(prepared(`delete from ${quoted(table)} where rowid in (${old})`).run(now, limit).changes)
    },
    // A question about the schema looks at the file, one about nothing does not.
    ping: () => void prepared('select 1 from sqlite_schema limit 1').get(),
    close() {
      statements.clear()
      tables.clear()
      database.close()
    },
  }

  // The port is asynchronous and SQLite is not: a failure must come as a rejection all the same.
  return {
    declare: (added) => patiently(() => engine.declare(added)),
    read: async (places) => tell(() => engine.read(places)),
    write: (puts) => patiently(() => engine.write(puts)),
    commit: (puts) => patiently(() => engine.commit(puts)),
    list: async (listing) => tell(() => engine.list(listing)),
    unindexed: async (table, limit) => tell(() => engine.unindexed(table, limit)),
    sweep: async (table, now, limit) => tell(() => engine.sweep(table, now, limit)),
    ping: async () => tell(() => engine.ping()),
    close: async () => tell(() => engine.close()),
  }
}

function open(path: string): DatabaseSync {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // SQLite gives the same mode to the files that it puts beside this one.
    closeSync(openSync(path, 'a', 0o600))
  }
  const database = new DatabaseSync(path, { timeout: OPEN_PATIENCE_MS })
  database.exec('pragma synchronous = full; pragma trusted_schema = off')
  writeAhead(database)
  database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`)
  return database
}

/** Two processes that open a new file at once meet here, and SQLite does not wait for this lock. */
function writeAhead(database: DatabaseSync): void {
  const until = Date.now() + OPEN_PATIENCE_MS
  for (;;) {
    try {
      database.exec('pragma journal_mode = wal')
      return
    } catch (error) {
      if (((codeOf(error) ?? 0) & 0xff) !== BUSY || Date.now() > until) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
}

function create(database: DatabaseSync, shape: Shape): void {
  const has = new Set(
    database
      .prepare(`select name from pragma_table_info(?)`)
      .all(shape.table)
      .map(({ name }) => `${shape.table}.${name}`),
  )
  for (const [name, sql] of schemaOf(shape, { text: 'text', options: '' })) if (!has.has(name)) database.exec(sql)
}

interface Prepared {
  readonly shape: Shape
  readonly read: StatementSync
  readonly insert: StatementSync
  readonly update: StatementSync
}

function prepare(database: DatabaseSync, shape: Shape): Prepared {
  return {
    shape,
    read: database.prepare(readSql(shape.table)),
    insert: database.prepare(insertSql(shape)),
    update: database.prepare(updateSql(shape)),
  }
}

function readSql(table: string): string {
  return `select version, body, attempts, expires_at from ${quoted(table)} where issuer = ? and key = ?`
}

function columnsOf({ indexes }: Shape): readonly string[] {
  return [...COLUMNS.map(({ name }) => name as string), ...indexes.map(({ name }) => columnOf(name))]
}

function insertSql(shape: Shape): string {
  const columns = columnsOf(shape)
  const values = columns.map((_, n) => `?${n + 1}`).join(', ')
  return `insert into ${quoted(shape.table)} (${columns.join(', ')}) values (${values}) on conflict (issuer, key) do nothing`
}

function updateSql(shape: Shape): string {
  const columns = columnsOf(shape)
  const sets = columns.map((column, n) => `${column} = ?${n + 1}`).slice(2)
  return `update ${quoted(shape.table)} set ${sets.join(', ')} where issuer = ?1 and key = ?2 and version = ?${columns.length + 1}`
}

function valuesOf(put: Put): SQLInputValue[] {
  const { issuer, key, version, body, attempts, expiresAt, sweepAfter, indexed, expected } = put
  const values = [issuer, key, version, body, attempts, expiresAt, sweepAfter, ...indexed]
  return expected === undefined ? values : [...values, expected]
}

type Columns = Readonly<Record<string, unknown>>

function found(row: Columns | undefined): Row | undefined {
  return row && rowOf(row.version, row.body, row.attempts, row.expires_at)
}

function placed(table: string, row: Columns): Place & Row {
  const { version, body, attempts, expires_at } = row
  return {
    table,
    issuer: String(row.issuer),
    key: String(row.key),
    ...rowOf(version, body, attempts, expires_at),
  }
}

const BUSY = 5
const CONSTRAINT_UNIQUE = 2067
// Conditions of the file or the machine, not of a statement: IOERR, CORRUPT, FULL, CANTOPEN, READONLY, NOTADB, PERM, AUTH.
const DOWN: ReadonlySet<number> = new Set([10, 11, 13, 14, 8, 26, 3, 23])

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined
}

/** Tries again while another process writes. @throws EngineError `down` where that takes too long: whoever asks must not queue. */
async function patiently<Result>(work: () => Result): Promise<Result> {
  const until = performance.now() + WRITE_PATIENCE_MS
  for (;;) {
    try {
      return tell(work)
    } catch (error) {
      if (!(error instanceof EngineError) || error.kind !== 'transient') throw error
      if (performance.now() > until)
        throw new EngineError('down', 'SQLite: another process keeps the database locked', { cause: error })
      // Random, so that processes which met do not meet again.
      await sleep(Math.random() * 2 * BETWEEN_ATTEMPTS_MS)
    }
  }
}

/** Says of a failure whether trying again helps. */
function tell<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    const primary = (codeOf(error) ?? 0) & 0xff
    const message = error instanceof Error ? error.message : String(error)
    if (primary === BUSY) throw new EngineError('transient', `SQLite: ${message}`, { cause: error })
    const missing = error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code))
    if (DOWN.has(primary) || missing) throw new EngineError('down', `SQLite: ${message}`, { cause: error })
    throw error
  }
}
