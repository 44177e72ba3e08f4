import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { testStoreUrl } from '../../test/stores.ts'
import { counters, LATER, movable, notes } from './contract/records.ts'
import { openStore } from './index.ts'
import { shapeOf } from './records.ts'
import { prepareSession } from './session.ts'
import { readStatement, type Statement, writeStatement } from './statements.ts'

const options = { issuer: 'https://as.example', clock: movable() }

describe.runIf(process.env.SIGHTGLASS_TEST_PROJECT === 'postgres')('PostgreSQL', () => {
  it('a gathered write or read never scans a table, with no statistics and with stale ones', async () => {
    const { client, store } = await opened()
    await plansAreLookups(client)
    const table = store.table(notes)
    await Promise.all(Array.from({ length: 20 }, (_, n) => table.add(`${n}`, { text: '', owner: 'x' }, LATER)))
    await client.query('analyze "grant"')
    await plansAreLookups(client)
    await client.query(`insert into "grant" select issuer, key || '-' || n, version, body, attempts, expires_at, sweep_after, ix_owner, '-' || key || '-' || n
      from "grant", generate_series(1, 1000) n`)
    await plansAreLookups(client)
    await client.query('analyze "grant"')
    await plansAreLookups(client)
  })

  it('refuses a server that would lose answered writes', async () => {
    const url = new URL(await testStoreUrl())
    url.searchParams.set('options', '-c synchronous_commit=off')
    await expect(openStore(url.href, options)).rejects.toThrow('synchronous_commit=off')
  })

  it('refuses a server that only reads', async () => {
    const url = new URL(await testStoreUrl())
    url.searchParams.set('options', '-c default_transaction_read_only=on')
    await expect(openStore(url.href, options)).rejects.toThrow('read-only')
  })

  it('says that a server cannot be reached', async () => {
    await expect(openStore('postgres://nobody@127.0.0.1:1/none', options)).rejects.toThrow('cannot be reached')
  })

  it('survives the loss of its connections, idle and at work', async () => {
    const { client, other, store } = await opened()
    const table = store.table(counters)
    const increment = (held: { count: number } | undefined) => {
      const count = (held?.count ?? 0) + 1
      return { record: { count }, expiresAt: LATER, outcome: count }
    }
    expect(await table.update('c', increment)).toBe(1)
    expect(await lose(other, 'idle')).toBeGreaterThan(0)
    expect(await table.update('c', increment)).toBe(2)
    // The write waits for our lock; then its connection dies, and nobody knows whether it was written.
    await client.query('begin')
    await client.query('lock table counter in exclusive mode')
    const waiting = table.update('c', increment)
    while ((await lose(other, 'active')) === 0);
    await client.query('commit')
    expect(await waiting).toBe(3)
    expect(await table.get('c')).toEqual({ count: 3 })
    await store.ping()
  })

  it('a gathered update that no index changes with rewrites the row in place', async () => {
    const { client, store } = await opened()
    const table = store.table(notes)
    const clock = options.clock()
    await table.add('a', { text: '0', owner: 'alice' }, clock + 86_400)
    for (let n = 1; n <= 20; n++)
      await table.update('a', (note) => ({
        record: { ...note, text: `${n}` },
        expiresAt: clock + 86_400 + n,
        outcome: n,
      }))
    // A connection that ends hands its statistics in.
    await store.close()
    const hot = `select n_tup_hot_upd as hot from pg_stat_all_tables where relid = '"grant"'::regclass`
    await expect.poll(async () => (await client.query<{ hot: string }>(hot)).rows[0]?.hot).toBe('20')
  })
})

/** Ends the connections of the store that are in this state; resolves to how many. */
async function lose(client: pg.Client, state: 'idle' | 'active'): Promise<number | null> {
  const mine = 'application_name = (select current_schema()::text)'
  const { rowCount } = await client.query(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity where ${mine} and state = $1`,
    [state],
  )
  return rowCount
}

async function opened() {
  const url = new URL(await testStoreUrl())
  url.searchParams.set('application_name', url.searchParams.get('options')?.split('=')[1] ?? '')
  const store = await openStore(url.href, options)
  afterThis(() => store.close())
  await store.declare([notes, counters])
  return { store, client: await connected(url.href), other: await connected(url.href) }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`set application_name = 'test'`)
  afterThis(() => client.end())
  return client
}

async function plansAreLookups(client: pg.Client): Promise<void> {
  await prepareSession(client)
  const shape = shapeOf(notes)
  const put = {
    table: 'grant',
    issuer: 'i',
    key: 'k',
    expected: 1,
    version: 2,
    body: '{}',
    attempts: 'a',
    expiresAt: 1,
    sweepAfter: 1,
    indexed: ['-', '-k'],
  }
  const statements: Statement[] = [
    writeStatement([{ shape, kind: 'update', puts: Array.from({ length: 64 }, (_, n) => ({ ...put, key: `${n}` })) }]),
    readStatement([
      { table: 'grant', issuers: Array(64).fill('i'), keys: Array.from({ length: 64 }, (_, n) => `${n}`) },
    ]),
  ]
  for (const { text, values } of statements) {
    const { rows } = await client.query<Record<string, string>>(`explain ${text}`, [...values])
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toMatch(/Index Scan using grant_pkey|Bitmap Index Scan on grant_pkey/)
    expect(plan).not.toContain('Seq Scan')
  }
}
