import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parseKept } from '@sightglass/theatre/keep/parse'
import { beforeAll, describe, expect, it } from 'vitest'
import { afterThis } from '../../../test/cleaning.ts'
import { type Demo, openDemo } from '../../../test/demo.ts'
import { until } from '../fixtures/processes.ts'

let demo: Demo
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightglass-trace-'))
  afterThis(() => rm(folder, { recursive: true, force: true }))
  demo = await openDemo()
})

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const places = (): string[] => ['--client-url', demo.webUrl, '--auth-url', demo.issuer, '--resource-url', demo.resource]

function start(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { FORCE_COLOR: _, ...inherited } = process.env
  const program = join(import.meta.dirname, '..', 'main.mjs')
  const child = spawn(process.execPath, [program, ...words], { env: { ...inherited, ...env }, stdio: 'pipe' })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  return { child, said, ended: once(child, 'close') }
}

async function run(words: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ran> {
  const { said, ended } = start(words, env)
  const [code] = await ended
  return { code, ...said }
}

const trace = (...flags: string[]): Promise<Ran> => run(['trace', ...places(), ...flags])
const runDemo = (...flags: string[]): Promise<Ran> => run(['demo', ...places(), ...flags])

describe('sightglass trace', () => {
  it('says so while nothing is kept', async () => {
    expect(await trace()).toEqual({ code: 1, out: '', err: 'trace: no flow is kept\n' })
    expect(await trace('--failed')).toMatchObject({ code: 1, err: 'trace: nothing has failed in what is kept\n' })
    expect(await trace('--id', 'nobody')).toMatchObject({ code: 1, err: 'trace: no trace nobody is kept\n' })
    expect(await trace('--list', '--json')).toMatchObject({ code: 0, out: '[]\n' })
  })

  it('tells the newest flow: who says what to whom, and each check with its paragraph', async () => {
    await runDemo('--username', 'alice')
    const { code, out, err } = await trace()
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /^Sign-in · demo-web\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, \d+ messages, trace [\w-]+\n\n {2}1 {2}browser → client {2}Start of the login\n {5}POST \/login\n/,
    )
    expect(out).toMatch(/\n {5}✓ \S.* {2}RFC \d+ §\S+\n/)
    expect(out).not.toContain('\u001b[')
    expect((await run(['trace', ...places()], { FORCE_COLOR: '1' })).out).toContain('\u001b[')
    expect((await trace('--brief')).out).toMatch(/\n {5}✓ \d+ checks held\n/)
  })

  it('lists what is kept, and tells one flow by a trace id or by its client', async () => {
    const listed = JSON.parse((await trace('--list', '--json')).out)
    expect(listed[0]).toMatchObject({ title: 'Sign-in · demo-web', state: 'good', client_ids: ['demo-web'] })
    const lines = (await trace('--list')).out.trimEnd().split('\n')
    expect(lines).toHaveLength(listed.length)
    const { id } = listed.at(-1)
    expect((await trace('--id', id)).out).toContain(`trace ${id}\n`)
    expect((await trace('--id', `${id}.answer`)).out).toContain(`trace ${id}\n`)
    expect((await trace('--client', 'demo-web')).code).toBe(0)
    expect(await trace('--client', 'nobody')).toMatchObject({ code: 1, err: 'trace: no flow of nobody is kept\n' })
  })

  it('explains the last failure: the check, what was expected and received, and the paragraph', async () => {
    const { code, out } = await trace('--failed')
    expect(code).toBe(0)
    expect(out).toMatch(
      /^✗ access token must have every scope that the request needs\n {4}expected {2}admin\n {4}received {2}openid/,
    )
    expect(out).toContain('RFC 6750 §3.1  https://www.rfc-editor.org/rfc/rfc6750#section-3.1')
    expect(out).toContain('\n  Ask for the missing scope at the next login; the person must agree to it.')
    expect(out).toMatch(/answer {3}403 insufficient_scope\n {2}trace {4}[\w-]+\n/)
  })

  it('writes and reads the formats', async () => {
    const [html, har, json] = ['flow.html', 'flow.har', 'flow.json'].map((name) => join(folder, name))
    expect(await trace('--html', html ?? '', '--har', har ?? '')).toMatchObject({ code: 0, out: '' })
    await writeFile(json ?? '', (await trace('--json')).out)
    expect(JSON.parse(await readFile(har ?? '', 'utf8')).log.entries.length).toBeGreaterThan(5)
    expect((await trace('--mermaid')).out).toMatch(/^sequenceDiagram\n {2}title: Sign-in/)
    const kept = parseKept(await readFile(json ?? '', 'utf8'))
    expect(parseKept(await readFile(html ?? '', 'utf8')).traces).toEqual(kept.traces)
    const live = await trace()
    for (const file of [html, json]) expect(await run(['trace', '--open', file ?? ''])).toEqual(live)
    expect(await run(['trace', '--open', har ?? ''])).toMatchObject({ code: 1, err: expect.stringContaining('HAR') })
    expect(await run(['trace', '--open', join(folder, 'none')])).toMatchObject({ code: 1, out: '' })
    expect(await trace('--html', join(folder, 'no', 'folder.html'))).toMatchObject({ code: 1 })
  })

  it('follows what happens, each message once', async () => {
    const heads = (text: string): string[] =>
      // The line of an answer begins with a number too, and ends with how long it took.
      Array.from(text.matchAll(/^ *\d+ {2}(\S.*(?<! m?s))$/gm), ([, head = '']) => head).sort()
    const ids = async (): Promise<string[]> =>
      JSON.parse((await trace('--list', '--json')).out).map(({ id }: { id: string }) => id)
    const before = await ids()
    const { child, said, ended } = start(['trace', ...places(), '--follow', '--brief'])
    afterThis(() => child.kill('SIGKILL'))
    await until(() => said.err.includes('following'))
    await runDemo('--username', 'bob')
    const fresh = (await ids()).filter((id) => !before.includes(id))
    const told = await Promise.all(fresh.map(async (id) => heads((await trace('--id', id)).out)))
    await until(() => heads(said.out).length >= told.flat().length)
    expect(heads(said.out)).toEqual(told.flat().sort())
    expect(said.out).toMatch(/^Sign-in · demo-web {2}trace [\w-]+\n\n/)
    child.kill('SIGINT')
    await ended
  })

  it('names a command that tells all of the failure, from the same servers and with the same token file', async () => {
    const token = join(folder, "ada's token")
    await writeFile(token, 'ada token-that-may-read-traces\n')
    const { out } = await trace('--failed', '--token-file', token)
    const [, hint = ''] = /^All of it: npm run sightglass -- (.+)$/m.exec(out) ?? []
    expect(hint).toContain(`--auth-url ${demo.issuer}`)
    expect(hint).not.toContain('token-that-may-read-traces')
    const program = join(import.meta.dirname, '..', 'main.mjs')
    const { stdout } = await promisify(execFile)('sh', ['-c', `'${process.execPath}' '${program}' ${hint}`])
    expect(stdout).toMatch(/^Sign-in · demo-web\n/)
  })

  it.each([
    [['--json', '--mermaid'], '--json and --mermaid exclude each other'],
    [['--failed', '--list'], '--failed and --list exclude each other'],
    [['--follow', '--json'], '--follow and --json exclude each other'],
    [['--list', '--har', 'x'], '--list and --har exclude each other'],
    [['--id', 'x', '--client', 'y'], '--client does not go with --id or --open'],
    [['--auth-url', 'ftp://x'], '--auth-url must be an http or https address'],
    [['--token-file', '/no/such/file'], '--token-file cannot be read'],
  ])('ends %j with 64 and says what is wrong', async (flags, words) => {
    const { code, err } = await run(['trace', ...flags])
    expect([code, err]).toEqual([64, expect.stringContaining(words)])
  })
})

