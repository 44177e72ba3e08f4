/** Memory with two bounds: entries end after their time, and the oldest make room for new ones. */

export interface Bounded<V> {
  readonly get: (key: string) => V | undefined
  readonly set: (key: string, value: V) => void
  /** Changes an entry without giving it more time; one that has ended stays ended. */
  readonly replace: (key: string, value: V) => void
  readonly delete: (key: string) => void
  readonly size: () => number
}

export interface BoundedOptions {
  readonly most: number
  readonly lifetimeSeconds: number
  /** Seconds since the epoch. */
  readonly clock: () => number
}

export function createBounded<V>({ most, lifetimeSeconds, clock }: BoundedOptions): Bounded<V> {
  // A map keeps the order of insertion, and all live equally long: the first is always the next to end.
  const entries = new Map<string, { readonly value: V; readonly endsAt: number }>()
  const sweep = (): void => {
    const now = clock()
    for (const [key, { endsAt }] of entries) {
      if (endsAt > now && entries.size <= most) return
      entries.delete(key)
    }
  }
  return {
    get(key) {
      const entry = entries.get(key)
      return entry !== undefined && clock() < entry.endsAt ? entry.value : undefined
    },
    set(key, value) {
      entries.delete(key)
      entries.set(key, { value, endsAt: clock() + lifetimeSeconds })
      sweep()
    },
    replace(key, value) {
      const entry = entries.get(key)
      if (entry !== undefined) entries.set(key, { value, endsAt: entry.endsAt })
    },
    delete: (key) => void entries.delete(key),
    size: () => entries.size,
  }
}
