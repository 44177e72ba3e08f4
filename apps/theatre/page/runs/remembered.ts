/** The runs of this browser, kept over a reload and for other tabs: without them, what an attacker sent would look like anybody's. */
import { effect, type Signal, signal } from '@preact/signals'
import type { RunResult } from '../../programme/run.ts'

export type Runs = ReadonlyMap<string, RunResult>

const NAME = 'sightglass-runs'
const MOST_RUNS = 40

/** Sandbox runs carry all their traces, and are left out: nothing else tells of them either. */
const toKeep = (runs: Runs): string =>
  JSON.stringify([...runs.values()].filter(({ traces }) => traces === undefined).slice(-MOST_RUNS))

/** Where the browser keeps nothing, they last as long as the page. */
export function rememberedRuns(): Signal<Runs> {
  const runs = signal<Runs>(new Map(remembered()))
  effect(() => {
    try {
      localStorage.setItem(NAME, toKeep(runs.value))
    } catch {
      // Full, or forbidden.
    }
  })
  addEventListener('storage', ({ key }) => {
    if (key !== NAME) return
    const added = remembered().filter(([id]) => !runs.peek().has(id))
    if (added.length > 0) runs.value = new Map([...runs.peek(), ...added])
  })
  return runs
}

/** An earlier version of the page may have kept something else. */
const isRun = (run: unknown): run is RunResult =>
  typeof run === 'object' &&
  run !== null &&
  'id' in run &&
  typeof run.id === 'string' &&
  'play' in run &&
  typeof run.play === 'string' &&
  'sent' in run &&
  isListWith(run.sent, 'traceId') &&
  'asides' in run &&
  isListWith(run.asides, 'key')

const isListWith = (list: unknown, name: string): boolean =>
  Array.isArray(list) && list.every((one: unknown) => typeof one === 'object' && one !== null && name in one)

function remembered(): readonly (readonly [id: string, run: RunResult])[] {
  try {
    const runs: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]')
    return Array.isArray(runs) ? runs.filter(isRun).map((run) => [run.id, run]) : []
  } catch {
    return []
  }
}
