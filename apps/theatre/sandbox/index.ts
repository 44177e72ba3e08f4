/**
 * Runs an attack in a sandbox: a process of its own whose servers do without one check, started for this run and ended with it.
 * In development only.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Attack } from '../backstage/play.ts'
import type { RunResult } from '../programme/run.ts'

/** The sandbox could not run the attack: one sentence for people. */
export class SandboxFailure extends Error {
  override readonly name = 'SandboxFailure'
}

const MOST_MS = 20_000
const inFolder = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

let running = false

/**
 * What came of the attack where the rule that stops it is switched off, with all that the parties recorded.
 * @param environment that of the process which asks: nothing but development has sandboxes
 * @throws {SandboxFailure} where one runs already, or it did not come to an end in time
 */
export async function runInSandbox(attack: Attack, environment = process.env.SIGHTGLASS_ENV): Promise<RunResult> {
  if (environment !== 'development')
    throw new SandboxFailure('sandboxes exist in development only: where SIGHTGLASS_ENV says so, as npm start does')
  if (running) throw new SandboxFailure('a sandbox is running: wait until it has ended')
  running = true
  try {
    return await told(start(attack))
  } finally {
    running = false
  }
}

/** It has nothing of this process: not its settings, not its environment, not its output. */
function start({ id, off }: Attack): ChildProcess {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  return fork(inFolder('main.ts'), [id, off], {
    execArgv: ['--import', new URL('preload.ts', import.meta.url).href],
    env: { ...(PATH && { PATH }), ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

type Told = { readonly result: RunResult } | { readonly reason: string }

async function told(child: ChildProcess): Promise<RunResult> {
  const { promise, resolve, reject } = Promise.withResolvers<RunResult>()
  let words = ''
  const patience = setTimeout(() => child.kill('SIGKILL'), MOST_MS)
  child.stderr?.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString()}`.slice(-2000)))
  child.once('error', (reason) => reject(new SandboxFailure(`the sandbox could not be started: ${reason.message}`)))
  child.once('message', (message: Told) =>
    'result' in message ? resolve(message.result) : reject(new SandboxFailure(message.reason)),
  )
  child.once('close', (code, signal) =>
    reject(
      new SandboxFailure(
        signal === 'SIGKILL'
          ? `the sandbox did not end within ${MOST_MS / 1000} seconds`
          : `the sandbox ended too early (${code ?? signal}): ${lastLine(words)}`,
      ),
    ),
  )
  try {
    return await promise
  } finally {
    clearTimeout(patience)
    child.kill('SIGKILL')
  }
}

const lastLine = (words: string): string =>
  words
    .trim()
    .split('\n')
    .findLast((line) => /\w/.test(line)) ?? 'it said nothing'
