/** OAuth parameters: the one parser of queries and form bodies. Repeats are refused, so nobody can read one of two. */
import { check, defineRules } from './check.ts'

export const PARAMETER_MOST_CHARACTERS = 32 * 1024
export const BODY_MOST_BYTES = 128 * 1024
export const MOST_PARAMETERS = 256

export const rules = defineRules('params', {
  single: ['RFC6749-3.1', 'invalid_request', 'parameter must not be repeated'],
  form: ['RFC6749-4.1.3', 'invalid_request', 'content type must be application/x-www-form-urlencoded'],
  bodySize: ['RFC9110-15.5.14', 'invalid_request', `body must not be longer than ${BODY_MOST_BYTES} bytes`],
  whole: ['RFC9110-15.5.1', 'invalid_request', 'body must arrive whole'],
  count: ['RFC9110-15.5.14', 'invalid_request', `parameters must not be more than ${MOST_PARAMETERS}`],
  size: [
    'RFC9700-4.11',
    'invalid_request',
    `parameter must not be longer than ${PARAMETER_MOST_CHARACTERS} characters`,
  ],
  encoding: ['RFC6749-B', 'invalid_request', 'parameters must be percent-encoded UTF-8 without control characters'],
  required: ['RFC6749-3.1', 'invalid_request', 'parameter must be present'],
})

/** Parameters by name, each once; those sent without a value count as omitted (RFC 6749 §3.1). */
export type Params = ReadonlyMap<string, string>

/** A name that may be repeated: `resource` (RFC 8707 §2) and `audience`. Its values are kept apart, in order. */
export interface Parsed {
  readonly params: Params
  readonly resources: readonly string[]
}

const REPEATABLE = 'resource'
const CONTROL = /[^\t\n\r\P{Cc}]/u

/**
 * Parses `application/x-www-form-urlencoded` text: a query without its `?`, or a body. Each rule is looked at once for the
 * whole message, and names the first parameter that breaks it.
 * @throws {Refusal} `params.count`, `params.encoding`, `params.size`, `params.single`
 */
export function parseParams(text: string): Parsed {
  const params = new Map<string, string>()
  const resources: string[] = []
  if (text === '') return { params, resources }
  const parts = text.split('&')
  check(rules.count, parts.length <= MOST_PARAMETERS, { expected: MOST_PARAMETERS, received: parts.length })
  const pairs = parts.filter((part) => part !== '').map(pairOf)
  const unreadable = pairs.find(({ readable }) => !readable)
  check(rules.encoding, unreadable === undefined, unreadable?.name === '' ? undefined : parameter(unreadable?.name))
  const long = pairs.find(({ value }) => value.length > PARAMETER_MOST_CHARACTERS)
  const size = { expected: PARAMETER_MOST_CHARACTERS, received: long?.value.length }
  check(rules.size, long === undefined, long && { parameter: long.name, ...size })
  let repeated: string | undefined
  for (const { name, value } of pairs) {
    if (name === REPEATABLE) {
      if (value !== '') resources.push(value)
    } else if (params.has(name)) repeated ??= name
    else params.set(name, value)
  }
  check(rules.single, repeated === undefined, parameter(repeated))
  for (const [name, value] of params) if (value === '') params.delete(name)
  return { params, resources }
}

const parameter = (name: string | undefined): { parameter: string } | undefined =>
  name === undefined ? undefined : { parameter: name }

interface Pair {
  /** Empty where it could not be read. */
  readonly name: string
  readonly value: string
  readonly readable: boolean
}

function pairOf(part: string): Pair {
  const equals = part.indexOf('=')
  const name = decode(equals < 0 ? part : part.slice(0, equals))
  const value = equals < 0 ? '' : decode(part.slice(equals + 1))
  const readable = name !== undefined && value !== undefined && !CONTROL.test(name) && !CONTROL.test(value)
  return { name: name ?? '', value: value ?? '', readable }
}

/** `undefined` where the escapes are broken or the bytes are not UTF-8. */
function decode(text: string): string | undefined {
  // What stands for bytes that could not be read comes unescaped; an escaped one was meant.
  if (!text.isWellFormed() || text.includes('\ufffd')) return undefined
  if (!/[%+]/.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

/**
 * The value of a parameter that has to be there.
 * @throws {Refusal} `params.required`
 */
export function required(params: Params, name: string): string {
  const value = params.get(name)
  check(rules.required, value !== undefined, { parameter: name })
  return value
}

/** Writes parameters as `application/x-www-form-urlencoded`; those that are `undefined` are left out. */
export function formatParams(params: Readonly<Record<string, string | undefined>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) if (value !== undefined) search.append(name, value)
  return search.toString()
}

/** Appends parameters to a URL's query, which is kept as it is (RFC 6749 §3.1.2). */
export function appendToQuery(url: string, params: Readonly<Record<string, string | undefined>>): string {
  const query = formatParams(params)
  if (query === '') return url
  return `${url}${url.includes('?') ? (/[?&]$/.test(url) ? '' : '&') : '?'}${query}`
}

/** Puts parameters into a URL's fragment; the URL has none yet (RFC 6749 §3.1.2). */
export const appendToFragment = (url: string, params: Readonly<Record<string, string | undefined>>): string =>
  `${url}#${formatParams(params)}`
