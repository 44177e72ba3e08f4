/** The management commands, as processes against a management API on a port of its own. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, serve } from '@sightglass/process'
import { createServer, type Server } from '@sightglass/server'
import { createManagement } from '@sightglass/server/admin/index'
import { parseManagementTokens } from '@sightglass/server/admin/tokens'
import { openStore } from '@sightglass/store'
import { beforeAll, describe, expect, it } from 'vitest'
import { issuer, obtainCode, openTrial, type Trial, testClock, testKeys } from '../../../test/authorization-server.ts'
import { afterThis } from '../../../test/cleaning.ts'
import { managementToken } from '../../../test/management.ts'

let trial: Trial
let folder: string
let flags: readonly string[]

/** Beside the development of the trial, on the same records: recordings are for production. */
let inProduction: readonly string[]

beforeAll(async () => {
  const clock = testClock()
  const store = await openStore('memory:', { issuer, clock })
  afterThis(() => store.close())
  trial = await openTrial({ store, clock })
  const production = await createServer({ issuer, clock, store, environment: 'production', ...testKeys })
  afterThis(production.recordings.close)
  folder = mkdtempSync(join(tmpdir(), 'sightglass-manage-'))
  afterThis(() => rmSync(folder, { recursive: true, force: true }))
  const tokenFile = join(folder, 'token')
  writeFileSync(tokenFile, `ada ${managementToken}\n`, { mode: 0o600 })
  const flagsFor = async (server: Server): Promise<readonly string[]> => {
    const fetch = createManagement({
      server,
      tokens: parseManagementTokens(managementToken),
      tracing: { party: 'authorization-server', linkKey: testKeys.linkKey },
      log: () => {},
    })
    const log = createLog('manage', { logLevel: 'silent' })
    const serving = await serve({ name: 'manage', host: '127.0.0.1', port: 0, log, signals: false, fetch })
    afterThis(() => serving.stop())
    return ['--admin-url', serving.url, '--admin-token-file', tokenFile]
  }
  flags = await flagsFor(trial.server)
  inProduction = await flagsFor(production)
})

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Not synchronously: the API that it asks runs here. */
function run(words: readonly string[], input = '', common: readonly string[] = flags): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1' }
    // Behind two dashes nothing is a flag any more.
    const end = words.includes('--') ? words.indexOf('--') : words.length
    const args = ['apps/cli/main.mjs', ...words.slice(0, end), ...common, ...words.slice(end)]
    const child = execFile(process.execPath, args, { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    )
    child.stdin?.end(input)
  })
}

async function json(...words: readonly string[]): Promise<ReturnType<typeof JSON.parse>> {
  const { code, out, err } = await run([...words, '--json'])
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out)
}

it('clients are made, told, changed, shut out and removed', async () => {
  const uris = ['--redirect-uri', 'https://a.example/cb', 'https://b.example/cb']
  const made = await run(['client', 'create', 'shop', '--name', 'Shop', ...uris, '--set', 'contacts=["ops@a.example"]'])
  expect([made.code, made.err]).toEqual([0, ''])
  expect(made.out).toMatch(/^redirect_uris +https:\/\/a\.example\/cb, https:\/\/b\.example\/cb$/m)
  expect(made.out).toMatch(/^client_secret +[\w-]{64}$/m)
  const changed = await json('client', 'update', 'shop', '--set', 'contacts=null', 'legacy=true', '--new-secret')
  expect(changed).toMatchObject({ client_name: 'Shop', legacy: true, client_secret: expect.any(String) })
  expect(changed).not.toHaveProperty('contacts')
  expect((await run(['client', 'disable', 'shop'])).out).toBe('client shop is disabled\n')
  expect((await run(['client', 'list'])).out).toMatch(/^shop +Shop +disabled +client_secret_basic/m)
  expect((await run(['client', 'enable', 'shop'])).code).toBe(0)
  expect((await run(['client', 'remove', 'shop'])).code).toBe(0)
  expect(await run(['client', 'show', 'shop'])).toMatchObject({ code: 1, err: expect.stringContaining('must exist') })
})

it('members come from a file too', async () => {
  const file = join(folder, 'client.json')
  writeFileSync(file, JSON.stringify({ redirect_uris: ['https://c.example/cb'], client_name: 'From file' }))
  const made = await json('client', 'create', '--from', file, '--name', 'From flag', '--auth-method', 'none')
  expect(made).toMatchObject({ client_name: 'From flag', redirect_uris: ['https://c.example/cb'] })
  writeFileSync(file, '[]')
  expect(await run(['client', 'create', '--from', file])).toMatchObject({ code: 64 })
})

it('resource servers are made, told, changed and removed', async () => {
  const api = 'https://api.example/v1'
  const scopes = ['--scope', 'look=look at things', 'touch=touch them']
  const made = await json('resource', 'create', api, '--name', 'API', ...scopes, '--introspection', 'api')
  expect(made).toMatchObject({ resource: api, scopes: { look: 'look at things' } })
  expect(made.introspection.client_secret).toMatch(/^[\w-]{64}$/)
  await json('resource', 'update', api, '--set', 'access_token_format=opaque')
  expect(await json('resource', 'show', api)).toMatchObject({ name: 'API', access_token_format: 'opaque' })
  expect((await run(['resource', 'list'])).out).toMatch(/^https:\/\/api\.example\/v1 +API/m)
  expect((await run(['resource', 'remove', api])).code).toBe(0)
})

