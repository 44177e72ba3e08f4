/** Recorded messages in any number: a login as three servers really recorded it, many times over. */
import { attackOf } from '@sightglass/theatre/backstage/attacks/index'
import { runInSandbox } from '@sightglass/theatre/sandbox/index'
import type { Trace } from '@sightglass/trace'
import { type Flow, joinFlows } from '@sightglass/trace/flow'
import { tell } from '@sightglass/trace/story'

export interface Recorded {
  readonly traces: readonly Trace[]
  readonly flows: readonly Flow[]
  readonly messages: number
  /** The traces of one login more, which belongs to the play where there is one. */
  readonly more: () => readonly Trace[]
}

/** Of one login with a session, a token and a call: from the sandbox, which gives away all that its parties recorded. */
export async function loginRecorded(): Promise<readonly Trace[]> {
  const attack = attackOf('form-csrf')
  const { traces = [] } = attack === undefined ? {} : await runInSandbox(attack, 'development')
  if (traces.length === 0) throw new Error('the sandbox recorded nothing')
  return traces
}

const APART_SECONDS = 30

/** So many messages at least: each login a flow of its own, or all of them one play, as if one value went through all. */
export function recordedTimes(login: readonly Trace[], least: number, shape: 'one play' | 'many flows'): Recorded {
  const copy = (number: number): Trace[] => login.map((trace) => copied(trace, number, shape))
  const traces: Trace[] = []
  let copies = 0
  for (let messages = 0; messages < least; messages += messagesOf(joinFlows(copy(0)))) traces.push(...copy(copies++))
  const flows = joinFlows(traces)
  return { traces, flows, messages: messagesOf(flows), more: () => copy(copies++) }
}

export const messagesOf = (flows: readonly Flow[]): number => flows.reduce((sum, flow) => sum + tell(flow).length, 0)

function copied(trace: Trace, number: number, shape: 'one play' | 'many flows'): Trace {
  const links = trace.links.map(({ kind, mark }) => ({ kind, mark: `${mark}${number}` }))
  const shared = shape === 'one play' ? [{ kind: 'grant', mark: 'the one of all' } as const] : []
  const id = `${trace.id.slice(0, 14)}${number.toString(36).padStart(8, '-')}`
  // Of its own throughout: what was sent is known by its object.
  return { ...structuredClone(trace), id, at: trace.at + number * APART_SECONDS, links: [...links, ...shared] }
}

/** The beginning of a login, no longer than so many messages. */
export function beginningOf(login: readonly Trace[], most: number): Recorded {
  let traces = login.map((trace) => copied(trace, 0, 'one play')).sort((a, b) => a.at - b.at)
  while (messagesOf(joinFlows(traces)) > most) traces = traces.slice(0, -1)
  const flows = joinFlows(traces)
  return { traces, flows, messages: messagesOf(flows), more: () => [] }
}
