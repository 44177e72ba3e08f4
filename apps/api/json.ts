import { traceAnswer } from '@sightglass/trace'

const HEADERS = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const

/** A JSON answer that no cache keeps. Its members go to the trace, masked. */
export function json(body: object, status = 200): Response {
  traceAnswer(body)
  return new Response(JSON.stringify(body), { status, headers: HEADERS })
}
