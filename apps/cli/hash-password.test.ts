import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { demoUsers } from '@sightglass/server/development'
import { createPasswordHasher } from '@sightglass/server/people/password'
import { describe, expect, it } from 'vitest'

const { verify } = createPasswordHasher()

async function hashPassword(flags: string[], typed = ''): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.mjs'), 'hash-password', ...flags])
  child.stdin.end(typed)
  const [out, err]: [string[], string[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()))
  const [code] = await once(child, 'close')
  return { code, out: out.join(''), err: err.join('') }
}

describe('the hash command', () => {
  it('prints what the server accepts, and warns of passwords on the command line', async () => {
    const { code, out, err } = await hashPassword(['--password', 'pässword with ﬁ'])
    expect(code).toBe(0)
    expect(out).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^\n]+\n$/)
    expect(await verify('pässword with ﬁ', out.trim())).toBe(true)
    expect(await verify('another', out.trim())).toBe(false)
    expect(err).toContain('history of your shell')
    expect(err).not.toContain('pässword')
  })

  it.each([
    ['a line', 'a passphrase of words\n', 'a passphrase of words'],
    ['a line that does not end', ' spaces stay ', ' spaces stay '],
    ['the first of two lines', 'first\r\nsecond\n', 'first'],
  ])('reads %s from standard input, without a warning', async (_, typed, password) => {
    const { code, out, err } = await hashPassword([], typed)
    expect([code, err]).toEqual([0, ''])
    expect(await verify(password, out.trim())).toBe(true)
  })

  it('prints a line for each demo account', async () => {
    const { out } = await hashPassword(['--all'])
    const lines = out.trim().split('\n')
    expect(lines.map((line) => line.split('\t')[0])).toEqual(['alice', 'bob', 'carol'])
    for (const [at, { password }] of demoUsers.entries())
      expect(await verify(password, lines[at]?.split('\t')[1])).toBe(true)
  })

  it.each([
    ['an empty password', [], '', 'must not be empty'],
    ['nothing', ['--password', ''], '', 'must not be empty'],
    ['too long a password', [], 'x'.repeat(1025), 'must not be longer than 1024 bytes'],
    ['both', ['--all', '--password', 'x'], '', 'exclude each other'],
    ['a word too many', ['password'], '', 'too many arguments'],
  ])('refuses %s with exit code 64', async (_, flags, typed, words) => {
    const { code, out, err } = await hashPassword(flags, typed)
    expect([code, out]).toEqual([64, ''])
    expect(err).toContain(words)
  })
})
