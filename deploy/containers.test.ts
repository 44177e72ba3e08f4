/** The container files say what they should, as far as that shows without an engine: nothing is missing, nobody has rights. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from '@sightglass/process/log'
import { serve } from '@sightglass/process/serve'
import { stopLimitMs } from '@sightglass/process/stop'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { afterThis } from '../test/cleaning.ts'

interface Service {
  readonly build?: { readonly target: string }
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly secrets?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly ports?: readonly string[]
  readonly network_mode?: string
  readonly stop_grace_period?: string
  readonly healthcheck?: object
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
}

const root = join(import.meta.dirname, '..')
const compose = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'), { merge: true }) as Compose
const stages = readFileSync(join(root, 'Dockerfile'), 'utf8').split(/^FROM /m)
const stageOf = (target: string): string =>
  stages.find((stage) => stage.split('\n')[0]?.endsWith(` AS ${target}`)) ?? ''

describe('the health check', () => {
  const probe = (port: number, name: string): Promise<number | null> => {
    const env = { ...process.env, [`SIGHTGLASS_${name.toUpperCase()}_PORT`]: String(port) }
    const child = spawn(process.execPath, [join(root, 'apps', 'cli', 'probe.mjs'), name], { env })
    return new Promise((resolve) => child.once('exit', resolve))
  }

  it('says whether the server is ready', async () => {
    let ready = true
    const log = createLog('test', { logLevel: 'silent' })
    const fetch = () => new Response()
    const health = () => ready
    const { port, stop } = await serve({ name: 'web', host: '127.0.0.1', port: 0, fetch, health, log, signals: false })
    expect(await probe(port, 'web')).toBe(0)
    ready = false
    expect(await probe(port, 'web')).toBe(1)
    await stop()
    expect(await probe(port, 'web')).toBe(1)
  })
})

describe('compose.yaml', () => {
  it.each(['auth', 'api', 'web'])(
    'builds %s from a stage with a health check, without rights, on a read-only root',
    (name) => {
      const service = compose.services[name]
      expect(stageOf(service?.build?.target ?? '')).toMatch(/^HEALTHCHECK .*probe\.mjs/m)
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
      expect(stageOf('base')).toMatch(/^USER node$/m)
    },
  )

  it.each(['auth', 'api', 'web'])('lets %s finish what is under way, and start anew without the others', (name) => {
    const { stop_grace_period: grace, network_mode: network } = compose.services[name] ?? {}
    expect(Number.parseInt(grace ?? '0', 10) * 1000).toBeGreaterThanOrEqual(stopLimitMs(3))
    expect(network).toBe('service:place')
  })

  it('gives as a file no setting that the image has already', () => {
    const set = stages.flatMap((stage) => stage.match(/^ENV .*/gm) ?? []).join(' ')
    for (const { environment = {} } of Object.values(compose.services))
      for (const [name] of Object.entries(environment).filter(([variable]) => variable.endsWith('_FILE')))
        expect(set).not.toContain(` ${name.replace(/_FILE$/, '')}=`)
  })

  it('opens ports on loopback only, and gives PostgreSQL a health check', () => {
    for (const port of Object.values(compose.services).flatMap(({ ports = [] }) => ports))
      expect(port).toMatch(/^127\.0\.0\.1:/)
    expect(compose.services.postgres?.healthcheck).toBeDefined()
  })

  it('names no secret that make-secrets.sh does not make', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sightglass-secrets-'))
    afterThis(() => rmSync(folder, { recursive: true, force: true }))
    execFileSync('sh', [join(root, 'deploy', 'make-secrets.sh'), folder])
    const made = readdirSync(folder)
    for (const name of Object.values(compose.services).flatMap(({ secrets = [] }) => secrets)) {
      const file = compose.secrets[name]?.file.replace('./deploy/secrets/', '') ?? ''
      expect(made).toContain(file.replace(/\$\{.*\}/, 'sqlite'))
      expect(made).toContain(file.replace(/\$\{.*\}/, 'postgres'))
    }
    expect(readFileSync(join(folder, 'key-encryption-key'), 'utf8')).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(statSync(folder).mode & 0o077).toBe(0)
  })
})
