/** What the three servers recorded, as far as this page has read it. */

import type { Party, Trace } from '@sightglass/trace'
import { type Flow, joinFlows } from '@sightglass/trace/flow'
import { type Told, tell } from '@sightglass/trace/story'
import type { ViewerModel } from './model.ts'

export interface ShownFlow {
  readonly flow: Flow
  readonly told: readonly Told[]
}

export interface Store {
  readonly flows: () => readonly ShownFlow[]
  readonly paused: () => boolean
  /** How many traces came while it was paused. */
  readonly waiting: () => number
  readonly connected: (party: Party) => boolean
  readonly pause: (paused: boolean) => void
}

const MOST_TRACES = 6000
/** Traces come in bursts: the page is drawn once for each. */
const BURST_MS = 60

/** Reads the feeds and calls `changed` whenever there is something new to show. */
export function createStore({ feeds }: ViewerModel, changed: () => void): Store {
  const traces = new Map<string, Trace>()
  const held: Trace[] = []
  const open = new Set<Party>()
  let shown: ShownFlow[] = []
  let paused = false
  let drawing = false

  const redraw = (): void => {
    if (drawing) return
    drawing = true
    setTimeout(() => {
      drawing = false
      if (!paused) shown = joinFlows([...traces.values()]).map((flow) => ({ flow, told: tell(flow) }))
      changed()
    }, BURST_MS)
  }
  const keep = (trace: Trace): void => {
    traces.set(trace.id, trace)
    for (const oldest of traces.keys()) {
      if (traces.size <= MOST_TRACES) break
      traces.delete(oldest)
    }
  }
  for (const { party, url } of feeds) {
    // It comes back by itself, and tells the server which trace it got last.
    const source = new EventSource(url)
    source.onopen = () => {
      open.add(party)
      redraw()
    }
    source.onerror = () => {
      open.delete(party)
      redraw()
    }
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const trace = JSON.parse(data) as Trace
      if (paused) held.push(trace)
      else keep(trace)
      redraw()
    }
  }
  return {
    flows: () => shown,
    paused: () => paused,
    waiting: () => held.length,
    connected: (party) => open.has(party),
    pause(next) {
      paused = next
      if (!paused) for (const trace of held.splice(0)) keep(trace)
      redraw()
    },
  }
}
