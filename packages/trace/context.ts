/** Where traces begin and what is said inside them. With nobody observing, `traced` is the call of its work and nothing else. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { type CheckEvent, listenToChecks, Refusal, type Seen } from '@sightglass/spec/check'
import { toldName } from '@sightglass/spec/parameter-names'
import { shownAll, shownHeaders, shownMembers } from './mask.ts'
import type { Answer, Arrival, Link, LinkKind, Message, Party, Sender, Shown, Step, Trace } from './trace.ts'

/** Who traces, for how links are keyed. One a party and process. */
export interface Tracing {
  readonly party: Party
  /** Who sends it messages, where that is always the same. */
  readonly from?: Sender
  /** Shared by the three parties of a deployment, at least 16 bytes: equal values get equal marks. */
  readonly linkKey: Uint8Array
}

interface Draft {
  readonly id: string
  readonly tracing: Tracing
  readonly startedMs: number
  readonly parameters: Shown[]
  readonly steps: Step[]
  readonly links: Link[]
  answered: Shown[]
  error: string | undefined
  from: Sender | undefined
  clientId: string | undefined
  unrecorded: boolean
  /** Tells of the message once, as soon as all of it is known. */
  arrived: (() => void) | undefined
}

const drafts = new AsyncLocalStorage<Draft>()
const observers = new Map<(trace: Trace) => void, ObserveOptions>()
const watchers = new Set<(arrival: Arrival) => void>()

export interface ObserveOptions {
  /** Also of the traces that `traceUnrecorded` keeps out of records: style sheets, and the reading of traces itself. */
  readonly unrecorded?: boolean
}

/** Calls `listener` with each finished trace of this process, until the returned function is called. */
export function observeTraces(listener: (trace: Trace) => void, options: ObserveOptions = {}): () => void {
  observers.set(listener, options)
  listenToChecks(heard)
  return () => {
    observers.delete(listener)
    if (observers.size === 0) listenToChecks(undefined)
  }
}

/**
 * Calls `listener` with each message when it has been read, before it is answered, until the returned function is called.
 * Only while traces are observed.
 */
export function observeArrivals(listener: (arrival: Arrival) => void): () => void {
  watchers.add(listener)
  return () => void watchers.delete(listener)
}

/** Begins the trace of a received message: one an HTTP request, at the edge, nowhere else. */
export async function traced(tracing: Tracing, request: Request, work: () => Promise<Response>): Promise<Response> {
  if (observers.size === 0) return await work()
  const draft = begin(tracing, tracing.from)
  const url = new URL(request.url)
  draft.parameters.push(...shownHeaders(request.headers), ...shownAll(url.searchParams))
  const message: Message = { method: request.method, url: `${url.origin}${url.pathname}`, parameters: draft.parameters }
  draft.arrived = () => tellArrival(draft, message)
  return await drafts.run(draft, async () => {
    let response: Response | undefined
    try {
      const answering = work()
      // Who sent it is known by now; a body is known when it has been parsed, or else at the end.
      if (request.method === 'GET') draft.arrived?.()
      response = await answering
      return response
    } finally {
      draft.arrived?.()
      finish(draft, message, response && answerOf(response, draft.answered))
    }
  })
}

/** A public call of an SDK: part of the trace it runs in, else a trace of its own. */
export async function tracedCall<T>(tracing: Tracing, call: string, work: () => Promise<T>): Promise<T> {
  if (observers.size === 0 || drafts.getStore() !== undefined) return await work()
  const draft = begin(tracing)
  return await drafts.run(draft, async () => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Refusal) draft.error = error.error
      throw error
    } finally {
      finish(draft, { call }, undefined)
    }
  })
}

function begin(tracing: Tracing, from?: Sender): Draft {
  return {
    id: randomBytes(16).toString('base64url'),
    tracing,
    startedMs: performance.now(),
    parameters: [],
    steps: [],
    links: [],
    answered: [],
    error: undefined,
    from,
    clientId: undefined,
    unrecorded: false,
    arrived: undefined,
  }
}

function tellArrival(draft: Draft, received: Message): void {
  draft.arrived = undefined
  if (draft.unrecorded) return
  const { id, tracing, from } = draft
  for (const watcher of watchers) telling(watcher, { id, party: tracing.party, at: startOf(draft), from, received })
}

const startOf = ({ startedMs }: Draft): number => (performance.timeOrigin + startedMs) / 1000

function finish(draft: Draft, received: Trace['received'], answer: Answer | undefined): void {
  const tookMs = sinceMs(draft)
  const { id, steps, links, error, from, clientId, tracing } = draft
  const at = startOf(draft)
  const trace: Trace = { id, party: tracing.party, at, tookMs, received, steps, answer, error, from, links, clientId }
  for (const [observer, { unrecorded = false }] of observers)
    if (unrecorded || !draft.unrecorded) telling(observer, trace)
}

