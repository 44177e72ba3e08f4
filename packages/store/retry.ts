/** How long a write is tried again, and how long it waits between. */
import { setTimeout as sleep } from 'node:timers/promises'
import { EngineError } from './engine.ts'

/** Lost races of one write before it gives up: only a livelock gets there. */
export const CONFLICTS_AT_MOST = 100
/** Failures of the database that one piece of work survives; together they take about two seconds. */
export const FAILURES_AT_MOST = 9

/** Waits after the nth failure (from 1): doubling, and random, so that nodes which met do not meet again. */
export async function pauseAfter(failures: number): Promise<void> {
  await sleep(Math.random() * Math.min(1000, 5 * 2 ** failures))
}

export function kindOf(error: unknown): EngineError['kind'] | undefined {
  return error instanceof EngineError ? error.kind : undefined
}

/** Runs what may be run again without harm. */
export async function retrying<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let failures = 1; ; failures++) {
    try {
      return await work()
    } catch (error) {
      const kind = kindOf(error)
      if (kind === undefined || kind === 'down' || failures > FAILURES_AT_MOST) throw error
      await pauseAfter(failures)
    }
  }
}
