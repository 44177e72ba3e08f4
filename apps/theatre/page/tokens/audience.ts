/** Whom a token is for, and who of the play that is. */
import type { Lane } from '../../programme/run.ts'
import type { Play } from '../play/play.ts'

/** One name of `aud`, and the party of the play that goes by it. */
export interface Addressee {
  readonly name: string
  readonly who: Lane | undefined
}

/** What is known of addresses beside the play. */
export interface Beside {
  /** `iss` of the token: the authorization server. */
  readonly issuer?: string | undefined
  /** Where the servers of this page are. */
  readonly servers?: readonly { readonly party: Lane; readonly url: string }[]
}

export const addresseesOf = (play: Play, names: readonly string[], beside: Beside = {}): Addressee[] =>
  names.map((name) => ({ name, who: whoIs(play, name, beside) }))

/** A client is known by its id; a server by where messages to it go, or by its origin: a resource is often a path of it. */
function whoIs({ flow, messages }: Play, name: string, { issuer, servers = [] }: Beside): Lane | undefined {
  if (flow.clientIds.includes(name)) return 'client'
  const sent = messages.flatMap(({ kind, to, request }) =>
    kind === 'request' && to.endsWith('-server') && 'url' in request ? [{ party: to, url: request.url }] : [],
  )
  const found = sent.find(({ url }) => isUnder(url, name))
  if (found !== undefined) return found.party
  if (name === issuer) return 'authorization-server'
  return [...sent, ...servers].find(({ url }) => isOfOrigin(url, name))?.party
}

/** `https://api.example/notes` is at `https://api.example`. */
const isUnder = (url: string, name: string): boolean => url === name || url.startsWith(name.replace(/\/?$/, '/'))

const isOfOrigin = (url: string, name: string): boolean =>
  URL.canParse(url) &&
  URL.canParse(name) &&
  new URL(name).origin !== 'null' &&
  new URL(url).origin === new URL(name).origin
