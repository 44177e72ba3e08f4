/** Reading one server's feed (`/trace/events`), as the theatre does: what it keeps, and then, if wanted, what comes. */
import type { Party, Trace } from '@sightglass/trace'
import { printable } from '@sightglass/trace/printable'

export interface FeedPlace {
  readonly party: Party
  readonly url: URL
  /** How to say where it is. */
  readonly flag: string
}

export interface Reading {
  readonly token: string | undefined
  readonly onTrace: (trace: Trace) => void
  /** All that was kept has been told; gives back whether to read on. */
  readonly onCaughtUp: () => boolean
  /** How long to wait for each next word before all that is kept has been told. */
  readonly patienceMs?: number
}

/** Why a feed was not read, in a sentence. */
export class FeedFailure extends Error {
  override readonly name = 'FeedFailure'
}

const PATIENCE_MS = 10_000
const MOST_LINE_CHARACTERS = 4 * 1024 * 1024

const titles: Readonly<Record<Party, string>> = {
  client: 'client application',
  'authorization-server': 'authorization server',
  'resource-server': 'resource server',
}

/** @throws {FeedFailure} where it cannot be read, or ends before all that is kept was told */
export async function readFeed(place: FeedPlace, reading: Reading): Promise<void> {
  const { onTrace, onCaughtUp, patienceMs = PATIENCE_MS } = reading
  const who = `the ${titles[place.party]} at ${place.url.origin}`
  const patience = new AbortController()
  let timer = setTimeout(() => patience.abort(), patienceMs)
  const waitOn = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => patience.abort(), patienceMs)
  }
  try {
    const response = await open(place, reading, patience.signal)
    await demandFeed(response, who, place.flag)
    let isCaughtUp = false
    for await (const { name, data } of eventsIn(response)) {
      if (!isCaughtUp) waitOn()
      if (name === '') onTrace(traceIn(data, who))
      if (name !== 'caught-up') continue
      isCaughtUp = true
      clearTimeout(timer)
      if (!onCaughtUp()) return
    }
    throw new FeedFailure(`${who} has ended its feed`)
  } catch (reason) {
    if (reason instanceof FeedFailure) throw reason
    if (patience.signal.aborted) throw new FeedFailure(`${who} does not answer in time`)
    const hint = `is it running (npm start), and is ${place.flag} right?`
    throw new FeedFailure(`${who} does not answer (${causeOf(reason)}): ${hint}`)
  } finally {
    clearTimeout(timer)
    patience.abort()
  }
}

/** What a server says is its own: of another kind, or of another time, it may say anything. */
function traceIn(data: string, who: string): Trace {
  const told = parsed(data)
  if (isTrace(told)) return told
  throw new FeedFailure(`${who} tells something else than traces`)
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}

const isTrace = (told: unknown): told is Trace => {
  if (typeof told !== 'object' || told === null) return false
  const { id, at, received, steps, links }: Readonly<Record<string, unknown>> = { ...told }
  const isWhole = typeof received === 'object' && received !== null && Array.isArray(steps) && Array.isArray(links)
  return typeof id === 'string' && isWhole && !Number.isNaN(new Date(Number(at) * 1000).getTime())
}

function open({ url }: FeedPlace, { token }: Reading, signal: AbortSignal): Promise<Response> {
  const accept = { accept: 'text/event-stream' }
  const headers = token === undefined ? accept : { ...accept, authorization: `Bearer ${token}` }
  return fetch(feedOf(url), { headers, redirect: 'error', signal })
}

/** An issuer may have a path, and the feed stands below it. */
const feedOf = ({ href }: URL): string => `${href.replace(/\/$/, '')}/trace/events`

async function demandFeed(response: Response, who: string, flag: string): Promise<void> {
  const { status, headers } = response
  if (status === 200 && headers.get('content-type')?.startsWith('text/event-stream') === true) return
  await response.body?.cancel()
  throw new FeedFailure(`${who} ${refusals[status] ?? `answers ${status}: is ${flag} right?`}`)
}

const NO_TOKEN = 'does not let you read what it recorded: name the file of a viewing token by --token-file'
const refusals: Readonly<Record<number, string>> = {
  200: 'answers with something else than a feed: is its address right?',
  401: NO_TOKEN,
  403: NO_TOKEN,
  404: 'serves no feed: in production nothing is recorded until an operator switches it on',
  503: 'serves as many readers as it can at once; try again',
}

interface Event {
  /** Empty for a trace. */
  readonly name: string
  readonly data: string
}

/** Server-sent events: lines of `field: value`, ended by an empty one. */
async function* eventsIn({ body }: Response): AsyncGenerator<Event> {
  if (body === null) return
  let [rest, name, data] = ['', '', '']
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > MOST_LINE_CHARACTERS) throw new Error('a line is too long')
    for (const line of lines) {
      if (line.startsWith('event: ')) name = line.slice(7)
      if (line.startsWith('data: ')) data = line.slice(6)
      if (line !== '') continue
      if (name !== '' || data !== '') yield { name, data }
      name = ''
      data = ''
    }
  }
}

function causeOf(reason: unknown): string {
  const cause = reason instanceof Error ? (reason.cause ?? reason) : reason
  if (!(cause instanceof Error)) return 'unknown reason'
  return printable('code' in cause ? String(cause.code) : cause.message)
}
