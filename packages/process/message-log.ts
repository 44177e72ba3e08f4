/**
 * The messages between the parties as events of the log, at the levels debug and trace. Above those nobody observes, and
 * recording costs nothing. Secrets were masked by the trace; here nothing is added but words.
 */
import { pathOf } from '@sightglass/spec/path'
import {
  type Answer,
  type Arrival,
  type Message,
  observeArrivals,
  observeTraces,
  type Shown,
  type Step,
  type Trace,
} from '@sightglass/trace/observe'
import { isoSecond } from '@sightglass/trace/times'
import type { Log } from './log.ts'

/** The names of the events, in the order in which a message causes them; docs/log.md says what each holds. */
export const messageEvents = ['request', 'call', 'exchange', 'check failed', 'checks held', 'note', 'response'] as const
export type MessageEvent = (typeof messageEvents)[number]

export interface MessageLogOptions {
  /** Origins whose servers log what they receive themselves: a message to them is logged here only if no answer came. */
  readonly ours?: readonly string[]
}

type Write = (event: MessageEvent, fields: Readonly<Record<string, unknown>>) => void

/** Logs each message from now on, until the returned function is called; does nothing where the log is not at debug. */
export function logMessages(log: Log, { ours = [] }: MessageLogOptions = {}): () => void {
  if (!log.isLevelEnabled('debug')) return () => {}
  const origins = new Set(ours.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin))
  const writer = (trace: string, received: Trace['received']): Write => {
    const level = isAsset(received) ? 'trace' : 'debug'
    return (event, fields) => log[level]({ ...fields, trace }, event)
  }
  const unwatch = observeArrivals((arrival) => writeArrival(arrival, writer(arrival.id, arrival.received)))
  const unobserve = observeTraces((trace) => writeTrace(trace, origins, writer(trace.id, trace.received)))
  return () => {
    unwatch()
    unobserve()
  }
}

// Style sheets and pictures: part of every page and of no flow.
const isAsset = (received: Trace['received']): boolean =>
  'url' in received && /^\/(?:assets\/|favicon\.)/.test(pathOf(received.url))

function writeArrival({ party, from, received }: Arrival, write: Write): void {
  write('request', { from, to: party, ...messageFields(received) })
}

function writeTrace(trace: Trace, ours: ReadonlySet<string>, write: Write): void {
  const { party, from, received, steps, answer, error, tookMs } = trace
  if ('call' in received) write('call', { party, call: received.call, error, took_ms: tookMs })
  for (const step of steps) {
    if (step.kind === 'exchange') writeExchange(trace, step, ours, write)
    else if (step.kind === 'note') writeNote(trace, step, write)
    else if (!step.held) writeFailed(trace, step, write)
  }
  const held = steps.flatMap((step) => (step.kind === 'check' && step.held ? [step.rule] : []))
  const failed = steps.some((step) => step.kind === 'check' && !step.held)
  if (held.length > 0 && !failed) write('checks held', { party, count: held.length, rules: held })
  if ('call' in received) return
  write('response', { from: party, to: from, ...answerFields(answer), error, took_ms: tookMs })
}

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

function writeExchange(
  { party }: Trace,
  { to, request, answer }: StepOf<'exchange'>,
  ours: ReadonlySet<string>,
  write: Write,
): void {
  if (answer !== undefined && URL.canParse(request.url) && ours.has(new URL(request.url).origin)) return
  write('exchange', { from: party, to, ...messageFields(request), answer: answer && answerFields(answer) })
}

function writeNote({ party }: Trace, { note, cite, says, ...step }: StepOf<'note'>, write: Write): void {
  write('note', { party, note, section: cite, says, ...seenFields(step) })
}

function writeFailed({ party }: Trace, { rule, cite, must, ...step }: StepOf<'check'>, write: Write): void {
  write('check failed', { party, rule, section: cite, must, ...seenFields(step) })
}

function seenFields({ parameter, expected, received }: Pick<StepOf<'check'>, 'parameter' | 'expected' | 'received'>) {
  return { parameter, expected, received }
}

function messageFields({ method, url, parameters }: Message) {
  return { method, url, parameters: parameters.map(readable) }
}

function answerFields(answer: Answer | undefined) {
  return { status: answer?.status, location: answer?.location, parameters: answer?.parameters.map(readable) }
}

const MOST_CHARACTERS = 300

/** A token as what it says; anything else as it is, within bounds. */
function readable({ name, value, masked }: Shown): Omit<Shown, 'in'> {
  const words = (masked === true ? wordsOfJwt(value) : undefined) ?? value
  const short = words.length <= MOST_CHARACTERS ? words : `${words.slice(0, MOST_CHARACTERS)}…`
  return { name, value: short, ...(masked === true ? { masked } : {}) }
}

const TOLD_CLAIMS = ['iss', 'sub', 'aud', 'client_id', 'scope', 'exp']

/** The trace keeps header and payload of a JWT, and never its signature; behind `Bearer` too. */
function wordsOfJwt(value: string): string | undefined {
  const [, scheme = '', head = '', body = ''] = /^([A-Za-z]+ )?(eyJ[\w-]*)\.([\w-]+)\.$/.exec(value) ?? []
  const [header, payload] = [membersIn(head), membersIn(body)]
  if (header === undefined || payload === undefined) return undefined
  const claims = TOLD_CLAIMS.flatMap((name) => (name in payload ? [`${name} ${plain(name, payload[name])}`] : []))
  const kind = [header.typ, header.alg].filter((word) => typeof word === 'string').join(', ')
  return `${scheme}JWT (${kind}): ${claims.join(', ')}`
}

function plain(name: string, value: unknown): string {
  if (name === 'exp' && typeof value === 'number') return isoSecond(value)
  return Array.isArray(value) ? value.join(' ') : String(value)
}

function membersIn(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}
