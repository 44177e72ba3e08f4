/** What the three servers recorded, as far as this page has read it: kept bounded, joined into flows once for each burst. */
import { type ReadonlySignal, signal } from '@preact/signals'
import type { Arrival, Party, Trace } from '@sightglass/trace'
import { type Placed, placeArrivals } from '@sightglass/trace/arrivals'
import { type Flow, joinFlows } from '@sightglass/trace/flow'
import type { Boot } from '../boot.ts'

export interface Feeds {
  /** The one that began last comes first. */
  readonly flows: ReadonlySignal<readonly Flow[]>
  /** Messages under way that are part of no flow yet. */
  readonly loose: ReadonlySignal<readonly Arrival[]>
  readonly connected: ReadonlySignal<ReadonlySet<Party>>
  /** How many messages the servers did not record, as there were too many at once. */
  readonly passedOver: ReadonlySignal<number>
  readonly arrivalsOf: (flow: Flow) => readonly Arrival[]
}

const MOST_TRACES = 12_000
/** Traces come in bursts: the page is drawn once for each. */
const BURST_MS = 60

export function openFeeds({ feeds }: Boot): Feeds {
  const traces = new Map<string, Trace>()
  const arrivals = new Map<string, Arrival>()
  const passed = new Map<Party, number>()
  const flows = signal<readonly Flow[]>([])
  const loose = signal<readonly Arrival[]>([])
  const connected = signal<ReadonlySet<Party>>(new Set())
  const passedOver = signal(0)
  let placed: Placed = { byFlow: new Map(), loose: [] }
  let waiting = false

  const join = (): void => {
    waiting = false
    const joined = joinFlows([...traces.values()])
    placed = placeArrivals(joined, [...arrivals.values()])
    loose.value = placed.loose
    passedOver.value = [...passed.values()].reduce((sum, count) => sum + count, 0)
    flows.value = joined
  }
  const changed = (): void => {
    if (waiting) return
    waiting = true
    setTimeout(join, BURST_MS)
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
      connected.value = new Set([...connected.value, party])
    }
    source.onerror = () => {
      connected.value = new Set([...connected.value].filter((one) => one !== party))
      // What waits there is told again when it comes back.
      for (const { id, party: at } of arrivals.values()) if (at === party) arrivals.delete(id)
      changed()
    }
    source.addEventListener('arrival', ({ data }: MessageEvent<string>) => {
      const arrival = JSON.parse(data) as Arrival
      if (!traces.has(arrival.id)) arrivals.set(arrival.id, arrival)
      changed()
    })
    source.addEventListener('passed-over', ({ data }: MessageEvent<string>) => {
      passed.set(party, Number(data))
      changed()
    })
    source.onmessage = ({ data }: MessageEvent<string>) => {
      keep(JSON.parse(data) as Trace)
      changed()
    }
  }
  return { flows, loose, connected, passedOver, arrivalsOf: (flow) => placed.byFlow.get(flow) ?? [] }
}
