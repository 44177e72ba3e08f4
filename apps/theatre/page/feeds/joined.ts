/**
 * Traces joined into flows as they come: only flows that a new trace can belong to are joined anew, and a flow that did not
 * change stays the same object. `joinFlows` alone decides what belongs together.
 */
import type { Trace } from '@sightglass/trace'
import { type Flow, joinFlows } from '@sightglass/trace/flow'

export interface Joined {
  /** Takes in what came and leaves out what is kept no longer; the flow that began last comes first. */
  readonly change: (came: readonly Trace[], gone: readonly Trace[]) => readonly Flow[]
}

/** Of so many at once most flows are concerned. */
const MANY = 400
/** A message and the trace of who sent it lie no further apart than this, whatever their clocks say. */
const APART_SECONDS = 3

export function createJoined(): Joined {
  const traces = new Map<string, Trace>()
  const byMark = new Map<string, Set<string>>()
  const flowOf = new Map<string, Flow>()
  let flows: readonly Flow[] = []

  const put = (trace: Trace): void => {
    traces.set(trace.id, trace)
    for (const mark of marksOf(trace)) byMark.set(mark, (byMark.get(mark) ?? new Set()).add(trace.id))
  }
  const drop = (trace: Trace): void => {
    traces.delete(trace.id)
    flowOf.delete(trace.id)
    for (const mark of marksOf(trace)) {
      const sharing = byMark.get(mark)
      sharing?.delete(trace.id)
      if (sharing?.size === 0) byMark.delete(mark)
    }
  }
  const concerned = (came: readonly Trace[], gone: readonly Trace[]): ReadonlySet<Flow> => {
    // Each mark once: what comes together often shares one, which thousands may have.
    const marks = [...new Set(came.flatMap(marksOf))]
    const ids = [...gone.map(({ id }) => id), ...marks.flatMap((mark) => [...(byMark.get(mark) ?? [])])]
    const linked = ids.flatMap((id) => flowOf.get(id) ?? [])
    const time = spanOf(came)
    return new Set([...linked, ...flows.filter((flow) => overlap(spanOfFlow(flow), time))])
  }
  const settle = (next: readonly Flow[], before: ReadonlySet<Flow>): Flow[] =>
    next.map((flow) => {
      const known = flow.traces.map(({ id }) => flowOf.get(id)).find((one) => one !== undefined && before.has(one))
      const kept = known !== undefined && isSame(known, flow) ? known : flow
      for (const { id } of kept.traces) flowOf.set(id, kept)
      return kept
    })

  return {
    change(came, gone) {
      const affected = came.length + gone.length > MANY ? new Set(flows) : concerned(came, gone)
      for (const trace of came) put(trace)
      const forgotten = new Set(gone.map(({ id }) => id))
      const rest = flows.filter((flow) => !affected.has(flow))
      const again = [...affected].flatMap((flow) => flow.traces.filter(({ id }) => !forgotten.has(id)))
      const fresh = came.filter(({ id }) => !forgotten.has(id))
      const joined = settle(
        joinFlows([...new Map([...again, ...fresh].map((one) => [one.id, one])).values()]),
        affected,
      )
      for (const trace of gone) drop(trace)
      flows = [...rest, ...joined].sort((a, b) => startOf(b) - startOf(a))
      return flows
    },
  }
}

const marksOf = ({ links }: Trace): string[] => links.map(({ kind, mark }) => `${kind} ${mark}`)

const isSame = (one: Flow, other: Flow): boolean =>
  one.traces.length === other.traces.length && one.traces.every((trace, index) => trace === other.traces[index])

const startOf = ({ traces }: Flow): number => traces[0]?.at ?? 0

interface Span {
  readonly from: number
  readonly to: number
}

function spanOf(traces: readonly Trace[]): Span {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { at, tookMs } of traces) {
    from = Math.min(from, at)
    to = Math.max(to, at + tookMs / 1000)
  }
  return { from: from - APART_SECONDS, to: to + APART_SECONDS }
}

const spans = new WeakMap<Flow, Span>()

function spanOfFlow(flow: Flow): Span {
  const span = spans.get(flow) ?? spanOf(flow.traces)
  spans.set(flow, span)
  return span
}

const overlap = (one: Span, other: Span): boolean => one.from <= other.to && other.from <= one.to
