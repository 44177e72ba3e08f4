/** A server under load: started on one core, asked for its usage, ended. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tokenRequest } from './exchange.ts'
import type { Announced, Usage } from './servers/announce.ts'

export interface Contender {
  readonly name: string
  /** The file in `servers/`. */
  readonly program: string
  readonly tokenPath: string
  /** Absent for what answers with no token. */
  readonly jwksPath?: string
  readonly switches?: readonly string[]
}

export interface Running {
  readonly tokenUrl: string
  readonly jwksUrl: string | undefined
  /** From the start of the process to its first token. */
  readonly startMs: number
  readonly usage: () => Promise<Usage>
  readonly stop: () => Promise<void>
}

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0

/** Starts a file of this folder with this same Node, on one core where that can be had. */
export function startPinned(core: number, file: string, args: readonly string[], nodeArgs: readonly string[] = []) {
  const program = fileURLToPath(new URL(file, import.meta.url))
  const [command = '', ...rest] = [
    ...(canPin ? ['taskset', '-c', String(core)] : []),
    process.execPath,
    ...nodeArgs,
    program,
    ...args,
  ]
  return spawn(command, rest, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
}

/** Starts a contender on the first core; it is up when it has answered once. */
export async function start(contender: Contender, nodeArgs: readonly string[]): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-bench-'))
  const startedMs = performance.now()
  const child = startPinned(0, `servers/${contender.program}`, [folder, ...(contender.switches ?? [])], nodeArgs)
  const { port } = await heardFrom<Announced>(child)
  const origin = `http://127.0.0.1:${port}`
  const tokenUrl = `${origin}${contender.tokenPath}`
  const { status } = await fetch(tokenUrl, tokenRequest)
  if (status !== 200) throw new Error(`${contender.name} answered ${status}`)
  return {
    tokenUrl,
    jwksUrl: contender.jwksPath === undefined ? undefined : `${origin}${contender.jwksPath}`,
    startMs: performance.now() - startedMs,
    async usage() {
      child.send('usage')
      return await heardFrom<Usage>(child)
    },
    async stop() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
      rmSync(folder, { recursive: true })
    },
  }
}

/** The next message of a child. @throws {Error} where it ends before it says anything. */
export async function heardFrom<Message>(child: ChildProcess): Promise<Message> {
  return await new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${child.spawnargs.join(' ')} ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as Message)
    })
  })
}
