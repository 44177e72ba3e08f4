/**
 * A flow told as its messages, in the order in which they went, each with what its receiver looked at. A message that both
 * parties recorded is told once. Runs in browsers too.
 */
import type { Flow } from './flow.ts'
import { exchangesOf, receiversOf } from './receivers.ts'
import type { Answer, Arrival, Exchange, Look, Message, Party, Sender, Shown, Step, Trace } from './trace.ts'

/** One message: a request, the answer to one, or a public call of an SDK, which goes to nobody. */
export interface Told {
  /** That of the trace, with what tells it from others of the same trace. */
  readonly id: string
  /** What else it is known as: the id that its sender knows. */
  readonly alias: string | undefined
  readonly kind: 'request' | 'answer' | 'call'
  readonly from: Sender
  readonly to: Sender
  /** Through the browser, or past it. */
  readonly channel: 'front' | 'back'
  /** Seconds since the epoch, with a fraction. */
  readonly at: number
  /** The request; of an answer, the one that it answers. */
  readonly request: Message | { readonly call: string }
  readonly parameters: readonly Shown[]
  /** Only of answers; `undefined` where none came. */
  readonly answer: Answer | undefined
  /** How long the answer took. */
  readonly tookMs: number | undefined
  /** What the receiver checked and noted, in order. */
  readonly looks: readonly Look[]
  /** Some looks had to wait for another message, such as the one that brought the keys. */
  readonly resumed: Resumed | undefined
  /** The error code of a refusal. */
  readonly error: string | undefined
  /** A request that has come in and waits for its answer. */
  readonly underWay: boolean
}

/** From the look at this index on, everything was looked at once the message of this id had come. */
export interface Resumed {
  readonly index: number
  readonly after: string
}

type Draft = { -readonly [K in keyof Told]: Told[K] } & { looks: Look[] }

const flows = new WeakMap<Flow, readonly Told[]>()

/** The messages of a flow, and those of it that wait for their answer. */
export function tell(flow: Flow, arrivals: readonly Arrival[] = []): readonly Told[] {
  if (arrivals.length > 0) return tellAll(flow, arrivals)
  const told = flows.get(flow) ?? tellAll(flow, arrivals)
  flows.set(flow, told)
  return told
}

function tellAll({ traces }: Flow, arrivals: readonly Arrival[]): readonly Told[] {
  const received = receiversOf(traces, () => '')
  const byExchange = new Map(received.map(({ exchange, receiver }) => [exchange, receiver]))
  const inner = new Set(byExchange.values())
  return [...traces.filter((trace) => !inner.has(trace)), ...arrivals]
    .sort((a, b) => a.at - b.at)
    .flatMap((one) => ('steps' in one ? tellOnce(one, byExchange) : [tellArrival(one)]))
}

interface Known {
  /** Of all that was sent in it, and in what was received of that. */
  readonly receivers: readonly (Trace | undefined)[]
  readonly told: readonly Told[]
}

/** A flow is told anew with each trace that comes: what is told of the others is the same, and the same objects. */
const known = new WeakMap<Trace, Known>()

function tellOnce(trace: Trace, byExchange: ByExchange): readonly Told[] {
  const receivers = receiversIn(trace, byExchange)
  const before = known.get(trace)
  if (before !== undefined && isSame(before.receivers, receivers)) return before.told
  const told = tellTrace(trace, byExchange, undefined)
  known.set(trace, { receivers, told })
  return told
}

const receiversIn = (trace: Trace, byExchange: ByExchange): readonly (Trace | undefined)[] =>
  exchangesOf(trace).flatMap((exchange) => {
    const receiver = byExchange.get(exchange)
    return receiver === undefined ? [undefined] : [receiver, ...receiversIn(receiver, byExchange)]
  })

const isSame = (some: Known['receivers'], others: Known['receivers']): boolean =>
  some.length === others.length && some.every((one, index) => one === others[index])

const tellArrival = (arrival: Arrival): Draft => ({ ...firstOf(arrival, undefined), underWay: true })

type ByExchange = ReadonlyMap<Exchange, Trace>

function tellTrace(trace: Trace, byExchange: ByExchange, sent: Sent | undefined): Draft[] {
  const first = firstOf(trace, sent)
  const told = [first]
  const parts = partsOf(trace).map((part) => {
    if (part.exchange !== undefined) told.push(...tellExchange(trace, part.exchange, byExchange))
    const by = told.at(-1) ?? first
    by.looks.push(...part.looks)
    return { ...part, by }
  })
  for (const { by, resumed } of parts) {
    if (resumed === undefined) continue
    const after = parts[resumed.after]?.by.id
    if (after !== undefined) by.resumed = { index: resumed.index, after }
  }
  if (first.kind === 'request') told.push(answerTo(first, trace, sent?.exchange.answer))
  return told
}

interface Sent {
  readonly by: Party
  /** The id under which the sender knows the message. */
  readonly id: string
  readonly exchange: Exchange
}

