/** What this node keeps of clients under recording: nothing is observed while there are none, and what is over is forgotten. */
import { createRecorder, type Recorder, type Trace, type Tracing, type Whose } from '@sightglass/trace'
import { createStreams, type Streams } from '@sightglass/trace/feed-streams'
import { covers, type Recording } from './recordings.ts'

const MOST_TRACES = 10_000
const MOST_BYTES = 64 * 1024 * 1024
const MOST_AGE_SECONDS = 3600

/** Anybody may claim anything, as often as they like: neither what is of a client nor claims to be another are pushed out by that. */
const CLAIMS = {
  holder: ({ claimedId }: Whose): string | undefined => claimedId,
  mostTraces: MOST_TRACES / 5,
  mostBytes: MOST_BYTES / 5,
}

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
  /** By the id of the recording. */
  readonly scopes: Map<string, Scope>
}

/** What one recording has, of what is kept of its client for all of them. */
interface Scope {
  /** Seconds since the epoch: what was kept before, for another one of the client, is not its own. */
  readonly since: number
  /** Ends those who read it. */
  readonly ending: AbortController
}

export interface KeepingOptions {
  readonly tracing: Tracing
  readonly isOn: (whose: Whose) => boolean
  /** Whether this one is, whatever others of its client are. */
  readonly isLive: (recording: Recording) => boolean
}

export function createKeeping(options: KeepingOptions): Keeping {
  let running: Running | undefined

  const end = (): void => {
    if (running !== undefined) endAll(running)
    running = undefined
  }
  const seesOf =
    (recording: Recording, { since }: Scope) =>
    (trace: Trace): boolean =>
      covers(recording, trace) && trace.at >= since && options.isLive(recording)

  return {
    switchTo(on) {
      if (on.length === 0) return end()
      running ??= begin(options)
      switchScopes(running, on)
    },
    find(recording, id) {
      const scope = running?.scopes.get(recording.id)
      const trace = running?.recorder.find(id)
      return scope !== undefined && trace !== undefined && seesOf(recording, scope)(trace) ? trace : undefined
    },
    read(recording, afterId) {
      const scope = running?.scopes.get(recording.id)
      if (running === undefined || scope === undefined) return undefined
      return running.streams.open(afterId, { sees: seesOf(recording, scope), until: scope.ending.signal })
    },
    close: end,
  }
}

function begin({ tracing, isOn }: KeepingOptions): Running {
  const recorder = createRecorder({
    mostTraces: MOST_TRACES,
    mostBytes: MOST_BYTES,
    mostAgeSeconds: MOST_AGE_SECONDS,
    apart: CLAIMS,
    keeps: (recording) => recording.tracing === tracing && isOn(recording),
  })
  // A message under way may turn out to be of another client.
  return { recorder, streams: createStreams({ recorder, arrivals: false }), scopes: new Map() }
}

function endAll({ recorder, streams, scopes }: Running): void {
  for (const { ending } of scopes.values()) ending.abort()
  streams.close()
  recorder.stop()
}

/** Those that are over end for who reads them, and what is of none that is on is forgotten. */
function switchScopes({ recorder, scopes }: Running, on: readonly Recording[]): void {
  for (const [id, { ending }] of scopes) {
    if (on.some((recording) => recording.id === id)) continue
    ending.abort()
    scopes.delete(id)
  }
  const since = (performance.timeOrigin + performance.now()) / 1000
  for (const { id } of on) if (!scopes.has(id)) scopes.set(id, { since, ending: new AbortController() })
  recorder.forget((trace) => !on.some((recording) => covers(recording, trace)))
}
