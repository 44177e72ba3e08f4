/** What the three servers recorded, as far as this page has read it. */

import type { Arrival, Party, Trace } from '@sightglass/trace'
import { placeArrivals } from '@sightglass/trace/arrivals'
import { type Flow, joinFlows } from '@sightglass/trace/flow'
import { type Told, tell } from '@sightglass/trace/story'
import type { ViewerModel } from './model.ts'

export interface ShownFlow {
  readonly flow: Flow
  readonly told: readonly Told[]
}

export interface Store {
  readonly flows: () => readonly ShownFlow[]
  /** Messages under way that are part of no flow yet. */
  readonly loose: () => readonly Arrival[]
  readonly paused: () => boolean
  /** How many traces came while it was paused. */
  readonly waiting: () => number
  readonly connected: (party: Party) => boolean
  /** How many messages the servers did not record, as there were too many at once. */
  readonly passedOver: () => number
  readonly pause: (paused: boolean) => void
}

const MOST_TRACES = 6000
/** Traces come in bursts: the page is drawn once for each. */
const BURST_MS = 60

/** Reads the feeds and calls `changed` whenever there is something new to show. */
export function createStore({ feeds }: ViewerModel, changed: () => void): Store {
  const traces = new Map<string, Trace>()
  const held: Trace[] = []
  const arrivals = new Map<string, Arrival>()
  const open = new Set<Party>()
  const passedOver = new Map<Party, number>()
  let shown: ShownFlow[] = []
  let loose: readonly Arrival[] = []
  let paused = false
  let drawing = false

  const join = (): void => {
    const flows = joinFlows([...traces.values()])
    const placed = placeArrivals(flows, [...arrivals.values()])
    shown = flows.map((flow) => ({ flow, told: tell(flow, placed.byFlow.get(flow)) }))
    loose = placed.loose
  }
  const redraw = (): void => {
    if (drawing) return
    drawing = true
    setTimeout(() => {
      drawing = false
      if (!paused) join()
      changed()
    }, BURST_MS)
  }
  const keep = (trace: Trace): void => {
    traces.set(trace.id, trace)
    arrivals.delete(trace.id)
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
      // What waits there is told again when it comes back.
      for (const { id, party: at } of arrivals.values()) if (at === party) arrivals.delete(id)
      redraw()
    }
    source.addEventListener('arrival', ({ data }: MessageEvent<string>) => {
      const arrival = JSON.parse(data) as Arrival
      if (!traces.has(arrival.id)) arrivals.set(arrival.id, arrival)
      redraw()
    })
    source.addEventListener('passed-over', ({ data }: MessageEvent<string>) => {
      passedOver.set(party, Number(data))
      redraw()
    })
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const trace = JSON.parse(data) as Trace
      if (paused) held.push(trace)
      else keep(trace)
      redraw()
    }
  }
  return {
    flows: () => shown,
    loose: () => loose,
    paused: () => paused,
    waiting: () => held.length,
    connected: (party) => open.has(party),
    passedOver: () => [...passedOver.values()].reduce((sum, count) => sum + count, 0),
    pause(next) {
      paused = next
      if (!paused) for (const trace of held.splice(0)) keep(trace)
      redraw()
    },
  }
}
