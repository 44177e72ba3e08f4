/** The recorder: the newest traces of this process, bounded by number and by size. Memory only. */
import { observeTraces } from './context.ts'
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
  const kept: { trace: Trace; bytes: number }[] = []
  /** Counts from the first trace ever, so that positions outlive what is forgotten. */
  const positions = new Map<string, number>()
  const listeners = new Set<(trace: Trace) => void>()
  let forgotten = 0
  let bytes = 0

  const forgetOldest = (): void => {
    const oldest = kept.shift()
    if (oldest === undefined) return
    bytes -= oldest.bytes
    forgotten += 1
    positions.delete(oldest.trace.id)
  }

  const unobserve = observeTraces((trace) => {
    const size = sizeOf(trace)
    positions.set(trace.id, forgotten + kept.length)
    kept.push({ trace, bytes: size })
    bytes += size
    while (kept.length > mostTraces || bytes > mostBytes) forgetOldest()
    for (const listener of listeners) listener(trace)
  })

  const indexOf = (id: string): number => (positions.get(id) ?? forgotten - 1) - forgotten

  return {
    traces: () => kept.map(({ trace }) => trace),
    find: (id) => kept[indexOf(id)]?.trace,
    after: (id) => kept[id === undefined ? 0 : indexOf(id) + 1]?.trace,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      unobserve()
      listeners.clear()
      positions.clear()
      kept.length = 0
    },
  }
}

/** What a trace weighs, near enough for a bound and cheap: nothing is serialised. */
function sizeOf(trace: Trace): number {
  const message = 'call' in trace.received ? 200 : weigh(trace.received.parameters)
  const steps = trace.steps.reduce(
    (sum, step) => sum + (step.kind === 'exchange' ? 500 + weigh(step.request.parameters) : 300),
    0,
  )
  return 400 + message + steps + weigh(trace.answer?.parameters ?? [])
}

const weigh = (parameters: readonly { name: string; value: string }[]): number =>
  parameters.reduce((sum, { name, value }) => sum + 40 + name.length + value.length, 0)
