/** Who is signed in here: the tokens and messages of each session, under a random id that only its cookie holds. */
import type { EndedSession, TokenSet } from '@sightglass/client'
import { createBounded } from './bounded.ts'
import { randomId } from './browser.ts'
import type { Session, Step } from './journey.ts'

// One person cannot sign in until all others are out.
const BOUNDS = { most: 10_000, mostOf: { person: 50, sid: 50 }, lifetimeSeconds: 8 * 3600 }

export interface Sessions {
  readonly get: (id: string) => Session | undefined
  /** The id of a new session. */
  readonly add: (session: Session) => string
  /** The session may be gone by now: then there is nothing to change. */
  readonly change: (id: string, change: (session: Session) => Session) => void
  readonly delete: (id: string) => void
  /** Where the authorization server says so: the session that it knows by its `sid`, or all of the person. */
  readonly end: (ended: EndedSession) => void
}

export function createSessions(clock: () => number): Sessions {
  const kept = createBounded<Session, 'person' | 'sid'>({ ...BOUNDS, clock })
  const get = (id: string): Session | undefined => kept.get(id)?.value
  return {
    get,
    add(session) {
      const id = randomId()
      const claims = session.tokens.idTokenClaims
      const sid = claims?.sid
      kept.set(id, session, { person: claims?.sub ?? '', sid: typeof sid === 'string' ? sid : id })
      return id
    },
    change(id, change) {
      const now = get(id)
      if (now !== undefined) kept.replace(id, change(now))
    },
    delete: kept.delete,
    end({ sid, sub }) {
      if (sid !== undefined) kept.drop('sid', sid)
      else if (sub !== undefined) kept.drop('person', sub)
    },
  }
}

/** A session that begins: whose browser, which tokens, and how they came. */
export const sessionOf = (browser: string, tokens: TokenSet, steps: readonly Step[]): Session => ({
  browser,
  tokens,
  chapters: [{ name: 'login', steps }],
  person: undefined,
  result: undefined,
})
