/** What every refusal looks like on each channel, so that a test says only which one it expects. */
import { expect } from 'vitest'

/** A refusal as its rule words it. */
export interface Expected {
  readonly status: number
  readonly error: string
  /** The parameter named on the wire. */
  readonly parameter?: string
  /** The rule's sentence, or the fixed one that stands for it. */
  readonly must: string
}

/** Reads as `refusal(400, 'invalid_request', 'x: parameter must not be repeated')`. */
export function refusal(status: number, error: string, description: string): Expected {
  const [, parameter, must = description] = /^(\(unknown name, \d+ characters\)|[^\s:]+): (.*)$/.exec(description) ?? []
  return { status, error, must, ...(parameter === undefined ? {} : { parameter }) }
}

const STACK = /\.ts:\d+|node:internal|\n\s+at /

const descriptionOf = ({ parameter, must }: Expected): string =>
  parameter === undefined ? must : `${parameter}: ${must}`

/** JSON of RFC 6749 §5.2, kept by no cache and readable by scripts of any origin. */
export async function expectJson(response: Response, expected: Expected): Promise<void> {
  const text = await response.text()
  const body = JSON.parse(text) as Record<string, unknown>
  expect([response.status, body.error, body.error_description]).toEqual([
    expected.status,
    expected.error,
    descriptionOf(expected),
  ])
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expectQuiet(response, text)
}

/** The challenge of RFC 6750 §3 and the same in JSON. */
export async function expectChallenge(response: Response, expected: Expected): Promise<void> {
  const challenge = `Bearer realm="sightglass", error="${expected.error}", error_description="${descriptionOf(expected)}"`
  expect(response.headers.get('www-authenticate')).toBe(challenge)
  await expectJson(response, expected)
}

/** A page that tells a person, leads nowhere, and can be framed, cached and scripted by nobody. */
export async function expectPage(response: Response, expected: Expected): Promise<void> {
  const html = await response.text()
  expect([response.status, text(html)]).toEqual([expected.status, expect.stringContaining(expected.must)])
  expect(html).toContain(`<code>${expected.error}</code>`)
  if (expected.parameter !== undefined) expect(html).toContain(`<code>${expected.parameter}</code>`)
  expect(html).not.toContain('<script')
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'content-security-policy': expect.stringMatching(/default-src 'none';.*form-action 'self'; frame-ancestors 'none'/),
  })
  expect(response.headers.has('access-control-allow-origin')).toBe(false)
  expectQuiet(response, html)
}

/** The same page for a program that asks for JSON. */
export async function expectPageJson(response: Response, expected: Expected): Promise<void> {
  const body = await response.text()
  expect([response.status, JSON.parse(body)]).toEqual([
    expected.status,
    { error: expected.error, error_description: descriptionOf(expected) },
  ])
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(response.headers.has('access-control-allow-origin')).toBe(false)
  expectQuiet(response, body)
}

/** No way elsewhere, no copy kept, no word of how the server is made. */
function expectQuiet(response: Response, body: string): void {
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.has('location')).toBe(false)
  expect(body).not.toMatch(STACK)
}

/** The words of a page. */
const text = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
