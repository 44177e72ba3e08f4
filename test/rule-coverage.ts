/** Which rules the tests have seen to hold and to fail, in traces: what came through a server or a public call of an SDK. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { observeTraces, type Trace } from '@sightglass/trace/observe'

export interface SeenRules {
  readonly held: readonly string[]
  readonly failed: readonly string[]
}

const FOLDER = join(import.meta.dirname, '..', 'coverage', 'rules')
const WHOLE_RUN = join(FOLDER, 'whole-run')

const held = new Set<string>()
const failed = new Set<string>()
/** Listens to the traces of this process. Called before each file: a test of tracing may have taken the listener away. */
export function watchRules(): void {
  observeTraces(notice, { unrecorded: true })
}

function notice({ steps }: Trace): void {
  for (const step of steps) if (step.kind === 'check') (step.held ? held : failed).add(step.rule)
}

/** Writes what this process has seen so far. */
export function writeSeenRules(): void {
  mkdirSync(FOLDER, { recursive: true })
  const seen: SeenRules = { held: [...held].sort(), failed: [...failed].sort() }
  writeFileSync(join(FOLDER, `${process.env.SIGHTGLASS_TEST_PROJECT}-${process.pid}.json`), JSON.stringify(seen))
}

/** Forgets the run before. */
export function forgetSeenRules(): void {
  rmSync(FOLDER, { recursive: true, force: true })
}

/** Notes that every test there is has run, so that what was not seen is worth telling. */
export function markWholeRun(): void {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(WHOLE_RUN, '')
}

/** What all processes of the last run have seen; `undefined` where only a part of the tests ran. */
export function seenInWholeRun(): SeenRules | undefined {
  const names = listed(FOLDER)
  if (!names.includes('whole-run')) return undefined
  const all = names.filter((name) => name.endsWith('.json')).map((name) => readSeen(join(FOLDER, name)))
  return { held: all.flatMap((seen) => seen.held), failed: all.flatMap((seen) => seen.failed) }
}

function readSeen(path: string): SeenRules {
  return JSON.parse(readFileSync(path, 'utf8')) as SeenRules
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