it('people are made, told, changed, shut out and given another password', async () => {
  const made = await run(['user', 'create', 'emil', '--name', 'Emil'], 'correct horse\n')
  expect([made.code, made.err]).toEqual([0, ''])
  expect(await json('user', 'update', 'emil', '--set', 'nickname=D')).toMatchObject({
    claims: { name: 'Emil', nickname: 'D' },
  })
  expect((await run(['user', 'set-password', 'emil'], 'another horse\n')).code).toBe(0)
  const emil = await trial.server.people.authenticate('emil', 'another horse')
  expect(emil).toMatchObject({ status: 'active' })
  expect((await run(['user', 'disable', 'emil'])).code).toBe(0)
  expect((await run(['user', 'list'])).out).toMatch(/ emil +disabled +Emil/)
  const short = await run(['user', 'set-password', 'emil'], 'short\n')
  expect([short.code, short.err]).toEqual([1, expect.stringContaining('/password: must have at least 8 characters')])
})

it('keys are told, rotated and withdrawn', async () => {
  const before = await json('keys', 'list')
  const after: { kid: string; alg: string; state: string }[] = await json('keys', 'rotate', '--alg', 'RS256')
  expect(after).toHaveLength(before.length + 1)
  const next = after.find(({ alg, state }) => alg === 'RS256' && state === 'published')
  expect((await run(['keys', 'withdraw', String(next?.kid)])).out).toMatch(
    new RegExp(`^${next?.kid} +RS256 +withdrawn`, 'm'),
  )
})

it('grants and sessions are told, revoked and ended', async () => {
  await obtainCode(trial)
  const [grant] = await json('grant', 'list', '--user', 'alice')
  expect(grant).toMatchObject({ client_id: 'demo-web' })
  expect((await run(['grant', 'revoke', '--', grant.id])).code).toBe(0)
  await obtainCode(trial)
  expect((await run(['grant', 'revoke', '--client', 'demo-web'])).out).toBe('1 revoked\n')
  const sessions: { id: string }[] = await json('session', 'list', '--user', 'alice')
  expect(sessions).toHaveLength(2)
  expect((await run(['session', 'end', '--', String(sessions[0]?.id)])).code).toBe(0)
  expect((await run(['session', 'end', '--user', 'alice'])).out).toBe('1 ended\n')
})

it('docs/admin.md shows commands that work', async () => {
  const blocks = [...readFileSync('docs/admin.md', 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)].map(
    ([, code = '']) => code,
  )
  const commands = blocks.filter((block) => block.includes('sightglass --')).join('')
  expect(commands.match(/sightglass --/g)?.length).toBeGreaterThan(15)
  // As npm runs the script, but for npm.
  const npm = `npm() { shift 3; '${process.execPath}' apps/cli/main.mjs "$@" --admin-url "$URL" --admin-token-file "$TOKEN"; }`
  const env = { ...process.env, NO_COLOR: '1', URL: inProduction[1], TOKEN: inProduction[3] }
  const { error, err } = await new Promise<{ error: unknown; err: string }>((resolve) => {
    execFile('sh', ['-e', '-c', `${npm}\n${commands}`], { env }, (error, _, err) => resolve({ error, err }))
  })
  expect(err).toBe('')
  expect(error).toBeNull()
})

describe('what goes wrong', () => {
  it('is told by the member at fault, with 1', async () => {
    const { code, err } = await run(['client', 'create', 'x', '--redirect-uri', 'http://x.example/cb'])
    expect(code).toBe(1)
    expect(err).toMatch(/^client create: members must be .*\n {2}\/redirect_uris\/0: redirect_uris must be/)
  })

  it('is told where the API does not answer, or the token is another', async () => {
    const away = await run(['keys', 'list'], '', ['--admin-url', 'http://127.0.0.1:9', ...flags.slice(2)])
    expect([away.code, away.err]).toEqual([1, expect.stringContaining('does not answer')])
    const file = join(folder, 'other')
    writeFileSync(file, 'x'.repeat(40))
    const wrong = await run(['keys', 'list'], '', [...flags.slice(0, 2), '--admin-token-file', file])
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('token must be a management token')])
  })

  it.each([
    [['client', 'show']],
    [['client', 'create', '--set', 'nonsense']],
    [['grant', 'list']],
    [['session', 'end']],
    [['session', 'end', 'id', '--user', 'alice']],
    [['keys', 'list', '--admin-token-file', '/nowhere/token']],
    [['keys', 'nonsense']],
    [['keys']],
  ])('ends with 64 where it is not understood: %j', async (words) => {
    const common = words.includes('--admin-token-file') ? flags.slice(0, 2) : flags
    expect((await run(words, '', words.length === 1 ? [] : common)).code).toBe(64)
  })
})

it('recordings are started, told and stopped in production, and refused in development', async () => {
  const unsaid = await run(['recording', 'start', 'demo-web'])
  expect([unsaid.code, unsaid.err]).toEqual([64, expect.stringMatching(/^recording start: --minutes must be given/)])
  const refused = await run(['recording', 'start', 'demo-web', '--minutes', '5'])
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('as it does in development') })
  const started = await run(['recording', 'start', 'demo-web', '--minutes', '5'], '', inProduction)
  expect(started.out).toMatch(/^viewing_token +sgv_[\w-]{43}$/m)
  expect(started.out).toMatch(/^ends_at +2027-01-15T08:05:00Z$/m)
  expect(started.out).toMatch(/^claimed +false$/m)
  const also = await run(['recording', 'start', 'demo-service', '--minutes', '5', '--claimed'], '', inProduction)
  expect(also.out).toMatch(/^claimed +true$/m)
  const id = /^id +(\S+)$/m.exec(started.out)?.[1] ?? ''
  expect((await run(['recording', 'list'], '', inProduction)).out).toContain(`${id}  demo-web`)
  expect((await run(['recording', 'stop', id], '', inProduction)).out).toBe(`recording ${id} is stopped\n`)
  expect((await run(['recording', 'stop', id], '', inProduction)).code).toBe(1)
})
