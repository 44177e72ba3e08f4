/** Connections to PostgreSQL: how each is set up, and what its failures mean. */
import { type ClientBase, Pool, type PoolClient, type PoolConfig } from 'pg'
import { EngineError } from './engine.ts'

/**
 * Every statement of the hot path is a lookup by key. Statistics of a young table talk the planner into reading all of
 * it, and a cached plan keeps that up when the table has grown: so those plans are not on offer.
 */
export const PINNED: Readonly<Record<string, string>> = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off',
  // A node that died in the middle of a transaction must not hold its locks.
  idle_in_transaction_session_timeout: '10s',
  statement_timeout: '30s',
}

/** Sets what the server knows of `PINNED`. @throws EngineError where answers of this server would not be durable. */
export async function prepareSession(client: ClientBase): Promise<void> {
  const names = Object.keys(PINNED)
  const { rows } = await client.query<{ durable: string; standby: string }>(
    `with pinned as (
       select set_config(s.name, v.value, false) from unnest($1::text[], $2::text[]) as v(name, value) join pg_settings s on s.name = v.name
     )
     select current_setting('synchronous_commit') as durable, current_setting('transaction_read_only') as standby,
       (select count(*) from pinned) as pinned`,
    [names, names.map((name) => PINNED[name])],
  )
  const [{ durable, standby } = { durable: 'off', standby: 'off' }] = rows
  if (durable === 'off')
    throw new EngineError(
      'down',
      'PostgreSQL has synchronous_commit=off: a crash would lose answered writes and make used codes and tokens usable again. Set it to on, for this role, database or server.',
    )
  if (standby === 'on')
    throw new EngineError(
      'down',
      'PostgreSQL is read-only here, as on a replica: one-time things are never read from a replica',
    )
}

const CONNECT_TIMEOUT_MS = 5000
const ANSWER_TIMEOUT_MS = 35_000

export function openPool(url: string, settings: PoolConfig = {}): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: 'sightglass',
    // Batches go one after the other: more connections would only split them.
    max: 6,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
    onConnect: prepareSession,
    ...settings,
  })
  // An idle connection that the server closes is replaced at the next use.
  pool.on('error', () => {})
  return pool
}

/** Work on one connection. @throws EngineError `unknown` where the connection broke after it was got. */
export async function onConnection<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect().catch((error: unknown) => {
    if (error instanceof EngineError) throw error
    throw new EngineError('down', `PostgreSQL cannot be reached: ${messageOf(error)}`, { cause: error })
  })
  // Without a listener the loss of the connection between two queries would end the process.
  const ignore = (): void => {}
  client.on('error', ignore)
  try {
    const result = await work(client)
    client.release()
    return result
  } catch (error) {
    const told = meaningOf(error)
    client.release(told instanceof EngineError && told.kind !== 'transient')
    throw told
  } finally {
    client.off('error', ignore)
  }
}

// Serialization failure, deadlock, lock not available.
const TRANSIENT: ReadonlySet<string> = new Set(['40001', '40P01', '55P03'])
// Read-only transaction, disk full, out of memory, too many connections, no privilege, no such table or column.
const DOWN: ReadonlySet<string> = new Set(['25006', '53100', '53200', '53300', '42501', '42P01', '42703'])

function meaningOf(error: unknown): unknown {
  const state = stateOf(error)
  const message = `PostgreSQL: ${messageOf(error)}`
  // No answer of the server at all, or one that it gave while it went down.
  if (state === undefined || /^(08|57|58|40003)/.test(state))
    return new EngineError('unknown', message, { cause: error })
  if (TRANSIENT.has(state)) return new EngineError('transient', message, { cause: error })
  if (DOWN.has(state)) return new EngineError('down', message, { cause: error })
  return error
}

/** SQLSTATE of an error that the server sent. */
export function stateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  return /^[0-9A-Z]{5}$/.test(error.code) && 'severity' in error ? error.code : undefined
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error)
}
