/** The edge: routing, bodies, CORS, caching, and the one place where a refusal becomes a response. */
import { rules as bearerRules, formatChallenge } from '@sightglass/spec/bearer'
import { readFormBody } from '@sightglass/spec/body'
import { check, Refusal, type Rule, type Seen } from '@sightglass/spec/check'
import { type Channel, type ErrorCode, errorOn } from '@sightglass/spec/errors'
import { isRead, rules } from '@sightglass/spec/http'
import { type Parsed, parseParams } from '@sightglass/spec/params'
import { hrefOf } from '@sightglass/spec/specs'
import { traceAnswer, traceParameters, traceSender } from '@sightglass/trace'
import type { Exchange, Handler, Route } from './feature.ts'

export const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' } as const

/** Lets scripts of any origin read an answer: what these paths tell depends on no cookie. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'www-authenticate, retry-after, sightglass-trace',
} as const

const JSON_HEADERS = {
  'content-type': 'application/json',
  'x-content-type-options': 'nosniff',
  ...NO_STORE,
  ...CORS,
} as const

/** A JSON answer to a program, that no cache keeps. Its members go to the trace, masked. */
export function json(body: object, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  const own = Object.keys(headers).length > 0
  traceAnswer(body, own ? undefined : JSON_HEADERS)
  const all = own ? { ...JSON_HEADERS, ...headers } : JSON_HEADERS
  return new Response(JSON.stringify(body), { status, headers: all })
}

/** A signed answer, that no cache keeps; the trace is told what it says. */
export function jwt(token: string, claims: object): Response {
  traceAnswer(claims)
  return new Response(token, { headers: { ...JSON_HEADERS, 'content-type': 'application/jwt' } })
}

/** A redirect of the browser: 303, so that no form is ever posted on (RFC 9700 §4.12). */
export function redirect(location: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, {
    status: 303,
    headers: { location, 'referrer-policy': 'no-referrer', ...NO_STORE, ...headers },
  })
}

/**
 * The parameters of a form body; those of the query are not parameters of a POST.
 * @throws {Refusal} `params.form`, `params.bodySize`, `params.whole`, and those of `parseParams`
 */
export async function readForm(request: Request): Promise<Parsed> {
  const parsed = await readFormBody(request)
  traceParameters(parsed.params)
  traceParameters(parsed.resources.map((resource) => ['resource', resource] as const))
  return parsed
}

/** The parameters of the query. */
export function readQuery(request: Request): Parsed {
  const mark = request.url.indexOf('?')
  return parseParams(mark < 0 ? '' : request.url.slice(mark + 1).replace(/#.*$/s, ''))
}

/** What is said to the peer of a refusal, or of a bug of ours (then without a rule). */
export interface Told {
  readonly error: ErrorCode
  readonly status: number
  readonly description: string
  /** Absent for bugs, and where naming the rule would help who guesses. */
  readonly rule?: Rule
  readonly seen?: Seen
  /** Where it is shown, as long as it is recorded. */
  readonly traceUrl?: string
}

/** What explains it: what happened where that is recorded, the paragraph elsewhere. */
export const errorUriOf = ({ traceUrl, rule }: Pick<Told, 'traceUrl' | 'rule'>): string | undefined =>
  traceUrl ?? (rule && hrefOf(rule.cite))

/** How something is told on a channel. */
export type Tell = (told: Told, exchange: Exchange) => Response | Promise<Response>

/** What the channel says of a refusal: where its table fixes the words, the rule stays in the trace. */
export function toldOf(channel: Channel, refusal: Refusal): Told {
  const definition = errorOn(channel, refusal.error)
  if (definition === undefined)
    throw new Error(`rule ${refusal.rule.id}: channel ${channel} has no ${refusal.error}`, { cause: refusal })
  const { status, words } = definition
  const { error, rule, seen, message } = refusal
  if (words !== undefined) return { error, status, description: words }
  return { error, status, description: message, rule, ...(seen === undefined ? {} : { seen }) }
}

/** A refusal that is told in another way than the route's: to the client, once its redirect URI is proven. */
export class RefusalOn extends Error {
  readonly channel: Channel
  readonly tell: Tell
  readonly refusal: Refusal

  constructor(channel: Channel, tell: Tell, refusal: Refusal) {
    super(refusal.message, { cause: refusal })
    this.channel = channel
    this.tell = tell
    this.refusal = refusal
  }
}

/** Runs work whose refusals are told on this channel. */
export async function refusingBy<T>(channel: Channel, tell: Tell, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) throw new RefusalOn(channel, tell, error)
    throw error
  }
}

