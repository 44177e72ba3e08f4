/**
 * Counts the authorization requests that a network begins: each is kept for half an hour, whoever sent it. The limit is far
 * above what the people behind one address need, and bounds what anyone can make the database hold.
 */
import { network } from '@sightglass/spec/network'
import { createWindow } from './window.ts'

export interface RequestLimit {
  /** Counts a request; resolves to the seconds to wait, 0 within the limit. */
  readonly count: (address: string) => Promise<number>
}

export interface RequestLimitOptions {
  readonly requests: number
  readonly withinSeconds: number
}

export const defaultRequestLimit: RequestLimitOptions = { requests: 600, withinSeconds: 300 }

export function createRequestLimit({ requests, withinSeconds }: RequestLimitOptions): RequestLimit {
  const count = createWindow({ most: requests, withinSeconds })
  return { count: (address) => count(network(address)) }
}
