import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { afterThis } from '../../test/cleaning.ts'
import { loopbackCertificate } from '../../test/https-server.ts'
import { ConfigError, loadConfig, TextAsked } from './config.ts'
import { setting, settingsTable } from './schema.ts'
import { partiesOf, type SharedConfig, sharedSettings, stopDelayOf, verifyShared } from './settings.ts'

const schema = {
  port: setting({
    key: 'auth.port',
    env: 'SIGHTGLASS_AUTH_PORT',
    flag: '--port',
    type: z.int().max(65_535),
    default: 8081,
    description: 'The port.',
  }),
  hosts: setting({
    key: 'hosts',
    env: 'SIGHTGLASS_HOSTS',
    flag: '--hosts',
    type: z.array(z.string()),
    default: [],
    description: 'Some hosts.',
  }),
  loud: setting({
    key: 'loud',
    env: 'SIGHTGLASS_LOUD',
    flag: '--loud',
    type: z.boolean(),
    default: false,
    description: 'A switch.',
  }),
  key: setting({
    key: 'auth.key',
    env: 'SIGHTGLASS_AUTH_KEY',
    flag: '--key',
    secret: true,
    type: z.string().min(8).optional(),
    description: 'A secret.',
  }),
}

function yaml(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-config-'))
  afterThis(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'sightglass.yaml')
  writeFileSync(file, text)
  return file
}

async function mistakesOf(loading: Promise<unknown>): Promise<string[]> {
  const reason = await loading.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(reason instanceof ConfigError)) throw new Error(`expected a ConfigError, got ${String(reason)}`)
  return reason.mistakes.map(({ where, what }) => `${where}: ${what}`)
}

const nothing = { env: {}, argv: [] }

