/** A recorded request as one that can be sent again: what was masked is a placeholder, to be filled by who knows it. */
import { knownNames } from '@sightglass/spec/parameter-names'
import type { Place, Shown } from '@sightglass/trace'
import { isCut } from '@sightglass/trace/withheld'
import type { Staged } from '../play/play.ts'

/** A text as it was, or the name of a variable for what was masked. */
export type Value = { readonly text: string } | { readonly secret: string }

export interface Field {
  readonly name: string
  readonly value: Value
}

export interface Sendable {
  readonly method: string
  /** Without query, and percent-encoded where it has to be. */
  readonly url: string
  readonly query: readonly Field[]
  readonly headers: readonly Field[]
  /** Sends client_id and client_secret as user and password. */
  readonly basic: boolean
  readonly body: { readonly kind: 'form' | 'json'; readonly fields: readonly Field[] } | undefined
}

/** The request of this message; `undefined` where it is none, or has no address. */
export function sendableOf({ kind, request }: Pick<Staged, 'kind' | 'request'>): Sendable | undefined {
  if (kind !== 'request' || 'call' in request || !URL.canParse(request.url)) return undefined
  const { method, url, parameters, headers } = request
  if (!/^[A-Z]{1,16}$/.test(method)) return undefined
  const at = (place: Place): Shown[] => parameters.filter((shown) => shown.in === place && isNamed(shown))
  const authorization = at('header').find(({ name }) => name === 'Authorization')
  const fields = at('body').map(fieldOf)
  return {
    method,
    url: sendableUrl(url),
    query: at('query').map(fieldOf),
    headers: [...authorized(authorization), ...headers.flatMap(headerOf)],
    basic: authorization !== undefined && /^basic /i.test(authorization.value),
    body: fields.length === 0 ? undefined : { kind: isJson(headers) ? 'json' : 'form', fields },
  }
}

/** The names of all placeholders, each once. */
export function secretsIn({ query, headers, basic, body }: Sendable): string[] {
  const fields = [...query, ...headers, ...(body?.fields ?? [])]
  const named = fields.flatMap(({ value }) => ('secret' in value ? [value.secret] : []))
  return [...new Set([...(basic ? ['CLIENT_ID', 'CLIENT_SECRET'] : []), ...named])]
}

/** Quotes and backslashes are letters of addresses to URL, and more than that to shells. */
const sendableUrl = (text: string): string => {
  const url = new URL(text)
  return `${url.origin}${url.pathname}`.replaceAll("'", '%27').replaceAll('\\', '%5C')
}

const isJson = (headers: readonly Shown[]): boolean =>
  headers.some(({ name, value }) => name === 'Content-Type' && /^application\/(?:[\w.+-]+\+)?json\b/i.test(value))

/** Of a name that nobody knows its length was recorded. */
const isNamed = ({ name }: Shown): boolean => !name.startsWith('(')

const isWhole = ({ value, masked }: Shown): boolean => masked !== true && !isCut(value)

const fieldOf = (shown: Shown): Field => ({
  name: shown.name,
  value: isWhole(shown) ? { text: shown.value } : { secret: variableOf(shown.name) },
})

/** Those that change what the answer is. */
const SENT = /^(?:Accept|Accept-Language|Content-Type|Origin|DPoP|Cookie)$/

/**
 * `code_verifier` is `CODE_VERIFIER`. A file may hold any name: none of its choice becomes a variable, since the shell of the reader
 * may have one of that name, with a secret.
 */
const variableOf = (name: string): string =>
  knownNames.has(name) || SENT.test(name) ? name.toUpperCase().replace(/[^A-Z0-9]+/g, '_') : 'VALUE'

/** Of credentials that are no user and password, the scheme is known at most. */
function authorized(authorization: Shown | undefined): Field[] {
  if (authorization === undefined || /^basic /i.test(authorization.value)) return []
  const isBearer = /^bearer /i.test(authorization.value)
  return [{ name: 'Authorization', value: { secret: isBearer ? 'ACCESS_TOKEN' : 'AUTHORIZATION' } }]
}

const headerOf = (shown: Shown): Field[] => (SENT.test(shown.name) ? [fieldOf(shown)] : [])
