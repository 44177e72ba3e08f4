/** The traces that this page keeps: the newest. Whoever only claims to be a client pushes out no others, however much they send. */
import type { Trace } from '@sightglass/trace'

export interface Kept {
  readonly has: (id: string) => boolean
  /** Those that made room for it. */
  readonly put: (trace: Trace) => readonly Trace[]
}

const NONE: readonly Trace[] = []

export interface KeptOptions {
  readonly mostTraces?: number
  readonly mostClaims?: number
}

export function createKept({ mostTraces = 12_000, mostClaims = 2000 }: KeptOptions = {}): Kept {
  const [traces, claims] = [new Map<string, Trace>(), new Map<string, Trace>()]
  return {
    has: (id) => traces.has(id) || claims.has(id),
    put(trace) {
      const [among, most] = trace.claimedId === undefined ? [traces, mostTraces] : [claims, mostClaims]
      among.set(trace.id, trace)
      const [oldest] = among.values()
      if (among.size <= most || oldest === undefined) return NONE
      among.delete(oldest.id)
      return [oldest]
    },
  }
}
