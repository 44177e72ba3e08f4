/** The recorder: the newest traces of this process, bounded by number, size and age. Memory only. */
import { observeTraces, tracesPassedOver } from './context.ts'
import { expectLike, expectNothing, likelyAt } from './likely.ts'
import type { Own, Recording } from './recording.ts'
import { type Bounds, createShelf, type Placed } from './shelf.ts'
import type { Trace } from './trace.ts'

export interface RecorderOptions extends Partial<Bounds> {
  /** Some have bounds of their own: however many they are, they push out none of the others. */
  readonly apart?: Bounds & { readonly which: (recording: Recording) => boolean }
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

/**
 * A trace that is kept. One that is like another is kept as that one and its own text: thousands of small objects that live just
 * long enough would cost the garbage collector more than all the rest of recording.
 */
interface Kept extends Own, Placed {
  readonly model: Recording
  /** Absent where it is its own model. */
  readonly text?: string
}

const KEPT_BYTES = 160

const LOOK_FOR_OLD_MS = 10_000

/** Starts recording; `stop` ends it and forgets everything. */
export function createRecorder({
  mostTraces = 10_000,
  mostBytes = 64 * 1024 * 1024,
  apart,
  mostAgeSeconds = Infinity,
  mostPerSecond = 1000,
  keeps = () => true,
}: RecorderOptions = {}): Recorder {
  const shelf = createShelf<Kept>({ mostTraces, mostBytes })
  const beside = apart && { ...apart, shelf: createShelf<Kept>(apart) }
  const shelves = beside === undefined ? [shelf] : [shelf, beside.shelf]
  const listeners = new Set<(trace: Trace) => void>()
  /** What readers count by. */
  let nextPlace = 0

  const forgetOld = (): void => {
    const since = performance.now() - mostAgeSeconds * 1000
    for (const { oldest, forgetOldest } of shelves)
      for (let first = oldest(); first !== undefined && endOf(first) < since; first = oldest()) forgetOldest()
  }

  const keep = (recording: Recording): void => {
    const { put } = beside?.which(recording) === true ? beside.shelf : shelf
    put(keptFor(recording, nextPlace++))
  }

  const passedOverBefore = tracesPassedOver()
  const unobserve = observeTraces(
    (recording) => {
      if (!keeps(recording)) return
      keep(recording)
      for (const listener of listeners) listener(recording)
    },
    { mostPerSecond },
  )
  const forgetting = mostAgeSeconds < Infinity ? setInterval(forgetOld, LOOK_FOR_OLD_MS).unref() : undefined

  /** Readers ask for new ones, so from the end. */
  const named = (id: string): Kept | undefined => {
    forgetOld()
    return earliest(shelves.map(({ last }) => last(({ name }) => name.id === id)))
  }

  /** Of a trace that is not kept any more, the place of the oldest. */
  const placeAfter = (id: string | undefined): number => (id === undefined ? 0 : (named(id)?.place ?? -1) + 1)

  const from = (place: number): readonly [Trace, number] | undefined => {
    forgetOld()
    const kept = earliest(shelves.map((one) => one.from(place)))
    return kept && [traceOf(kept), kept.place + 1]
  }

  const all = (): readonly Trace[] => {
    forgetOld()
    return shelves
      .flatMap((one) => one.all())
      .sort(byPlace)
      .map(traceOf)
  }

  return {
    traces: all,
    find(id) {
      const kept = named(id)
      return kept && traceOf(kept)
    },
    after: (id) => from(placeAfter(id))?.[0],
    placeAfter,
    from,
    passedOver: () => tracesPassedOver() - passedOverBefore,
    forget(which) {
      for (const one of shelves) {
        const stays = one.all().filter(({ model }) => !which(model))
        one.clear()
        for (const kept of stays) one.put(kept)
      }
      expectNothing()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      unobserve()
      clearInterval(forgetting)
      listeners.clear()
      for (const one of shelves) one.clear()
      expectNothing()
    },
  }
}

const endOf = ({ startedMs, tookMicros }: Kept): number => startedMs + tookMicros / 1000

const byPlace = (one: Placed, other: Placed): number => one.place - other.place

const earliest = (some: readonly (Kept | undefined)[]): Kept | undefined =>
  some.filter((kept) => kept !== undefined).sort(byPlace)[0]

const traceOf = (kept: Kept): Recording => (kept.text === undefined ? kept.model : kept.model.another(kept, kept.text))

function keptFor(recording: Recording, place: number): Kept {
  const { startedMs, tookMicros, name, target } = recording
  const model = likelyAt(target)
  const text = model !== undefined && recording.isLike(model) ? recording.text : undefined
  if (model !== undefined && text !== undefined)
    return { model, startedMs, tookMicros, name, place, text, bytes: KEPT_BYTES + 2 * text.length }
  expectLike(recording)
  return { model: recording, startedMs, tookMicros, name, place, bytes: recording.bytes }
}
