/** What the feeds have told so far: traces, messages under way, and how much was passed over. */
import type { Arrival, Party, Trace } from '@sightglass/trace'
import { createKept } from './kept.ts'

export interface News {
  readonly came: readonly Trace[]
  /** Those that made room. */
  readonly gone: readonly Trace[]
}

export interface Heard {
  readonly trace: (trace: Trace) => void
  readonly arrival: (arrival: Arrival) => void
  readonly passedOver: (party: Party, count: number) => void
  /** This party has told what it had kept. */
  readonly caughtUp: (party: Party) => void
  /** What waits there is told again when it comes back. */
  readonly closed: (party: Party) => void
  /** What came since the last time. */
  readonly takeNews: () => News
  readonly underWay: () => readonly Arrival[]
  readonly countPassedOver: () => number
  readonly countCaughtUp: () => number
}

export function createHeard(): Heard {
  const kept = createKept()
  const arrivals = new Map<string, Arrival>()
  const passed = new Map<Party, number>()
  const told = new Set<Party>()
  let [came, gone]: [Trace[], Trace[]] = [[], []]
  return {
    trace(trace) {
      arrivals.delete(trace.id)
      if (kept.has(trace.id)) return
      came.push(trace)
      gone.push(...kept.put(trace))
    },
    arrival(arrival) {
      if (!kept.has(arrival.id)) arrivals.set(arrival.id, arrival)
    },
    passedOver: (party, count) => void passed.set(party, count),
    caughtUp: (party) => void told.add(party),
    closed(party) {
      for (const { id, party: at } of arrivals.values()) if (at === party) arrivals.delete(id)
    },
    takeNews() {
      const news = { came, gone }
      ;[came, gone] = [[], []]
      return news
    },
    underWay: () => [...arrivals.values()],
    countPassedOver: () => [...passed.values()].reduce((sum, count) => sum + count, 0),
    countCaughtUp: () => told.size,
  }
}
