/** What was sent, in a line. Runs in browsers too. */
import { pathOf } from '@sightglass/spec/path'
import type { Answer, Message } from './trace.ts'

/** `POST /oauth2/token`, or `redeemCode()` of a call of an SDK. */
export const requestLine = (request: Message | { readonly call: string }): string =>
  'call' in request ? `${request.call}()` : `${request.method} ${pathOf(request.url)}`

/** `200`, `303 → /login`. */
export const answerLine = ({ status, location }: Answer): string =>
  location === undefined ? String(status) : `${status} → ${pathOf(location)}`
