/** Reading all feeds at once until what they keep was told. */
import type { Trace } from '@sightglass/trace'
import { FeedFailure, type FeedPlace, readFeed } from './feed.ts'

export interface Read {
  readonly traces: readonly Trace[]
  /** Why some could not be read, each in a sentence. */
  readonly faults: readonly string[]
}

/** What the feeds keep, and which of them could not be read. */
export async function readAll(places: readonly FeedPlace[], token: string | undefined): Promise<Read> {
  const traces: Trace[] = []
  const onTrace = (trace: Trace): void => void traces.push(trace)
  const faults = await Promise.all(
    places.map((place) => faultOf(readFeed(place, { token, onTrace, onCaughtUp: () => false }))),
  )
  return { traces, faults: faults.filter((fault) => fault !== undefined) }
}

/** Why a reading failed; `undefined` where it did not. */
export async function faultOf(reading: Promise<void>): Promise<string | undefined> {
  try {
    await reading
    return undefined
  } catch (reason) {
    if (reason instanceof FeedFailure) return reason.message
    throw reason
  }
}
