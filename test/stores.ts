/** Databases for tests: a fresh one each, of the engine that the vitest project names, gone when the test ends. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type OpenOptions, openStore, type Store } from '@sightglass/store'
import pg from 'pg'
import { afterThis } from './cleaning.ts'

/** A store on a database of its own. Closed and removed after the test, or after the file where no test is running. */
export async function openTestStore(options: OpenOptions): Promise<Store> {
  const store = await openStore(await testStoreUrl(), options)
  afterThis(() => store.close())
  return store
}

/** The address of a fresh, empty database, for tests that start several nodes on one. Removed like a test store. */
export async function testStoreUrl(): Promise<string> {
  const project = process.env.SIGHTGLASS_TEST_PROJECT
  if (project === 'sqlite') return await sqliteUrl()
  if (project === 'postgres') return await postgresUrl()
  throw new Error('a test that touches storage is named x.store.test.ts, so that it runs on every engine')
}

async function sqliteUrl(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sightglass-sqlite-'))
  afterThis(() => rm(folder, { recursive: true, force: true }))
  return `sqlite:${join(folder, 'test.sqlite')}`
}

/** A schema of its own in the one database: several times faster than a database of its own. */
async function postgresUrl(): Promise<string> {
  const database = connection()
  const schema = `test_${randomBytes(8).toString('hex')}`
  await database.query(`CREATE SCHEMA ${schema}`)
  afterThis(() => database.query(`DROP SCHEMA ${schema} CASCADE`))
  const url = new URL(postgresServer())
  url.searchParams.set('options', `-c search_path=${schema}`)
  return url.href
}

function postgresServer(): string {
  const url = process.env.SIGHTGLASS_TEST_POSTGRES
  if (url === undefined) throw new Error('no PostgreSQL: its set-up belongs to the vitest project postgres')
  return url
}

let pool: pg.Pool | undefined

/** One connection, kept for all tests of this process; it does not keep the process alive. */
function connection(): pg.Pool {
  pool ??= new pg.Pool({ connectionString: postgresServer(), max: 1, allowExitOnIdle: true, lock_timeout: 10_000 })
  return pool
}
