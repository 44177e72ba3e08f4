/**
 * Counts requests that failed to authenticate, by address and by the client that they claim to come from. Whoever
 * authenticates is never counted and never held up, so an attacker cannot shut out an honest peer that shares the address:
 * past the limit only the failures change, from "client authentication failed" to "wait".
 * What is presented at these endpoints is random (at least 128 bits), so a guess that waits is as good as one that does not.
 */
import { network } from '@sightglass/spec/network'
import { tokenHash } from '../secrets.ts'
import { createWindow } from './window.ts'

export interface RefusalLimit {
  /** Counts a failure; resolves to the seconds to wait, 0 within the limit. */
  readonly count: (address: string, claimedClientId: string) => Promise<number>
}

export interface RefusalLimitOptions {
  readonly refusals: number
  readonly withinSeconds: number
}

export function createRefusalLimit({ refusals, withinSeconds }: RefusalLimitOptions): RefusalLimit {
  const count = createWindow({ most: refusals, withinSeconds })
  return { count: (address, claimedClientId) => count(`${network(address)} ${bucketOf(claimedClientId)}`) }
}

/** Claims cost nothing: they share so many counts a network, whoever makes them up, and known clients do not stand out. */
const bucketOf = (claimedClientId: string): string => tokenHash(claimedClientId).slice(0, 2)
