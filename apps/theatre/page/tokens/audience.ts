/** Whom a token is for, and who of the play that is. */
import type { Lane } from '../../programme/run.ts'
import type { Play } from '../play/play.ts'

/** One name of `aud`, and the party of the play that goes by it. */
export interface Addressee {
  readonly name: string
  readonly who: Lane | undefined
}

export const addresseesOf = (play: Play, names: readonly string[]): Addressee[] =>
  names.map((name) => ({ name, who: whoIs(play, name) }))

/** A client is known by its id, a server by where messages to it go. */
function whoIs({ flow, messages }: Play, name: string): Lane | undefined {
  if (flow.clientIds.includes(name)) return 'client'
  return messages.find(
    ({ kind, to, request }) =>
      kind === 'request' && to.endsWith('-server') && 'url' in request && isUnder(request.url, name),
  )?.to
}

/** `https://api.example/notes` is at `https://api.example`. */
const isUnder = (url: string, name: string): boolean => url === name || url.startsWith(name.replace(/\/?$/, '/'))
