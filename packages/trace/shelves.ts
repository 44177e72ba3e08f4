/** The traces that are kept, on one shelf or two, in the order in which they came. */
import { expectLike, expectNothing, likelyAt } from './likely.ts'
import type { Own, Recording } from './recording.ts'
import { createSharedShelf } from './shared-shelf.ts'
import { type Bounds, byPlace, createShelf, earliest, type Placed } from './shelf.ts'

export interface ShelvesOptions extends Bounds {
  /** Some have bounds of their own: however many they are, they push out none of the others. */
  readonly apart?: Apart | undefined
  readonly mostAgeSeconds: number
}

export interface Apart extends Bounds {
  /** Whose it is, of those who share these bounds; `undefined` of one that stands with all the others. */
  readonly holder: (recording: Recording) => string | undefined
}

export interface Shelves {
  readonly put: (recording: Recording) => void
  readonly forgetOld: () => void
  /** Forgets those that are so. */
  readonly forget: (which: (model: Recording) => boolean) => void
  readonly clear: () => void
  readonly find: (id: string) => Kept | undefined
  /** The first at this place or later. */
  readonly from: (place: number) => Kept | undefined
  /** Oldest first. */
  readonly all: () => Kept[]
}

/**
 * A trace that is kept. One that is like another is kept as that one and its own text: thousands of small objects that live just
 * long enough would cost the garbage collector more than all the rest of recording.
 */
export interface Kept extends Own, Placed {
  readonly model: Recording
  /** Absent where it is its own model. */
  readonly text?: string
}

export function createShelves({ apart, mostAgeSeconds, ...bounds }: ShelvesOptions): Shelves {
  const shelf = createShelf<Kept>(bounds)
  const beside = apart && createSharedShelf<Kept>(apart, ({ model }) => apart.holder(model) ?? '')
  const shelves = beside === undefined ? [shelf] : [shelf, beside]
  let nextPlace = 0
  return {
    put(recording) {
      const { put } = (apart?.holder(recording) === undefined ? undefined : beside) ?? shelf
      put(keptFor(recording, nextPlace++))
    },
    forgetOld() {
      const since = performance.now() - mostAgeSeconds * 1000
      for (const { oldest, forgetOldest } of shelves)
        for (let first = oldest(); first !== undefined && endOf(first) < since; first = oldest()) forgetOldest()
    },
    forget(which) {
      for (const one of shelves) {
        const stays = one.all().filter(({ model }) => !which(model))
        one.clear()
        for (const kept of stays) one.put(kept)
      }
      expectNothing()
    },
    clear() {
      for (const one of shelves) one.clear()
      expectNothing()
    },
    // Readers ask for new ones, so from the end.
    find: (id) => earliest(shelves.map(({ last }) => last(({ name }) => name.id === id))),
    from: (place) => earliest(shelves.map((one) => one.from(place))),
    all: () => shelves.flatMap((one) => one.all()).sort(byPlace),
  }
}

export const traceOf = (kept: Kept): Recording =>
  kept.text === undefined ? kept.model : kept.model.another(kept, kept.text)

const endOf = ({ startedMs, tookMicros }: Kept): number => startedMs + tookMicros / 1000

const KEPT_BYTES = 160

function keptFor(recording: Recording, place: number): Kept {
  const { startedMs, tookMicros, name, target } = recording
  const model = likelyAt(target)
  const text = model !== undefined && recording.isLike(model) ? recording.text : undefined
  if (model !== undefined && text !== undefined)
    return { model, startedMs, tookMicros, name, place, text, bytes: KEPT_BYTES + 2 * text.length }
  expectLike(recording)
  return { model: recording, startedMs, tookMicros, name, place, bytes: recording.bytes }
}
