/** One request: who sends it, and what belongs to that browser. */
import { network } from '@sightglass/spec/network'
import { chooseLocale, type Locale } from '@sightglass/ui/texts'
import { randomId, readCookie } from './browser.ts'
import type { Session } from './journey.ts'
import type { Sessions } from './sessions.ts'

/** The other end of the connection: a proxy's, where there is one. */
export interface Peer {
  readonly address: string
}

/** Who answers for what is kept: the one browser, and the network that it is in. */
export interface Owners {
  readonly browser: string
  readonly network: string
}

export interface Visit {
  readonly request: Request
  readonly url: URL
  readonly locale: Locale
  readonly owners: Owners
  /** What the cookie says, whether or not there is such a session. */
  readonly sessionId: string | undefined
  readonly session: Session | undefined
  /** People reach this application over https. */
  readonly secure: boolean
}

export interface VisitOptions {
  readonly secure: boolean
  readonly sessions: Sessions
}

/** A browser that has no id yet gets one. */
export function visitOf(request: Request, { address }: Peer, { secure, sessions }: VisitOptions): Visit {
  const sessionId = readCookie(request, 'session', secure)
  const browser = readCookie(request, 'browser', secure) ?? randomId()
  const session = sessionId === undefined ? undefined : sessions.get(sessionId)
  return {
    request,
    url: new URL(request.url),
    locale: chooseLocale(request.headers.get('accept-language')),
    owners: { browser, network: network(address) },
    sessionId,
    session: session?.browser === browser ? session : undefined,
    secure,
  }
}
