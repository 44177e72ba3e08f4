import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { counters, LATER, movable } from './contract-records.ts'
import { openStore } from './index.ts'

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

it('says why it cannot be opened', async () => {
  const path = join(await folder(), 'file')
  await writeFile(path, 'not a database, and long enough to be seen as none of ours. '.repeat(20))
  await expect(openStore(path, options)).rejects.toThrow('not a database')
  await expect(openStore(join(path, 'below'), options)).rejects.toThrow('SQLite')
  await expect(openStore('mysql://host/db', options)).rejects.toThrow('sqlite:<path>')
})
