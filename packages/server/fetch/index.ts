/**
 * The one way to an address that a client names: its key set, its sector, its request object, its logout endpoint.
 * Owns what may be connected to and what is read of the answer; what the answer means is the caller's.
 */
import type { Fetched, FetchFailure } from '@sightglass/spec/guarded-fetch'
import { isLoopbackHost } from '@sightglass/spec/metadata'
import { type Answer, type Message, traceExchange, traceSending } from '@sightglass/trace'
import { answerHeaders, requestHeaders } from '@sightglass/trace/headers'
import { shownAll } from '@sightglass/trace/mask'
import { isPublicAddress } from './addresses.ts'
import { trustedCertificates } from './certificates.ts'
import { exchange } from './exchange.ts'
import type { FetchRequest } from './request.ts'
import { literalAddress, type Resolve, resolveByDns, resolveBySystem } from './resolve.ts'

export interface FetcherOptions {
  /** Hosts that may have private addresses or other ports than 443, each as `host:port`. */
  readonly privateHosts?: readonly string[] | undefined
  /** Whether those of them that are loopback may be asked by http as well: in development only. */
  readonly plainLoopback?: boolean | undefined
  /** PEM, trusted beside those of the system. */
  readonly caCertificates?: readonly string[] | undefined
  /** For the whole exchange, from the name to the last byte; 5 seconds. */
  readonly timeoutMs?: number | undefined
  /** DNS, and for hosts that the operator names the system's own resolver, unless told otherwise. */
  readonly resolve?: Resolve | undefined
}

/** Never rejects: what was found is looked at with `textOf` of `@sightglass/spec/guarded-fetch`. */
export type GuardedFetch = (request: FetchRequest) => Promise<Fetched>

const TIMEOUT_MS = 5000

export function createGuardedFetch(options: FetcherOptions = {}): GuardedFetch {
  const { privateHosts = [], timeoutMs = TIMEOUT_MS } = options
  const allowed = new Set(privateHosts.map(placeOf))
  const ca = trustedCertificates(options.caCertificates)

  const fetched = async (request: FetchRequest, signal: AbortSignal): Promise<Fetched> => {
    const url = URL.canParse(request.url) ? new URL(request.url) : undefined
    const isAllowed = url !== undefined && allowed.has(`${url.hostname}:${url.port || usualPorts.get(url.protocol)}`)
    const isPlain = options.plainLoopback === true && isAllowed && isLoopbackHost(url.hostname)
    if (url === undefined || !isSecure(url, isPlain))
      return failed({ rule: 'url', received: request.url.slice(0, 256).replace(/[?#].*$/s, '') })
    if (url.port !== '' && !isAllowed) return failed({ rule: 'port', received: url.port })
    const literal = literalAddress(url.hostname)
    const resolve = options.resolve ?? (isAllowed ? resolveBySystem : resolveByDns)
    const found = literal === undefined ? await resolve(url.hostname) : [literal]
    if (found.length === 0) return failed({ rule: 'resolved', received: url.hostname })
    const hidden = isAllowed ? undefined : found.find((address) => !isPublicAddress(address))
    if (hidden !== undefined) return failed({ rule: 'address', received: hidden })
    return await exchange({ ...request, url, addresses: found, ca, signal })
  }

  return async (request) => {
    const sending = traceSending()
    const signal = AbortSignal.timeout(timeoutMs)
    const late: FetchFailure = { rule: 'inTime', expected: `${timeoutMs} ms` }
    const answer = await Promise.race([fetched(request, signal), timeUp(signal, late)])
    traceExchange('client', messageOf(request), answerTo(answer), sending)
    return answer
  }
}

function messageOf({ url, form, types = [] }: FetchRequest): Message {
  const sent = new Headers(types.length === 0 ? {} : { accept: types.join(', ') })
  if (form !== undefined) sent.set('content-type', 'application/x-www-form-urlencoded')
  return {
    method: form === undefined ? 'GET' : 'POST',
    url: url.replace(/[?#].*$/s, ''),
    headers: requestHeaders(sent),
    parameters: shownAll(new URLSearchParams(form), 'body'),
  }
}

function answerTo(fetched: Fetched): Answer | undefined {
  if (fetched.failure !== undefined) return undefined
  const { status, cacheControl } = fetched
  const headers = answerHeaders(new Headers(cacheControl === undefined ? {} : { 'cache-control': cacheControl }))
  return { status, headers, parameters: [] }
}

/** `host:port` as a URL spells it. @throws {Error} where the text is none. */
export function placeOf(text: string): string {
  const url = URL.canParse(`https://${text}`) ? new URL(`https://${text}`) : undefined
  if (url === undefined || url.href !== `https://${url.host}/`) throw new Error(`"${text}" must be a host and its port`)
  return `${url.hostname}:${url.port === '' ? 443 : url.port}`
}

const usualPorts: ReadonlyMap<string, number> = new Map([
  ['https:', 443],
  ['http:', 80],
])

const isSecure = ({ protocol, username, password }: URL, plainToo: boolean): boolean =>
  (protocol === 'https:' || (plainToo && protocol === 'http:')) && username === '' && password === ''

const failed = (failure: FetchFailure): Fetched => ({ failure })

const timeUp = (signal: AbortSignal, failure: FetchFailure): Promise<Fetched> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve({ failure }), { once: true }))
