/** Streams of traces to readers. Nothing is buffered for any of them: each takes the next trace out of the recorder when it is ready. */
import type { Recorder } from './recorder.ts'
import type { Arrival, Trace } from './trace.ts'
import { watchUnderWay } from './under-way.ts'

export interface StreamsOptions {
  readonly recorder: Recorder
  readonly mostReaders?: number
  readonly heartbeatMs?: number
  /** Whether messages under way are told: they are unless told otherwise. */
  readonly arrivals?: boolean
}

/** Who reads: all there is for as long as they like, unless told otherwise. */
export interface Reading {
  readonly sees?: (trace: Trace) => boolean
  readonly until?: AbortSignal
}

export interface Streams {
  /**
   * What is kept from after this trace on, then what comes, and as `arrival` events what waits for its answer, as `passed-over` how many
   * messages were not recorded in all; `caught-up` once, when all that was kept has been told;
   * `undefined` where too many read already.
   */
  readonly open: (afterId: string | undefined, reading?: Reading) => ReadableStream<Uint8Array> | undefined
  readonly close: () => void
}

const encoder = new TextEncoder()
const HEARTBEAT = encoder.encode(': still here\n\n')

/** Tells the browser how soon to come back, and that the stream is open. */
const BEGINNING = encoder.encode('retry: 2000\n\n')

/** For readers that want what is kept and no more. */
const CAUGHT_UP = encoder.encode('event: caught-up\ndata\n\n')

interface Reader {
  readonly wake: () => void
  readonly beat: () => void
  readonly end: () => void
}

export function createStreams(options: StreamsOptions): Streams {
  const { recorder, mostReaders = 32, heartbeatMs = 15_000, arrivals = true } = options
  const readers = new Set<Reader>()
  let closed = false
  const wake = (): void => {
    for (const reader of readers) reader.wake()
  }
  const unsubscribe = recorder.subscribe(wake)
  const underWay = arrivals ? watchUnderWay(recorder, wake) : undefined
  const beating = setInterval(() => {
    for (const reader of readers) reader.beat()
  }, heartbeatMs)
  beating.unref()

  const open: Streams['open'] = (afterId, { sees = () => true, until } = {}) => {
    if (readers.size >= mostReaders) return undefined
    let place = recorder.placeAfter(afterId)
    let lastArrival = 0
    let lastPassedOver = 0
    let isCaughtUp = false
    let reader: Reader | undefined
    const gone = (): void => {
      if (reader === undefined) return
      readers.delete(reader)
      until?.removeEventListener('abort', reader.end)
      if (readers.size === 0) underWay?.stop()
    }
    const give = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      while ((controller.desiredSize ?? 0) > 0) {
        const found = recorder.from(place)
        const arrival = found === undefined ? underWay?.after(lastArrival) : undefined
        if (found !== undefined) {
          place = found[1]
          if (sees(found[0])) controller.enqueue(eventOf(found[0]))
        } else if (arrival !== undefined) {
          lastArrival = arrival[0]
          controller.enqueue(arrivalOf(arrival[1]))
        } else if (recorder.passedOver() > lastPassedOver) {
          lastPassedOver = recorder.passedOver()
          controller.enqueue(encoder.encode(`event: passed-over\ndata: ${lastPassedOver}\n\n`))
        } else if (!isCaughtUp) {
          isCaughtUp = true
          controller.enqueue(CAUGHT_UP)
        } else return
      }
    }
    return new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(BEGINNING)
        if (closed || until?.aborted === true) return controller.close()
        reader = {
          wake: () => give(controller),
          beat() {
            if ((controller.desiredSize ?? 0) > 0) return controller.enqueue(HEARTBEAT)
            // Since the last beat it took nothing: it comes back with the id of what it took last.
            gone()
            controller.error(new Error('the reader is too slow'))
          },
          end() {
            if (reader === undefined || !readers.has(reader)) return
            gone()
            controller.close()
          },
        }
        readers.add(reader)
        underWay?.start()
        until?.addEventListener('abort', reader.end, { once: true })
      },
      pull: give,
      cancel: gone,
    })
  }

  const close = (): void => {
    closed = true
    clearInterval(beating)
    unsubscribe()
    for (const reader of readers) reader.end()
  }
  return { open, close }
}

/** JSON has no line ends, so an event is one line of data. */
const eventOf = (trace: Trace): Uint8Array => encoder.encode(`id: ${trace.id}\ndata: ${JSON.stringify(trace)}\n\n`)

/** Without an id: whoever comes back asks for traces. */
const arrivalOf = (arrival: Arrival): Uint8Array =>
  encoder.encode(`event: arrival\ndata: ${JSON.stringify(arrival)}\n\n`)
