/** When there is a management API, where, and for whom. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, ConfigError, createLog, ListenError, loadConfig } from '@sightglass/process'
import { openStore } from '@sightglass/store'
import { describe, expect, it } from 'vitest'
import { issuer, openTrial, testClock, testKeys } from '../../test/authorization-server.ts'
import { afterThis } from '../../test/cleaning.ts'
import { managementToken } from '../../test/management.ts'
import { openManagement } from './management.ts'
import { settings, verify } from './settings.ts'

const key = 'q1F3t8Y_2bVxN0zRk5LmJw7HcEa9UoGd4SiPfXyTeBn'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'sightglass-management-'))
  afterThis(() => rmSync(made, { recursive: true, force: true }))
  return made
}

const read = (env: Readonly<Record<string, string>>): Promise<Config<typeof settings>> =>
  loadConfig({ app: 'auth', schema: settings, argv: [], verify, env: { SIGHTGLASS_KEY_ENCRYPTION_KEY: key, ...env } })

async function open(env: Readonly<Record<string, string>>) {
  const config = await read({ SIGHTGLASS_AUTH_ADMIN_PORT: '0', DATABASE_URL: `sqlite:${folder()}/db`, ...env })
  const store = await openStore('memory:', { issuer, clock: testClock() })
  afterThis(() => store.close())
  const { server } = await openTrial({ store })
  const logged: string[] = []
  const log = createLog('management', { write: (line) => logged.push(line) })
  const tracing = { party: 'authorization-server', linkKey: testKeys.linkKey } as const
  const places = { issuer, resource: issuer, webUrl: issuer }
  const development = config.mode === 'development'
  const serving = await openManagement({ ...places, config, log, tracing, development }, server)
  afterThis(() => serving?.stop())
  const ask = (token: string) =>
    fetch(`${serving?.url}/clients`, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status)
  return { serving, ask, logged, databaseUrl: config.databaseUrl }
}

describe('the management API', () => {
  it('is off in production without a token', async () => {
    expect((await open({})).serving).toBeUndefined()
  })

  it('listens on loopback for who has a token that was given', async () => {
    const { serving, ask } = await open({ SIGHTGLASS_AUTH_ADMIN_TOKEN: `ada ${managementToken}` })
    expect(serving?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect([await ask(managementToken), await ask('x'.repeat(40))]).toEqual([200, 401])
  })

  it('makes its token in development, once, in a file that only its owner reads', async () => {
    const { ask, databaseUrl } = await open({ SIGHTGLASS_ENV: 'development' })
    const file = join(databaseUrl.slice('sqlite:'.length), '..', 'admin-token')
    const token = readFileSync(file, 'utf8').trim()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await ask(token)).toBe(200)
    expect(await (await open({ SIGHTGLASS_ENV: 'development', DATABASE_URL: databaseUrl })).ask(token)).toBe(200)
  })

  it('does without where its port is taken in development, and says so; in production nothing starts', async () => {
    const { serving } = await open({ SIGHTGLASS_ENV: 'development' })
    const taken = { SIGHTGLASS_AUTH_ADMIN_PORT: String(serving?.port), SIGHTGLASS_AUTH_ADMIN_TOKEN: managementToken }
    const second = await open({ SIGHTGLASS_ENV: 'development', ...taken })
    expect(second.serving).toBeUndefined()
    expect(second.logged.join()).toContain(`port ${serving?.port} is taken`)
    await expect(open(taken)).rejects.toBeInstanceOf(ListenError)
  })

  it('does without where no file can be written in development', async () => {
    const { serving, logged } = await open({
      SIGHTGLASS_ENV: 'development',
      DATABASE_URL: `sqlite:${import.meta.filename}/db`,
    })
    expect(serving).toBeUndefined()
    expect(logged.join()).toContain('there is no management API')
  })
})

describe('its settings', () => {
  const mistakes = async (env: Readonly<Record<string, string>>): Promise<string> => {
    const reason = await read(env).catch((error: unknown) => error)
    return reason instanceof ConfigError ? reason.message : ''
  }

  it.each([
    [
      'a short token',
      { SIGHTGLASS_AUTH_ADMIN_TOKEN: 'hidden-word' },
      /^SIGHTGLASS_AUTH_ADMIN_TOKEN: line 1 must be a token/,
    ],
    [
      'a token with odd characters',
      { SIGHTGLASS_AUTH_ADMIN_TOKEN: `${managementToken}\nada: ${managementToken}` },
      /line 2/,
    ],
    ['a file without a token', { SIGHTGLASS_AUTH_ADMIN_TOKEN: '# later' }, /there must be a management token/],
    [
      'a port that is taken already',
      { SIGHTGLASS_AUTH_ADMIN_PORT: '8081' },
      /^SIGHTGLASS_AUTH_ADMIN_PORT: must differ/,
    ],
    [
      'tokens in clear',
      { SIGHTGLASS_AUTH_ADMIN_HOST: '0.0.0.0' },
      /^SIGHTGLASS_AUTH_ADMIN_HOST: must be loopback where/,
    ],
  ])('refuse %s', async (_, env, words) => {
    expect(await mistakes(env)).toMatch(words)
    expect(await mistakes(env)).not.toMatch(/hidden-word|token-of-an-operator/)
  })

  it('take loopback and tokens with and without names', async () => {
    const tokens = `# who may\n\nada ${managementToken}\n${managementToken}x\n`
    expect(await mistakes({ SIGHTGLASS_AUTH_ADMIN_TOKEN: tokens, SIGHTGLASS_AUTH_ADMIN_HOST: '::1' })).toBe('')
  })
})
