/** What the three servers recorded, as far as this page has read it: kept bounded, joined into flows once for each burst. */
import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { Arrival, Party, Trace } from '@sightglass/trace'
import { type Placed, placeArrivals } from '@sightglass/trace/arrivals'
import type { Flow } from '@sightglass/trace/flow'
import type { Boot } from '../boot.ts'
import { readGuardedFeed } from './guarded.ts'
import { createJoined } from './joined.ts'
import { createKept } from './kept.ts'
import { type Listener, readOpenFeed } from './reader.ts'

export interface Feeds {
  /** The one that began last comes first. */
  readonly flows: ReadonlySignal<readonly Flow[]>
  /** Messages under way that are part of no flow yet. */
  readonly loose: ReadonlySignal<readonly Arrival[]>
  readonly connected: ReadonlySignal<ReadonlySet<Party>>
  /** All parties have told what they had kept. */
  readonly caughtUp: ReadonlySignal<boolean>
  /** How many messages the servers did not record, as there were too many at once. */
  readonly passedOver: ReadonlySignal<number>
  readonly arrivalsOf: (flow: Flow) => readonly Arrival[]
}

/** Traces come in bursts: the page is drawn once for each. */
const BURST_MS = 60
/** Joining and drawing take no more than this part of the time. */
const SHARE = 1 / 8
/** However long it takes: nobody waits longer for what is new. */
const MOST_PAUSE_MS = 2000

const NONE: readonly Arrival[] = []

export function openFeeds({ feeds, guarded }: Boot): Feeds {
  const kept = createKept()
  const arrivals = new Map<string, Arrival>()
  const passed = new Map<Party, number>()
  const told = new Set<Party>()
  const joined = createJoined()
  const flows = signal<readonly Flow[]>([])
  const loose = signal<readonly Arrival[]>(NONE)
  const connected = signal<ReadonlySet<Party>>(new Set())
  const caughtUp = signal(feeds.length === 0)
  const passedOver = signal(0)
  let placed: Placed = { byFlow: new Map(), loose: NONE }
  let [came, gone]: [Trace[], Trace[]] = [[], []]
  let waiting = false
  let pauseMs = BURST_MS

  const join = (): void => {
    waiting = false
    const began = performance.now()
    const next = came.length + gone.length === 0 ? flows.value : joined.change(came, gone)
    ;[came, gone] = [[], []]
    placed = placeArrivals(next, [...arrivals.values()])
    batch(() => {
      loose.value = placed.loose
      passedOver.value = [...passed.values()].reduce((sum, count) => sum + count, 0)
      // The same flows with other messages under way are news too.
      flows.value = [...next]
      caughtUp.value = told.size >= feeds.length
    })
    // By then the page has been drawn as well.
    setTimeout(() => {
      pauseMs = Math.min(MOST_PAUSE_MS, Math.max(BURST_MS, (performance.now() - began) / SHARE))
    })
  }
  const changed = (): void => {
    if (waiting) return
    waiting = true
    setTimeout(join, pauseMs)
  }
  const keep = (trace: Trace): void => {
    arrivals.delete(trace.id)
    if (kept.has(trace.id)) return
    came.push(trace)
    gone.push(...kept.put(trace))
  }
  const listenerFor = (party: Party): Listener => ({
    opened() {
      connected.value = new Set([...connected.value, party])
    },
    closed() {
      connected.value = new Set([...connected.value].filter((one) => one !== party))
      // What waits there is told again when it comes back.
      for (const { id, party: at } of arrivals.values()) if (at === party) arrivals.delete(id)
      changed()
    },
    arrival(arrival) {
      if (!kept.has(arrival.id)) arrivals.set(arrival.id, arrival)
      changed()
    },
    passedOver(count) {
      passed.set(party, count)
      changed()
    },
    trace(trace) {
      keep(trace)
      changed()
    },
    caughtUp() {
      told.add(party)
      changed()
    },
  })

  const read = guarded === undefined ? readOpenFeed : readGuardedFeed
  for (const { party, url } of feeds) read(url, listenerFor(party))
  return { flows, loose, connected, caughtUp, passedOver, arrivalsOf: (flow) => placed.byFlow.get(flow) ?? NONE }
}
