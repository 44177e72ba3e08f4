/** What the servers recorded, as flows: the newest, that of a client or a trace, and the last failure. */
import { clientsOf } from '@sightglass/theatre/page/play/clients'
import { type Play, playOfFlow, type Staged, traceIdOf } from '@sightglass/theatre/page/play/play'
import { failureIn } from '@sightglass/theatre/page/play/refusal'
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
  /** The message that was refused, or else what went wrong last. */
  readonly message: Staged
  /** What told of it. */
  readonly answer: Staged | undefined
}

/** The failure that happened last, in whatever flow. */
export function lastFailure(plays: readonly Play[]): Failure | undefined {
  const failures = plays.flatMap((play) => {
    const failure = failureIn(play.messages)
    return failure === undefined ? [] : [{ play, ...failure }]
  })
  return failures.toSorted((a, b) => toldAt(b) - toldAt(a))[0]
}

const toldAt = ({ message, answer = message }: Failure): number => answer.at
