/** The recorder: the newest traces of this process, bounded by number and by size. Memory only. */
import { observeTraces, type Recording } from './context.ts'
import type { Trace } from './trace.ts'

export interface RecorderOptions {
  readonly mostTraces?: number
  readonly mostBytes?: number
}

export interface Recorder {
  /** Oldest first. */
  readonly traces: () => readonly Trace[]
  readonly find: (id: string) => Trace | undefined
  /** The first trace recorded after this one; of one that is not kept any more, the oldest. `undefined` where none is yet. */
  readonly after: (id: string | undefined) => Trace | undefined
  /** Called with each trace from now on, until the returned function is called. */
  readonly subscribe: (listener: (trace: Trace) => void) => () => void
  readonly stop: () => void
}

/** Starts recording; `stop` ends it and forgets everything. */
export function createRecorder({ mostTraces = 2000, mostBytes = 32 * 1024 * 1024 }: RecorderOptions = {}): Recorder {
  /** A ring: the oldest stands at `first`. */
  const kept: (Recording | undefined)[] = []
  const weights: number[] = []
  const listeners = new Set<(trace: Trace) => void>()
  let [first, count, bytes] = [0, 0, 0]

  const at = (index: number): Recording | undefined => (index < count ? kept[(first + index) % mostTraces] : undefined)

  const forgetOldest = (): void => {
    bytes -= weights[first] ?? 0
    kept[first] = undefined
    first = (first + 1) % mostTraces
    count -= 1
  }

  const unobserve = observeTraces((recording) => {
    if (count === mostTraces) forgetOldest()
    const place = (first + count) % mostTraces
    kept[place] = recording
    weights[place] = recording.bytes
    bytes += recording.bytes
    count += 1
    while (bytes > mostBytes && count > 0) forgetOldest()
    for (const listener of listeners) listener(recording)
  })

  /** Of a trace that is not kept any more, the place before the oldest. Readers ask for new ones, so from the end. */
  const indexOf = (id: string): number => {
    let index = count - 1
    while (index >= 0 && at(index)?.id !== id) index -= 1
    return index
  }

  return {
    traces: () => Array.from({ length: count }, (_, index) => at(index)).filter((trace) => trace !== undefined),
    find: (id) => (indexOf(id) < 0 ? undefined : at(indexOf(id))),
    after: (id) => at(id === undefined ? 0 : indexOf(id) + 1),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      unobserve()
      listeners.clear()
      kept.length = 0
      count = 0
    },
  }
}
