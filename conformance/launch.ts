/** Our own authorization server as the one examined: a process of its own, over HTTPS, on a port of its own, with nothing kept. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePorts } from '../test/ports.ts'
import { certificateFile, certificateKeyFile } from './certificate.ts'
import type { RelyingParty } from './relying-party.ts'
import type { StaticClients } from './subject.ts'

export interface Launched {
  readonly issuer: string
  readonly user: { readonly username: string; readonly password: string }
  readonly clients: StaticClients
  readonly rotateKeys: () => Promise<void>
  readonly stop: () => Promise<void>
}

const PROGRAM = join(import.meta.dirname, '..', 'apps', 'auth', 'main.ts')
const START_MS = 60_000
const POLL_MS = 50

const secret = (): string => randomBytes(32).toString('base64url')

export async function launch({ origin }: RelyingParty): Promise<Launched> {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-conformance-'))
  const clients = {
    client: { client_id: 'conformance-1', client_secret: secret() },
    client2: { client_id: 'conformance-2', client_secret: secret() },
    client_secret_post: { client_id: 'conformance-post', client_secret: secret() },
  }
  const registrations = join(folder, 'registrations.json')
  writeFileSync(registrations, registrationsOf(clients, origin), { mode: 0o600 })
  const [port = 0, apiPort = 0, webPort = 0, adminPort = 0] = await freePorts(4)
  const adminToken = secret()
  const issuer = `https://localhost:${port}`
  const child = spawn(process.execPath, [PROGRAM], {
    env: {
      ...ownEnvironment(),
      SIGHTGLASS_ENV: 'development',
      SIGHTGLASS_ISSUER: issuer,
      SIGHTGLASS_AUTH_PORT: String(port),
      SIGHTGLASS_API_PORT: String(apiPort),
      SIGHTGLASS_WEB_PORT: String(webPort),
      SIGHTGLASS_AUTH_ADMIN_PORT: String(adminPort),
      SIGHTGLASS_AUTH_ADMIN_TOKEN: adminToken,
      SIGHTGLASS_TLS_CERT: certificateFile,
      SIGHTGLASS_TLS_KEY: certificateKeyFile,
      SIGHTGLASS_KEY_ENCRYPTION_KEY: secret(),
      DATABASE_URL: 'memory:',
      LOG_FORMAT: 'json',
      SIGHTGLASS_AUTH_REGISTRATIONS: registrations,
      SIGHTGLASS_AUTH_AUTHORIZATION_REQUESTS: '100000',
      SIGHTGLASS_AUTH_PRIVATE_HOSTS: new URL(origin).host,
      SIGHTGLASS_AUTH_CA_CERTIFICATES: certificateFile,
      SIGHTGLASS_AUTH_REGISTRATION_MODE: 'open',
      SIGHTGLASS_AUTH_REGISTRATION_PKCE_REQUIRED: 'false',
      SIGHTGLASS_AUTH_REGISTRATION_ASSERTION_AUDIENCE: 'token_endpoint',
      SIGHTGLASS_AUTH_REGISTRATION_LEGACY: 'true',
      SIGHTGLASS_AUTH_REGISTRATION_LIMIT: '100000',
    },
    // The channel ends it with us, however we end.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await untilReady(child)
  } catch (reason) {
    await stop()
    throw reason
  }
  const rotateKeys = () => rotate(`http://127.0.0.1:${adminPort}/keys/rotate`, adminToken)
  return { issuer, user: { username: 'alice', password: 'password123' }, clients, rotateKeys, stop }
}

/** As an operator does it, over the management API. */
async function rotate(address: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const { status } = await fetch(address, { method: 'POST', headers, body: '{}' })
  if (status !== 200) throw new Error(`the management API answered ${status}`)
}

/** What a shell of ours has set is about another server. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(SIGHTGLASS_|LOG_|OAUTH_|DATABASE_URL)/.test(name)),
  )

const LAST_CHARACTERS = 4000

async function untilReady(child: ChildProcess): Promise<void> {
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      said = (said + String(chunk)).slice(-LAST_CHARACTERS)
    })
  for (const endMs = performance.now() + START_MS; performance.now() < endMs; await delay(POLL_MS)) {
    if (said.includes('"msg":"ready"')) return
    if (child.exitCode !== null) break
  }
  throw new Error(`the authorization server did not start:\n${said}`)
}

/** JSON is YAML. */
function registrationsOf(clients: StaticClients, origin: string): string {
  const common = {
    redirect_uris: [`${origin}/callback`],
    grant_types: ['authorization_code', 'implicit', 'refresh_token'],
    response_types: ['code', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'],
    scope: 'openid profile email address phone offline_access',
    pkce_required: false,
    legacy: true,
  }
  const all = Object.entries(clients).map(([name, given]) => ({
    ...common,
    ...given,
    token_endpoint_auth_method: name === 'client_secret_post' ? name : 'client_secret_basic',
  }))
  return JSON.stringify({ clients: all })
}
