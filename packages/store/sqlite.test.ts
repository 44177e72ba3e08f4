import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { counters, LATER, movable } from './contract/records.ts'
import { adding, openStore } from './index.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'sightglass-store-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

const options = { issuer: 'https://as.example', clock: movable() }

it('makes the folder and the file, for this account alone', async () => {
  const path = join(await folder(), 'deep', 'down', 'sightglass.sqlite')
  const store = await openStore(`sqlite:${path}`, options)
  await store.declare([counters])
  await store.table(counters).add('a', { count: 1 }, LATER)
  const files = await readdir(join(path, '..'))
  expect(files.length).toBeGreaterThan(1)
  for (const file of files) expect((await stat(join(path, '..', file))).mode & 0o777).toBe(0o600)
  expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700)
  await store.close()
})

it('keeps what was answered from one start to the next', async () => {
  const path = join(await folder(), 'sightglass.sqlite')
  for (const written of [1, 2]) {
    const store = await openStore(path, options)
    await store.declare([counters])
    const change = (held: { count: number } | undefined) => ({
      record: { count: (held?.count ?? 0) + 1 },
      expiresAt: LATER,
    })
    const count = await store
      .table(counters)
      .update('a', (held) => ({ ...change(held), outcome: (held?.count ?? 0) + 1 }))
    expect(count).toBe(written)
    await store.close()
  }
})

it('two processes count in one file and lose nothing', async () => {
  const path = join(await folder(), 'sightglass.sqlite')
  const program = join(import.meta.dirname, 'counting.ts')
  const count = () => promisify(execFile)(process.execPath, [program, path, '100'])
  const told = (await Promise.all([count(), count()])).flatMap(({ stdout }) => stdout.trim().split('\n').map(Number))
  expect(told.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1))
})

it('waits for the transaction of another process without holding up the event loop', async () => {
  const path = join(await folder(), 'sightglass.sqlite')
  const store = await openStore(path, options)
  await store.declare([counters])
  const table = store.table(counters)
  const other = new DatabaseSync(path)
  other.exec('begin immediate')
  const writing = [table.add('a', { count: 1 }, LATER), store.commit([adding(counters, 'b', { count: 2 }, LATER)])]
  // Were the loop held up, nobody could end this transaction, and the writes would fail.
  await new Promise((passed) => setTimeout(passed, 100))
  expect(await table.get('a')).toBeUndefined()
  other.exec('commit')
  expect(await Promise.all(writing)).toEqual([true, true])
  other.close()
  await store.close()
})

it('gives up on a lock that stays, and is not ready until it is gone', async () => {
  const path = join(await folder(), 'sightglass.sqlite')
  const store = await openStore(path, options)
  await store.declare([counters])
  const table = store.table(counters)
  const other = new DatabaseSync(path)
  other.exec('begin immediate')
  await expect(table.add('a', { count: 1 }, LATER)).rejects.toThrow('another process keeps the database locked')
  const pinging = store.ping()
  other.exec('commit')
  await pinging
  expect(await table.add('a', { count: 1 }, LATER)).toBe(true)
  other.close()
  await store.close()
})

// The shell's limit stands for a disk that is full: the system refuses to make any file longer.
it.runIf(process.platform === 'linux')('is not ready on a full disk, though it still answers', async () => {
  const path = join(await folder(), 'sightglass.sqlite')
  const program = join(import.meta.dirname, 'filling.ts')
  const script = `trap '' XFSZ; ulimit -f 1024; exec "$0" "$@"`
  const { stdout } = await promisify(execFile)('sh', ['-c', script, process.execPath, program, path])
  expect(stdout.trim().split('\n')).toEqual(['ready', 'full', 'reads', 'not ready'])
})

it('says why it cannot be opened', async () => {
  const path = join(await folder(), 'file')
  await writeFile(path, 'not a database, and long enough to be seen as none of ours. '.repeat(20))
  await expect(openStore(path, options)).rejects.toThrow('not a database')
  await expect(openStore(join(path, 'below'), options)).rejects.toThrow('SQLite')
  await expect(openStore('mysql://host/db', options)).rejects.toThrow('sqlite:<path>')
})
