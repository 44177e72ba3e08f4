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
  const count = computed(() => play.value?.messages.length ?? 0)
  const place = { index: signal(-1), playing: signal(false), speed: signal(1), live: signal(true), count }
  const message = computed(() => play.value?.messages[place.index.value])
  const moves = movesIn(place)
  playOn(place, moves.to)
  goAlong(place)
  stayAtMessage(place, play)
  return { ...place, message, ...moves }
}

interface Place extends Pick<Player, 'index' | 'playing' | 'speed' | 'live'> {
  /** How many messages there are. */
  readonly count: ReadonlySignal<number>
}

function movesIn({ index, playing, live, count }: Place): Pick<Player, 'step' | 'to' | 'toEnd' | 'restart' | 'toggle'> {
  const to = (next: number): void => {
    index.value = Math.max(-1, Math.min(count.value - 1, next))
    live.value = index.value === count.value - 1
  }
  return {
    to,
    step(by) {
      playing.value = false
      to(index.value + by)
    },
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

/** While it plays, each step sets the next one off. */
function playOn({ index, playing, speed, count }: Place, to: Player['to']): void {
  effect(() => {
    if (!playing.value) return
    const timer = setTimeout(() => {
      if (index.peek() >= count.peek() - 1) playing.value = false
      else to(index.peek() + 1)
    }, STEP_MS / speed.value)
    void index.value
    return () => clearTimeout(timer)
  })
}

/** While it is live, the newest message is the one in focus; never is one that is not there. */
function goAlong({ index, playing, live, count }: Place): void {
  effect(() => {
    const last = count.value - 1
    if (live.value && !playing.peek()) index.value = last
    else if (index.peek() > last) index.value = last
  })
}

/** A message that is told late may come before the one in focus: that one stays in focus. */
function stayAtMessage({ index, live }: Place, play: ReadonlySignal<Play | undefined>): void {
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
}
