/** Recorded flows that a run of this page made: they are told as that run, as the stage tells it. */
import type { Flow } from '@sightglass/trace/flow'
import type { RunResult } from '../../programme/run.ts'
import { titledSummary } from '../headline.ts'
import { type House, stageFlow } from '../house.ts'
import { playOfRun } from '../play/play.ts'
import { runOf } from '../play/run-of.ts'
import type { Summary } from '../play/summary.ts'
import { summaryOf } from './search.ts'

/** Of the flows of one run the first alone. */
export function onceForEachRun(house: Pick<House, 'runs'>, flows: readonly Flow[]): readonly Flow[] {
  const told = new Set<RunResult>()
  return flows.filter((flow) => {
    const run = runOf(house.runs.value, flow)
    if (run === undefined) return true
    if (told.has(run)) return false
    told.add(run)
    return true
  })
}

/** What a list says of a flow. */
export interface Entry extends Summary {
  /** The flow, or all flows of its run as one. */
  readonly flow: Flow
}

const entries = new WeakMap<RunResult, { readonly flows: readonly Flow[]; readonly entry: Entry }>()

/** As the stage says it: of a run its title, and how it ended. */
export function entryOf(house: Pick<House, 'runs' | 'feeds'>, flow: Flow): Entry {
  const run = runOf(house.runs.value, flow)
  if (run === undefined) return { ...summaryOf(flow), flow }
  const flows = house.feeds.flows.value.filter((one) => runOf(house.runs.value, one) === run)
  const known = entries.get(run)
  if (known !== undefined && isSame(known.flows, flows)) return known.entry
  const play = playOfRun(run, flows)
  if (play === undefined) return { ...summaryOf(flow), flow }
  const entry = { ...titledSummary(play), flow: play.flow }
  entries.set(run, { flows, entry })
  return entry
}

const isSame = (some: readonly Flow[], others: readonly Flow[]): boolean =>
  some.length === others.length && some.every((one, index) => one === others[index])

/** Puts the flow on stage, or the run that it belongs to. */
export const stageEntry = (house: House, flow: Flow): void =>
  stageFlow(house, runOf(house.runs.value, flow)?.id ?? flow.id)
