/** One request for JSON, a GET unless told otherwise: bounded in time and size, no redirect followed, whatever the given `fetch` does. */
import { parseJson } from '@sightglass/spec/answer'
import { readBytes } from '@sightglass/spec/body'

/** Injected: tests answer without sockets, and a server that asks addresses of strangers guards them. */
export type Fetch = (request: Request) => Promise<Response>

/** An answer as it came; `json` is `undefined` where it held none. */
export interface Received {
  readonly status: number
  readonly headers: Headers
  readonly json: unknown
}

export interface Asking {
  readonly fetch: Fetch
  /** Default 5000: for the whole answer. */
  readonly timeoutMs?: number | undefined
  /** Default 256 KiB. */
  readonly mostBytes?: number | undefined
  readonly accept?: string | undefined
  /** Sends this form, with these credentials, instead of a GET. */
  readonly post?: { readonly form: URLSearchParams; readonly authorization: string } | undefined
  /** Called as a request leaves; what it returns hears what came back, `undefined` where nothing did. */
  readonly watch?: ((url: string) => (received: Received | undefined) => void) | undefined
}

/** Why there is no JSON. */
export interface Failure {
  /** `unreadable`: an answer of 200 that is too long, or is not what was asked for. */
  readonly kind: 'unreachable' | 'timeout' | 'status' | 'unreadable'
  readonly url: string
  /** `answered 503`, `no answer (ECONNREFUSED)`. */
  readonly words: string
  readonly status: number | undefined
  /** What the platform calls it, where it was reached by nobody: `ECONNREFUSED`. */
  readonly code?: string | undefined
}

export type Fetched =
  | { readonly json: unknown; readonly maxAgeSeconds: number | undefined; readonly failure?: undefined }
  | { readonly failure: Failure }

/** The JSON at an address, or why it could not be had. Rejects only where `watch` throws. */
export async function fetchJson(url: string, asking: Asking): Promise<Fetched> {
  const { fetch, timeoutMs = 5000, mostBytes = 256 * 1024, accept = 'application/json', post, watch } = asking
  const heard = watch?.(url)
  const deadline = createDeadline(timeoutMs)
  let received: Received | undefined
  const failed = (kind: Failure['kind'], words: string, code?: string): Fetched => {
    return { failure: { kind, url, words, status: received?.status, code } }
  }
  try {
    const { signal } = deadline
    const { authorization, form } = post ?? {}
    const init: RequestInit = {
      method: form === undefined ? 'GET' : 'POST',
      headers: { accept, ...(authorization !== undefined && { authorization }) },
      body: form ?? null,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal,
    }
    const response = await deadline.race(fetch(new Request(url, init)))
    const { status, headers } = response
    received = { status, headers, json: undefined }
    if (response.status !== 200) {
      discard(response)
      return failed('status', isRedirect(response) ? 'answered with a redirect' : `answered ${response.status}`)
    }
    const bytes = await deadline.race(readBytes(response, mostBytes))
    if (bytes === undefined) {
      discard(response)
      return failed('unreadable', `answered more than ${mostBytes} bytes`)
    }
    const json = parseJson(new TextDecoder().decode(bytes))
    received = { status, headers, json }
    if (json === undefined) return failed('unreadable', 'answered no JSON')
    return { json, maxAgeSeconds: maxAgeOf(response.headers.get('cache-control')) }
  } catch (reason) {
    if (isTimeout(reason)) return failed('timeout', 'no answer in time')
    const code = codeOf(reason)
    return failed('unreachable', code === undefined ? 'no answer' : `no answer (${code})`, code)
  } finally {
    deadline.clear()
    heard?.(received)
  }
}

/** Browsers hide the status of a redirect that is not followed. */
const isRedirect = ({ status, type }: Response): boolean => type === 'opaqueredirect' || (status >= 300 && status < 400)

/** What is not read would keep its connection. */
const discard = ({ body }: Response): void => void body?.cancel().catch(() => undefined)

/** Ends the waiting even where `fetch` does not listen to its signal. */
function createDeadline(timeoutMs: number) {
  const controller = new AbortController()
  const { signal } = controller
  const late = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  const timer = setTimeout(() => controller.abort(new DOMException('no answer in time', 'TimeoutError')), timeoutMs)
  return {
    signal,
    race: <T>(work: Promise<T>): Promise<T> => Promise.race([work, late]),
    clear: (): void => clearTimeout(timer),
  }
}

/** Seconds; 0 where nothing may be kept. */
function maxAgeOf(cacheControl: string | null): number | undefined {
  if (cacheControl === null) return undefined
  if (/\bno-(?:store|cache)\b/i.test(cacheControl)) return 0
  const seconds = /(?:^|[\s,])max-age="?(\d{1,9})\b/i.exec(cacheControl)?.[1]
  return seconds === undefined ? undefined : Number(seconds)
}

const isTimeout = (reason: unknown): boolean => reason instanceof Error && reason.name === 'TimeoutError'

/** The message of a fetch error says no more than that it failed. */
function codeOf(reason: unknown): string | undefined {
  const cause: unknown = reason instanceof Error ? reason.cause : undefined
  const code: unknown = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : undefined
}
