/** How this party asks the authorization server: each question and its answer are told to the trace. */
import type { Asking, Fetch } from '@sightglass/jwks'
import { traceExchange, traceSending } from '@sightglass/trace'
import { shownMembers } from '@sightglass/trace/mask'

export const askingWith = (fetch: Fetch): Asking => ({ fetch, watch })

const watch: Asking['watch'] = (url) => {
  const sending = traceSending()
  return (received) => {
    const answer = received && { status: received.status, parameters: shownMembers(received.json) }
    traceExchange('authorization-server', { method: 'GET', url, parameters: [] }, answer, sending)
  }
}
