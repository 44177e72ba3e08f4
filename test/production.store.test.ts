/** In production nothing is recorded and nothing serves what was: the processes as an operator starts them. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { afterThis } from './cleaning.ts'
import { testStoreUrl } from './stores.ts'

/** Starts an app in production mode and resolves with its address when it listens. */
async function start(app: 'auth' | 'api' | 'web'): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'apps', app, 'main.ts')], {
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH,
      SIGHTGLASS_ENV: 'production',
      SIGHTGLASS_HOST: '127.0.0.1',
      [`SIGHTGLASS_${app.toUpperCase()}_PORT`]: '0',
      SIGHTGLASS_ISSUER: 'http://localhost:8081',
      SIGHTGLASS_KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64url'),
      SIGHTGLASS_WEB_CLIENT_SECRET: 'a-secret-of-production',
      DATABASE_URL: await testStoreUrl(),
      LOG_FORMAT: 'json',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  afterThis(async () => {
    child.kill('SIGKILL')
    await gone
  })
  const { stdout } = child
  if (stdout === null) throw new Error('the output of a process is piped')
  return await new Promise((resolve, reject) => {
    void gone.then(() => reject(new Error(`${app} ended before it listened`)))
    createInterface(stdout).on('line', (line) => {
      const { msg, url } = JSON.parse(line) as { msg?: string; url?: string }
      if (msg === 'listening' && url !== undefined) resolve(url)
    })
  })
}

it.each(['auth', 'api', 'web'] as const)('%s serves no traces and no theatre', async (app) => {
  const url = await start(app)
  for (const path of ['/trace/events', '/trace/AAAAAAAAAAAAAAAAAAAAAA', '/theatre', '/assets/theatre/assets/main.js']) {
    const response = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } })
    expect([path, response.status]).toEqual([path, 404])
    const body = await response.text()
    expect(body).not.toContain('/theatre')
    expect(body).not.toMatch(/Trace [\w-]{22}/)
  }
})
