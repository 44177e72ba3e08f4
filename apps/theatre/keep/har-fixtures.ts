/** For tests: HAR 1.2 as its specification words it, every demanded member of its type, and no others but our own. */
import { expect } from 'vitest'
import type { Har } from './har.ts'
import { type Judge, list, members, number, optional, text, textLike, truth, whole } from './shape.ts'

const any: Judge<unknown> = (value) => value
const note = { comment: optional(text) }
const judgesOf = (table: object): Judge<object> => members<object>(table as object)

/** ISO 8601 with the zone, as the specification demands of every date. */
const timestamp = textLike(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'text')
const MOST = 1e9
const sizes = { headersSize: whole(-1, MOST), bodySize: whole(-1, MOST) }
const token = textLike(/^[!#$%&'*+.^`|~\w-]+$/, 'text')

const pairs = list(judgesOf({ name: text, value: text, ...note }), 1000)
const headers = list(judgesOf({ name: token, value: text, ...note }), 1000)
const cookies = list(
  judgesOf({
    ...{ name: text, value: text, path: optional(text), domain: optional(text) },
    ...{ expires: optional(timestamp), httpOnly: optional(truth), secure: optional(truth), ...note },
  }),
  1000,
)
const post = judgesOf({ mimeType: text, params: pairs, text, ...note })
const content = judgesOf({ size: whole(0, MOST), mimeType: text, text: optional(text), ...note })
const shared = { httpVersion: text, cookies, headers, ...sizes, ...note }
const request = judgesOf({ method: token, url: text, queryString: pairs, postData: optional(post), ...shared })
const response = judgesOf({ status: whole(0, 999), statusText: text, content, redirectURL: text, ...shared })
const timings = judgesOf({ send: number(0, MOST), wait: number(0, MOST), receive: number(0, MOST), ...note })
const own = { _from: text, _to: text, _trace: text, _checks: list(any, 1000), _error: optional(text) }
const times = { startedDateTime: timestamp, time: number(0, MOST), timings }
const entry = judgesOf({ pageref: text, ...times, request, response, cache: judgesOf({}), ...note, ...own })
const page = judgesOf({
  ...{ startedDateTime: timestamp, id: text, title: text },
  pageTimings: judgesOf({ onContentLoad: number(-1, MOST), onLoad: number(-1, MOST) }),
  ...note,
})
const log = judgesOf({
  ...{ version: textLike(/^1\.2$/, 'text'), creator: judgesOf({ name: text, version: text, ...note }) },
  ...{ pages: list(page, 1), entries: list(entry, 20_000), ...note },
})

interface Told {
  readonly startedDateTime: string
  readonly time: number
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number }
  readonly request: { readonly url: string; readonly queryString: readonly { name: string; value: string }[] }
}

/**
 * What the text of a file holds, once it is known to be what the specification demands.
 * @throws where it is not
 */
export function strictHar(file: string): Har {
  // No member may be null.
  const made = JSON.parse(file, (name, value) => {
    expect(value, name).not.toBeNull()
    return value
  }) as Har
  judgesOf({ log })(made, '')
  const entries = made.log.entries as unknown as readonly Told[]
  for (const one of entries) expectAgreement(one)
  const starts = entries.map(({ startedDateTime }) => startedDateTime)
  expect(starts).toEqual(starts.toSorted())
  return made
}

/** Members that say the same say the same. */
function expectAgreement({ time, timings, request: { url, queryString } }: Told): void {
  expect(time).toBe(timings.send + timings.wait + timings.receive)
  expect(url).not.toContain('#')
  const query = [...new URL(url).searchParams].map(([name, value]) => ({ name, value }))
  expect(queryString).toEqual(query)
}
