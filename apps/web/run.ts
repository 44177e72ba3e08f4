/**
 * `POST /theatre/run`: the page of the theatre has a scene or an attack run, and is told what came of it; with `GET` and the id that
 * it chose it is told again, after it was loaded anew. In development only, for the person at this machine: a run sends real messages
 * in the name of the demo accounts.
 */

import { readBytes } from '@sightglass/spec/body'
import { check, defineRules, Refusal } from '@sightglass/spec/check'
import { errorOn } from '@sightglass/spec/errors'
import { rules as http } from '@sightglass/spec/http'
import type { RunFailure, RunRequest } from '@sightglass/theatre/programme/run'
import { traceRefusal, traceUnrecorded } from '@sightglass/trace'
import type { Peer } from './visit.ts'

const BODY_MOST_BYTES = 1024
/** Whoever was away for longer has it run again. */
const MOST_KEPT = 8

export const rules = defineRules('theatre', {
  loopback: [
    'RFC9110-15.5.4',
    'access_denied',
    'plays must be run from the machine of the server, not through a proxy',
  ],
  host: ['RFC9110-7.2', 'access_denied', 'Host must be a name of the loopback interface'],
  origin: ['RFC9110-15.5.4', 'access_denied', 'plays must be run by the page of the theatre and by no other page'],
  contentType: ['RFC9110-8.3', 'invalid_request', 'content type must be application/json'],
  body: [
    'RFC9110-15.5.1',
    'invalid_request',
    'body must be a JSON object that names a play, where it is to run, and an id of the run',
  ],
  known: ['RFC9110-15.5.5', 'not_found', 'play must be one of the programme, and a scene must run live'],
  kept: ['RFC9110-15.5.5', 'not_found', 'id must be of one of the last runs since the server started'],
  alone: ['RFC9110-15.6.4', 'temporarily_unavailable', 'plays must be run one after the other'],
})

export interface RunOptions {
  readonly webUrl: string
  readonly issuer: string
  readonly resource: string
  /** Default: whatever the programme of the theatre has; it is loaded when the first play is run. */
  readonly runnerOf?: RunnerOf | undefined
}

interface Places {
  readonly client: string
  readonly auth: string
  readonly resource: string
}

type RunnerOf = (request: RunRequest) => ((places: Places) => Promise<object>) | undefined

export type Runs = (request: Request, peer: Peer) => Promise<Response> | undefined

/** The answer to a request that is the run's; `undefined` leaves it to the application. */
export function createRuns({ webUrl, issuer, resource, runnerOf }: RunOptions): Runs {
  const places = { client: webUrl, auth: issuer, resource: resource.replace(/\/$/, '') }
  const own = new URL(webUrl).origin
  const outcomes = new Map<string, Promise<object>>()
  let isRunning = false

  const outcomeOf = async ({ url }: Request): Promise<Response> => {
    const outcome = outcomes.get(new URL(url).searchParams.get('id') ?? '')
    check(rules.kept, outcome !== undefined)
    return json(await outcome, 200)
  }
  const run = async (request: Request, peer: Peer): Promise<Response> => {
    checkAsker(request, peer, own)
    if (request.method === 'GET') return outcomeOf(request)
    checkType(request)
    const asked = await askedIn(request)
    const runner = (runnerOf ?? (await programme()))(asked)
    check(rules.known, runner !== undefined, { received: asked.play.slice(0, 64) })
    check(rules.alone, !isRunning)
    isRunning = true
    try {
      const outcome = runner(places)
      keep(outcomes, asked.id, outcome)
      return json(await outcome, 200)
    } finally {
      isRunning = false
    }
  }
  return (request, peer) => {
    if (new URL(request.url).pathname !== '/theatre/run') return undefined
    traceUnrecorded()
    return run(request, peer).catch(failed)
  }
}

function keep(outcomes: Map<string, Promise<object>>, id: string, outcome: Promise<object>): void {
  outcomes.set(id, outcome)
  for (const oldest of [...outcomes.keys()].slice(0, -MOST_KEPT)) outcomes.delete(oldest)
}

const programme = async (): Promise<RunnerOf> => (await import('@sightglass/theatre/backstage/index')).runnerOf

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?(?:::ffff:127(?:\.\d{1,3}){3}|::1)\]?)$/

/** DNS rebinding fails at Host, a page of elsewhere at Origin, a machine of elsewhere at its address. */
function checkAsker({ method, headers, url }: Request, { address }: Peer, own: string): void {
  const isNear = LOOPBACK.test(address) && !headers.has('forwarded') && !headers.has('x-forwarded-for')
  check(rules.loopback, isNear)
  check(rules.host, LOOPBACK.test(new URL(url).hostname), { expected: 'localhost' })
  check(http.method, method === 'POST' || method === 'GET', { expected: ['GET', 'POST'], received: method })
  const [origin, site] = [headers.get('origin'), headers.get('sec-fetch-site')]
  // A page that reads from its own server tells no origin.
  const isOwn = origin === own || (method === 'GET' && origin === null)
  check(rules.origin, isOwn && (site === null || site === 'same-origin'), { expected: own, received: origin })
}

function checkType({ headers }: Request): void {
  const type = headers.get('content-type')
  check(rules.contentType, /^application\/json\s*(?:;|$)/i.test(type ?? ''), { received: type?.slice(0, 128) })
}

async function askedIn(request: Request): Promise<RunRequest> {
  const bytes = await readBytes(request, BODY_MOST_BYTES)
  const body = bytes && parsed(new TextDecoder().decode(bytes))
  check(rules.body, isAsked(body))
  return body
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const ID = /^[\w-]{16,64}$/

const isAsked = (body: unknown): body is RunRequest =>
  typeof body === 'object' &&
  body !== null &&
  'play' in body &&
  typeof body.play === 'string' &&
  'where' in body &&
  (body.where === 'live' || body.where === 'sandbox') &&
  'id' in body &&
  typeof body.id === 'string' &&
  ID.test(body.id)

/** Failures that are told to whoever asked: a server that is down, a play that did not come to its end, a sandbox that is busy. */
const TOLD = new Set(['VisitFailure', 'SandboxFailure', 'AbortError', 'TimeoutError'])

function failed(reason: unknown): Response {
  if (reason instanceof Refusal) {
    traceRefusal(reason.error)
    const status = errorOn('page', reason.error)?.status ?? 400
    const response = json({ error: reason.error, error_description: reason.message } satisfies RunFailure, status)
    if (reason.rule === http.method) response.headers.set('allow', 'GET, POST')
    if (reason.rule === rules.alone) response.headers.set('retry-after', '5')
    return response
  }
  if (!(reason instanceof Error) || !TOLD.has(reason.name)) throw reason
  traceRefusal('temporarily_unavailable')
  const words = /^(?:Abort|Timeout)/.test(reason.name) ? 'the play did not come to its end in time' : reason.message
  return json({ error: 'temporarily_unavailable', error_description: words } satisfies RunFailure, 503)
}

const json = (body: object, status: number): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  })
