import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { freePorts } from '../../test/ports.ts'
import { backOffMs, Child, TIMING } from './child.ts'
import { isAlive, outputOf, until } from './fixtures/processes.ts'
import { fixture } from './fixtures/service.ts'
import type { Reporter } from './reporter.ts'

const here = dirname(fileURLToPath(import.meta.url))
const running: ChildProcess[] = []
const runs: Run[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  // Where a test fails, what it started must not stay.
  const left = runs.splice(0).flatMap((run) => pidsOf(run, 'starts').filter(isAlive))
  for (const pid of left) process.kill(pid, 'SIGKILL')
})

const silent: Reporter = { state() {}, output() {}, event() {}, say() {}, end() {} }

interface Run {
  readonly process: ChildProcess
  readonly ports: readonly number[]
  /** What the apps wrote: `name event pid`. */
  diary(): string[]
  output(): string
  readonly exit: Promise<number | null>
}

async function supervise(env: Record<string, string> = {}, given?: readonly number[]): Promise<Run> {
  const ports = given ?? (await freePorts(3))
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-cli-'))
  afterThis(() => rmSync(folder, { recursive: true, force: true }))
  const diary = join(folder, 'diary')
  writeFileSync(diary, '')
  const child = spawn(process.execPath, [join(here, 'fixtures', 'supervise.ts'), ...ports.map(String)], {
    env: { ...process.env, FIXTURE_DIARY: diary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  const output = outputOf(child)
  const exit = once(child, 'close').then(([code]) => code as number | null)
  const entries = () => readFileSync(diary, 'utf8').split('\n').filter(Boolean)
  const run = { process: child, ports, diary: entries, output, exit }
  runs.push(run)
  return run
}

/** Waits for words of the supervisor, and no longer than it lives. */
async function said(run: Run, words: string): Promise<void> {
  await until(() => run.output().includes(words) || run.process.exitCode !== null)
  expect(run.output()).toContain(words)
}

function pidsOf(run: Run, event: string): number[] {
  return run
    .diary()
    .filter((line) => line.split(' ')[1] === event)
    .map((line) => Number(line.split(' ')[2]))
}

const events = (run: Run) => run.diary().map((line) => line.replace(/ \d+$/, ''))

describe('the supervisor', () => {
  it('starts what others need first, and stops it last', async () => {
    const run = await supervise()
    await said(run, 'everything is up')
    expect(events(run).indexOf('auth up')).toBeLessThan(events(run).indexOf('api starts'))
    expect(events(run).indexOf('auth up')).toBeLessThan(events(run).indexOf('web starts'))
    const pids = pidsOf(run, 'up')
    expect(pids).toHaveLength(3)
    run.process.kill('SIGINT')
    expect(await run.exit).toBe(0)
    expect(events(run).slice(-3).toSorted()).toEqual(['api stops', 'auth stops', 'web stops'])
    expect(events(run).at(-1)).toBe('auth stops')
    expect(pids.filter(isAlive)).toEqual([])
  })

  it('restarts a process that was killed', async () => {
    const run = await supervise()
    await said(run, 'everything is up')
    const [auth] = pidsOf(run, 'up')
    process.kill(auth ?? 0, 'SIGKILL')
    await said(run, 'is up again')
    expect(run.output()).toContain('was killed by SIGKILL; restarting in 0.02 s')
    expect(await (await fetch(`http://127.0.0.1:${run.ports[0]}`)).text()).toBe('auth')
    run.process.kill('SIGTERM')
    expect(await run.exit).toBe(0)
    expect(pidsOf(run, 'up').filter(isAlive)).toEqual([])
  })

  it.each(['json', 'pretty'])('leaves no process when it is killed itself (log: %s)', async (log) => {
    const run = await supervise({ FIXTURE_LOG: log })
    await said(run, 'everything is up')
    const pids = pidsOf(run, 'up')
    run.process.kill('SIGKILL')
    await run.exit
    await until(() => !pids.some(isAlive))
    expect(events(run).filter((event) => event.endsWith('stops'))).toHaveLength(3)
  })

  it('ends with the last words of a process that does not start, and stops the others', async () => {
    const run = await supervise({ FIXTURE_FAIL: 'web' })
    expect(await run.exit).toBe(1)
    expect(run.output()).toContain(
      'fixture web ended with exit code 1; its last lines:\n  web: failed: this fixture fails as asked',
    )
    expect(pidsOf(run, 'starts').filter(isAlive)).toEqual([])
  })

  it('names every port that is taken, by whom, and what to do', async () => {
    const servers = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '127.0.0.1')]
    await Promise.all(servers.map((server) => once(server, 'listening')))
    const taken = servers.map((server) => (server.address() as AddressInfo).port)
    const run = await supervise({}, [...taken, ...(await freePorts(1))])
    expect(await run.exit).toBe(1)
    for (const [index, port] of taken.entries()) {
      expect(run.output()).toContain(
        `fixture ${['auth', 'api'][index]}: port ${port} is taken by process ${process.pid} (`,
      )
    }
    expect(run.output()).toContain(`stop it (kill ${process.pid}) or choose another port with --auth-port`)
    expect(events(run)).toEqual([])
    for (const server of servers) server.close()
  })

  it('names the supervisor, not its child, where the servers are running already', async () => {
    const first = await supervise()
    await said(first, 'everything is up')
    const second = await supervise({}, first.ports)
    expect(await second.exit).toBe(1)
    const { pid } = first.process
    for (const port of first.ports)
      expect(second.output()).toContain(`port ${port} is taken: npm start is already running, pid ${pid} (`)
    expect(second.output()).toContain(`stop it (kill ${pid}) or choose another port`)
    first.process.kill('SIGTERM')
    expect(await first.exit).toBe(0)
  })

  it('is not up because another process answers at its port', async () => {
    const [port = 0] = await freePorts(1)
    const other = createHttpServer((_, response) => response.end()).listen(port, '127.0.0.1')
    await once(other, 'listening')
    afterThis(() => other.close())
    const child = new Child(fixture('auth', port), TIMING, silent)
    afterThis(() => child.stop())
    await expect(child.start()).rejects.toThrow('ended with exit code 1')
  })

  it('waits twice as long after each death, up to a bound', () => {
    const timing = { backOffMs: 500, backOffMostMs: 30_000 }
    expect([1, 2, 3, 6, 7, 50].map((deaths) => backOffMs(deaths, timing))).toEqual([
      500, 1000, 2000, 16_000, 30_000, 30_000,
    ])
  })
})

describe('the command', () => {
  async function sightglass(
    args: string[],
    env: Record<string, string> = {},
  ): Promise<{ code: number | null; output: string }> {
    const child = spawn(process.execPath, [join(here, 'main.mjs'), ...args], { env: { ...process.env, ...env } })
    running.push(child)
    const output = outputOf(child)
    const [code] = await once(child, 'close')
    return { code, output: output() }
  }

  it('tells all mistakes of the configuration and exits with 78', async () => {
    const { code, output } = await sightglass(['start', '--auth-port', '8080', '--dev'], { SIGHTGLASS_ISUER: 'x' })
    expect(code).toBe(78)
    expect(output).toContain('SIGHTGLASS_ISUER: is not a known variable; did you mean SIGHTGLASS_ISSUER?')
    expect((await sightglass(['start', '--auth-port', '8080', '--dev'])).output).toContain(
      '--auth-port: the three ports must differ',
    )
  })

  it.each([
    [['start', '--auth-prot', '9000'], '--auth-prot: is not a known flag; did you mean --auth-port?', '--help'],
    [['auth', '--no-debug=true'], '--no-debug: takes no value', '--help'],
    [['strat'], "unknown command 'strat'", '--help'],
    [[], 'Usage: sightglass', 'Commands:'],
  ])('exits with 64 and a hint where the command line makes no sense: %j', async (args, words, hint) => {
    const { code, output } = await sightglass(args)
    expect(code).toBe(64)
    expect(output).toContain(words)
    expect(output).toContain(hint)
  })

  it.each([['--version'], ['auth', '--version']])('tells its version: %s %s', async (...args) => {
    expect(await sightglass(args)).toEqual({ code: 0, output: expect.stringMatching(/^sightglass \d+\.\d+\.\d+\n$/) })
  })

  it('lists the settings for --help', async () => {
    const { code, output } = await sightglass(['start', '--help'])
    expect(code).toBe(0)
    expect(output).toContain('--auth-port <value>  |  SIGHTGLASS_AUTH_PORT  |  auth.port')
  })
})
