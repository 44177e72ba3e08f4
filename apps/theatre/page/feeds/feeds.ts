/** What the three servers recorded, as far as this page has read it: kept bounded, joined into flows once for each burst. */
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Arrival, Party } from '@sightglass/trace'
import { type Placed, placeArrivals } from '@sightglass/trace/arrivals'
import type { Flow } from '@sightglass/trace/flow'
import type { Boot } from '../boot.ts'
import { type Burst, oncePerBurst } from './burst.ts'
import { readGuardedFeed } from './guarded.ts'
import { createHeard, type Heard } from './heard.ts'
import { createJoined } from './joined.ts'
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

const NONE: readonly Arrival[] = []

export function openFeeds({ feeds, guarded }: Boot): Feeds {
  const heard = createHeard()
  const joined = createJoined()
  const flows = signal<readonly Flow[]>([])
  const loose = signal<readonly Arrival[]>(NONE)
  const connected = signal<ReadonlySet<Party>>(new Set())
  const caughtUp = signal(feeds.length === 0)
  const passedOver = signal(0)
  let placed: Placed = { byFlow: new Map(), loose: NONE }

  const join = (): void => {
    const { came, gone } = heard.takeNews()
    const next = came.length + gone.length === 0 ? flows.value : joined.change(came, gone)
    placed = placeArrivals(next, heard.underWay())
    batch(() => {
      loose.value = placed.loose
      passedOver.value = heard.countPassedOver()
      // The same flows with other messages under way are news too.
      flows.value = [...next]
      caughtUp.value = heard.countCaughtUp() >= feeds.length
    })
  }

  const read = guarded === undefined ? readOpenFeed : readGuardedFeed
  const listening = { heard, connected, changed: oncePerBurst(join), parties: feeds.length }
  for (const { party, url } of feeds) read(url, listenerFor(party, listening))
  return { flows, loose, connected, caughtUp, passedOver, arrivalsOf: (flow) => placed.byFlow.get(flow) ?? NONE }
}

interface Listening {
  readonly heard: Heard
  readonly connected: Signal<ReadonlySet<Party>>
  readonly changed: Burst
  /** How many are to tell. */
  readonly parties: number
}

function listenerFor(party: Party, { heard, connected, changed, parties }: Listening): Listener {
  const hear =
    <T extends readonly unknown[]>(take: (...told: T) => void) =>
    (...told: T): void => {
      take(...told)
      changed.soon()
    }
  return {
    opened() {
      connected.value = new Set([...connected.value, party])
    },
    closed: hear(() => {
      connected.value = new Set([...connected.value].filter((one) => one !== party))
      heard.closed(party)
    }),
    arrival: hear(heard.arrival),
    passedOver: hear((count: number) => heard.passedOver(party, count)),
    trace: hear(heard.trace),
    caughtUp() {
      heard.caughtUp(party)
      if (heard.countCaughtUp() >= parties) changed.now()
      else changed.soon()
    },
  }
}
