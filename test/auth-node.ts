/** The authorization server as processes: nodes on one database, each on a port of its own, to be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { issuer } from './authorization-server.ts'
import { afterThis } from './cleaning.ts'
import type { Fetch } from './user-agent.ts'

export interface AuthNode {
  /** Sends the request to this process, whatever origin it names. */
  readonly fetch: Fetch
  /** SIGKILL: no answer under way is finished, nothing is closed. Resolves when the process is gone. */
  readonly kill: () => Promise<void>
}

/** Of `testKeys`. */
const KEY_ENCRYPTION_KEY = Buffer.alloc(32, 7).toString('base64url')

/** A node that starts: it may be killed before it listens. */
export interface StartingNode {
  /** Rejects where the process ends before. */
  readonly listening: Promise<AuthNode>
  readonly kill: () => Promise<void>
}

/** Starts a node in development mode. Gone when the test or its file ends. */
export function spawnAuthNode(databaseUrl: string): StartingNode {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'apps', 'auth', 'main.ts')], {
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH,
      SIGHTGLASS_ENV: 'development',
      SIGHTGLASS_HOST: '127.0.0.1',
      SIGHTGLASS_AUTH_PORT: '0',
      SIGHTGLASS_ISSUER: issuer,
      SIGHTGLASS_KEY_ENCRYPTION_KEY: KEY_ENCRYPTION_KEY,
      DATABASE_URL: databaseUrl,
      LOG_FORMAT: 'json',
    },
    // The channel tells the child when this process is gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await gone
  }
  afterThis(kill)
  const listening = originOf(child).then((origin) => ({
    fetch: (request: Request) => fetch(sentTo(origin, request)),
    kill,
  }))
  return { listening, kill }
}

export const startAuthNode = (databaseUrl: string): Promise<AuthNode> => spawnAuthNode(databaseUrl).listening

/** The address that the process says it listens at. */
function originOf(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('the output of a node is piped')
  let words = ''
  stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString()
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`the node ended before it listened: ${words}`)))
    // Read to the end, also after that: a full pipe would hold the process up.
    createInterface(stdout).on('line', (line) => {
      const { msg, url } = JSON.parse(line) as { msg?: string; url?: string }
      if (msg === 'listening' && url !== undefined) resolve(url)
    })
  })
}

function sentTo(origin: string, request: Request): Request {
  const { pathname, search } = new URL(request.url)
  return new Request(`${origin}${pathname}${search}`, request)
}
