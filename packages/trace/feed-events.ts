/** What a reader of the feed is told, event by event: what is kept, what waits for its answer, what was passed over. */
import type { Recorder } from './recorder.ts'
import type { Arrival, Trace } from './trace.ts'
import type { UnderWay } from './under-way.ts'

const encoder = new TextEncoder()

export const HEARTBEAT = encoder.encode(': still here\n\n')

/** Tells the browser how soon to come back, and that the stream is open. */
export const BEGINNING = encoder.encode('retry: 2000\n\n')

/** For readers that want what is kept and no more. */
const CAUGHT_UP = encoder.encode('event: caught-up\ndata\n\n')

export interface Told {
  readonly recorder: Recorder
  /** `undefined` where messages under way are not told. */
  readonly underWay: UnderWay | undefined
  readonly sees: (trace: Trace) => boolean
}

/** Gives the events one after the other, beginning after this trace: the next, or `undefined` while there is none. */
export function eventsAfter(
  afterId: string | undefined,
  { recorder, underWay, sees }: Told,
): () => Uint8Array | undefined {
  let place = recorder.placeAfter(afterId)
  let [lastArrival, lastPassedOver, isCaughtUp] = [0, 0, false]

  const nextTrace = (): Uint8Array | undefined => {
    for (let found = recorder.from(place); found !== undefined; found = recorder.from(place)) {
      place = found[1]
      if (sees(found[0])) return traceEvent(found[0])
    }
    return undefined
  }
  const nextArrival = (): Uint8Array | undefined => {
    const [number, arrival] = underWay?.after(lastArrival) ?? []
    if (number === undefined || arrival === undefined) return undefined
    lastArrival = number
    return arrivalEvent(arrival)
  }
  const passedOver = (): Uint8Array | undefined => {
    if (recorder.passedOver() <= lastPassedOver) return undefined
    lastPassedOver = recorder.passedOver()
    return encoder.encode(`event: passed-over\ndata: ${lastPassedOver}\n\n`)
  }
  const caughtUp = (): Uint8Array | undefined => {
    if (isCaughtUp) return undefined
    isCaughtUp = true
    return CAUGHT_UP
  }
  return () => nextTrace() ?? nextArrival() ?? passedOver() ?? caughtUp()
}

/** JSON has no line ends, so an event is one line of data. */
const traceEvent = (trace: Trace): Uint8Array => encoder.encode(`id: ${trace.id}\ndata: ${JSON.stringify(trace)}\n\n`)

/** Without an id: whoever comes back asks for traces. */
const arrivalEvent = (arrival: Arrival): Uint8Array =>
  encoder.encode(`event: arrival\ndata: ${JSON.stringify(arrival)}\n\n`)