/** When a peer that was refused may come back, in seconds: where the answer is of a kind that passes. */
export const retryAfter = ({ status, seen }: Pick<Told, 'status' | 'seen'>): Record<string, string> =>
  status === 429 || status === 503 ? { 'retry-after': String(seen?.afterSeconds ?? 5) } : {}

export const ownError: Told = { error: 'server_error', status: 500, description: 'the server met an error of its own' }

export const unavailable: Told = {
  error: 'temporarily_unavailable',
  status: 503,
  description: 'the server cannot answer just now: try again in a few seconds',
}

/** The JSON of RFC 6749 §5.2. */
export const tellToken: Tell = (told, { request }) => {
  const { error, status, description, seen } = told
  const headers = retryAfter({ status, ...(seen === undefined ? {} : { seen }) })
  if (status === 401 && request.headers.has('authorization')) headers['www-authenticate'] = 'Basic realm="sightglass"'
  return json({ error, error_description: description, error_uri: errorUriOf(told) }, status, headers)
}

/** The challenge of RFC 6750 §3; without an error where the request carried no token at all. */
export const tellBearer: Tell = (told) => {
  const { error, status, description, rule, seen, traceUrl } = told
  const code = rule === bearerRules.presented ? {} : { error, error_description: description, error_uri: traceUrl }
  const challenged = status === 400 || status === 401 || status === 403
  const headers: Record<string, string> = challenged
    ? { 'www-authenticate': formatChallenge({ realm: 'sightglass', ...code }) }
    : {}
  const wait = retryAfter({ status, ...(seen === undefined ? {} : { seen }) })
  const body = { error, error_description: description, error_uri: errorUriOf(told) }
  return json(body, status, { ...headers, ...wait })
}

/** Answers the preflight of a path that scripts may call. */
function preflight(): Response {
  const headers = {
    ...CORS,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, mcp-protocol-version',
    'access-control-max-age': '86400',
  }
  return new Response(null, { status: 204, headers })
}

/**
 * Runs the handler of a route.
 * @throws {Refusal} `http.method`
 */
export async function serveRoute(route: Route, exchange: Exchange): Promise<Response> {
  if (route.channel === 'page') traceSender('browser')
  // Documents are for everybody: resource servers ask for them too, and nothing in a request says who does.
  else if (route.channel !== 'token' || route.POST !== undefined) traceSender('client')
  const { method } = exchange.request
  if (method === 'OPTIONS' && route.cors === true) return preflight()
  const handler = handlerOf(route, method)
  check(rules.method, handler !== undefined, { expected: allowed(route), received: method })
  return await handler(exchange)
}

function handlerOf({ GET, POST, PUT, DELETE }: Route, method: string): Handler | undefined {
  if (isRead(method)) return GET
  if (method === 'POST') return POST
  if (method === 'PUT') return PUT
  return method === 'DELETE' ? DELETE : undefined
}

export const allowed = (route: Route): string[] => [
  ...(route.GET ? ['GET', 'HEAD'] : []),
  ...(route.POST ? ['POST'] : []),
  ...(route.PUT ? ['PUT'] : []),
  ...(route.DELETE ? ['DELETE'] : []),
]
