/** Asking the authorization server for JSON: bounded in time and size, no redirect followed, every exchange told to the trace. */
import { type Answer, type Message, traceExchange, traceSending } from '@sightglass/trace'
import { shownMembers } from '@sightglass/trace/mask'

/** Injectable: tests answer without sockets. */
export type Fetch = (request: Request) => Promise<Response>

const MOST_BYTES = 256 * 1024
const TIMEOUT_MS = 5000

export interface Fetched {
  /** `undefined` where no JSON came; then `failure` says why. */
  readonly json: unknown
  readonly failure: string | undefined
  /** Of `Cache-Control`, in seconds. */
  readonly maxAge: number | undefined
}

/** Never rejects. */
export async function fetchJson(fetch: Fetch, url: string): Promise<Fetched> {
  let answer: Answer | undefined
  const sentMs = traceSending()
  try {
    const init: RequestInit = {
      headers: { accept: 'application/json' },
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }
    const response = await fetch(new Request(url, init))
    answer = { status: response.status, parameters: [] }
    if (response.status !== 200) {
      await response.body?.cancel()
      return failed(`status ${response.status}`)
    }
    const text = await readCapped(response)
    if (text === undefined) return failed(`more than ${MOST_BYTES} bytes`)
    const json: unknown = JSON.parse(text)
    answer = { status: response.status, parameters: shownMembers(json) }
    return { json, failure: undefined, maxAge: maxAgeOf(response.headers.get('cache-control')) }
  } catch (reason) {
    return failed(whyOf(reason))
  } finally {
    const request: Message = { method: 'GET', url, parameters: [] }
    traceExchange('authorization-server', request, answer, sentMs)
  }
}

const failed = (failure: string): Fetched => ({ json: undefined, failure, maxAge: undefined })

async function readCapped(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    bytes += part.value.byteLength
    if (bytes > MOST_BYTES) {
      await reader?.cancel()
      return undefined
    }
    text += decoder.decode(part.value, { stream: true })
  }
  return text + decoder.decode()
}

function maxAgeOf(cacheControl: string | null): number | undefined {
  if (cacheControl === null) return undefined
  if (/\bno-(?:store|cache)\b/i.test(cacheControl)) return 0
  const seconds = /\bmax-age=(\d{1,9})\b/i.exec(cacheControl)?.[1]
  return seconds === undefined ? undefined : Number(seconds)
}

function whyOf(reason: unknown): string {
  if (!(reason instanceof Error)) return 'no answer'
  if (reason.name === 'TimeoutError') return 'no answer in time'
  if (reason instanceof SyntaxError) return 'no JSON'
  const { cause } = reason
  const code: unknown = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? `no answer (${code})` : 'no answer'
}