describe('loadConfig', () => {
  it('prefers flag to environment to file to default', async () => {
    const file = yaml('auth:\n  port: 3\n')
    const env = { SIGHTGLASS_AUTH_PORT: '2' }
    expect((await loadConfig({ schema, env, argv: ['--port', '1'], file })).port).toBe(1)
    expect((await loadConfig({ schema, env, argv: [], file })).port).toBe(2)
    expect((await loadConfig({ schema, ...nothing, file })).port).toBe(3)
    expect((await loadConfig({ schema, ...nothing })).port).toBe(8081)
  })

  it('reads text as the type wants it', async () => {
    const env = {
      SIGHTGLASS_HOSTS: 'a, b',
      SIGHTGLASS_LOUD: '1',
      SIGHTGLASS_AUTH_KEY: '12345678',
      SIGHTGLASS_AUTH_PORT: '',
    }
    const config = await loadConfig({ schema, env, argv: [] })
    expect(config).toEqual({ port: 8081, hosts: ['a', 'b'], loud: true, key: '12345678' })
    expect((await loadConfig({ schema, env, argv: ['--no-loud', '--hosts=c'] })).loud).toBe(false)
  })

  it('tells every mistake at once, each with its place and the nearest known name', async () => {
    const file = yaml('auth:\n  prot: 1\n  port: many\nhosts: [a]\nhots: []\nloud:\n  x: 1\n')
    const env = {
      SIGHTGLASS_AUTH_PROT: '1',
      SIGHTGLASS_LUOD: 'true',
      SIGHTGLASS_OTHER_THING: 'x',
      SIGHTGLASS_AUTH_KEY: 'short',
    }
    expect(await mistakesOf(loadConfig({ schema, env, argv: ['--prot', '3', 'stray', '--hosts'], file }))).toEqual([
      '--prot: is not a known flag; did you mean --port?',
      'stray: is an argument that nothing asks for',
      '--hosts: needs a value',
      'SIGHTGLASS_AUTH_PROT: is not a known variable; did you mean SIGHTGLASS_AUTH_PORT?',
      'SIGHTGLASS_LUOD: is not a known variable; did you mean SIGHTGLASS_LOUD?',
      `${file}:2: auth.prot is not a known setting; did you mean auth.port?`,
      `${file}:5: hots is not a known setting; did you mean hosts?`,
      `${file}:3 auth.port: expected number, received string (it is "many")`,
      `${file}:6 loud: expected boolean, received object (it is {"x":1})`,
      'SIGHTGLASS_AUTH_KEY: expected string to have >=8 characters',
    ])
  })

  it('tells the line of broken YAML and of a key that is there twice', async () => {
    expect(await mistakesOf(loadConfig({ schema, ...nothing, file: yaml('loud: true\nloud: false\n') }))).toEqual([
      expect.stringMatching(/sightglass\.yaml:2: Map keys must be unique/),
    ])
    expect(await mistakesOf(loadConfig({ schema, ...nothing, file: yaml('a:\n  - "b\n') }))).toEqual(
      expect.arrayContaining([expect.stringMatching(/sightglass\.yaml:\d: /)]),
    )
    expect(await mistakesOf(loadConfig({ schema, ...nothing, file: '/nowhere/at/all.yaml' }))).toHaveLength(1)
  })

  it('reads a secret from a file, and never from a plain flag', async () => {
    const file = yaml('a secret in a file\n')
    const env = { SIGHTGLASS_AUTH_KEY_FILE: file }
    expect((await loadConfig({ schema, env, argv: [] })).key).toBe('a secret in a file')
    expect((await loadConfig({ schema, env: {}, argv: ['--key-file', file] })).key).toBe('a secret in a file')
    expect((await loadConfig({ schema, ...nothing, file: yaml(`auth: { key_file: ${file} }`) })).key).toBe(
      'a secret in a file',
    )
    expect(await mistakesOf(loadConfig({ schema, env: {}, argv: ['--key', 'abcdefgh'] }))).toHaveLength(1)
    const both = { ...env, SIGHTGLASS_AUTH_KEY: 'abcdefgh' }
    expect(await mistakesOf(loadConfig({ schema, env: both, argv: [] }))).toEqual([
      'SIGHTGLASS_AUTH_KEY_FILE: must not be set together with SIGHTGLASS_AUTH_KEY',
    ])
    expect(
      await mistakesOf(loadConfig({ schema, env: { SIGHTGLASS_AUTH_KEY_FILE: '/nowhere' }, argv: [] })),
    ).toHaveLength(1)
  })

  it('tells what the command line has too much of, as a mistake of usage', async () => {
    const reason = await loadConfig({ schema, env: {}, argv: ['--no-loud=true', '--luod'] }).catch((error) => error)
    expect(reason).toMatchObject({ isUsage: true, mistakes: [{ what: 'takes no value' }, { where: '--luod' }] })
    expect((await loadConfig({ schema, env: {}, argv: ['--loud=false'] })).loud).toBe(false)
    const both = await loadConfig({ schema, env: {}, argv: ['--luod', '--port', 'x'] }).catch((error) => error)
    expect(both).toMatchObject({ isUsage: false, mistakes: [{}, {}] })
  })

  it('guesses what a variable with too few words or too many letters means, the own section first', async () => {
    const guesses = async (variable: string, app?: 'auth' | 'api') => {
      const loading = loadConfig({ schema: sharedSettings, env: { [variable]: '1' }, argv: [], ...(app && { app }) })
      return await loading.then(
        () => [],
        () => mistakesOf(loading),
      )
    }
    expect(await guesses('SIGHTGLASS_PORT', 'auth')).toEqual([
      'SIGHTGLASS_PORT: is not a known variable; did you mean SIGHTGLASS_AUTH_PORT?',
    ])
    expect(await guesses('SIGHTGLASS_PORT')).toEqual([
      'SIGHTGLASS_PORT: is not a known variable; did you mean SIGHTGLASS_AUTH_PORT or SIGHTGLASS_API_PORT or SIGHTGLASS_WEB_PORT?',
    ])
    expect(await guesses('SIGHTGLASS_LOG_LEVEL')).toEqual([expect.stringContaining('did you mean LOG_LEVEL?')])
    expect(await guesses('SIGHTGLASS_API_UNHEARD_OF_THING', 'api')).toEqual([
      'SIGHTGLASS_API_UNHEARD_OF_THING: is not a known variable',
    ])
    expect(await guesses('SIGHTGLASS_KEY_ENCRYPTION_KEY', 'api')).toEqual([])
    expect(await guesses('SIGHTGLASS_DATABASE', 'auth')).toEqual([])
  })

  it('names the file of a secret that is wrong, and where it was named, but nothing of its content', async () => {
    const file = yaml('short')
    const mistakes = [
      await mistakesOf(loadConfig({ schema, env: { SIGHTGLASS_AUTH_KEY_FILE: file }, argv: [] })),
      await mistakesOf(loadConfig({ schema, env: {}, argv: ['--key-file', '/nowhere'] })),
    ]
    expect(mistakes).toEqual([
      [`SIGHTGLASS_AUTH_KEY_FILE (${file}): expected string to have >=8 characters`],
      ['--key-file: cannot read /nowhere: ENOENT: no such file or directory'],
    ])
  })

  it('leaves alone what belongs to the other processes', async () => {
    const file = yaml('web:\n  anything: 1\nauth:\n  port: 5\n')
    expect(
      (await loadConfig({ schema, app: 'auth', env: { SIGHTGLASS_WEB_ANYTHING: '1' }, argv: [], file })).port,
    ).toBe(5)
    expect(
      await mistakesOf(loadConfig({ schema, app: 'auth', env: { SIGHTGLASS_AUTH_ANYTHING: '1' }, argv: [] })),
    ).toHaveLength(1)
  })

  it('asks for what is required and missing', async () => {
    const required = { url: setting({ key: 'url', env: 'SIGHTGLASS_URL', type: z.string(), description: 'A URL.' }) }
    expect(await mistakesOf(loadConfig({ schema: required, ...nothing }))).toEqual([
      'SIGHTGLASS_URL: is required (A URL. Set SIGHTGLASS_URL or url.)',
    ])
  })

  it('answers --help with every setting', async () => {
    const asked = loadConfig({ schema, env: {}, argv: ['--help'] })
    await expect(asked).rejects.toBeInstanceOf(TextAsked)
    await expect(asked).rejects.toThrow('--key-file <value>  |  SIGHTGLASS_AUTH_KEY[_FILE]  |  auth.key')
    await expect(loadConfig({ schema, env: {}, argv: ['--version'] })).rejects.toThrow(/^sightglass \d+\.\d+\.\d+\n$/)
    expect(settingsTable(schema)).toContain('| `auth.port` | `SIGHTGLASS_AUTH_PORT` | `--port` | `8081` | The port. |')
  })
})

