/** The recorder: the newest traces of this process, bounded by number, size and age. Memory only. */
import { observeTraces, tracesPassedOver } from './context.ts'
import { expectLike, expectNothing, likelyAt } from './likely.ts'
import type { Own, Recording } from './recording.ts'
import type { Trace } from './trace.ts'

export interface RecorderOptions {
  readonly mostTraces?: number
  readonly mostBytes?: number
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
interface Kept extends Own {
  readonly model: Recording
  /** Absent where it is its own model. */
  readonly text?: string
  readonly bytes: number
}

const KEPT_BYTES = 160

const LOOK_FOR_OLD_MS = 10_000

/** Starts recording; `stop` ends it and forgets everything. */
export function createRecorder({
  mostTraces = 10_000,
  mostBytes = 64 * 1024 * 1024,
  mostAgeSeconds = Infinity,
  mostPerSecond = 1000,
  keeps = () => true,
}: RecorderOptions = {}): Recorder {
  /** A ring: the oldest stands at `first`. */
  const ring: (Kept | undefined)[] = new Array(mostTraces).fill(undefined)
  const listeners = new Set<(trace: Trace) => void>()
  /** `gone` is how many were forgotten before the oldest: what readers count by. */
  let [first, count, bytes, gone] = [0, 0, 0, 0]

  const keptAt = (index: number): Kept | undefined => (index < count ? ring[(first + index) % mostTraces] : undefined)

  const at = (index: number): Trace | undefined => {
    const kept = keptAt(index)
    return kept?.text === undefined ? kept?.model : kept.model.another(kept, kept.text)
  }

  const forgetOldest = (): void => {
    bytes -= ring[first]?.bytes ?? 0
    ring[first] = undefined
    first = (first + 1) % mostTraces
    count -= 1
    gone += 1
  }

  const forgetOld = (): void => {
    const since = performance.now() - mostAgeSeconds * 1000
    for (let oldest = keptAt(0); oldest !== undefined && endOf(oldest) < since; oldest = keptAt(0)) forgetOldest()
  }

  const keep = (kept: Kept): void => {
    if (count === mostTraces) forgetOldest()
    ring[(first + count) % mostTraces] = kept
    bytes += kept.bytes
    count += 1
    while (bytes > mostBytes && count > 0) forgetOldest()
  }

  const passedOverBefore = tracesPassedOver()
  const unobserve = observeTraces(
    (recording) => {
      if (!keeps(recording)) return
      keep(keptFor(recording))
      for (const listener of listeners) listener(recording)
    },
    { mostPerSecond },
  )
  const forgetting = mostAgeSeconds < Infinity ? setInterval(forgetOld, LOOK_FOR_OLD_MS).unref() : undefined

  /** Of a trace that is not kept any more, the place before the oldest. Readers ask for new ones, so from the end. */
  const indexOf = (id: string): number => {
    forgetOld()
    let index = count - 1
    while (index >= 0 && keptAt(index)?.name.id !== id) index -= 1
    return index
  }

  const placeAfter = (id: string | undefined): number => gone + (id === undefined ? 0 : indexOf(id) + 1)

  const from = (place: number): readonly [Trace, number] | undefined => {
    forgetOld()
    const index = Math.max(0, place - gone)
    const trace = at(index)
    return trace && [trace, gone + index + 1]
  }

  const all = (): readonly Trace[] => {
    forgetOld()
    return Array.from({ length: count }, (_, index) => at(index)).filter((trace) => trace !== undefined)
  }

  return {
    traces: all,
    find: (id) => at(indexOf(id)),
    after: (id) => from(placeAfter(id))?.[0],
    placeAfter,
    from,
    passedOver: () => tracesPassedOver() - passedOverBefore,
    forget(which) {
      const kept = Array.from({ length: count }, (_, index) => keptAt(index)).filter((one) => one !== undefined)
      const stays = kept.filter(({ model }) => !which(model))
      while (count > 0) forgetOldest()
      // Readers go on by their places: of what stays they miss nothing.
      gone -= stays.length
      for (const one of stays) keep(one)
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
      ring.fill(undefined)
      count = 0
      expectNothing()
    },
  }
}

const endOf = ({ startedMs, tookMicros }: Kept): number => startedMs + tookMicros / 1000

function keptFor(recording: Recording): Kept {
  const { startedMs, tookMicros, name, target } = recording
  const model = likelyAt(target)
  const text = model !== undefined && recording.isLike(model) ? recording.text : undefined
  if (model !== undefined && text !== undefined)
    return { model, startedMs, tookMicros, name, text, bytes: KEPT_BYTES + 2 * text.length }
  expectLike(recording)
  return { model: recording, startedMs, tookMicros, name, bytes: recording.bytes }
}
