/** The one way back to the client, for answers and errors alike: in the query, in the fragment, or in a form that is posted. */
import { notes } from '@sightglass/spec/authorize'
import { note } from '@sightglass/spec/check'
import { appendToFragment, appendToQuery } from '@sightglass/spec/params'
import { traceAnswer } from '@sightglass/trace'
import { redirect, type Tell } from '../../http.ts'
import { localeOf, type Show } from '../../pages/index.ts'
import type { Destination } from './destination.ts'
import { formPostPage, formPostScriptHash } from './form-post-page.ts'

/** The members of an answer; those that are `undefined` are left out. */
export type AnswerMembers = Readonly<Record<string, string | undefined>>

/** With `state` and `iss` (RFC 6749 §4.1.2.1, RFC 9207 §2). */
export type Deliver = (destination: Destination, members: AnswerMembers, request: Request) => Response

export const deliverFrom =
  (issuer: string, show: Show): Deliver =>
  (destination, members, request) => {
    const { redirectUri, mode, state } = destination
    const answer = { ...members, state, iss: issuer }
    if (mode === 'query') return redirect(appendToQuery(redirectUri, answer))
    if (mode === 'fragment') return redirect(appendToFragment(redirectUri, answer))
    note(notes.formPosted)
    return posted(show, destination, present(answer), request)
  }

/** Told to the client at its proven redirect URI. */
export const tellClient =
  (deliver: Deliver, destination: Destination): Tell =>
  ({ error, description, traceUrl }, { request }) =>
    deliver(destination, { error, error_description: description, error_uri: traceUrl }, request)

function posted(
  show: Show,
  { client, redirectUri, uiLocales }: Destination,
  members: Record<string, string>,
  request: Request,
) {
  traceAnswer(members)
  const locale = localeOf(request, uiLocales)
  const page = formPostPage({ locale, client: { name: client.clientName }, redirectUri, members })
  return show(page, { formTarget: redirectUri, scriptHash: formPostScriptHash })
}

const present = (members: AnswerMembers): Record<string, string> =>
  Object.fromEntries(Object.entries(members).filter((member): member is [string, string] => member[1] !== undefined))

export function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