describe('the shared settings', () => {
  const load = (env: Record<string, string>) =>
    loadConfig({ schema: sharedSettings, env, argv: [], verify: verifyShared })

  it('place the three parties on localhost', async () => {
    expect(partiesOf(await load({}))).toEqual({
      issuer: 'http://localhost:8081',
      resource: 'http://localhost:8082',
      webUrl: 'http://localhost:8080',
    })
    expect(partiesOf(await load({ SIGHTGLASS_HOST: '0.0.0.0', SIGHTGLASS_API_PORT: '9000' })).resource).toBe(
      'http://localhost:9000',
    )
  })

  it('refuse an http issuer in production unless it is loopback', async () => {
    expect(await mistakesOf(load({ SIGHTGLASS_ISSUER: 'http://as.example' }))).toEqual([
      'SIGHTGLASS_ISSUER: must be https in production unless it is loopback (it is http://as.example)',
    ])
    expect((await load({ SIGHTGLASS_ISSUER: 'https://as.example/tenant' })).issuer).toBe('https://as.example/tenant')
    expect((await load({ SIGHTGLASS_ISSUER: 'http://as.example', SIGHTGLASS_ENV: 'development' })).mode).toBe(
      'development',
    )
  })

  it('refuse http for every place that is named or gone by in production, unless it is loopback', async () => {
    const named = { SIGHTGLASS_WEB_URL: 'http://app.example', SIGHTGLASS_RESOURCE: 'http://api.example' }
    expect(await mistakesOf(load(named))).toEqual([
      expect.stringMatching(/^SIGHTGLASS_RESOURCE: must be https/),
      expect.stringMatching(/^SIGHTGLASS_WEB_URL: must be https/),
    ])
    const host = { SIGHTGLASS_HOST: '10.0.0.5', SIGHTGLASS_ISSUER: 'https://as.example' }
    expect((await load(host)).host).toBe('10.0.0.5')
    const relying = loadConfig<SharedConfig>({
      schema: sharedSettings,
      env: host,
      argv: [],
      verify: (config, mistake) => verifyShared(config, mistake, ['resource']),
    })
    expect(await mistakesOf(relying)).toEqual([expect.stringContaining('http://10.0.0.5:8082')])
    expect((await load({ SIGHTGLASS_WEB_URL: 'http://[::1]:80' })).webUrl).toBe('http://[::1]:80')
  })

  it('refuse addresses with user name or password, in every mode, and do not repeat them', async () => {
    for (const mode of ['production', 'development']) {
      const mistakes = await mistakesOf(
        load({ SIGHTGLASS_ENV: mode, SIGHTGLASS_ISSUER: 'https://me:hidden@as.example' }),
      )
      expect(mistakes).toEqual([expect.stringContaining('must have no user name and no password')])
      expect(mistakes.join()).not.toContain('hidden')
    }
  })

  it('say what is wrong with a certificate and its key, by file and setting', async () => {
    const pem = yaml('-----BEGIN CERTIFICATE-----\nhidden\n-----END CERTIFICATE-----\n')
    const mistakes = await mistakesOf(load({ SIGHTGLASS_TLS_CERT: pem, SIGHTGLASS_TLS_KEY: '/nowhere/key.pem' }))
    expect(mistakes).toEqual([
      `SIGHTGLASS_TLS_CERT: ${pem} holds no certificate in PEM`,
      'SIGHTGLASS_TLS_KEY: cannot read /nowhere/key.pem: ENOENT: no such file or directory',
    ])
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = yaml(String(privateKey.export({ type: 'pkcs8', format: 'pem' })))
    const notKey = yaml(String(publicKey.export({ type: 'spki', format: 'pem' })))
    const cert = yaml(loopbackCertificate)
    const tls = (file: string) => mistakesOf(load({ SIGHTGLASS_TLS_CERT: cert, SIGHTGLASS_TLS_KEY: file }))
    expect(await tls(key)).toEqual([`SIGHTGLASS_TLS_KEY: ${key} is not the key of the certificate in ${cert}`])
    expect(await tls(notKey)).toEqual([`SIGHTGLASS_TLS_KEY: ${notKey} holds no unencrypted private key in PEM`])
  })

  it('stop after a delay in production, at once in development, or as they are told', async () => {
    expect(stopDelayOf(await load({}))).toBe(3)
    expect(stopDelayOf(await load({ SIGHTGLASS_ENV: 'development' }))).toBe(0)
    expect(stopDelayOf(await load({ SIGHTGLASS_STOP_DELAY_SECONDS: '0' }))).toBe(0)
  })

  it('refuse equal ports, a certificate without its key and an issuer with a query', async () => {
    expect(await mistakesOf(load({ SIGHTGLASS_API_PORT: '8081', SIGHTGLASS_TLS_CERT: 'c.pem' }))).toHaveLength(2)
    expect(await mistakesOf(load({ SIGHTGLASS_ISSUER: 'https://as.example?x' }))).toHaveLength(1)
    expect(await mistakesOf(load({ SIGHTGLASS_ISSUER: 'https://as.example/' }))).toHaveLength(1)
  })
})
