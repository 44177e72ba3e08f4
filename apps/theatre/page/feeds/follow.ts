/** Which flow is on stage while nobody chose one: the newest, but never one away from under a flow that still moves. */
import { effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Flow } from '@sightglass/trace/flow'
import { traceIdOf } from '../play/play.ts'

/** How long a flow holds the stage after its last message while a newer one waits. */
const HOLD_MS = 4000

/** The id of the flow that is followed: it stays the same while the flow grows, whatever its first trace becomes. */
export function follow(
  flows: ReadonlySignal<readonly Flow[]>,
  chosen: ReadonlySignal<string | undefined>,
): ReadonlySignal<string | undefined> {
  const followed = signal<string | undefined>(undefined)
  let moved = { traces: 0, at: 0 }
  let waiting: ReturnType<typeof setTimeout> | undefined
  const look = (all: readonly Flow[]): void => {
    clearTimeout(waiting)
    const [newest] = all
    const current = flowOf(all, followed.peek())
    const now = performance.now()
    if (current !== undefined && current.traces.length !== moved.traces)
      moved = { traces: current.traces.length, at: now }
    if (newest === undefined || newest === current) return
    // While something else is on stage there is nothing to hold.
    const isFree = current === undefined || chosen.peek() !== undefined
    const heldMs = isFree ? 0 : moved.at + HOLD_MS - now
    if (heldMs > 0) {
      waiting = setTimeout(() => look(flows.peek()), heldMs)
      return
    }
    moved = { traces: newest.traces.length, at: now }
    followed.value = newest.id
  }
  effect(() => look(flows.value))
  return followed
}

/** A flow is known by any of its traces: the first one may be forgotten before the others. */
export function flowOf(flows: readonly Flow[], id: string | undefined): Flow | undefined {
  if (id === undefined) return undefined
  const traceId = traceIdOf(id)
  return flows.find(({ traces }) => traces.some((trace) => trace.id === traceId))
}
