/** What the servers recorded, as flows: the newest, that of a client or a trace, and the last failure. */
import { clientsOf } from '@sightglass/theatre/page/play/clients'
import { failedOf, isFailure, isSetback } from '@sightglass/theatre/page/play/failures'
import { type Play, playOfFlow, type Staged, traceIdOf } from '@sightglass/theatre/page/play/play'
import { refusalIn } from '@sightglass/theatre/page/play/refusal'
import { joinFlows, type Trace } from '@sightglass/trace'

/** The flows of these traces, the one that began last first. */
export const playsOf = (traces: readonly Trace[]): Play[] => joinFlows(traces).map((flow) => playOfFlow(flow, []))

export const ofClient = (plays: readonly Play[], clientId: string | undefined): Play[] =>
  plays.filter(({ flow }) => clientId === undefined || clientsOf(flow).includes(clientId))

/** The flow with this trace; of a page that is part of no flow, that page alone. */
export function playOfTrace(traces: readonly Trace[], id: string): Play | undefined {
  const traceId = traceIdOf(id)
  const trace = traces.find((one) => one.id === traceId)
  if (trace === undefined) return undefined
  const play = playsOf(traces).find(({ flow }) => flow.traces.includes(trace))
  const clientIds = trace.clientId === undefined ? [] : [trace.clientId]
  return play ?? playOfFlow({ id: trace.id, traces: [trace], clientIds }, [])
}

export interface Failure {
  readonly play: Play
  /** The answer that told of it, or else what went wrong last. */
  readonly message: Staged
  /** The message whose check failed; `undefined` where none did. */
  readonly because: Staged | undefined
}

/** The failure that happened last, in whatever flow. */
export function lastFailure(plays: readonly Play[]): Failure | undefined {
  return plays.flatMap((play) => failureIn(play) ?? []).sort((a, b) => b.message.at - a.message.at)[0]
}

function failureIn(play: Play): Failure | undefined {
  const { messages } = play
  const index = messages.findLastIndex((one) => isFailure(one) && !isSetback(one))
  const last = messages[index]
  if (last === undefined) return undefined
  const refusal = refusalIn(messages)
  // What fails inside an SDK's call answers nobody, so it is no refusal.
  const because =
    refusal?.check === undefined
      ? messages.slice(0, index + 1).findLast((one) => failedOf(one).length > 0)
      : refusal.message
  const answer = messages.find(({ id, error }) => error !== undefined && id === `${because?.id}.answer`)
  return { play, message: answer ?? last, because }
}
