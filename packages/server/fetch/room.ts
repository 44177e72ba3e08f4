/** How many fetches may be under way at once: whoever is asked for more is refused, and no stranger uses up the connections of a node. */
import { hostOf } from '@sightglass/spec/registered-value'
import type { GuardedFetch } from './index.ts'

const MOST = 200
/** A host that takes its time leaves room for the others. */
const MOST_OF_A_HOST = 20

/** The fetch for one purpose, with room of its own. */
export function withRoom(fetch: GuardedFetch): GuardedFetch {
  const hosts = new Map<string, number>()
  let all = 0
  const count = (host: string, more: 1 | -1): void => {
    const own = (hosts.get(host) ?? 0) + more
    all += more
    if (own === 0) hosts.delete(host)
    else hosts.set(host, own)
  }
  return async (request) => {
    const host = hostOf(request.url)
    if (all >= MOST) return { failure: { rule: 'room', expected: MOST } }
    if ((hosts.get(host) ?? 0) >= MOST_OF_A_HOST)
      return { failure: { rule: 'room', expected: MOST_OF_A_HOST, received: host } }
    count(host, 1)
    try {
      return await fetch(request)
    } finally {
      count(host, -1)
    }
  }
}
