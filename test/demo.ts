/** The whole demo as `npm start` starts it: three processes under the supervisor, on free ports, with a database of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterThis } from './cleaning.ts'
import { freePorts } from './ports.ts'

export interface Demo {
  readonly webUrl: string
  readonly issuer: string
  readonly resource: string
  /** Everything that was printed so far. */
  readonly output: () => string
}

const READY = /all services are up/
const START_MS = 60_000

/** Starts it and waits until it says that it is ready; it is stopped as Ctrl+C stops it. */
export async function openDemo(): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'sightglass-demo-'))
  afterThis(() => rm(folder, { recursive: true, force: true }))
  const [web = 0, auth = 0, api = 0] = await freePorts(3)
  const env = {
    ...process.env,
    SIGHTGLASS_WEB_PORT: String(web),
    SIGHTGLASS_AUTH_PORT: String(auth),
    SIGHTGLASS_API_PORT: String(api),
    DATABASE_URL: `sqlite:${join(folder, 'demo.sqlite')}`,
    LOG_FORMAT: 'json',
    NO_COLOR: '1',
    FORCE_COLOR: '0',
  }
  const child = spawn(process.execPath, ['apps/cli/main.mjs', 'start', '--dev'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  afterThis(async () => {
    if (child.exitCode !== null) return
    child.kill('SIGINT')
    await once(child, 'exit')
  })
  await readyOrThrow(child, () => output)
  const [webUrl, issuer, resource] = [web, auth, api].map((port) => `http://localhost:${port}`)
  return { webUrl: webUrl ?? '', issuer: issuer ?? '', resource: resource ?? '', output: () => output }
}

async function readyOrThrow(child: ChildProcess, output: () => string): Promise<void> {
  const until = performance.now() + START_MS
  while (!READY.test(output())) {
    if (child.exitCode !== null || performance.now() > until) throw new Error(`the demo did not start:\n${output()}`)
    await setTimeout(20)
  }
}
