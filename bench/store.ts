/**
 * How many rotations a second the store carries, beside what its engine gives to bare statements in the same run:
 * `node bench/store.ts [postgres://…]`. Only the ratios of one run mean something; PostgreSQL must be durable (`fsync=on`).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { defineRecord, openStore } from '@sightglass/store'
import pg from 'pg'

interface Grant {
  readonly subject: string
  readonly client: string
  readonly scope: readonly string[]
  readonly session: string
  readonly generation: number
  readonly current: string
  readonly previous: string
}

const ROWS = 10_000
const SECONDS = 3
const FOREVER = 9_000_000_000
const FINGERPRINT = 'x'.repeat(43)
const fresh: Grant = {
  subject: 'a'.repeat(22),
  client: 'demo-client',
  scope: ['openid', 'profile', 'read', 'offline_access'],
  session: 's'.repeat(22),
  generation: 0,
  current: FINGERPRINT,
  previous: FINGERPRINT,
}
const grants = defineRecord<Grant>('bench_grant', {
  indexes: { subject: { of: ({ subject }) => subject }, session: { of: ({ session }) => session } },
})

type Operation = () => Promise<unknown>

/** Runs the operation so many times at once; operations a second. */
async function rate(parallel: number, operation: Operation): Promise<number> {
  const run = async (seconds: number): Promise<number> => {
    const until = performance.now() + seconds * 1000
    let count = 0
    const worker = async (): Promise<void> => {
      for (; performance.now() < until; count++) await operation()
    }
    await Promise.all(Array.from({ length: parallel }, worker))
    return count / seconds
  }
  await run(0.5)
  return run(SECONDS)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function compare(name: string, parallel: number, cases: Readonly<Record<string, Operation>>): Promise<void> {
  let floor: number | undefined
  for (const [what, operation] of Object.entries(cases)) {
    const figure = await rate(parallel, operation)
    floor ??= figure
    say(`${name}, ${parallel} in parallel, ${what}: ${Math.round(figure)}/s (${(figure / floor).toFixed(2)})`)
  }
}

const randomKey = (): string => `grant-${Math.floor(Math.random() * ROWS)}`

async function storeCases(url: string) {
  const store = await openStore(url, { issuer: 'https://as.example', clock: () => Date.now() / 1000 })
  await store.declare([grants])
  const table = store.table(grants)
  await Promise.all(Array.from({ length: ROWS }, (_, n) => table.add(`grant-${n}`, fresh, FOREVER)))
  const rotate: Operation = () =>
    table.update(randomKey(), (grant = fresh) => ({
      record: { ...grant, generation: grant.generation + 1, previous: grant.current, current: FINGERPRINT },
      outcome: grant.generation,
    }))
  let added = 0
  const add: Operation = () => table.add(`jti-${process.pid}-${added++}`, fresh, FOREVER)
  return { store, rotate, add, get: () => table.get(randomKey()) }
}

async function sqlite(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-bench-'))
  const { store, rotate, add, get } = await storeCases(join(folder, 'store.sqlite'))
  const bare = new DatabaseSync(join(folder, 'bare.sqlite'))
  bare.exec(
    'pragma journal_mode = wal; pragma synchronous = full; create table g (key text primary key, version integer, body text)',
  )
  const insert = bare.prepare('insert or ignore into g values (?, 1, ?)')
  bare.exec('begin')
  for (let n = 0; n < ROWS; n++) insert.run(`grant-${n}`, JSON.stringify(fresh))
  bare.exec('commit')
  const update = bare.prepare('update g set version = version + 1, body = ? where key = ? returning version')
  const single: Operation = async () => update.get(JSON.stringify(fresh), randomKey())
  for (const parallel of [32, 128])
    await compare('SQLite', parallel, {
      'one bare statement a rotation': single,
      'store.update': rotate,
      'store.add': add,
      'store.get': get,
    })
  bare.close()
  await store.close()
  rmSync(folder, { recursive: true })
}

async function postgres(url: string): Promise<void> {
  if (!(await durable(url))) say('PostgreSQL runs with fsync=off: these figures are of no worth')
  const { store, rotate, add, get } = await storeCases(url)
  for (const parallel of [32, 128]) {
    const pool = new pg.Pool({ connectionString: url, max: Math.min(parallel, 64) })
    await pool.query('drop table if exists bench_bare')
    await pool.query('create table bench_bare (key text primary key, version bigint, body text) with (fillfactor = 85)')
    await pool.query(`insert into bench_bare select 'grant-' || n, 1, $1 from generate_series(0, $2 - 1) n`, [
      JSON.stringify(fresh),
      ROWS,
    ])
    const text = 'update bench_bare set version = version + 1, body = $1 where key = $2 returning version'
    const single: Operation = () => pool.query({ name: 'rotate', text, values: [JSON.stringify(fresh), randomKey()] })
    await compare('PostgreSQL', parallel, {
      'one bare statement a rotation': single,
      'store.update': rotate,
      'store.add': add,
      'store.get': get,
    })
    await pool.query('drop table bench_bare')
    await pool.end()
  }
  await store.close()
}

async function durable(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ fsync: string }>('show fsync')
  await client.end()
  return rows[0]?.fsync === 'on'
}

await sqlite()
const url = process.argv[2] ?? process.env.DATABASE_URL
if (url !== undefined) await postgres(url)
