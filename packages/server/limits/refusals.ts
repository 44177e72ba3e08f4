/**
 * Counts refused requests by address. Whoever is served is never counted and never held up, so an attacker cannot shut out
 * an honest peer that shares the address: past the limit only the refusals change, from their reason to "wait".
 * What is presented at these endpoints is random (at least 128 bits), so a guess that waits is as good as one that does not.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export interface RefusalLimit {
  /** Counts a refusal; resolves to the seconds to wait, 0 within the limit. */
  readonly count: (address: string) => Promise<number>
}

export interface RefusalLimitOptions {
  readonly refusals: number
  readonly withinSeconds: number
}

export function createRefusalLimit({ refusals, withinSeconds }: RefusalLimitOptions): RefusalLimit {
  const limiter = new RateLimiterMemory({ points: refusals, duration: withinSeconds })
  return {
    async count(address) {
      try {
        await limiter.consume(network(address))
        return 0
      } catch (rejected) {
        if (!(rejected instanceof RateLimiterRes)) throw rejected
        return Math.max(1, Math.ceil(rejected.msBeforeNext / 1000))
      }
    },
  }
}

/** One household or machine has a whole /64 of IPv6: counting single addresses would count nothing. */
export function network(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace(/^::ffff:/, '')
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail.split(':').filter(Boolean)
  const full = address.includes('::')
    ? [...groups, ...Array(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest]
    : groups
  return `${full.slice(0, 4).join(':')}::/64`
}
