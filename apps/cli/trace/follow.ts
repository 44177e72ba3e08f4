/** Messages as they come: each is printed once, under the flow that it belongs to. */
import { titleOfPlay } from '@sightglass/theatre/keep/keep'
import { messageText } from '@sightglass/theatre/keep/text'
import type { Play, Staged } from '@sightglass/theatre/page/play/play'
import type { Trace } from '@sightglass/trace'
import { printable } from '@sightglass/trace/printable'
import { FeedFailure, type FeedPlace, type Reading, readFeed } from './feed.ts'
import { paint } from './print.ts'
import { faultOf } from './read.ts'
import { ofClient, playsOf } from './recorded.ts'

export interface Following {
  readonly token: string | undefined
  readonly clientId: string | undefined
  readonly brief: boolean
}

/** Traces of one message come from several servers: they are joined once for each burst. */
const BURST_MS = 200
const MOST_TRACES = 12_000

/**
 * Prints what comes until all feeds have ended, or the process is stopped.
 * @throws {FeedFailure} at that end
 */
export async function follow(places: readonly FeedPlace[], { token, clientId, brief }: Following): Promise<never> {
  const { update, keep } = createPrinting(clientId, brief)
  let waiting = places.length
  const caughtUp = (): boolean => {
    waiting -= 1
    if (waiting > 0) return true
    update(false)
    process.stderr.write('trace: following, Ctrl+C ends it\n')
    return true
  }
  const onTrace = (trace: Trace): void => keep(trace, waiting === 0)
  await Promise.all(places.map((place) => readUntilEnd(place, { token, onTrace, onCaughtUp: caughtUp })))
  throw new FeedFailure('no server is left to follow')
}

/** One that cannot be read keeps nobody waiting. */
async function readUntilEnd(place: FeedPlace, reading: Reading): Promise<void> {
  let isOpen = false
  const onCaughtUp = (): boolean => {
    isOpen = true
    return reading.onCaughtUp()
  }
  const fault = await faultOf(readFeed(place, { ...reading, onCaughtUp }))
  if (fault !== undefined) process.stderr.write(`trace: ${fault}\n`)
  if (!isOpen) reading.onCaughtUp()
}

interface Printing {
  /** Takes in a trace; what is new is printed at the end of the burst, where that is wanted by now. */
  readonly keep: (trace: Trace, tell: boolean) => void
  /** Those that were kept before are not printed, unless `tell` says so. */
  readonly update: (tell: boolean) => void
}

function createPrinting(clientId: string | undefined, brief: boolean): Printing {
  const traces: Trace[] = []
  const printed = new Set<string>()
  let [count, last, isDue]: [number, string | undefined, boolean] = [0, undefined, false]

  const print = (fresh: readonly Staged[], play: Play): void => {
    if (last !== play.id) process.stdout.write(headOf(play))
    last = play.id
    // A message that comes late has its place before others that were printed, so its number of the flow would mislead.
    for (const message of fresh)
      process.stdout.write(`${messageText({ ...message, number: ++count }, play, { paint, brief })}\n\n`)
  }
  const update = (tell: boolean): void => {
    isDue = false
    for (const play of ofClient(playsOf(traces), clientId).toReversed()) {
      const fresh = play.messages.filter((one) => !isPrinted(one, printed))
      for (const { id, alias } of fresh) for (const name of [id, alias]) if (name !== undefined) printed.add(name)
      if (tell && fresh.length > 0) print(fresh, play)
    }
  }
  return {
    update,
    keep(trace, tell) {
      traces.push(trace)
      if (traces.length > MOST_TRACES) traces.splice(0, traces.length - MOST_TRACES)
      if (!tell || isDue) return
      isDue = true
      setTimeout(update, BURST_MS, true)
    },
  }
}

/** Its sender may have told of it before its receiver did, under another name. */
const isPrinted = ({ id, alias }: Staged, printed: ReadonlySet<string>): boolean =>
  printed.has(id) || (alias !== undefined && printed.has(alias))

const headOf = (play: Play): string =>
  `${paint('strong', printable(titleOfPlay(play)))}  ${paint('soft', `trace ${printable(play.id)}`)}\n\n`
