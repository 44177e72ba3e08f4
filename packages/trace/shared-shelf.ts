/** A shelf that several share: where it is full, whoever holds most of it makes room, and keeps a fair share. */
import { type Bounds, byPlace, createShelf, earliest, type Placed, type Shelf } from './shelf.ts'

/** A shelf on which each belongs to the one that `holderOf` names. */
export function createSharedShelf<T extends Placed>(bounds: Bounds, holderOf: (one: T) => string): Shelf<T> {
  const parts = new Map<string, Shelf<T>>()

  const partOf = (holder: string): Shelf<T> => {
    const part = parts.get(holder) ?? createShelf<T>(bounds)
    parts.set(holder, part)
    return part
  }
  const held = (): Shelf<T>[] => [...parts.values()]

  const forgetOf = (holder: string): void => {
    const part = parts.get(holder)
    part?.forgetOldest()
    if (part?.count() === 0) parts.delete(holder)
  }
  /** Forgets the oldest of whoever holds most. */
  const makeRoom = (measure: (part: Shelf<T>) => number): void => {
    const [most] = [...parts].sort(([, a], [, b]) => measure(b) - measure(a))
    if (most !== undefined) forgetOf(most[0])
  }
  const sumOf = (measure: (part: Shelf<T>) => number): number => held().reduce((sum, part) => sum + measure(part), 0)
  const count = (): number => sumOf((part) => part.count())
  const bytes = (): number => sumOf((part) => part.bytes())
  const oldest = (): T | undefined => earliest(held().map((part) => part.oldest()))

  return {
    put(one) {
      partOf(holderOf(one)).put(one)
      while (count() > bounds.mostTraces) makeRoom((part) => part.count())
      while (bytes() > bounds.mostBytes) makeRoom((part) => part.bytes())
    },
    count,
    bytes,
    oldest,
    forgetOldest() {
      const first = oldest()
      if (first !== undefined) forgetOf(holderOf(first))
    },
    from: (place) => earliest(held().map((part) => part.from(place))),
    last: (holds) =>
      held()
        .flatMap((part) => part.last(holds) ?? [])
        .sort(byPlace)
        .at(-1),
    all: () =>
      held()
        .flatMap((part) => part.all())
        .sort(byPlace),
    clear: () => parts.clear(),
  }
}
