/** Counting within a window of time, in memory: each node counts for itself, and nothing is written. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export interface WindowOptions {
  readonly most: number
  readonly withinSeconds: number
}

/** Counts one more for the key; resolves to the seconds to wait, 0 within the limit. */
export type Count = (key: string) => Promise<number>

export function createWindow({ most, withinSeconds }: WindowOptions): Count {
  const limiter = new RateLimiterMemory({ points: most, duration: withinSeconds })
  return async (key) => {
    try {
      await limiter.consume(key)
      return 0
    } catch (rejected) {
      if (!(rejected instanceof RateLimiterRes)) throw rejected
      return Math.max(1, Math.ceil(rejected.msBeforeNext / 1000))
    }
  }
}
