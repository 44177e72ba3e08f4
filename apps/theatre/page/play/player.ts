/** Where in the play we are, and how it goes on: by itself, by steps, or along with what happens. */
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Play, Staged } from './play.ts'

export const speeds = [0.5, 1, 2, 4] as const
/** How long a message is on its way at speed 1. */
export const STEP_MS = 1400

export interface Player {
  /** Index of the message in focus; -1 before the first. */
  readonly index: Signal<number>
  readonly message: ReadonlySignal<Staged | undefined>
  readonly playing: Signal<boolean>
  readonly speed: Signal<number>
  /** Goes along with new messages as they come. */
  readonly live: Signal<boolean>
  readonly step: (by: number) => void
  readonly to: (index: number) => void
  readonly toEnd: () => void
  /** From the beginning, playing. */
  readonly restart: () => void
  readonly toggle: () => void
}

export function createPlayer(play: ReadonlySignal<Play | undefined>): Player {
  const index = signal(-1)
  const playing = signal(false)
  const speed = signal(1)
  const live = signal(true)
  const count = computed(() => play.value?.messages.length ?? 0)
  const message = computed(() => play.value?.messages[index.value])

  const to = (next: number): void => {
    index.value = Math.max(-1, Math.min(count.value - 1, next))
    live.value = index.value === count.value - 1
  }
  const step = (by: number): void => {
    playing.value = false
    to(index.value + by)
  }

  effect(() => {
    if (!playing.value) return
    const timer = setTimeout(() => {
      if (index.peek() >= count.peek() - 1) playing.value = false
      else to(index.peek() + 1)
    }, STEP_MS / speed.value)
    // Each step sets the next one off.
    void index.value
    return () => clearTimeout(timer)
  })
  effect(() => {
    const last = count.value - 1
    if (live.value && !playing.peek()) index.value = last
    else if (index.peek() > last) index.value = last
  })

  // A message that is told late may come before the one in focus: that one stays in focus.
  let seen: { readonly play: Play | undefined; readonly index: number } = { play: undefined, index: -1 }
  effect(() => {
    const [current, at] = [play.value, index.value]
    const here = seen.play?.messages[seen.index]?.id
    const isGrown = current !== seen.play && current?.id === seen.play?.id && at === seen.index
    if (isGrown && !live.peek() && here !== undefined && current?.messages[at]?.id !== here) {
      const moved = current?.messages.findIndex(({ id }) => id === here) ?? -1
      if (moved >= 0) index.value = moved
    }
    seen = { play: current, index: index.peek() }
  })

  return {
    index,
    message,
    playing,
    speed,
    live,
    step,
    to,
    toEnd() {
      playing.value = false
      live.value = true
      index.value = count.value - 1
    },
    restart() {
      live.value = false
      index.value = -1
      playing.value = true
    },
    toggle() {
      if (!playing.value && index.value >= count.value - 1) index.value = -1
      playing.value = !playing.value
    },
  }
}
