/** Reading what one party tells, as it comes. What is done with it is not known here. */
import type { Arrival, Trace } from '@sightglass/trace'

/** What a reader of a feed is told. */
export interface Listener {
  readonly opened: () => void
  readonly closed: () => void
  readonly trace: (trace: Trace) => void
  readonly arrival: (arrival: Arrival) => void
  /** How many messages the party did not record, in all. */
  readonly passedOver: (count: number) => void
  /** All that was kept has been told; what comes now is new. */
  readonly caughtUp: () => void
}

/** Reads a feed that needs no token, for as long as the page is open. */
export function readOpenFeed(url: string, listener: Listener): void {
  // It comes back by itself, and tells the server which trace it got last.
  const source = new EventSource(url)
  source.onopen = listener.opened
  source.onerror = listener.closed
  source.onmessage = ({ data }: MessageEvent<string>) => listener.trace(JSON.parse(data) as Trace)
  source.addEventListener('arrival', ({ data }: MessageEvent<string>) => listener.arrival(JSON.parse(data) as Arrival))
  source.addEventListener('passed-over', ({ data }: MessageEvent<string>) => listener.passedOver(Number(data)))
  source.addEventListener('caught-up', listener.caughtUp)
}
