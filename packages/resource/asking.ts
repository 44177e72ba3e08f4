/** How this party asks the authorization server: each question and its answer are told to the trace. */
import type { Asking, Fetch, Received } from '@sightglass/jwks'
import { type Message, traceExchange, traceSending } from '@sightglass/trace'
import { answerHeaders, requestHeaders } from '@sightglass/trace/headers'
import { shownAll, shownHeaders, shownMembers } from '@sightglass/trace/mask'

export const askingWith = (fetch: Fetch): Asking => ({ fetch, watch })

const watch: Asking['watch'] = (url) => telling({ method: 'GET', url, headers: accepting, parameters: [] })

const accepting = requestHeaders(new Headers({ accept: 'application/json' }))
const posting = requestHeaders(
  new Headers({ accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }),
)

function telling(message: Message): (received: Received | undefined) => void {
  const sending = traceSending()
  return (received) => {
    const answer = received && {
      status: received.status,
      headers: answerHeaders(received.headers),
      parameters: shownMembers(received.json),
    }
    traceExchange('authorization-server', message, answer, sending)
  }
}

/** Asking what a token is worth (RFC 7662 §2.1): the form goes into the trace with the token masked, the credentials do not. */
export function askingAbout(fetch: Fetch, token: string, authorization: string, timeoutMs: number): Asking {
  const form = new URLSearchParams({ token, token_type_hint: 'access_token' })
  const parameters = [...shownHeaders(new Headers({ authorization })), ...shownAll(form, 'body')]
  return {
    fetch,
    timeoutMs,
    mostBytes: 64 * 1024,
    post: { form, authorization },
    watch: (url) => telling({ method: 'POST', url, headers: posting, parameters }),
  }
}
