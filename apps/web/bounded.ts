/**
 * Memory with three bounds: entries end after their time, no owner holds more than their share, and the oldest of all make
 * room for new ones. Owners are of several kinds, such as a browser and its network: one visitor cannot push out the rest.
 */

export interface Entry<V, Kind extends string> {
  readonly value: V
  readonly owners: Readonly<Record<Kind, string>>
}

export interface Bounded<V, Kind extends string> {
  readonly get: (key: string) => Entry<V, Kind> | undefined
  readonly set: (key: string, value: V, owners: Readonly<Record<Kind, string>>) => void
  /** Changes an entry without giving it more time; one that has ended stays ended. */
  readonly replace: (key: string, value: V) => void
  readonly delete: (key: string) => void
  /** Ends everything that an owner holds. */
  readonly drop: (kind: Kind, owner: string) => void
  /** Gives everything that an owner holds to another of its kind. */
  readonly hand: (kind: Kind, from: string, to: string) => void
  readonly size: () => number
}

export interface BoundedOptions<Kind extends string> {
  readonly most: number
  /** The share of one owner. */
  readonly mostOf: Readonly<Record<Kind, number>>
  readonly lifetimeSeconds: number
  /** Seconds since the epoch. */
  readonly clock: () => number
}

interface Kept<V, Kind extends string> extends Entry<V, Kind> {
  readonly endsAt: number
}

export function createBounded<V, Kind extends string>(options: BoundedOptions<Kind>): Bounded<V, Kind> {
  const { most, mostOf, lifetimeSeconds, clock } = options
  // A map keeps the order of insertion, and all live equally long: the first is always the next to end.
  const entries = new Map<string, Kept<V, Kind>>()
  const kinds = Object.keys(mostOf) as Kind[]
  const holdings = new Map(kinds.map((kind) => [kind, new Holdings()]))

  const forget = (key: string): void => {
    const entry = entries.get(key)
    if (entry === undefined) return
    entries.delete(key)
    for (const [kind, held] of holdings) held.release(entry.owners[kind], key)
  }
  const makeRoom = (owners: Readonly<Record<Kind, string>>): void => {
    for (const [kind, held] of holdings) {
      const oldest = held.oldestBeyond(owners[kind], mostOf[kind])
      if (oldest !== undefined) forget(oldest)
    }
    const now = clock()
    for (const [key, { endsAt }] of entries) {
      if (endsAt > now && entries.size <= most) return
      forget(key)
    }
  }
  return {
    get(key) {
      const entry = entries.get(key)
      return entry !== undefined && clock() < entry.endsAt ? entry : undefined
    },
    set(key, value, owners) {
      forget(key)
      entries.set(key, { value, owners, endsAt: clock() + lifetimeSeconds })
      for (const [kind, held] of holdings) held.take(owners[kind], key)
      makeRoom(owners)
    },
    replace(key, value) {
      const entry = entries.get(key)
      if (entry !== undefined) entries.set(key, { ...entry, value })
    },
    delete: forget,
    drop(kind, owner) {
      for (const key of holdings.get(kind)?.keysOf(owner) ?? []) forget(key)
    },
    hand(kind, from, to) {
      for (const key of holdings.get(kind)?.handOver(from, to) ?? []) {
        const entry = entries.get(key)
        if (entry !== undefined) entries.set(key, { ...entry, owners: { ...entry.owners, [kind]: to } })
      }
    },
    size: () => entries.size,
  }
}

/** What each owner of one kind holds, the oldest first. */
class Holdings {
  readonly #keys = new Map<string, Set<string>>()

  take(owner: string, key: string): void {
    const held = this.#keys.get(owner)
    if (held === undefined) this.#keys.set(owner, new Set([key]))
    else held.add(key)
  }

  release(owner: string, key: string): void {
    const held = this.#keys.get(owner)
    held?.delete(key)
    if (held?.size === 0) this.#keys.delete(owner)
  }

  oldestBeyond(owner: string, most: number): string | undefined {
    const held = this.#keys.get(owner)
    return held !== undefined && held.size > most ? held.values().next().value : undefined
  }

  keysOf(owner: string): readonly string[] {
    return [...(this.#keys.get(owner) ?? [])]
  }

  /** The keys that changed hands. */
  handOver(from: string, to: string): readonly string[] {
    const keys = this.keysOf(from)
    for (const key of keys) {
      this.release(from, key)
      this.take(to, key)
    }
    return keys
  }
}
