/** The log from outside: no secret is in it while the whole flow runs at debug, and docs/log.md knows every event. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApi } from '@sightglass/api'
import { runDemo } from '@sightglass/cli/demo/index'
import { createLog, logMessages, messageEvents } from '@sightglass/process'
import { createServer, demoUsers, seedDevelopment } from '@sightglass/server'
import { openStore } from '@sightglass/store'
import { createWeb } from '@sightglass/web'
import { describe, expect, it } from 'vitest'
import { callback, issuer, resource, testKeys, webSecret } from './authorization-server.ts'
import { afterThis } from './cleaning.ts'
import { collectSecrets } from './secrets.ts'

const ROOT = join(import.meta.dirname, '..')
const webUrl = new URL(callback).origin
const clock = () => Math.floor(Date.now() / 1000)
const silence = { heading: () => {}, step: () => {}, summary: () => {} }

interface Logged {
  readonly lines: readonly string[]
  /** What travelled between the parties and must not be in a line. */
  readonly secrets: ReadonlySet<string>
}

/** All three parties in this process, logging at debug, and the scripted flow through them: once with a wrong password. */
async function flowAtDebug(logFormat: 'json' | 'pretty'): Promise<Logged> {
  const lines: string[] = []
  const secrets = new Set(demoUsers.map(({ password }) => password)).add('a wrong password').add(webSecret)
  const pino = createLog('all', { logFormat, debug: true, write: (line) => void lines.push(line) })
  const log = (level: 'debug' | 'info' | 'warn' | 'error', event: string, fields?: object) => pino[level](fields, event)
  afterThis(logMessages(pino, { ours: [] }))
  const fetch = async (request: Request): Promise<Response> => {
    const receive = parties.get(new URL(request.url).origin)
    if (receive === undefined) throw new Error(`nobody is at ${request.url}`)
    await collectSecrets(secrets, request.clone())
    const response = await receive(request)
    await collectSecrets(secrets, response.clone())
    return response
  }
  const store = await openStore('memory:', { issuer, clock })
  afterThis(() => store.close())
  const server = await createServer({ issuer, clock, store, environment: 'development', log, ...testKeys })
  await seedDevelopment(server, { clientOrigin: webUrl, resource })
  const { linkKey } = testKeys
  const client = { clientId: 'demo-web', clientSecret: webSecret, linkKey }
  const web = createWeb({ webUrl, issuer, resource, ...client, log, fetch })
  const parties = new Map<string, (request: Request) => Promise<Response>>([
    [issuer, (request) => server.fetch(request)],
    [resource, createApi({ issuer, resource, log, fetch, tracing: { party: 'resource-server', linkKey } })],
    [webUrl, (request) => web.fetch(request)],
  ])
  const urls = { client: new URL(webUrl), auth: new URL(issuer), resource: new URL(resource) }
  const accounts = [
    { username: 'alice', password: 'password123' },
    { username: 'bob', password: 'a wrong password' },
  ]
  const browse = (url: URL, init: RequestInit) =>
    url.pathname === '/health' ? Promise.resolve(new Response()) : fetch(new Request(url, init))
  const result = await runDemo({ urls, accounts, tell: silence, fetch: browse })
  expect(result.accounts).toMatchObject([{ passed: true }, { passed: false }])
  return { lines, secrets }
}

describe('at debug', () => {
  it.each(['json', 'pretty'] as const)('the whole flow leaves no secret in the log (%s)', async (format) => {
    const { lines, secrets } = await flowAtDebug(format)
    const text = lines.join('')
    expect(secrets.size).toBeGreaterThan(30)
    for (const event of ['request', 'checks held', 'check failed', 'note', 'response', 'exchange'])
      expect(text).toContain(event)
    expect([...secrets].filter((secret) => text.includes(secret))).toEqual([])
  })
})

describe('docs/log.md', () => {
  const document = readFileSync(join(ROOT, 'docs', 'log.md'), 'utf8')
  const documented = Array.from(document.matchAll(/^\| `([^`]+)` \|/gm), ([, name = '']) => name)

  it('has every event that the source writes, and no other', () => {
    expect(documented.toSorted()).toEqual([...new Set([...eventsInSource(), ...messageEvents])].toSorted())
  })

  it('has every kind of failure of the client application', () => {
    const source = readFileSync(join(ROOT, 'apps', 'web', 'failure.ts'), 'utf8')
    const union = /export type FailureKind =([\s\S]*?)\n\n/.exec(source)?.[1] ?? ''
    const kinds = Array.from(union.matchAll(/'(\w+)'/g), ([, kind = '']) => kind)
    expect(kinds.length).toBeGreaterThan(10)
    expect(kinds.filter((kind) => !document.includes(`\`${kind}\``))).toEqual([])
  })
})

/** The names in calls of a log: `log('info', 'name', …)`, `log.info({ … }, 'name')`, `pino.info('name')`, `event: 'name'`. */
function eventsInSource(): string[] {
  const files = globSync('{packages,apps}/**/*.ts', { cwd: ROOT, exclude: ['**/node_modules', '**/dist'] })
  const sources = files
    .filter((file) => !file.endsWith('.test.ts') && !file.includes('fixtures'))
    .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  const port = /\blog(?:\?\.)?\(\s*[^'()]*?(?:'\w+'[^'()]*){1,2}?,\s*'([^']+)'/g
  const pino = /\b(?:log|pino)\.(?:debug|info|warn|error)\((?:\{[^}]*\},\s*)?(?:[\w.]+ \?\? )?'([^']+)'/g
  const named = /\bevent: '([^']+)',/g
  return sources.flatMap((text) =>
    [port, pino, named].flatMap((call) => Array.from(text.matchAll(call), ([, name = '']) => name)),
  )
}
