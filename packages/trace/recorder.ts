/** The recorder: the newest traces of this process, bounded by number and by size. Memory only. */
import { observeTraces, tracesPassedOver } from './context.ts'
import { expectLike, likelyAt } from './likely.ts'
import type { Own, Recording } from './recording.ts'
import type { Trace } from './trace.ts'

export interface RecorderOptions {
  readonly mostTraces?: number
  readonly mostBytes?: number
  /** What recording may cost is bounded too: of more messages than these, some are passed over. */
  readonly mostPerSecond?: number
}

export interface Recorder {
  /** Oldest first. */
  readonly traces: () => readonly Trace[]
  readonly find: (id: string) => Trace | undefined
  /** The first trace recorded after this one; of one that is not kept any more, the oldest. `undefined` where none is yet. */
  readonly after: (id: string | undefined) => Trace | undefined
  /** How many messages were not recorded since it started, as there were too many at once. */
  readonly passedOver: () => number
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

/** Starts recording; `stop` ends it and forgets everything. */
export function createRecorder({
  mostTraces = 2000,
  mostBytes = 32 * 1024 * 1024,
  mostPerSecond = 1000,
}: RecorderOptions = {}): Recorder {
  /** A ring: the oldest stands at `first`. */
  const ring: (Kept | undefined)[] = new Array(mostTraces).fill(undefined)
  const listeners = new Set<(trace: Trace) => void>()
  let [first, count, bytes] = [0, 0, 0]

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
      keep(keptFor(recording))
      for (const listener of listeners) listener(recording)
    },
    { mostPerSecond },
  )

  /** Of a trace that is not kept any more, the place before the oldest. Readers ask for new ones, so from the end. */
  const indexOf = (id: string): number => {
    let index = count - 1
    while (index >= 0 && keptAt(index)?.name.id !== id) index -= 1
    return index
  }

  return {
    traces: () => Array.from({ length: count }, (_, index) => at(index)).filter((trace) => trace !== undefined),
    find: (id) => (indexOf(id) < 0 ? undefined : at(indexOf(id))),
    after: (id) => at(id === undefined ? 0 : indexOf(id) + 1),
    passedOver: () => tracesPassedOver() - passedOverBefore,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      unobserve()
      listeners.clear()
      ring.fill(undefined)
      count = 0
    },
  }
}

function keptFor(recording: Recording): Kept {
  const { startedMs, tookMicros, name, target } = recording
  const model = likelyAt(target)
  const text = model !== undefined && recording.isLike(model) ? recording.text : undefined
  if (model !== undefined && text !== undefined)
    return { model, startedMs, tookMicros, name, text, bytes: KEPT_BYTES + 2 * text.length }
  expectLike(recording)
  return { model: recording, startedMs, tookMicros, name, bytes: recording.bytes }
}
