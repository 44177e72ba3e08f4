/** A play: the messages of one flow, or of one run of a scene or an attack, in order, each with the lanes that it goes between. */
import type { Arrival, Look, Shown } from '@sightglass/trace'
import { type Flow, joinFlows } from '@sightglass/trace/flow'
import { type Told, tell } from '@sightglass/trace/story'
import type { Aside, Lane, RunResult } from '../../programme/run.ts'
import type { Boot } from '../boot.ts'
import { laneOrder } from '../lanes.ts'
import { isAttackers } from './attackers.ts'

/** One step of a play. */
export interface Staged extends Omit<Told, 'from' | 'to' | 'kind'> {
  /** An aside is what no party saw, and the run tells. */
  readonly kind: Told['kind'] | 'aside'
  readonly from: Lane
  readonly to: Lane
  /** From 1. */
  readonly number: number
  /** Of an aside: the key of its words. */
  readonly aside: string | undefined
  /** The rule that was switched off where it took place: that it failed turned nothing back. */
  readonly off?: string
}

/** The id of the rule or the note that somebody looked at. */
export const lookedAt = (look: Look): string => (look.kind === 'check' ? look.rule : look.note)

/** The headers of the message itself: of an answer, not those of what it answers. */
export function headersOf({ kind, request, answer }: Staged): readonly Shown[] {
  if (kind === 'answer') return answer?.headers ?? []
  return 'call' in request ? [] : request.headers
}

/** The trace that a message is told from, by the id of the message. */
export const traceIdOf = (id: string): string => id.split('.')[0] ?? id

/** The id of the request, by that of its answer. */
export const askedBy = (id: string): string => id.replace(/\.answer$/, '')

export interface Play {
  readonly id: string
  readonly flow: Flow
  readonly run: RunResult | undefined
  readonly messages: readonly Staged[]
  /** Those that take part, left to right. */
  readonly lanes: readonly Lane[]
}

/** That this rule was switched off where the play took place. */
export const isSwitchedOff = ({ run }: Play, rule: string): boolean => run?.off === rule

/** That nothing stopped the attack: nobody was refused, so there is nothing to repair. */
export const hasSucceeded = (play: Play | undefined): boolean => play?.run?.outcome === 'succeeded'

export const playOfFlow = (flow: Flow, arrivals: readonly Arrival[]): Play =>
  played({ id: flow.id, flow, run: undefined, told: tell(flow, arrivals), sent: new Map(), asides: [] })

/** All flows that a message of the run belongs to, as one. */
export function playOfRun(run: RunResult, live: readonly Flow[]): Play | undefined {
  const flows = run.traces === undefined ? live : joinFlows(run.traces)
  const own = new Set(run.sent.map(({ traceId }) => traceId))
  const traces = flows
    .filter((flow) => flow.traces.some(({ id }) => own.has(id)))
    .flatMap((flow) => flow.traces)
    .toSorted((a, b) => a.at - b.at)
  const clientIds = [...new Set(traces.flatMap(({ clientId }) => clientId ?? []))]
  const flow = { id: run.id, traces, clientIds }
  const sent = new Map(run.sent.map(({ traceId, by }) => [traceId, by]))
  return played({ id: run.id, flow, run, told: tell(flow), sent, asides: run.asides })
}

export function playOfKept(id: string, { traces, sent = [], asides = [], run }: NonNullable<Boot['kept']>): Play {
  const clientIds = [...new Set(traces.flatMap(({ clientId }) => clientId ?? []))]
  const flow = { id, traces, clientIds }
  const by = new Map(sent.map((one) => [one.traceId, one.by]))
  return played({ id, flow, run: run && { id, sent, asides, ...run }, told: tell(flow), sent: by, asides })
}

interface Parts {
  readonly id: string
  readonly flow: Flow
  readonly run: RunResult | undefined
  readonly told: readonly Told[]
  readonly sent: ReadonlyMap<string, Lane>
  readonly asides: readonly Aside[]
}

function played({ id, flow, run, told, sent, asides }: Parts): Play {
  const messages = [...told, ...asides.map(asideOf)]
    .toSorted((a, b) => a.at - b.at)
    .map((one, index) => stagedOnce(one, { by: sent.get(askedBy(one.id)), number: index + 1, off: run?.off }))
  const present = new Set(messages.flatMap(({ from, to }) => [from, to]))
  return { id, flow, run, messages, lanes: laneOrder.filter((lane) => present.has(lane)) }
}

type Unnumbered = Omit<Staged, 'number'>

/** What the play adds to what was told of a message. */
interface Part {
  /** Who sent it, as the run knows. */
  readonly by: Lane | undefined
  readonly number: number
  readonly off: string | undefined
}

/** A play that grows is played anew: a message that is told as before stays the same object. */
const known = new WeakMap<Told, { readonly part: Part; readonly staged: Staged }>()

function stagedOnce(one: Told | Unnumbered, part: Part): Staged {
  if ('aside' in one) return numbered(one, part)
  const before = known.get(one)
  if (before !== undefined && isSame(before.part, part)) return before.staged
  const staged = numbered(cast(one, part.by), part)
  known.set(one, { part, staged })
  return staged
}

const isSame = (one: Part, other: Part): boolean =>
  one.by === other.by && one.number === other.number && one.off === other.off

const numbered = (one: Unnumbered, { number, off }: Part): Staged => ({
  ...one,
  number,
  ...(off !== undefined && { off }),
})

/** Who sent it, as far as the run knows better than its receiver; an answer goes back to them. */
function cast(told: Told, sentBy: Lane | undefined): Unnumbered {
  const by = sentBy ?? (isOfDevice(told) ? 'device' : undefined)
  const { from, to } = told
  if (isOfAttacker(told)) return { ...told, from: toAttacker(from), to: toAttacker(to), aside: undefined }
  if (by === undefined) return { ...told, aside: undefined }
  if (told.kind === 'request') return { ...told, from: by, to, aside: undefined }
  return told.kind === 'answer' ? { ...told, from, to: by, aside: undefined } : { ...told, aside: undefined }
}

/** What a party sends to a host of the attacker's: it takes that for one of the parties. */
const isOfAttacker = ({ request, kind }: Told): boolean =>
  kind !== 'call' && 'url' in request && isAttackers(request.url)

const toAttacker = (lane: Told['to']): Lane => (lane === 'client' || lane === 'browser' ? lane : 'attacker-server')

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

/** What asks with the device grant is a device. */
function isOfDevice({ from, request, kind, to, parameters }: Told): boolean {
  if ('call' in request || (kind === 'answer' ? to : from) !== 'client') return false
  const all = kind === 'answer' ? request.parameters : parameters
  const isPoll = all.some(({ name, value }) => name === 'grant_type' && value === DEVICE_GRANT)
  return isPoll || (request.method === 'POST' && /\/device_authorization$/.test(request.url))
}

const asideOf = ({ key, from, to, at }: Aside, index: number): Unnumbered => ({
  id: `aside-${index}`,
  alias: undefined,
  kind: 'aside',
  from,
  to,
  channel: 'front',
  at,
  request: { call: key },
  parameters: [],
  answer: undefined,
  tookMs: undefined,
  looks: [],
  resumed: undefined,
  error: undefined,
  underWay: false,
  aside: key,
})
