/** A kept flow as HAR 1.2, which the tools of browsers open. What was withheld stays withheld; checks stand in members of our own. */
import type { Look, Shown } from '@sightglass/trace'
import { isoTime } from '@sightglass/trace/times'
import type { Kept } from '../page/boot.ts'
import { titleOf } from '../page/play/kinds.ts'
import { headersOf, type Play, type Staged } from '../page/play/play.ts'
import { contentOf, formOf, type Pair, postedOf, typeOf } from './har-body.ts'
import { cookiesSent, cookiesSet } from './har-cookies.ts'
import { playOf } from './keep.ts'
import { paragraphOf } from './titles.ts'

/** What was not recorded has the values that the format has for that: -1, an empty list, an empty text. */
export interface HarEntry {
  readonly pageref: string
  readonly startedDateTime: string
  readonly time: number
  readonly request: object
  readonly response: object
  readonly cache: object
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number }
  readonly comment: string
}

export interface Har {
  readonly log: {
    readonly version: '1.2'
    readonly creator: { readonly name: string; readonly version: string }
    readonly pages: readonly object[]
    readonly entries: readonly HarEntry[]
    readonly comment: string
  }
}

const COMMENT =
  'Recorded by the servers, each value masked before it was kept. Bodies are rebuilt of the parameters that were recorded; those of pages, and other headers, were not.'
const PAGE = 'flow'

/** Each request with its answer; public calls of an SDK and what no party saw are no HTTP and are left out. */
export function harOf(kept: Kept): Har {
  const play = playOf(kept)
  const { messages } = play
  const answers = new Map(messages.filter(({ kind }) => kind === 'answer').map((one) => [one.id, one]))
  const requests = messages.filter(({ kind }) => kind === 'request')
  const startedDateTime = isoTime(messages[0]?.at ?? kept.keptAt)
  return {
    log: {
      version: '1.2',
      creator: { name: 'Sightglass', version: '0.1.0' },
      pages: [{ startedDateTime, id: PAGE, title: kept.title, pageTimings: { onContentLoad: -1, onLoad: -1 } }],
      entries: requests.flatMap((request) => entryOf(request, answers.get(`${request.id}.answer`), play)),
      comment: COMMENT,
    },
  }
}

function entryOf(message: Staged, answer: Staged | undefined, play: Play): HarEntry[] {
  if ('call' in message.request) return []
  const tookMs = Math.max(0, answer?.tookMs ?? 0)
  const own = {
    ...{ _from: message.from, _to: message.to, _trace: message.id, _error: answer?.error },
    _checks: [...message.looks, ...(answer?.looks ?? [])].map(lookOf),
  }
  const entry = {
    pageref: PAGE,
    startedDateTime: isoTime(message.at),
    time: tookMs,
    request: requestOf(message, message.request),
    response: responseOf(answer),
    cache: {},
    timings: { send: 0, wait: tookMs, receive: 0 },
    comment: titleOf(message, play),
  }
  return [{ ...entry, ...own }]
}

const lookOf = (look: Look): object =>
  look.kind === 'check'
    ? { held: look.held, must: look.must, rule: look.rule, paragraph: paragraphOf(look.cite), ...seenOf(look) }
    : { note: look.says, rule: look.note, paragraph: paragraphOf(look.cite), ...seenOf(look) }

const seenOf = ({ parameter, expected, received }: Look): object => ({ parameter, expected, received })

/** What stood at a place of a message, as the format wants it. */
const at = (message: Staged | undefined, place: Shown['in']): Pair[] =>
  [...(message === undefined ? [] : headersOf(message)), ...(message?.parameters ?? [])]
    .filter((shown) => shown.in === place)
    .map(({ name, value }) => ({ name: name.toWellFormed(), value: value.toWellFormed() }))

const unmeasured = { headersSize: -1, bodySize: -1 } as const

function requestOf(message: Staged, { method, url }: { readonly method: string; readonly url: string }): object {
  const [headers, queryString, body] = [at(message, 'header'), at(message, 'query'), at(message, 'body')]
  const base = { method, url: withQuery(url, '?', queryString), httpVersion: 'unknown', cookies: cookiesSent(headers) }
  const head = { ...base, headers, queryString, ...unmeasured }
  return body.length === 0 ? head : { ...head, postData: postedOf(typeOf(headers), body) }
}

const withQuery = (url: string, sign: '?' | '#', members: readonly Pair[]): string =>
  members.length === 0 ? url : `${url}${sign}${formOf(members)}`

/** Where no answer came the status is 0, as browsers write it. */
function responseOf(message: Staged | undefined): object {
  const { status = 0, location } = message?.answer ?? {}
  const headers = at(message, 'header')
  const redirectURL =
    location === undefined
      ? ''
      : withQuery(withQuery(location, '?', at(message, 'query')), '#', at(message, 'fragment'))
  return {
    ...{ status, statusText: '', httpVersion: 'unknown', cookies: cookiesSet(headers) },
    headers: redirectURL === '' ? headers : [...headers, { name: 'Location', value: redirectURL }],
    ...{ content: contentOf(typeOf(headers), at(message, 'body')), redirectURL, ...unmeasured },
  }
}
