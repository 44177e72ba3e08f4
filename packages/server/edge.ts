/** The edge of the server: one trace a request, the route, and whatever went wrong as an answer. */
import { check, Refusal } from '@sightglass/spec/check'
import type { Channel } from '@sightglass/spec/errors'
import { rules, withoutContent } from '@sightglass/spec/http'
import { isLoopbackHost } from '@sightglass/spec/metadata'
import { EngineError } from '@sightglass/store'
import { type Tracing, toldTraceId, traced, traceId, traceRefusal } from '@sightglass/trace'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'
import type { Exchange, Route } from './feature.ts'
import { allowed, ownError, RefusalOn, serveRoute, type Tell, type Told, toldOf, unavailable } from './http.ts'
import type { Log } from './log.ts'

/** What the transport knows of the peer. */
export interface Peer {
  readonly address: string
}

/** The server as one function. Never rejects. */
export type Edge = (request: Request, peer?: Peer) => Promise<Response>

export type Tellers = Readonly<Partial<Record<Channel, Tell>>>

export interface EdgeOptions {
  readonly issuer: string
  readonly routes: readonly Route[]
  readonly tellers: Tellers
  readonly tracing: Tracing
  readonly log: Log
  /** Development answers to the issuer's host and to loopback names only: what a page shows there is for nobody else. */
  readonly development: boolean
  /** Where a trace is shown, by its id; `undefined` where none are. */
  readonly traceUrl: (id: string) => string | undefined
}

const UNKNOWN_PEER: Peer = { address: '127.0.0.1' }

/** A year. Of every answer: the first may be one to a program, or an error. */
const STAY_ON_HTTPS = 'max-age=31536000'

export function createEdge(options: EdgeOptions): Edge {
  const { issuer, routes, tellers, tracing, log, development } = options
  const { pathname, hostname: ownHost, protocol } = new URL(issuer)
  const base = pathname.replace(/\/$/, '')
  const router = new SmartRouter<Route>({ routers: [new RegExpRouter(), new TrieRouter()] })
  for (const route of routes) router.add('ALL', route.below === 'origin' ? route.path : base + route.path, route)

  const answer = async (exchange: Exchange): Promise<Response> => {
    const path = pathOf(exchange.request.url)
    const found = router.match('ALL', path)[0][0]?.[0]
    const route = found?.isThere?.() === false ? undefined : found
    try {
      if (development) checkHost(exchange.request)
      check(rules.path, route, { received: path.slice(0, 200) })
      return await serveRoute(route, exchange)
    } catch (error) {
      return await failed(route, error, exchange)
    }
  }

  const checkHost = (request: Request): void => {
    const { hostname } = new URL(request.url)
    check(rules.host, hostname === ownHost || isLoopbackHost(hostname), { expected: ownHost, received: hostname })
  }

  const failed = async (route: Route | undefined, error: unknown, exchange: Exchange): Promise<Response> => {
    const channel = error instanceof RefusalOn ? error.channel : (route?.channel ?? 'page')
    const tell = error instanceof RefusalOn ? error.tell : tellers[channel]
    if (tell === undefined) throw new Error(`nothing tells of errors on the channel ${channel}`)
    const refusal = error instanceof RefusalOn ? error.refusal : error
    const told = refusal instanceof Refusal ? refused(channel, refusal, log) : broken(error, log)
    const response = await tell(withTrace(told), exchange)
    if (route !== undefined && told.rule === rules.method) response.headers.set('allow', allowed(route).join(', '))
    return response
  }

  const withTrace = (told: Told): Told => {
    const id = toldTraceId()
    const traceUrl = id && options.traceUrl(id)
    return traceUrl === undefined ? told : { ...told, traceUrl }
  }

  const secured = async (exchange: Exchange): Promise<Response> => {
    const response = await answer(exchange)
    if (protocol === 'https:') response.headers.set('strict-transport-security', STAY_ON_HTTPS)
    return exchange.request.method === 'HEAD' ? await withoutContent(response) : response
  }

  return (request, { address } = UNKNOWN_PEER) => traced(tracing, request, () => secured({ request, address }))
}

/** The path as sent: nothing is decoded or normalised before it is compared. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const end = url.slice(start).search(/[?#]/)
  return end < 0 ? url.slice(start) : url.slice(start, start + end)
}

/** One line for each refusal, with the trace that explains it. */
export function refused(channel: Channel, refusal: Refusal, log: Log): Told {
  traceRefusal(refusal.error)
  const { id, cite } = refusal.rule
  const because = refusal.seen?.because
  const told = { rule: id, error: refusal.error, section: cite, reason: refusal.message, trace: traceId() }
  log('info', 'refused', because === undefined ? told : { ...told, because: because.id })
  return toldOf(channel, refusal)
}

/** A database that does not answer is nobody's mistake, and passes: what was asked may be asked again. */
export function broken(error: unknown, log: Log): Told {
  if (error instanceof EngineError) {
    traceRefusal('temporarily_unavailable')
    log('error', 'database unavailable', { kind: error.kind, error: error.message, trace: traceId() })
    return unavailable
  }
  traceRefusal('server_error')
  log('error', 'bug', {
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    trace: traceId(),
  })
  return ownError
}
