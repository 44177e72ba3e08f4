/** Sending and receiving: with a timeout, a cap on what is read, no redirect followed, and every exchange told to the trace. */
import type { Fetch } from '@sightglass/jwks'
import { parseJson, rules } from '@sightglass/spec/answer'
import { readBytes } from '@sightglass/spec/body'
import { check } from '@sightglass/spec/check'
import { type Answer, type Message, type Party, type Sending, traceExchange, traceSending } from '@sightglass/trace'
import { answerHeaders, requestHeaders } from '@sightglass/trace/headers'
import { shown, shownAll, shownHeaders, shownMembers } from '@sightglass/trace/mask'
import { TransportError } from './errors.ts'

export type { Fetch } from '@sightglass/jwks'

/** A message to send. `form` becomes the body. */
export interface Outgoing {
  readonly to: Party
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly form?: Readonly<Record<string, string | undefined>>
}

/** The answer to a message, read to its end. */
export interface Incoming {
  readonly request: Outgoing
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

/** A message and its answer as they may be shown: secrets are masked. */
export interface Exchange {
  readonly to: Party
  readonly request: Message
  /** `undefined` where none came. */
  readonly answer: Answer | undefined
  /** The id under which the recorded message can be opened; absent while nobody records. */
  readonly traceId?: string | undefined
}

export interface Wire {
  readonly fetch: Fetch
  readonly timeoutMs: number
  readonly mostBytes: number
  readonly onExchange: ((exchange: Exchange) => void) | undefined
}

/**
 * Sends a message and reads the answer.
 * @throws {TransportError} where none came in time. @throws {Refusal} `answer.noRedirect`, `answer.size`
 */
export async function send(wire: Wire, request: Outgoing): Promise<Incoming> {
  let answer: Answer | undefined
  const sending = traceSending()
  try {
    const signal = AbortSignal.timeout(wire.timeoutMs)
    const response = await ask(wire, request, signal)
    const headers = answerHeaders(response.headers)
    answer = { status: response.status, headers, parameters: [] }
    check(rules.noRedirect, !isRedirect(response), { received: response.status })
    const body = await reading(request, readCapped(response, wire.mostBytes))
    answer = { status: response.status, headers, parameters: shownMembers(parseJson(body)) }
    return { request, status: response.status, headers: response.headers, body }
  } finally {
    tell(wire, { to: request.to, request: shownMessage({ ...request, headers: allHeaders(request) }), answer }, sending)
  }
}

function ask(wire: Wire, outgoing: Outgoing, signal: AbortSignal): Promise<Response> {
  const { method, url, form } = outgoing
  const body = form === undefined ? null : formBody(form)
  const init: RequestInit = {
    method,
    headers: allHeaders(outgoing),
    body,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    signal,
  }
  return reading({ method, url }, wire.fetch(new Request(url, init)))
}

function allHeaders({ headers, form }: Pick<Outgoing, 'headers' | 'form'>): Readonly<Record<string, string>> {
  const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }
  return { accept: 'application/json', ...type, ...headers }
}

function formBody(form: Readonly<Record<string, string | undefined>>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) if (value !== undefined) params.append(name, value)
  return params.toString()
}

/** Browsers hide the status of a redirect that is not followed. */
export const isRedirect = ({ status, type }: Response): boolean =>
  type === 'opaqueredirect' || (status >= 300 && status < 400)

/** Turns what `fetch` throws into words about the address; what the caller's own `signal` ended stays as it is. */
export async function reading<T>(
  request: { method: string; url: string },
  work: Promise<T>,
  signal?: AbortSignal | null,
): Promise<T> {
  try {
    return await work
  } catch (reason) {
    if (!(reason instanceof Error) || reason.name === 'Refusal' || signal?.aborted) throw reason
    if (reason.name === 'TimeoutError') throw new TransportError('timeout', request, 'no answer in time')
    // The message of a fetch error says no more than that it failed.
    const code = codeOf(reason)
    const detail = code === undefined ? 'no answer' : `no answer (${code})`
    throw new TransportError('unreachable', request, detail, { connected: wasConnected(code) })
  }
}

/** What Node says where no connection came about. */
const unconnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Whether a connection came about, by the code of what ended the attempt. */
export const wasConnected = (code: string | undefined): boolean => !unconnected.has(code ?? '')

function codeOf({ cause }: Error): string | undefined {
  const code: unknown = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : undefined
}

/**
 * The body as text.
 * @throws {Refusal} `answer.size` where it goes on past the cap; the rest is not read.
 */
export async function readCapped(response: Response, mostBytes: number): Promise<string> {
  const bytes = await readBytes(response, mostBytes)
  if (bytes === undefined) response.body?.cancel().catch(() => undefined)
  check(rules.size, bytes !== undefined, { expected: `at most ${mostBytes} bytes` })
  return new TextDecoder().decode(bytes)
}

/** Tells the trace, and whoever else wants to know. */
export function tell(wire: Pick<Wire, 'onExchange'>, exchange: Exchange, sending: Sending): void {
  const traceId = traceExchange(exchange.to, exchange.request, exchange.answer, sending)
  wire.onExchange?.({ ...exchange, traceId })
}

/** A message as it may be shown. */
export function shownMessage({
  method,
  url,
  headers = {},
  form = {},
}: Omit<Outgoing, 'to' | 'method'> & { method: string }): Message {
  const [bare = '', query = ''] = url.split(/\?(.*)/s)
  const all = new Headers(headers)
  const sent = Object.entries(form).flatMap(([name, value]) =>
    value === undefined ? [] : [shown(name, value, 'body')],
  )
  return {
    method,
    url: bare,
    headers: requestHeaders(all),
    parameters: [...shownHeaders(all), ...shownAll(new URLSearchParams(query), 'query'), ...sent],
  }
}
