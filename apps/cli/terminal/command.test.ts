/** The terminal client as a person starts it, against the demo. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { afterThis } from '../../../test/cleaning.ts'
import { type Demo, openDemo } from '../../../test/demo.ts'
import { pageOf } from '../../../test/device.ts'
import { UserAgent } from '../../../test/user-agent.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
})

interface Running {
  readonly child: ChildProcess
  /** What it has written to standard error, once it has written this. */
  readonly told: (what: RegExp) => Promise<string>
  readonly end: () => Promise<{ code: number | null; out: string; err: string }>
}

function start(flags: readonly string[], typed = '', places = ['--auth-url', demo.issuer]): Running {
  const program = join(import.meta.dirname, '..', 'main.mjs')
  const all = [program, 'terminal', ...places, '--resource-url', demo.resource, ...flags]
  const child = spawn(process.execPath, all, { stdio: ['pipe', 'pipe', 'pipe'] })
  afterThis(() => void child.kill('SIGKILL'))
  child.stdin.end(typed)
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const closed = once(child, 'close')
  return {
    child,
    async told(what) {
      while (!what.test(err)) await Promise.race([once(child.stderr, 'data'), closed])
      return err
    },
    async end() {
      const [code] = await closed
      return { code, out, err }
    },
  }
}

const run = (flags: readonly string[], typed?: string, places?: string[]) => start(flags, typed, places).end()

describe('npm run terminal', () => {
  it('takes user name and password from standard input, and repeats neither', async () => {
    const { code, out, err } = await run([], 'alice\npassword123\n')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^✓ Alice Liddell is signed in \(password grant\)\n✓ the access token is encrypted/)
    expect(out).toContain('this is your vault')
    expect(out).not.toContain('password123')
  })

  it('takes the password alone where it knows the name, and prints JSON', async () => {
    const { code, out } = await run(['--username', 'bob', '--json'], 'secret456\n')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ passed: true, name: 'Bob Carpenter', token: { encrypted: true } })
  })

  it('ends with 2 and one line for a wrong password', async () => {
    const { code, out, err } = await run([], 'alice\nnot the password\n')
    expect([code, out]).toEqual([2, ''])
    expect(err).toBe(
      `terminal: the authorization server at ${demo.issuer} does not accept this user name with this password\n`,
    )
  })

  it('ends with 5 for a scope that it may not have, and says it in JSON too', async () => {
    const { code, out, err } = await run(['--scope', 'openid', '--json'], 'alice\npassword123\n')
    expect([code, err]).toEqual([5, expect.stringContaining('wants the scope vault')])
    expect(JSON.parse(out)).toMatchObject({ passed: false, failure: 'scope_refused', error: 'insufficient_scope' })
  })

  it('ends with 4 where a server is down', async () => {
    const { code, err } = await run([], 'alice\npassword123\n', ['--auth-url', 'http://localhost:1'])
    expect([code, err]).toEqual([
      4,
      expect.stringMatching(/authorization server at http:\/\/localhost:1 does not answer/),
    ])
  })

  it.each([
    [['--device', '--username', 'alice'], '', 'exclude each other'],
    [[], 'alice\n', 'user name and password are needed'],
    [['--password', 'x'], '', "unknown option '--password'"],
    [['--resource-url', 'nowhere'], '', '--resource-url must be'],
  ])('ends with 64 and one line where it is called wrong: %j', async (flags, typed, words) => {
    const { code, out, err } = await run(flags, typed)
    expect([code, out]).toEqual([64, ''])
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(err).toContain(words)
  })

  it('with --device shows a code, waits for its person, and goes on', async () => {
    const running = start(['--device'])
    const screen = await running.told(/Waiting until/)
    const link = /^or open (\S+)$/m.exec(screen)?.[1] ?? ''
    const phone = new UserAgent(demo.issuer, fetch)
    const signIn = pageOf(await phone.visit(link))
    const question = pageOf(await phone.press(signIn, 'login-submit', { username: 'carol', password: 'mypass789' }))
    expect(question.html).toContain('open your vault')
    await phone.press(question, 'device-accept')
    const { code, out } = await running.end()
    expect([code, out]).toEqual([0, expect.stringContaining('✓ Carol Walrus is signed in (device grant)')])
  })

  it('ends with 130 at Ctrl+C, without a word of its own', async () => {
    const running = start(['--device'])
    await running.told(/Waiting until/)
    running.child.kill('SIGINT')
    const { code, out, err } = await running.end()
    expect([code, out]).toEqual([130, ''])
    expect(err).not.toContain('terminal:')
  })
})