describe('a server that cannot be read', () => {
  /** A server that answers every request so. */
  async function serverAnswering(status: number, body = ''): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization}`)
      response.writeHead(status, { 'content-type': 'text/plain' }).end(body)
    }).listen(0)
    await once(server, 'listening')
    afterThis(() => server.close())
    return { url: `http://localhost:${(server.address() as AddressInfo).port}`, asked }
  }

  it('is named, and the others are told all the same', async () => {
    const { code, out, err } = await trace('--auth-url', 'http://localhost:9')
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(
        /^trace: the authorization server at http:\/\/localhost:9 does not answer \(.+\): is it running \(npm start\), and is --auth-url right\?\n$/,
      ),
    ])
    expect(out).toContain('Sign-in')
  })

  it.each([
    [['--failed'], 'nothing of nobody has failed in what is'],
    [['--list'], 'no flow of nobody is'],
    [[], 'no flow of nobody is'],
  ])('is named with 2 where nothing fits %j in what the others keep', async (flags, words) => {
    const { code, err } = await trace('--auth-url', 'http://localhost:9', '--client', 'nobody', ...flags)
    expect([code, err]).toEqual([2, expect.stringContaining('authorization server at http://localhost:9')])
    expect(err.trimEnd().split('\n').at(-1)).toBe(`trace: ${words} kept by those that could be read`)
  })

  it.each([
    [404, 'serves no feed: in production nothing is recorded until an operator switches it on'],
    [401, 'name the file of a viewing token by --token-file'],
    [200, 'answers with something else than a feed'],
    [503, 'serves as many readers as it can at once'],
  ])('with %s says what to do', async (status, words) => {
    const { url } = await serverAnswering(status)
    const all = ['--client-url', url, '--auth-url', url, '--resource-url', url]
    const { code, out, err } = await run(['trace', ...all])
    expect([code, out]).toEqual([2, ''])
    expect(err.match(new RegExp(words, 'g'))).toHaveLength(3)
  })

  it('gets the token of the file, and nothing else of it', async () => {
    const { url, asked } = await serverAnswering(403)
    const file = join(folder, 'token')
    await writeFile(file, '# of ada\nada token-that-may-read-traces\n')
    const { err } = await run(['trace', '--auth-url', `${url}/tenant`, '--token-file', file])
    expect(asked).toEqual(['/tenant/trace/events Bearer token-that-may-read-traces'])
    const named = await run(['trace', '--auth-url', url, '--resource-url', url, '--token-file', file])
    expect([named.code, asked.length]).toEqual([2, 3])
    const bare = await run(['trace', '--auth-url', 'http://auth.example', '--token-file', file])
    expect(bare).toMatchObject({ code: 64, err: expect.stringContaining('the token would travel in clear') })
    expect(err).not.toContain('token-that-may-read-traces')
  })
})
