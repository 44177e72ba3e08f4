/** The runs of this browser, kept over a reload and for other tabs: without them, what an attacker sent would look like anybody's. */
import { effect, type Signal, signal } from '@preact/signals'
import { runFrom } from '../../keep/kept-shape.ts'
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

/** The runs that a text tells of: what an earlier version of the page kept, or somebody else, may be none. */
export function runsIn(text: string): readonly RunResult[] {
  try {
    const runs: unknown = JSON.parse(text)
    return Array.isArray(runs) ? runs.flatMap(runIn) : []
  } catch {
    return []
  }
}

function runIn(told: unknown): readonly RunResult[] {
  try {
    return [runFrom(told, '')]
  } catch {
    return []
  }
}

function remembered(): readonly (readonly [id: string, run: RunResult])[] {
  try {
    return runsIn(localStorage.getItem(NAME) ?? '').map((run) => [run.id, run])
  } catch {
    return []
  }
}
