/** Joining traces into flows: whatever shares a link, whoever recorded it, belongs together. */
import type { Trace } from './trace.ts'

export interface Flow {
  /** The id of its first trace. */
  readonly id: string
  /** In order of time. */
  readonly traces: readonly Trace[]
  readonly clientIds: readonly string[]
}

/** The flows of these traces, the one that began last first. A trace without links is a flow of its own. */
export function joinFlows(traces: readonly Trace[]): Flow[] {
  const parents = new Map<string, string>()
  const rootOf = (node: string): string => {
    let root = node
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent
    return root
  }
  for (const trace of traces) {
    for (const { kind, mark } of trace.links) {
      const [a, b] = [rootOf(trace.id), rootOf(`${kind}:${mark}`)]
      if (a !== b) parents.set(b, a)
    }
  }
  const groups = Map.groupBy(traces, (trace) => rootOf(trace.id))
  return Array.from(groups.values(), flowOf).sort((a, b) => startOf(b) - startOf(a))
}

function flowOf(group: readonly Trace[]): Flow {
  const traces = group.toSorted((a, b) => a.at - b.at)
  const clientIds = new Set(traces.flatMap(({ clientId }) => (clientId === undefined ? [] : [clientId])))
  return { id: traces[0]?.id ?? '', traces, clientIds: [...clientIds] }
}

const startOf = (flow: Flow): number => flow.traces[0]?.at ?? 0
