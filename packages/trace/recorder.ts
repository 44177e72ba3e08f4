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
  /** Called with each trace from now on, until the returned function is called. */
  readonly subscribe: (listener: (trace: Trace) => void) => () => void
  readonly stop: () => void
}

/** Starts recording; `stop` ends it and forgets everything. */
export function createRecorder({ mostTraces = 2000, mostBytes = 32 * 1024 * 1024 }: RecorderOptions = {}): Recorder {
  const kept: { trace: Trace; bytes: number }[] = []
  const listeners = new Set<(trace: Trace) => void>()
  let bytes = 0

  const unobserve = observeTraces((trace) => {
    const size = sizeOf(trace)
    kept.push({ trace, bytes: size })
    bytes += size
    while (kept.length > mostTraces || bytes > mostBytes) bytes -= kept.shift()?.bytes ?? 0
    for (const listener of listeners) listener(trace)
  })

  return {
    traces: () => kept.map(({ trace }) => trace),
    find: (id) => kept.find(({ trace }) => trace.id === id)?.trace,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      unobserve()
      listeners.clear()
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