function tellExchange(trace: Trace, exchange: Exchange, byExchange: ByExchange): Draft[] {
  const sent = { by: trace.party, id: `${trace.id}.${trace.steps.indexOf(exchange)}`, exchange }
  const receiver = byExchange.get(exchange)
  if (receiver === undefined) return tellUnseen(trace, sent)
  const [from, until] = [trace.at + exchange.sentMs / 1000, trace.at + exchange.atMs / 1000]
  return tellTrace(receiver, byExchange, sent).map((one) => within(one, from, until))
}

/** The clocks of processes differ a little: what answers a message never came before it, by the clock of who sent that. */
function within(one: Draft, from: number, until: number): Draft {
  one.at = Math.min(Math.max(one.at, from), until)
  return one
}

/** A message whose receiver recorded nothing that we know of. */
function tellUnseen({ party, at }: Trace, { id: own, exchange }: Sent): Draft[] {
  const { to, request, answer, sentMs, atMs } = exchange
  const base = {
    alias: undefined,
    channel: 'back',
    request,
    resumed: undefined,
    error: undefined,
    underWay: false,
  } as const
  return [
    {
      ...base,
      id: own,
      kind: 'request',
      from: party,
      to,
      at: at + sentMs / 1000,
      parameters: request.parameters,
      answer: undefined,
      tookMs: undefined,
      looks: [],
    },
    {
      ...base,
      id: `${own}.answer`,
      kind: 'answer',
      from: to,
      to: party,
      at: at + atMs / 1000,
      parameters: answer?.parameters ?? [],
      answer,
      tookMs: atMs - sentMs,
      looks: [],
    },
  ]
}

function firstOf({ id, party, at, from, received }: Trace | Arrival, sent: Sent | undefined): Draft {
  const isCall = 'call' in received
  const sender = isCall ? party : (sent?.by ?? from ?? 'client')
  return {
    id,
    alias: sent?.id,
    kind: isCall ? 'call' : 'request',
    from: sender,
    to: party,
    channel: sender === 'browser' ? 'front' : 'back',
    at,
    request: received,
    parameters: isCall ? [] : united(received.parameters, sent?.exchange.request.parameters),
    answer: undefined,
    tookMs: undefined,
    looks: [],
    resumed: undefined,
    error: undefined,
    underWay: false,
  }
}

function answerTo(first: Draft, { id, party, at, tookMs, answer, error }: Trace, seen: Answer | undefined): Draft {
  return {
    id: `${id}.answer`,
    alias: first.alias && `${first.alias}.answer`,
    kind: 'answer',
    from: party,
    to: first.from,
    channel: first.channel,
    at: at + tookMs / 1000,
    request: first.request,
    parameters: united(answer?.parameters ?? [], seen?.parameters),
    answer: answer ?? seen,
    tookMs,
    looks: [],
    resumed: undefined,
    error,
    underWay: false,
  }
}

/** What one of the two did not record, the other did. */
function united(one: readonly Shown[], other: readonly Shown[] = []): Shown[] {
  const names = new Set(one.map(({ name }) => name))
  return [...one, ...other.filter(({ name }) => !names.has(name))]
}

const OF_TOKENS = /^(?:access-token|id-token|bearer)\./

function begunAt(parts: readonly Part[], look: Look): Part | undefined {
  const feature = OF_TOKENS.exec(idOf(look))?.[0]
  if (feature === undefined) return undefined
  return parts.findLast(({ looks }) => looks.some((before) => idOf(before).startsWith(feature)))
}

const idOf = (look: Look): string => (look.kind === 'check' ? look.rule : look.note)

interface Part {
  /** What was sent before these looks; the first part of a trace has none. */
  readonly exchange: Exchange | undefined
  readonly looks: Look[]
  resumed: Resuming | undefined
}

/** From the look at `index` on, the part of the number `after` had been sent and answered. */
interface Resuming {
  readonly index: number
  readonly after: number
}

/**
 * The steps of a trace, cut at what was sent. A look after the sending was a look at the answer, though it is told before it;
 * but the look at a token that went on, while its keys came or once they were there, is a look at the message that brought it.
 */
function partsOf({ steps }: Trace): Part[] {
  const parts: Part[] = [{ exchange: undefined, looks: [], resumed: undefined }]
  for (const step of steps) {
    const last = parts.at(-1)
    if (step.kind === 'exchange') {
      parts.push({
        exchange: step,
        looks: last === undefined ? [] : lookedMeanwhile(steps, step, last),
        resumed: undefined,
      })
      continue
    }
    const part = begunAt(parts, step) ?? last
    if (part === undefined) continue
    if (part !== last) part.resumed ??= { index: part.looks.length, after: parts.length - 1 }
    part.looks.push(step)
  }
  return parts
}

/** Takes from a part what was looked at after the sending, and leaves there how its own token was looked at further. */
function lookedMeanwhile(steps: readonly Step[], exchange: Exchange, part: Part): Look[] {
  const first = part.looks.findIndex((look) => steps.indexOf(look) >= exchange.stepsBefore)
  if (first < 0) return []
  const before = [{ ...part, looks: part.looks.slice(0, first) }]
  const after = part.looks.splice(first)
  const isOwn = (look: Look): boolean => begunAt(before, look) !== undefined
  part.looks.push(...after.filter(isOwn))
  return after.filter((look) => !isOwn(look))
}
