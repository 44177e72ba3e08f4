/** What the authorization server refuses to start with in production. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError, loadConfig } from '@sightglass/process'
import { describe, expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { developmentKey } from './key-file.ts'
import { settings, verify } from './settings.ts'

async function mistakesOf(env: Record<string, string>): Promise<string[]> {
  try {
    await loadConfig({ app: 'auth', schema: settings, env, argv: [], verify })
    return []
  } catch (reason) {
    if (reason instanceof ConfigError) return reason.mistakes.map(({ where, what }) => `${where}: ${what}`)
    throw reason
  }
}

const random = () => randomBytes(32).toString('base64url')
const encoded = (text: string) => Buffer.from(text).toString('base64url')

describe('the key-encryption key', () => {
  it.each([
    ['too short', random().slice(1)],
    ['one byte over and over', Buffer.alloc(32, 7).toString('base64url')],
    ['bytes in a row', Buffer.from(Array.from({ length: 32 }, (_, n) => n)).toString('base64url')],
    ['a word over and over', encoded('changeme'.repeat(4))],
    ['a sentence', encoded('correct horse battery staple, 2!')],
    ['the second of two', `${random()},${encoded('0123456789'.repeat(4).slice(0, 32))}`],
  ])('must not be %s in production', async (_, key) => {
    const mistakes = await mistakesOf({ SIGHTGLASS_KEY_ENCRYPTION_KEY: key })
    expect(mistakes).toEqual([expect.stringMatching(/^SIGHTGLASS_KEY_ENCRYPTION_KEY: must be .*random bytes/)])
    for (const part of key.split(',')) expect(mistakes.join()).not.toContain(part)
  })

  it('is taken where it was drawn at random', async () => {
    for (let n = 0; n < 100; n++)
      expect(await mistakesOf({ SIGHTGLASS_KEY_ENCRYPTION_KEY: `${random()},${random()}` })).toEqual([])
  })

  it('of development is told by the name of its file where that holds something else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sightglass-key-'))
    afterThis(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'key-encryption-key')
    writeFileSync(file, 'no key at all\n')
    const reading = () => developmentKey(`sqlite:${join(folder, 'db')}`)
    expect(reading).toThrow(`${file} does not hold 32 bytes`)
    expect(reading).not.toThrow('no key at all')
  })
})

it('a database address that cannot be read is told without the password in it', async () => {
  const env = { SIGHTGLASS_KEY_ENCRYPTION_KEY: random(), DATABASE_URL: 'postgres://me:100%hidden@host/db' }
  const mistakes = await mistakesOf(env)
  expect(mistakes).toEqual([expect.stringMatching(/^DATABASE_URL: must be an address/)])
  expect(mistakes.join()).not.toContain('hidden')
})
