/**
 * Which flow a message under way belongs to. Its marks are not made yet, so it is known by a value that it shares with the
 * messages of a flow. Runs in browsers too.
 */
import type { Flow } from './flow.ts'
import type { Arrival, Shown, Trace } from './trace.ts'

export interface Placed {
  readonly byFlow: ReadonlyMap<Flow, readonly Arrival[]>
  /** Those that share nothing with any flow. */
  readonly loose: readonly Arrival[]
}

/** Places each beside the messages it shares a value with: of several flows, the one that began last. */
export function placeArrivals(flows: readonly Flow[], arrivals: readonly Arrival[]): Placed {
  const byFlow = new Map<Flow, Arrival[]>()
  if (arrivals.length === 0) return { byFlow, loose: [] }
  const ownerOf = (key: string): Flow | undefined => flows.find((flow) => keysIn(flow).has(key))
  const loose = arrivals.filter((arrival) => {
    const flow = arrival.received.parameters.flatMap(keysOf).flatMap((key) => ownerOf(key) ?? [])[0]
    if (flow === undefined) return true
    byFlow.set(flow, [...(byFlow.get(flow) ?? []), arrival])
    return false
  })
  return { byFlow, loose }
}

/** Found once for a flow: most flows stay as they are while others grow. */
const keys = new WeakMap<Flow, ReadonlySet<string>>()

function keysIn(flow: Flow): ReadonlySet<string> {
  const found = keys.get(flow) ?? new Set(flow.traces.flatMap(parametersOf).flatMap(keysOf))
  keys.set(flow, found)
  return found
}

const parametersOf = ({ received, answer, steps }: Trace): Shown[] => [
  ...('call' in received ? [] : received.parameters),
  ...(answer?.parameters ?? []),
  ...steps.flatMap((step) =>
    step.kind === 'exchange' ? [...step.request.parameters, ...(step.answer?.parameters ?? [])] : [],
  ),
]

/** Values that are made anew for each login: four characters of them are shown, and tell them apart well enough. */
const FRESH = new Set(['state', 'nonce', 'code', 'code_challenge', 'request'])
const TOKEN = /^(?:Bearer |DPoP )?(eyJ.*)$/i

function keysOf({ name, value }: Shown): string[] {
  const token = name === 'Authorization' || name === 'access_token' ? TOKEN.exec(value)?.[1] : undefined
  if (token !== undefined) return [`token ${token}`]
  return FRESH.has(name) && value.length > 8 ? [`${name} ${value}`] : []
}
