/**
 * What one server process recorded, for the theatre: `GET /trace/events` (server-sent events, what is kept first) and
 * `GET /trace/<id>` (JSON). For development: readable over loopback only, by no page of another origin than the theatre's.
 */
import { check, defineRules, Refusal, type Rule } from '@sightglass/spec/check'
import { errorOn } from '@sightglass/spec/errors'
import { rules as http, isRead, withoutContent } from '@sightglass/spec/http'
import { hrefOf } from '@sightglass/spec/specs'
import { traced, traceRefusal, traceUnrecorded } from './context.ts'
import { createStreams } from './feed-streams.ts'
import type { Recorder } from './recorder.ts'
import type { Tracing } from './trace.ts'

export const rules = defineRules('feed', {
  loopback: [
    'RFC9110-15.5.4',
    'access_denied',
    'traces must be read on the machine of the server, not through a proxy',
  ],
  host: ['RFC9110-7.2', 'access_denied', 'Host must be a name of the loopback interface'],
  origin: ['RFC9110-15.5.4', 'access_denied', 'traces must be read by the theatre or by no web page at all'],
  kept: ['RFC9110-15.5.5', 'not_found', 'trace must be one that is still kept'],
  room: ['RFC9110-15.6.4', 'temporarily_unavailable', 'readers must not be more than this server serves at once'],
})

export interface FeedOptions {
  readonly recorder: Recorder
  readonly tracing: Tracing
  /** The origin of the pages that may read. */
  readonly theatreOrigin: string
  /** Readers that are served at once. */
  readonly mostReaders?: number
  readonly heartbeatMs?: number
}

export interface Feed {
  /** The answer to a request that is the feed's; `undefined` leaves it to the server. */
  readonly fetch: (request: Request, peer: { readonly address: string }) => Promise<Response> | undefined
  /** Ends all streams, and those that come later at once: for the stop of the process. */
  readonly close: () => void
}

const METHODS = ['GET', 'HEAD']
const PATH = /^\/trace\/([\w-]{1,64})$/

/** Serves what the recorder keeps. */
export function createFeed(options: FeedOptions): Feed {
  const { recorder, tracing, theatreOrigin } = options
  const streams = createStreams(options)

  const answer = (request: Request, name: string, address: string): Response => {
    checkReader(request, address, theatreOrigin)
    check(http.method, isRead(request.method), { expected: METHODS, received: request.method })
    if (name !== 'events') {
      const trace = recorder.find(name)
      check(rules.kept, trace)
      return json(trace, 200, theatreOrigin)
    }
    const stream = streams.open(request.headers.get('last-event-id') ?? undefined)
    check(rules.room, stream)
    return new Response(stream, { headers: { ...headersFor(theatreOrigin), 'content-type': 'text/event-stream' } })
  }

  return {
    fetch(request, { address }) {
      const name = PATH.exec(new URL(request.url).pathname)?.[1]
      if (name === undefined) return undefined
      return traced(tracing, request, async () => {
        traceUnrecorded()
        try {
          const response = answer(request, name, address)
          return request.method === 'HEAD' ? await withoutContent(response) : response
        } catch (error) {
          if (error instanceof Refusal) return refused(error, theatreOrigin)
          throw error
        }
      })
    },
    close: streams.close,
  }
}

/** Who may read: DNS rebinding fails at Host, a page of elsewhere at Origin, a machine of elsewhere at its address. */
function checkReader({ headers, url }: Request, address: string, theatreOrigin: string): void {
  const forwarded = headers.get('forwarded') ?? headers.get('x-forwarded-for')
  const near = isLoopback(address) && forwarded === null
  check(rules.loopback, near, { expected: 'loopback', received: forwarded === null ? address : 'a proxy' })
  const { hostname, origin: own } = new URL(url)
  check(rules.host, isLoopback(hostname), { expected: 'localhost', received: hostname.slice(0, 128) })
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  // Without an origin, the browser says of a page of elsewhere that it is one.
  const known =
    origin === null ? site === null || /^(?:same-origin|none)$/.test(site) : [own, theatreOrigin].includes(origin)
  check(rules.origin, known, { expected: theatreOrigin, received: (origin ?? site)?.slice(0, 128) })
}

const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(host)

const headersFor = (theatreOrigin: string): Record<string, string> => ({
  'access-control-allow-origin': theatreOrigin,
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  vary: 'Origin',
  'x-content-type-options': 'nosniff',
})

const json = (body: object, status: number, theatreOrigin: string): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { ...headersFor(theatreOrigin), 'content-type': 'application/json' },
  })

function refused({ rule, error, message }: Refusal, theatreOrigin: string): Response {
  traceRefusal(error)
  const status = errorOn('page', error)?.status ?? 403
  const response = json({ error, error_description: message, error_uri: hrefOf(rule.cite) }, status, theatreOrigin)
  for (const [name, value] of headersOf(rule)) response.headers.set(name, value)
  return response
}

function headersOf(rule: Rule): [name: string, value: string][] {
  if (rule === http.method) return [['allow', METHODS.join(', ')]]
  return rule === rules.room ? [['retry-after', '5']] : []
}
