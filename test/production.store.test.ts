/** In production nothing is recorded and nothing serves what was, until an operator asks for it: the processes as they are started. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { afterThis } from './cleaning.ts'
import { testStoreUrl } from './stores.ts'

const adminToken = 'token-of-an-operator-of-production-0123456789'

interface Running {
  readonly url: string
  /** Of the management API. */
  readonly admin: string
  readonly lines: readonly { readonly msg?: string; readonly url?: string; readonly [name: string]: unknown }[]
}

/** Starts an app in production mode and resolves when it listens everywhere. */
async function start(app: 'auth' | 'api' | 'web'): Promise<Running> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'apps', app, 'main.ts')], {
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH,
      SIGHTGLASS_ENV: 'production',
      SIGHTGLASS_HOST: '127.0.0.1',
      [`SIGHTGLASS_${app.toUpperCase()}_PORT`]: '0',
      SIGHTGLASS_ISSUER: 'http://localhost:8081',
      SIGHTGLASS_KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64url'),
      SIGHTGLASS_AUTH_ADMIN_TOKEN: adminToken,
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
  const lines: Running['lines'][number][] = []
  return await new Promise((resolve, reject) => {
    void gone.then(() => reject(new Error(`${app} ended before it listened`)))
    createInterface(stdout).on('line', (line) => {
      lines.push(JSON.parse(line))
      const urlOf = (event: string): string => lines.find(({ msg }) => msg === event)?.url ?? ''
      const [url, admin] = [urlOf('listening'), urlOf('management API listening')]
      if (url !== '' && (admin !== '' || app !== 'auth')) resolve({ url, admin, lines })
    })
  })
}

it.each(['auth', 'api', 'web'] as const)('%s serves no traces and no theatre', async (app) => {
  const { url } = await start(app)
  const ofTheatre = ['/theatre', '/theatre/run', '/assets/theatre/assets/main.js']
  // Nor what the theatre needs of the others.
  const forTheatre = ['/oauth2/register', '/ledger', '/vault']
  for (const path of ['/trace/events', '/trace/AAAAAAAAAAAAAAAAAAAAAA', ...ofTheatre, ...forTheatre]) {
    const response = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } })
    expect([path, response.status]).toEqual([path, 404])
    const body = await response.text()
    expect(body).not.toContain('/theatre')
    expect(body).not.toMatch(/Trace [\w-]{22}/)
  }
})

it('an operator has a client recorded, watches it with the viewing token, and stops it', async () => {
  const { url, admin, lines } = await start('auth')
  const manage = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
    const response = await fetch(admin + path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await response.text()
    return text === '' ? {} : JSON.parse(text)
  }
  const client = { client_id: 'shop', grant_types: ['client_credentials'], scope: '' }
  const { client_secret: secret } = await manage('POST', '/clients', client)
  const ask = () =>
    fetch(`${url}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`shop:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'unknown' }),
    })
  expect((await ask()).headers.has('sightglass-trace')).toBe(false)
  const { id, viewing_token: token } = await manage('POST', '/recordings', { client_id: 'shop', minutes: 5 })
  const page = await fetch(`${url}/theatre`)
  expect([page.status, page.headers.get('content-security-policy')]).toEqual([
    200,
    expect.stringContaining('script-src'),
  ])
  expect(await page.text()).toContain('&quot;guarded&quot;:true')
  const traceId = (await ask()).headers.get('sightglass-trace')
  const stream = await fetch(`${url}/trace/events`, { headers: { authorization: `Bearer ${token}` } })
  const text = stream.text()
  await manage('DELETE', `/recordings/${id}`)
  expect(await text).toContain(`id: ${traceId}\n`)
  expect((await fetch(`${url}/theatre`)).status).toBe(404)
  expect((await ask()).headers.has('sightglass-trace')).toBe(false)
  expect(lines.filter(({ msg }) => msg === 'audit').map(({ action }) => action)).toEqual([
    'client.create',
    'recording.start',
    'recording.stop',
  ])
  for (const unsaid of [secret, token]) expect(JSON.stringify(lines)).not.toContain(unsaid)
})
