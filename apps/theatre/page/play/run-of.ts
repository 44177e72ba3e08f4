/** Which run of this page made a recorded flow. */
import type { Flow } from '@sightglass/trace/flow'
import type { RunResult } from '../../programme/run.ts'
import type { Runs } from '../runs/remembered.ts'

const byTrace = new WeakMap<Runs, ReadonlyMap<string, RunResult>>()

/** The run by each trace of what it sent; a sandbox has no feed. */
function tracesOf(runs: Runs): ReadonlyMap<string, RunResult> {
  const known = byTrace.get(runs)
  if (known !== undefined) return known
  const live = [...runs.values()].filter(({ traces }) => traces === undefined)
  const found = new Map(live.flatMap((run) => run.sent.map(({ traceId }) => [traceId, run] as const)))
  byTrace.set(runs, found)
  return found
}

/** The run that the flow belongs to. */
export function runOf(runs: Runs, { traces }: Flow): RunResult | undefined {
  const known = tracesOf(runs)
  if (known.size === 0) return undefined
  for (const { id } of traces) {
    const run = known.get(id)
    if (run !== undefined) return run
  }
  return undefined
}
