/**
 * Recording in production: an operator switches it on for a client, for a time, and whoever has the viewing token watches that
 * client's messages at `/theatre`. Owns which clients are recorded and who may read; what is shown of a message, the trace masks.
 */
import { bearerTokenOf } from '@sightglass/spec/bearer'
import { check, defineRules } from '@sightglass/spec/check'
import { rules as http } from '@sightglass/spec/http'
import { traceUnrecorded } from '@sightglass/trace'
import type { Locale } from '@sightglass/ui/texts'
import type { Exchange, Feature, Handler, Route } from '../../feature.ts'
import { NO_STORE } from '../../http.ts'
import { createRefusalLimit } from '../../limits/refusals.ts'
import { seenWaiting } from '../../limits/waiting.ts'
import { localeOf } from '../../pages/index.ts'
import type { Keeping } from './keeping.ts'
import { type Recording, type Recordings, recordingRecords } from './recordings.ts'

export const rules = defineRules('recording', {
  token: ['RFC6750-3.1', 'invalid_token', 'viewing token must be the one of a recording that is on'],
  notLimited: ['RFC6585-4', 'too_many_requests', 'network must wait after it presented too many wrong viewing tokens'],
  kept: ['RFC9110-15.5.5', 'not_found', 'trace must be one of the recorded client that is still kept'],
  room: ['RFC9110-15.6.4', 'temporarily_unavailable', 'readers must not be more than this server serves at once'],
})

/** The page that shows traces, and its files. */
export interface TheatrePage {
  readonly page: (visit: { readonly locale: Locale; readonly secure: boolean }) => Response
  /** `undefined` for a path that is none of its files. */
  readonly asset: (path: string) => Response | undefined
}

export interface RecordingOptions {
  readonly issuer: string
  /** There everything is recorded, and shown by the demo application. */
  readonly development: boolean
  readonly recordings: Recordings
  readonly keeping: Keeping
  readonly theatre: TheatrePage | undefined
}

export const THEATRE_PATH = '/theatre'
/** Where the page reads, below the issuer. */
export const FEED_PATH = '/trace/events'

export function recording(options: RecordingOptions): Feature {
  const { development, recordings } = options
  const routes = [feedRoute(options), ...pageRoutes(options)]
  return {
    name: 'recording',
    records: [recordingRecords],
    routes: development ? [] : routes.map((route) => ({ ...route, isThere: recordings.any })),
  }
}

function feedRoute({ recordings, keeping }: RecordingOptions): Route {
  const limit = createRefusalLimit({ refusals: 30, withinSeconds: 60 })

  const proven = async ({ request, address }: Exchange): Promise<Recording> => {
    const { search } = new URL(request.url)
    const found = recordings.ofToken(bearerTokenOf(request.headers.get('authorization'), search.slice(1)))
    const wait = found === undefined ? await limit.count(address, '') : 0
    check(rules.notLimited, wait === 0, seenWaiting(wait))
    check(rules.token, found)
    return found
  }

  const read: Handler = async (exchange) => {
    traceUnrecorded()
    const { request } = exchange
    const found = await proven(exchange)
    const name = new URL(request.url).pathname.split('/').at(-1) ?? ''
    if (name !== 'events') {
      const trace = keeping.find(found, name)
      check(rules.kept, trace !== undefined)
      return new Response(JSON.stringify(trace), { headers: { ...HEADERS, 'content-type': 'application/json' } })
    }
    const stream = keeping.read(found, request.headers.get('last-event-id') ?? undefined)
    check(rules.room, stream !== undefined)
    return new Response(stream, { headers: { ...HEADERS, ...STREAM, [CLIENT_HEADER]: found.clientId } })
  }

  return { path: '/trace/:name', channel: 'resource', GET: read }
}

const HEADERS = {
  ...NO_STORE,
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const

/** Whose messages the viewing token opens. */
const CLIENT_HEADER = 'sightglass-client'

/** Proxies in front must hand on each piece as it comes. */
const STREAM = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' } as const

function pageRoutes({ issuer, theatre }: RecordingOptions): Route[] {
  if (theatre === undefined) return []
  const secure = issuer.startsWith('https:')
  const page: Handler = async ({ request }) => {
    traceUnrecorded()
    return theatre.page({ locale: localeOf(request), secure })
  }
  const file: Handler = async ({ request }) => {
    traceUnrecorded()
    const { pathname } = new URL(request.url)
    const asset = theatre.asset(pathname)
    check(http.path, asset !== undefined, { received: pathname.slice(0, 200) })
    return asset
  }
  return [
    { path: THEATRE_PATH, channel: 'page', GET: page },
    { path: '/assets/theatre/*', below: 'origin', channel: 'page', GET: file },
  ]
}