/** Whoever looks on changes no answer: what goes wrong there is told to the operators. */
function telling<T>(listener: (told: T) => void, told: T): void {
  try {
    listener(told)
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error))
  }
}

const sinceMs = (draft: Draft): number => Math.round((performance.now() - draft.startedMs) * 1000) / 1000

function answerOf(response: Response, answered: Shown[]): Answer {
  const location = response.headers.get('location')
  const challenge = response.headers.get('www-authenticate')
  const told =
    challenge === null ? answered : [{ name: 'WWW-Authenticate', value: challenge.slice(0, 512) }, ...answered]
  if (location === null) return { status: response.status, parameters: told }
  const [bare = '', query = ''] = location.split(/[?#](.*)/s)
  return { status: response.status, location: bare, parameters: [...shownAll(new URLSearchParams(query)), ...told] }
}

function heard(event: CheckEvent): void {
  const draft = drafts.getStore()
  if (draft === undefined) return
  const atMs = sinceMs(draft)
  const seen = seenOf(event.seen)
  if (event.kind === 'check') {
    const { id, cite, must } = event.rule
    draft.steps.push({ kind: 'check', rule: id, cite, must, held: event.held, ...seen, atMs })
  } else {
    const { id, cite, says } = event.note
    draft.steps.push({ kind: 'note', note: id, cite, says, ...seen, atMs })
  }
}

function seenOf(seen: Seen | undefined): { parameter?: string; expected?: string; received?: string } {
  const told: { parameter?: string; expected?: string; received?: string } = {}
  if (seen?.parameter !== undefined) told.parameter = toldName(seen.parameter)
  if (seen !== undefined && 'expected' in seen) told.expected = inWords(seen.expected)
  if (seen !== undefined && 'received' in seen) told.received = inWords(seen.received)
  return told
}

const inWords = (value: Seen['expected']): string =>
  (Array.isArray(value) ? value.join(', ') : value === undefined ? '(none)' : String(value)).slice(0, 512)

/** Tells the trace the parameters of the message's body, masked; the one parser of bodies calls it. */
export function traceParameters(parameters: Iterable<readonly [string, string]>): void {
  const draft = drafts.getStore()
  if (draft === undefined) return
  draft.parameters.push(...shownAll(parameters))
  // The same body may be told in parts, one right after the other.
  queueMicrotask(() => draft.arrived?.())
}

/** Tells the trace the members of the answer's body, masked. */
export function traceAnswer(body: object): void {
  const draft = drafts.getStore()
  if (draft !== undefined) draft.answered = shownMembers(body)
}

/** Who sent the message that this trace is about. */
export function traceSender(from: Sender): void {
  const draft = drafts.getStore()
  if (draft !== undefined) draft.from = from
}

/** Whose flow this is: what decides who may read the trace. */
export function traceClient(clientId: string): void {
  const draft = drafts.getStore()
  if (draft !== undefined) draft.clientId = clientId
}

/** Tells the trace that the peer was refused. */
export function traceRefusal(error: string): void {
  const draft = drafts.getStore()
  if (draft !== undefined) draft.error = error
}

/** Marks a value that travels, so that the traces of other parties that saw it join this one. Short values are left out. */
export function link(kind: LinkKind, value: string | undefined): void {
  const draft = drafts.getStore()
  if (draft === undefined || value === undefined || value.length < 16) return
  const mark = createHmac('sha256', keyObject(draft.tracing))
    .update(`${kind}\0${value}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')
  if (!draft.links.some((known) => known.kind === kind && known.mark === mark)) draft.links.push({ kind, mark })
}

const keyObjects = new WeakMap<Tracing, KeyObject>()

/** Made once: importing the key costs several times what the mark does. */
function keyObject(tracing: Tracing): KeyObject {
  const made = keyObjects.get(tracing) ?? createSecretKey(tracing.linkKey)
  keyObjects.set(tracing, made)
  return made
}

/** When a message is about to be sent, for `traceExchange`. */
export function traceSending(): number {
  const draft = drafts.getStore()
  return draft === undefined ? 0 : sinceMs(draft)
}

/**
 * Records a message that this party sent, and its answer. `sentMs` is what `traceSending` said.
 * @returns the id under which the message can be opened; `undefined` while nobody records
 */
export function traceExchange(
  to: Party,
  request: Message,
  answer: Answer | undefined,
  sentMs: number,
): string | undefined {
  const draft = drafts.getStore()
  if (draft === undefined) return undefined
  draft.steps.push({ kind: 'exchange', to, request, answer, sentMs, atMs: sinceMs(draft) })
  return `${draft.id}.${draft.steps.length - 1}`
}

/** Keeps this trace out of records: it is no part of any flow. To be said before anything is awaited. */
export function traceUnrecorded(): void {
  const draft = drafts.getStore()
  if (draft !== undefined) draft.unrecorded = true
}

/** The id under which this request's trace can be opened; `undefined` while nobody records. */
export function traceId(): string | undefined {
  return drafts.getStore()?.id
}
