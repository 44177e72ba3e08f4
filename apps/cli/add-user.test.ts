import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openServer, readConfig } from '@sightglass/auth/open'
import { expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'

const KEY = randomBytes(32).toString('base64url')

function addUser(databaseUrl: string, password: string, ...flags: string[]) {
  const env = { ...process.env, DATABASE_URL: databaseUrl, SIGHTGLASS_KEY_ENCRYPTION_KEY: KEY, NO_COLOR: '1' }
  const options = { env, input: `${password}\n`, encoding: 'utf8' } as const
  return spawnSync(process.execPath, ['apps/cli/main.mjs', 'add-user', ...flags], options)
}

it('adds a person who can sign in, in production too, and refuses a name that is taken or a short password', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-add-user-'))
  afterThis(() => rmSync(folder, { recursive: true, force: true }))
  const databaseUrl = `sqlite:${join(folder, 'db.sqlite')}`
  const added = addUser(databaseUrl, 'correct horse', '--username', 'Dora', '--name', 'Dora Example')
  expect([added.status, added.stderr]).toEqual([0, ''])

  process.env.DATABASE_URL = databaseUrl
  process.env.SIGHTGLASS_KEY_ENCRYPTION_KEY = KEY
  afterThis(() => {
    delete process.env.DATABASE_URL
    delete process.env.SIGHTGLASS_KEY_ENCRYPTION_KEY
  })
  const { server, store } = await openServer(await readConfig([]))
  afterThis(() => store.close())
  expect(await server.people.authenticate('dora', 'correct horse')).toMatchObject({
    sub: added.stdout.trim(),
    claims: { name: 'Dora Example' },
  })

  expect(addUser(databaseUrl, 'correct horse', '--username', 'dora')).toMatchObject({
    status: 64,
    stderr: expect.stringContaining('taken'),
  })
  expect(addUser(databaseUrl, 'short', '--username', 'emil')).toMatchObject({
    status: 64,
    stderr: expect.stringContaining('8 characters'),
  })
})
