import { expect, it } from 'vitest'
import { keptSaying, sample } from './fixtures.ts'
import { harOf } from './har.ts'
import { type Judge, list, members, number, optional, text, whole } from './shape.ts'

/** The members that HAR 1.2 demands, each of its type, and no others but those of our own, which begin with an underscore. */
const any: Judge<unknown> = (value) => value
const note = { comment: optional(text) }
const pair = members<object>({ ...{ name: text, value: text }, ...note } as object)
const pairs = list(pair, 1000)
const sizes = { headersSize: whole(-1, 1e9), bodySize: whole(-1, 1e9) }
const timestamp: Judge<string> = (value, place) => {
  expect(value, place).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  return String(value)
}
const post = { mimeType: text, params: pairs, text, ...note }
const content = { size: whole(0, 1e9), mimeType: text, text: optional(text), ...note }
const judgesOf = (table: object): Judge<object> => members<object>(table as object)
const request = judgesOf({
  ...{ method: text, url: text, httpVersion: text, cookies: pairs, headers: pairs, queryString: pairs, ...sizes },
  ...{ postData: optional(judgesOf(post)), ...note },
})
const response = judgesOf({
  ...{ status: whole(0, 999), statusText: text, httpVersion: text, cookies: pairs, headers: pairs, ...sizes },
  ...{ content: judgesOf(content), redirectURL: text, ...note },
})
const timings = judgesOf({ send: number(0, 1e9), wait: number(0, 1e9), receive: number(0, 1e9), ...note })
const entry = judgesOf({
  ...{
    pageref: text,
    startedDateTime: timestamp,
    time: number(0, 1e9),
    request,
    response,
    cache: judgesOf({}),
    timings,
  },
  ...{ ...note, _from: text, _to: text, _trace: text, _checks: list(any, 1000), _error: optional(text) },
})
const page = judgesOf({ startedDateTime: timestamp, id: text, title: text, pageTimings: any, ...note })
const har = judgesOf({
  log: judgesOf({
    version: text,
    creator: judgesOf({ name: text, version: text, ...note }),
    pages: list(page, 1),
    entries: list(entry, 100),
    ...note,
  }),
})

it('is a HAR 1.2 log of each message that travelled', () => {
  const made = JSON.parse(JSON.stringify(harOf(sample)))
  har(made, '')
  expect(made.log.version).toBe('1.2')
  expect(made.log.entries).toMatchObject([
    {
      request: {
        method: 'GET',
        url: 'http://localhost:8081/oauth2/authorize?state=abcd%E2%80%A6+%2832+characters%29&client_id=demo-web',
        queryString: [
          { name: 'state', value: 'abcd… (32 characters)' },
          { name: 'client_id', value: 'demo-web' },
        ],
      },
      response: {
        status: 303,
        redirectURL: 'http://localhost:8080/callback?code=Xy12%E2%80%A6+%2844+characters%29#error_description=demo-web',
      },
      timings: { send: 0, wait: 3.25, receive: 0 },
      comment: 'Authorization request',
    },
    {
      request: {
        method: 'POST',
        url: 'http://localhost:8081/oauth2/token',
        headers: [
          { name: 'content-type', value: 'application/x-www-form-urlencoded' },
          { name: 'Authorization', value: 'Basic •••' },
        ],
        postData: { text: 'grant_type=authorization_code&redirect_uri=demo-web' },
      },
      response: { status: 400, content: { text: '{"error":"invalid_grant","error_description":"demo-web"}' } },
      _from: 'attacker',
      _error: 'invalid_grant',
      _checks: [{ held: true }, { held: false, paragraph: 'RFC 7636 §4.6', received: 'demo-web' }],
    },
  ])
})

it('is one whatever peers say', () => {
  for (const says of ['', '\u0000\uD800', '"\\"', '__proto__', '&a=b#c?d'])
    expect(() => har(JSON.parse(JSON.stringify(harOf(keptSaying(says)))), '')).not.toThrow()
})
