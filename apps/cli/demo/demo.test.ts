import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { holderOfPort } from '@sightglass/process/ports'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { afterThis } from '../../../test/cleaning.ts'
import { type Demo, openDemo } from '../../../test/demo.ts'
import type { DemoResult } from './result.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
})

interface Run {
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly result: DemoResult | undefined
}

async function runDemo(...flags: string[]): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'sightglass-demo-result-'))
  afterThis(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'results.json')
  const urls = ['--client-url', demo.webUrl, '--auth-url', demo.issuer, '--resource-url', demo.resource]
  const { FORCE_COLOR: _, ...env } = process.env
  const program = join(import.meta.dirname, '..', 'main.mjs')
  const child = spawn(process.execPath, [program, 'demo', ...urls, '--output', file, ...flags], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end('not the password\n')
  const [out, err]: [string[], string[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()))
  const [code] = await once(child, 'close')
  const json = await readFile(file, 'utf8').catch(() => undefined)
  return { code, out: out.join(''), err: err.join(''), result: json === undefined ? undefined : JSON.parse(json) }
}

const standIns: Server[] = []

afterAll(() => {
  for (const server of standIns) {
    server.closeAllConnections()
    server.close()
  }
})

/** Kills a server, and answers in its place from then on, before the supervisor can start it again. */
async function standInFor(url: string, answer: RequestListener): Promise<void> {
  const port = Number(new URL(url).port)
  const holder = holderOfPort(port)
  if (holder === undefined) throw new Error(`nobody listens on ${port}`)
  const server = createServer(answer)
  standIns.push(server)
  process.kill(holder.pid, 'SIGKILL')
  while (!(await listens(server, port))) await delay(5)
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const refused = () => resolve(false)
    server.once('error', refused)
    server.listen(port, () => {
      server.off('error', refused)
      resolve(true)
    })
  })
}

/** Healthy, and nothing else: every call is answered so. */
const healthyBut =
  (answer: RequestListener): RequestListener =>
  (incoming, outgoing) => {
    if (incoming.url === '/health') outgoing.end('{}')
    else answer(incoming, outgoing)
  }

const hangUp: RequestListener = ({ socket }) => void socket.destroy()

describe('the scripted flow', () => {
  it('passes for all three accounts, and says each step in one line and in the JSON', async () => {
    const { code, out, err, result } = await runDemo('--all')
    expect([code, err]).toEqual([0, ''])
    expect(result).toMatchObject({ version: 1, passed: true, auth_url: demo.issuer, client_url: demo.webUrl })
    expect(result?.servers.map(({ name }) => name)).toEqual([
      'health-authorization-server',
      'health-resource-server',
      'health-client',
    ])
    expect(result?.accounts.map(({ username, passed }) => [username, passed])).toEqual([
      ['alice', true],
      ['bob', true],
      ['carol', true],
    ])
    for (const { steps } of result?.accounts ?? []) expect(steps.map(({ name }) => name)).toEqual(NAMES)
    const lines = out.split('\n').filter((line) => line.startsWith('  ✓ '))
    expect(lines).toHaveLength(3 + 3 * NAMES.length)
    expect(out).toContain('3 of 3 accounts passed')
  })

  it('passes again when consent is remembered, and says so', async () => {
    const { code, result } = await runDemo('--username', 'bob')
    expect(code).toBe(0)
    const consent = result?.accounts[0]?.steps.find(({ name }) => name === 'consent')
    expect(consent?.detail).toContain('not asked again')
  })

  it('prints no colours into a pipe, and no secrets anywhere', async () => {
    const { out, result } = await runDemo()
    const text = `${out}${JSON.stringify(result)}`
    expect(text).not.toContain('\u001b')
    expect(text).not.toMatch(/password123|eyJ|code=|state=|csrf/)
  })
})

async function failure(flags: string[], words: string): Promise<DemoResult | undefined> {
  const { code, err, result } = await runDemo(...flags)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect(err).toContain(words)
  expect(err).not.toContain('    at ')
  expect(code).toBe(1)
  expect(result?.passed).toBe(false)
  return result
}

describe('the scripted flow fails with exit code 1 and one clear line while all servers are up', () => {
  it('when the password is wrong', async () => {
    const words = 'does not accept the password of alice'
    await failure(['--password', 'not the password'], words)
    const result = await failure(['--password-stdin'], words)
    expect(result?.accounts[0]?.steps.at(-1)).toMatchObject({ name: 'login', passed: false })
  })

  it('when the client goes to another authorization server than the one named', async () => {
    await failure(['--auth-url', demo.resource], `the client sends browsers to ${demo.issuer}, not to ${demo.resource}`)
  })

  it('when the result cannot be written', async () => {
    const { code, err } = await runDemo('--output', '/nowhere/at/all.json')
    expect([code, err]).toEqual([1, expect.stringContaining('cannot write /nowhere/at/all.json')])
  })
})

it.each([
  [['--unknown'], "unknown option '--unknown'"],
  [['--username', 'alice', '--all'], 'exclude each other'],
  [['--username', 'dave'], 'dave is no demo account'],
  [['--auth-url', 'localhost:8081'], '--auth-url must be an http or https address'],
  [['--auth-url', 'http://me:hidden@localhost'], 'without user name, password and query (--help'],
])('what was typed wrong ends with exit code 64 and one line: %j', async (flags, words) => {
  const { code, err, out } = await runDemo(...flags)
  expect([code, out]).toEqual([64, ''])
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect(err).toContain(words)
})

// From here on servers are gone, one more with each test.
describe('the scripted flow fails with exit code 1 and one clear line', () => {
  it('when the resource server refuses, goes down on the way, or is down', async () => {
    let answer: RequestListener = healthyBut((_, outgoing) => outgoing.writeHead(401).end('{"error":"invalid_token"}'))
    await standInFor(demo.resource, (...call) => answer(...call))
    await failure([], 'the resource server answers 401, not 200')
    answer = healthyBut(hangUp)
    await failure([], `“A server does not answer” (Error: unreachable; Detail: GET ${demo.resource}/protected`)
    answer = hangUp
    await failure(['--all'], `${demo.resource} does not answer`)
    answer = healthyBut(hangUp)
  })

  it('when the client is down', async () => {
    await standInFor(demo.webUrl, hangUp)
    await failure([], `${demo.webUrl} does not answer`)
  })

  it('when the authorization server is down, for all accounts together', async () => {
    await standInFor(demo.issuer, hangUp)
    const result = await failure(['--all'], `${demo.issuer} does not answer`)
    expect(result?.accounts).toEqual([])
  })
})

const NAMES = [
  'start',
  'authorize',
  'login-page',
  'login',
  'consent',
  'callback',
  'read',
  'profile',
  'write',
  'admin-refused',
  'refresh',
  'read-again',
  'userinfo',
  'more-start',
  'more-authorize',
  'more-login',
  'more-consent',
  'more-callback',
  'admin-allowed',
  'logout',
]
