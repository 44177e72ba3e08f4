/** Where traces begin and what is said inside them. With nobody observing, `traced` is the call of its work and nothing else. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { type CheckListener, listenToChecks, Refusal } from '@sightglass/spec/check'
import { answerHeaders, constantHeaders, requestHeaders } from './headers.ts'
import { likelyAt } from './likely.ts'
import { jtiOf, payloadEnd, shown, shownAll, shownHeaders, shownMembers } from './mask.ts'
import { locationOf, Recording } from './recording.ts'
import type { Answer, Arrival, Exchange, LinkKind, Message, Party, Place, Sender, Tracing } from './trace.ts'

export type { Recording } from './recording.ts'

const drafts = new AsyncLocalStorage<Recording>()
const observers = new Map<(trace: Recording) => void, ObserveOptions>()
const watchers = new Set<(arrival: Arrival) => void>()

/** Of the answer to a recorded message: where its trace can be opened. */
export const TRACE_HEADER = 'Sightglass-Trace'

export interface ObserveOptions {
  /** Also of the traces that `traceUnrecorded` keeps out of records: style sheets, and the reading of traces itself. */
  readonly unrecorded?: boolean
  /** Of more than these, some are passed over: what looking on costs is bounded. */
  readonly mostPerSecond?: number
}

const WINDOWS_A_SECOND = 10
const WINDOW_MS = 1000 / WINDOWS_A_SECOND

/** Whether somebody wants all traces, and how many the others want in a window. */
let [allWanted, wanted] = [false, 0]
/** What a window allows is given out again when it has been used up and is over. */
let [left, windowEndsMs, passedOver] = [0, 0, 0]

function reckon(): void {
  const limits = Array.from(observers.values(), ({ mostPerSecond = Infinity }) => mostPerSecond)
  allWanted = limits.includes(Infinity)
  wanted = Math.max(0, ...limits.filter((limit) => limit < Infinity)) / WINDOWS_A_SECOND
  left = wanted
}

/** Whether it is one that those want who do not want all. */
function isWithin(): boolean {
  if (wanted === 0) return true
  if (left >= 1) {
    left -= 1
    return true
  }
  const now = performance.now()
  if (now < windowEndsMs) {
    passedOver += 1
    return false
  }
  windowEndsMs = now + WINDOW_MS
  left = wanted - 1
  return true
}

/** How many traces those did not get who do not want all. */
export const tracesPassedOver = (): number => passedOver

/** Calls `listener` with each finished trace of this process, until the returned function is called. */
export function observeTraces(listener: (trace: Recording) => void, options: ObserveOptions = {}): () => void {
  observers.set(listener, options)
  reckon()
  listenToChecks(heard)
  return () => {
    observers.delete(listener)
    reckon()
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
export function traced(tracing: Tracing, request: Request, work: () => Promise<Response>): Promise<Response> {
  if (observers.size === 0) return work()
  const within = isWithin()
  if (!within && !allWanted) return work()
  const recording = begin(tracing, request)
  recording.passedOver = !within
  return drafts.run(recording, answered, recording, request, work)
}

function begin(tracing: Tracing, { method, url, headers }: Request): Recording {
  // No message has a fragment or a user in its address, so whoever sends one has no business with it.
  const fragment = url.indexOf('#')
  const address = (fragment < 0 ? url : url.slice(0, fragment)).replace(USER, '$1')
  const query = address.indexOf('?')
  const parameters = shownHeaders(headers)
  if (query >= 0) parameters.push(...shownAll(new URLSearchParams(address.slice(query)), 'query'))
  const target = query < 0 ? address : address.slice(0, query)
  return new Recording({
    ...{ tracing, from: tracing.from, target, method, parameters },
    headers: requestHeaders(headers),
    likely: likelyAt(target),
    carried: url.length + bodyBytes(headers),
  })
}

const USER = /^([a-z]+:\/\/)[^/?#]*@/

/** Nobody knows the length of a body that comes in chunks: it counts as the longest that is read. */
const CHUNKED_BYTES = 128 * 1024

const bodyBytes = (headers: Headers): number =>
  Number(headers.get('content-length') ?? (headers.has('transfer-encoding') ? CHUNKED_BYTES : 0))

async function answered(recording: Recording, request: Request, work: () => Promise<Response>): Promise<Response> {
  if (watchers.size > 0) recording.arrived = () => tellArrival(recording)
  try {
    const answering = work()
    // Who sent it is known by now; a body is known when it has been parsed, or else at the end.
    if (request.method === 'GET') recording.arrived?.()
    const response = await answering
    noteAnswer(recording, response)
    const told = idToldOf(recording)
    if (told !== undefined) response.headers.set(TRACE_HEADER, told)
    return response
  } finally {
    recording.arrived?.()
    finish(recording)
  }
}

/** For development, where all are recorded. */
export const tellsEverybody = (): boolean => true

/** What a peer may be told: of what nobody keeps, it is told nothing. */
function idToldOf(recording: Recording): string | undefined {
  const { tracing, unrecorded, passedOver, name } = recording
  return !unrecorded && !passedOver && tracing.tellsId?.(recording) === true ? name.id : undefined
}

/** A public call of an SDK: part of the trace it runs in, else a trace of its own. */
export async function tracedCall<T>(tracing: Tracing, call: string, work: () => Promise<T>): Promise<T> {
  if (observers.size === 0 || drafts.getStore() !== undefined) return await work()
  const within = isWithin()
  if (!within && !allWanted) return await work()
  const recording = new Recording({ tracing, from: undefined, target: call, likely: likelyAt(call) })
  recording.passedOver = !within
  return await drafts.run(recording, async () => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Refusal) recording.error = error.error
      throw error
    } finally {
      finish(recording)
    }
  })
}

