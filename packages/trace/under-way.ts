/** Messages that have come in and wait for their answer, for readers of the feed. While nobody reads, nobody looks. */
import { observeArrivals } from './context.ts'
import type { Recorder } from './recorder.ts'
import type { Arrival } from './trace.ts'

export interface UnderWay {
  /** The first that was numbered after this, with its number. */
  readonly after: (number: number) => readonly [number: number, arrival: Arrival] | undefined
  readonly start: () => void
  readonly stop: () => void
}

/** What is answered sooner is told once, as a trace. */
const PATIENCE_MS = 50
const MOST_ARRIVALS = 256

/** Calls `wake` when there are new ones. */
export function watchUnderWay(recorder: Recorder, wake: () => void): UnderWay {
  const fresh = new Map<string, Arrival>()
  /** In order of their numbers. */
  const numbered = new Map<string, readonly [number: number, arrival: Arrival]>()
  let last = 0
  let timer: NodeJS.Timeout | undefined
  let stopWatching: (() => void) | undefined

  const tell = (): void => {
    timer = undefined
    for (const [id, arrival] of fresh) numbered.set(id, [++last, arrival])
    const any = fresh.size > 0
    fresh.clear()
    if (any) wake()
  }
  const arrived = (arrival: Arrival): void => {
    if (fresh.size + numbered.size >= MOST_ARRIVALS) return
    fresh.set(arrival.id, arrival)
    timer ??= setTimeout(tell, PATIENCE_MS).unref()
  }
  const answered = ({ id }: { readonly id: string }): void => {
    if (!fresh.delete(id)) numbered.delete(id)
  }

  return {
    after(number) {
      for (const one of numbered.values()) if (one[0] > number) return one
      return undefined
    },
    start() {
      if (stopWatching !== undefined) return
      const ends = [observeArrivals(arrived), recorder.subscribe(answered)]
      stopWatching = () => {
        for (const end of ends) end()
      }
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
      stopWatching?.()
      stopWatching = undefined
      fresh.clear()
      numbered.clear()
    },
  }
}
