/** What is told of a request that was refused: problem details (RFC 9457), with every member at fault. */
import { formatChallenge } from '@sightglass/spec/bearer'
import { hrefOf } from '@sightglass/spec/specs'
import { retryAfter, type Told } from '../http.ts'
import type { Fault } from './operation.ts'

/** Without a `type`: the title is the status, and `error` and `rule` tell more. */
export function problem(
  { status, error, description, rule, seen }: Told,
  faults: readonly Fault[],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = {
    title: TITLES[status] ?? 'Error',
    status,
    detail: description,
    error,
    ...(rule === undefined ? {} : { rule: rule.id, section: hrefOf(rule.cite) }),
    ...(faults.length === 0 ? {} : { errors: faults }),
  }
  const challenge: Record<string, string> =
    status === 401 ? { 'www-authenticate': formatChallenge({ realm: 'sightglass management' }) } : {}
  const wait = retryAfter({ status, ...(seen === undefined ? {} : { seen }) })
  return answer(body, status, { ...challenge, ...wait, ...headers, 'content-type': 'application/problem+json' })
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** An answer that no cache keeps. */
export function answer(
  body: object | undefined,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const all = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers }
  if (body === undefined) return new Response(null, { status, headers: all })
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...all } })
}
