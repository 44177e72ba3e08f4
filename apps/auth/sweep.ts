/** Taking away what has expired: a bounded number of rows at a time, as often as there are as many, never twice at once. */
import { setImmediate } from 'node:timers/promises'
import type { Store } from '@sightglass/store'

const ROWS_A_ROUND = 1000

export interface SweepOptions {
  /** How many rows of each type a round takes away. */
  readonly limit?: number
  /** Asked between two rounds. */
  readonly stopped?: () => boolean
}

/** Goes on until a round finds fewer than it could take; resolves to how many went. */
export async function sweepAll(
  store: Pick<Store, 'sweep'>,
  { limit = ROWS_A_ROUND, stopped = () => false }: SweepOptions = {},
): Promise<number> {
  let gone = 0
  for (let last = limit; last >= limit && !stopped(); gone += last) {
    // Requests come first: what waits for this turn runs before the next round.
    await setImmediate()
    last = await store.sweep(limit)
  }
  return gone
}

export interface Sweeping {
  /** Resolves when no sweep is under way any more. */
  readonly stop: () => Promise<void>
}

export interface SweepingOptions {
  readonly everyMs: number
  readonly limit?: number
  readonly failed: (error: unknown) => void
}

/** Sweeps again and again, each time so long after the last one ended. */
export function startSweeping(store: Pick<Store, 'sweep'>, { everyMs, limit, failed }: SweepingOptions): Sweeping {
  let stopped = false
  let underWay: Promise<void> = Promise.resolve()
  let next = setTimeout(sweep, everyMs)

  function sweep(): void {
    const options = { stopped: () => stopped, ...(limit === undefined ? {} : { limit }) }
    underWay = sweepAll(store, options)
      .then(() => {}, failed)
      .finally(() => {
        if (!stopped) next = setTimeout(sweep, everyMs)
      })
  }

  return {
    stop() {
      stopped = true
      clearTimeout(next)
      return underWay
    },
  }
}