function tellArrival(recording: Recording): void {
  recording.arrived = undefined
  const { id, party, at, from, message: received, unrecorded } = recording
  if (unrecorded || received === undefined) return
  for (const watcher of watchers) telling(watcher, { id, party, at, from, received })
}

function noteAnswer(recording: Recording, response: Response): void {
  recording.status = response.status
  // An answer of 200 names neither a place nor a challenge, and to look for headers costs more than all the rest.
  if (response.status === 200 && (recording.answeredHeaders !== undefined || recording.unrecorded)) return
  recording.answeredHeaders = answerHeaders(response.headers)
  if (response.status === 200) return
  recording.challenge = response.headers.get('www-authenticate')
  const location = response.headers.get('location')
  if (location === null) return
  const { bare, parameters } = locationOf(location)
  recording.location = bare
  recording.answered = [...parameters, ...recording.answered]
}

function finish(recording: Recording): void {
  recording.tookMicros = recording.sinceMicros()
  const { passedOver, unrecorded: isUnrecorded } = recording
  for (const [observer, { unrecorded = false, mostPerSecond = Infinity }] of observers)
    if ((unrecorded || !isUnrecorded) && (!passedOver || mostPerSecond === Infinity)) telling(observer, recording)
}

/** Whoever looks on changes no answer: what goes wrong there is told to the operators. */
function telling<T>(listener: (told: T) => void, told: T): void {
  try {
    listener(told)
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error))
  }
}

const heard: NonNullable<CheckListener> = (entry, held, seen) => drafts.getStore()?.look(entry, held, seen)

/** Tells the trace the parameters of the message's body, masked; the one parser of bodies calls it. */
export function traceParameters(parameters: Iterable<readonly [string, string]>, place: Place = 'body'): void {
  const draft = drafts.getStore()
  if (draft === undefined) return
  for (const [name, value] of parameters) draft.parameters.push(shown(name, value, place))
  // The same body may be told in parts, one right after the other.
  if (draft.arrived !== undefined) queueMicrotask(() => draft.arrived?.())
}

/** Tells the trace the members of the answer's body, masked, and its headers where many answers have the same. */
export function traceAnswer(body: object, headers?: Readonly<Record<string, string>>): void {
  const draft = drafts.getStore()
  if (draft === undefined) return
  draft.answered = shownMembers(body)
  draft.answeredHeaders = headers && constantHeaders(headers)
}

/** Who sent the message that this trace is about. */
export function traceSender(from: Sender): void {
  const draft = drafts.getStore()
  if (draft !== undefined) draft.from = from
}

/** Whose flow this is: what decides who may read the trace. */
export function traceClient(clientId: string): void {
  const draft = drafts.getStore()
  if (draft === undefined) return
  draft.clientId = clientId
  draft.claimedId = undefined
}

/** Whose flow the message claims to be of, while nothing proves it: readers are shown that only where they asked for claims. */
export function traceClaim(clientId: string): void {
  const draft = drafts.getStore()
  if (draft !== undefined && draft.clientId === undefined && clientId !== '') draft.claimedId = clientId
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
  draft.link(kind, value)
}

/**
 * Marks a token: a JWT by its `jti`, which whoever only carries it can read as well, anything else by itself. Nothing of the
 * token is proven by that. Who knows the `jti` says it, as it may stand where nobody can read it.
 */
export function linkToken(token: string | undefined, known?: string): void {
  if (token === undefined || drafts.getStore() === undefined) return
  if (payloadEnd(token) === undefined) link('token', token)
  link('jti', known ?? jtiOf(token))
}

/** When in a trace a message was sent. */
export type Sending = Pick<Exchange, 'sentMs' | 'stepsBefore'>

/** That a message is about to be sent, for `traceExchange`. */
export function traceSending(): Sending {
  const draft = drafts.getStore()
  if (draft === undefined) return { sentMs: 0, stepsBefore: 0 }
  return { sentMs: draft.sinceMicros() / 1000, stepsBefore: draft.stepCount }
}

/**
 * Records a message that this party sent, and its answer. `sending` is what `traceSending` said.
 * @returns the id under which the message can be opened; `undefined` while nobody records
 */
export function traceExchange(
  to: Party,
  request: Message,
  answer: Answer | undefined,
  sending: Sending,
): string | undefined {
  const draft = drafts.getStore()
  if (draft === undefined) return undefined
  const atMs = draft.sinceMicros() / 1000
  return `${draft.id}.${draft.exchange({ kind: 'exchange', to, request, answer, ...sending, atMs })}`
}

/** Keeps this trace out of records: it is no part of any flow. To be said before anything is awaited. */
export function traceUnrecorded(): void {
  const draft = drafts.getStore()
  if (draft !== undefined) draft.unrecorded = true
}

/** The id of this request's trace where the peer may know it: for what it is answered. */
export function toldTraceId(): string | undefined {
  const draft = drafts.getStore()
  return draft && idToldOf(draft)
}

/** The id under which this request's trace can be opened, for our own log; `undefined` while nobody records. */
export function traceId(): string | undefined {
  return drafts.getStore()?.id
}
