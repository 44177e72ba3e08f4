/** Headers that explain a message, as they may be shown: of cookies their names, of what is not spelled as it should be nothing. */
import type { Shown } from './trace.ts'
import { HIDDEN } from './withheld.ts'

type Tell = (value: string) => Omit<Shown, 'name' | 'in'>

const MOST_CHARACTERS = 256

const hidden: Tell = () => ({ value: HIDDEN, masked: true })

/** What looks like it should; a peer may send its secrets anywhere. */
const spelled =
  (pattern: RegExp): Tell =>
  (value) =>
    value.length <= MOST_CHARACTERS && pattern.test(value) ? { value } : hidden(value)

const COOKIE_NAME = /^[\w.-]{1,64}$/

/** The name of a cookie; what has no value may be one itself. */
function named(cookie: string): string {
  const name = cookie.split('=', 1)[0]?.trim() ?? ''
  return cookie.includes('=') && COOKIE_NAME.test(name) ? `${name}=${HIDDEN}` : HIDDEN
}

const cookies: Tell = (value) => ({
  value: value.slice(0, 4096).split(';').slice(0, 32).map(named).join('; '),
  masked: true,
})

const ATTRIBUTE =
  /^(?:path=[\w./-]*|domain=[\w.-]+|max-age=-?\d+|expires=[\w,: -]+|samesite=\w+|secure|httponly|partitioned)$/i

const setCookie: Tell = (value) => {
  const [cookie = '', ...attributes] = value.split(';').map((part) => part.trim())
  const told = attributes.map((attribute) => (ATTRIBUTE.test(attribute) ? attribute : HIDDEN))
  return { value: [named(cookie), ...told].join('; '), masked: true }
}

/** One after the other, with what stands behind each: `text/html;q=0.9, application/json`. */
const mediaTypes = spelled(/^[\w.+*-]+\/[\w.+*-]+(?:[ ,;]+[\w.+*-]+(?:[/=]"?[\w.+*-]+"?)?)*$/)
const languages = spelled(/^[a-z\d*-]{1,24}(?:[ ,;]+[a-z\d*=.-]{1,24})*$/i)
const origin = spelled(/^(?:null|\*|[a-z][a-z\d+.-]*:\/\/[\w.:[\]-]+)$/i)
const words = spelled(/^[\w*=", :-]*$/)

interface Told {
  readonly values: readonly (string | null)[]
  readonly shown: readonly Shown[]
}

const MOST_SHARED = 8
const MOST_SHARED_CHARACTERS = 1024

/** Most messages of one peer have the same ones, and share what is shown of them. */
function telling(headers: readonly (readonly [name: string, tell: Tell])[]): (from: Headers) => readonly Shown[] {
  const recent: Told[] = []
  let replaced = 0
  const names = headers.map(([name]) => name)
  const keep = (told: Told): readonly Shown[] => {
    const characters = told.values.reduce((sum, value) => sum + (value?.length ?? 0), 0)
    if (characters > MOST_SHARED_CHARACTERS) return told.shown
    if (recent.length < MOST_SHARED) recent.push(told)
    else recent[replaced++ % MOST_SHARED] = told
    return told.shown
  }
  return (from) => {
    const values = names.map((name) => from.get(name))
    for (const told of recent) if (told.values.every((value, index) => value === values[index])) return told.shown
    const shown = headers.flatMap(([name, tell], index): Shown[] => {
      const value = values[index]
      return value === null || value === undefined ? [] : [{ name, ...tell(value), in: 'header' }]
    })
    return keep({ values, shown })
  }
}

/** Those of a request; its credentials stand among the parameters. */
export const requestHeaders = telling([
  ['Content-Type', mediaTypes],
  ['Accept', mediaTypes],
  ['Origin', origin],
  ['DPoP', hidden],
  ['Cookie', cookies],
  ['Accept-Language', languages],
])

const alone = telling([
  ['Content-Type', mediaTypes],
  ['Cache-Control', words],
  ['Retry-After', words],
  ['Allow', words],
  ['Access-Control-Allow-Origin', origin],
])

const NO_COOKIES: readonly string[] = []

/** Those of an answer; where it leads and its challenge are told by themselves. */
export function answerHeaders(headers: Headers): readonly Shown[] {
  const shown = alone(headers)
  const set = headers.has('set-cookie') ? headers.getSetCookie() : NO_COOKIES
  if (set.length === 0) return shown
  return [...shown, ...set.map((value): Shown => ({ name: 'Set-Cookie', ...setCookie(value), in: 'header' }))]
}

/** A challenge as it may be shown: it says what is wanted, and nothing that is secret. */
export const shownChallenge = (challenge: string | null): Shown[] =>
  challenge === null ? [] : [{ name: 'WWW-Authenticate', value: challenge.slice(0, 512), in: 'header' }]

const known = new WeakMap<object, readonly Shown[]>()

/** The same of headers that are one object for many answers: looking for them in each would cost more. */
export function constantHeaders(headers: Readonly<Record<string, string>>): readonly Shown[] {
  const shown = known.get(headers) ?? answerHeaders(new Headers(headers))
  known.set(headers, shown)
  return shown
}
