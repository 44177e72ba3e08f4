/** The recorder: the newest traces of this process, bounded by number, size and age. Memory only. */
import { observeTraces, tracesPassedOver } from './context.ts'
import type { Recording } from './recording.ts'
import type { Bounds } from './shelf.ts'
import { type Apart, createShelves, type Kept, type Shelves, traceOf } from './shelves.ts'
import type { Trace } from './trace.ts'

export interface RecorderOptions extends Partial<Bounds> {
  /** Some have bounds of their own: however many they are, they push out none of the others. */
  readonly apart?: Apart
  /** As long as they like unless told otherwise. */
  readonly mostAgeSeconds?: number
  /** What recording may cost is bounded too: of more messages than these, some are passed over. */
  readonly mostPerSecond?: number
  /** Of those that are recorded for others, which are kept: all unless told otherwise. */
  readonly keeps?: (recording: Recording) => boolean
}

export interface Recorder {
  /** Oldest first. */
  readonly traces: () => readonly Trace[]
  readonly find: (id: string) => Trace | undefined
  /** The first trace recorded after this one; of one that is not kept any more, the oldest. `undefined` where none is yet. */
  readonly after: (id: string | undefined) => Trace | undefined
  /** Where reading begins that goes on from this one: for `from`, which need not look for it. */
  readonly placeAfter: (id: string | undefined) => number
  /** The first trace at this place or later, and the place behind it. */
  readonly from: (place: number) => readonly [trace: Trace, next: number] | undefined
  /** How many messages were not recorded since it started, as there were too many at once. */
  readonly passedOver: () => number
  /** Forgets those that are so. */
  readonly forget: (which: (trace: Trace) => boolean) => void
  /** Called with each trace from now on, until the returned function is called. */
  readonly subscribe: (listener: (trace: Trace) => void) => () => void
  readonly stop: () => void
}

const LOOK_FOR_OLD_MS = 10_000

/** Starts recording; `stop` ends it and forgets everything. */
export function createRecorder(options: RecorderOptions = {}): Recorder {
  const { mostTraces = 10_000, mostBytes = 64 * 1024 * 1024, mostAgeSeconds = Infinity, apart } = options
  const shelves = createShelves({ mostTraces, mostBytes, mostAgeSeconds, apart })
  const forgetting = mostAgeSeconds < Infinity ? setInterval(shelves.forgetOld, LOOK_FOR_OLD_MS).unref() : undefined
  const listeners = new Set<(trace: Trace) => void>()
  const passedOverBefore = tracesPassedOver()
  const unobserve = observe(options, (recording) => {
    shelves.put(recording)
    for (const listener of listeners) listener(recording)
  })
  return {
    ...readingOf(shelves),
    passedOver: () => tracesPassedOver() - passedOverBefore,
    forget: shelves.forget,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      unobserve()
      clearInterval(forgetting)
      listeners.clear()
      shelves.clear()
    },
  }
}

function observe(
  { mostPerSecond = 1000, keeps = () => true }: RecorderOptions,
  keep: (recording: Recording) => void,
): () => void {
  return observeTraces(
    (recording) => {
      if (keeps(recording)) keep(recording)
    },
    { mostPerSecond },
  )
}

/** What is too old is never read, however seldom anybody looks for it. */
function readingOf(shelves: Shelves): Pick<Recorder, 'traces' | 'find' | 'after' | 'placeAfter' | 'from'> {
  const named = (id: string): Kept | undefined => {
    shelves.forgetOld()
    return shelves.find(id)
  }
  /** Of a trace that is not kept any more, the place of the oldest. */
  const placeAfter = (id: string | undefined): number => (id === undefined ? 0 : (named(id)?.place ?? -1) + 1)

  const from = (place: number): readonly [Trace, number] | undefined => {
    shelves.forgetOld()
    const kept = shelves.from(place)
    return kept && [traceOf(kept), kept.place + 1]
  }
  return {
    traces() {
      shelves.forgetOld()
      return shelves.all().map(traceOf)
    },
    find(id) {
      const kept = named(id)
      return kept && traceOf(kept)
    },
    after: (id) => from(placeAfter(id))?.[0],
    placeAfter,
    from,
  }
}
