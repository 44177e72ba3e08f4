/** Streams of traces to readers. Nothing is buffered for any of them: each takes the next trace out of the recorder when it is ready. */
import { BEGINNING, eventsAfter, HEARTBEAT } from './feed-events.ts'
import type { Recorder } from './recorder.ts'
import type { Trace } from './trace.ts'
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

interface Reader {
  readonly wake: () => void
  readonly beat: () => void
  readonly end: () => void
}

export function createStreams(options: StreamsOptions): Streams {
  const { recorder, mostReaders = 32, heartbeatMs = 15_000, arrivals = true } = options
  const readers = new Set<Reader>()
  let closed = false
  const each = (does: (reader: Reader) => void): void => readers.forEach(does)
  const wake = (): void => each((reader) => reader.wake())
  const unsubscribe = recorder.subscribe(wake)
  const underWay = arrivals ? watchUnderWay(recorder, wake) : undefined
  const beating = setInterval(() => each((reader) => reader.beat()), heartbeatMs).unref()

  /** Gives back how to leave. */
  const enter = (reader: Reader, until: AbortSignal | undefined): (() => void) => {
    readers.add(reader)
    underWay?.start()
    until?.addEventListener('abort', reader.end, { once: true })
    return () => {
      readers.delete(reader)
      until?.removeEventListener('abort', reader.end)
      if (readers.size === 0) underWay?.stop()
    }
  }

  return {
    open(afterId, { sees = () => true, until } = {}) {
      if (readers.size >= mostReaders) return undefined
      const next = eventsAfter(afterId, { recorder, underWay, sees })
      return streamOf(next, (reader) => (closed || until?.aborted === true ? undefined : enter(reader, until)))
    },
    close() {
      closed = true
      clearInterval(beating)
      unsubscribe()
      each((reader) => reader.end())
    },
  }
}

type Controller = ReadableStreamDefaultController<Uint8Array>
type Next = () => Uint8Array | undefined

/** `enter` gives back how to leave; `undefined` where nobody may enter any more: the stream ends at once. */
function streamOf(next: Next, enter: (reader: Reader) => (() => void) | undefined): ReadableStream<Uint8Array> {
  let leave: (() => void) | undefined
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(BEGINNING)
      leave = enter(readerOf(controller, next, () => leave?.()))
      if (leave === undefined) controller.close()
    },
    pull: (controller) => give(controller, next),
    cancel: () => leave?.(),
  })
}

const readerOf = (controller: Controller, next: Next, leave: () => void): Reader => ({
  wake: () => give(controller, next),
  beat() {
    if (hasRoom(controller)) return controller.enqueue(HEARTBEAT)
    // Since the last beat it took nothing: it comes back with the id of what it took last.
    leave()
    controller.error(new Error('the reader is too slow'))
  },
  end() {
    leave()
    controller.close()
  },
})

const hasRoom = ({ desiredSize }: Controller): boolean => (desiredSize ?? 0) > 0

/** As much as it takes. */
function give(controller: Controller, next: Next): void {
  while (hasRoom(controller)) {
    const event = next()
    if (event === undefined) return
    controller.enqueue(event)
  }
}
