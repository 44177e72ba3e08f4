/** What is kept in order, the oldest first: bounded by number and size, for which the oldest make room. */

export interface Placed {
  /** Grows with each that is put; of several shelves, it tells in which order they came. */
  readonly place: number
  readonly bytes: number
}

export interface Bounds {
  readonly mostTraces: number
  readonly mostBytes: number
}

export interface Shelf<T extends Placed> {
  readonly put: (one: T) => void
  readonly count: () => number
  readonly bytes: () => number
  readonly oldest: () => T | undefined
  readonly forgetOldest: () => void
  /** The first at this place or later. */
  readonly from: (place: number) => T | undefined
  /** The newest of those of which it holds. */
  readonly last: (holds: (one: T) => boolean) => T | undefined
  readonly all: () => T[]
  readonly clear: () => void
}

export function createShelf<T extends Placed>({ mostTraces, mostBytes }: Bounds): Shelf<T> {
  /** A ring: the oldest stands at `first`. */
  const ring: (T | undefined)[] = new Array(mostTraces).fill(undefined)
  let [first, count, bytes] = [0, 0, 0]

  const at = (index: number): T | undefined => (index < count ? ring[(first + index) % mostTraces] : undefined)

  const forgetOldest = (): void => {
    if (count === 0) return
    bytes -= ring[first]?.bytes ?? 0
    ring[first] = undefined
    first = (first + 1) % mostTraces
    count -= 1
  }

  /** The index of the first at this place or later. */
  const indexFrom = (place: number): number => {
    let [low, high] = [0, count]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((at(middle)?.place ?? 0) < place) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    put(one) {
      if (count === mostTraces) forgetOldest()
      ring[(first + count) % mostTraces] = one
      bytes += one.bytes
      count += 1
      while (bytes > mostBytes && count > 0) forgetOldest()
    },
    count: () => count,
    bytes: () => bytes,
    oldest: () => at(0),
    forgetOldest,
    from: (place) => at(indexFrom(place)),
    last(holds) {
      for (let index = count - 1; index >= 0; index--) {
        const one = at(index)
        if (one !== undefined && holds(one)) return one
      }
      return undefined
    },
    all: () => Array.from({ length: count }, (_, index) => at(index)).filter((one) => one !== undefined),
    clear() {
      while (count > 0) forgetOldest()
    },
  }
}

export const byPlace = (one: Placed, other: Placed): number => one.place - other.place

/** The first of several shelves' firsts. */
export const earliest = <T extends Placed>(some: readonly (T | undefined)[]): T | undefined =>
  some.filter((one) => one !== undefined).sort(byPlace)[0]
