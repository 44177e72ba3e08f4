/** What this node keeps of clients under recording: nothing is observed while there are none, and what is over is forgotten. */
import { createRecorder, type Recorder, type Trace, type Tracing } from '@sightglass/trace'
import { createStreams, type Streams } from '@sightglass/trace/feed-streams'
import type { Recording } from './recordings.ts'

const MOST_TRACES = 10_000
const MOST_BYTES = 64 * 1024 * 1024
const MOST_AGE_SECONDS = 3600

export interface Keeping {
  /** Those that are on from now on. */
  readonly switchTo: (on: readonly Recording[]) => void
  readonly find: (recording: Recording, id: string) => Trace | undefined
  /** What is kept of its client from after this trace on, then what comes; `undefined` where too many read already. */
  readonly read: (recording: Recording, afterId: string | undefined) => ReadableStream<Uint8Array> | undefined
  readonly close: () => void
}

interface Running {
  readonly recorder: Recorder
  readonly streams: Streams
  /** By the id of the recording: ends those who read it. */
  readonly ends: Map<string, AbortController>
}

export interface KeepingOptions {
  readonly tracing: Tracing
  readonly isOn: (clientId: string | undefined) => boolean
}

export function createKeeping({ tracing, isOn }: KeepingOptions): Keeping {
  let running: Running | undefined

  const begin = (): Running => {
    const recorder = createRecorder({
      mostTraces: MOST_TRACES,
      mostBytes: MOST_BYTES,
      mostAgeSeconds: MOST_AGE_SECONDS,
      keeps: (recording) => recording.tracing === tracing && isOn(recording.clientId),
    })
    // A message under way may turn out to be of another client.
    return { recorder, streams: createStreams({ recorder, arrivals: false }), ends: new Map() }
  }

  const end = ({ recorder, streams, ends }: Running): void => {
    for (const controller of ends.values()) controller.abort()
    streams.close()
    recorder.stop()
  }

  return {
    switchTo(on) {
      if (on.length === 0) {
        if (running !== undefined) end(running)
        running = undefined
        return
      }
      running ??= begin()
      const { recorder, ends } = running
      for (const [id, controller] of ends) {
        if (on.some((recording) => recording.id === id)) continue
        controller.abort()
        ends.delete(id)
      }
      for (const { id } of on) if (!ends.has(id)) ends.set(id, new AbortController())
      recorder.forget(({ clientId }) => !on.some((recording) => recording.clientId === clientId))
    },
    find({ clientId }, id) {
      const trace = running?.recorder.find(id)
      return trace?.clientId === clientId ? trace : undefined
    },
    read({ id, clientId }, afterId) {
      const until = running?.ends.get(id)?.signal
      if (running === undefined || until === undefined) return undefined
      const sees = (trace: Trace): boolean => trace.clientId === clientId && isOn(clientId)
      return running.streams.open(afterId, { sees, until })
    },
    close() {
      if (running !== undefined) end(running)
      running = undefined
    },
  }
}
