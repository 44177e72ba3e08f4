/** The browser session: a list of authentication events under an id that stays, with a secret that is renewed at every login. */
import { defineRecord } from '@sightglass/store'
import type { Agent } from './agent.ts'

/** One proof that a person was there. */
export interface AuthenticationEvent {
  readonly at: number
  /** Authentication method references (RFC 8176): `pwd`. */
  readonly methods: readonly string[]
  readonly acr: string
  /** The stored authorization request inside which it happened; absent for one on the account page. */
  readonly requestId?: string
}

export interface Session {
  readonly id: string
  readonly subject: string
  /** Fingerprint of the secret half of the cookie. */
  readonly secretHash: string
  /** Oldest first, bounded. */
  readonly authentications: readonly AuthenticationEvent[]
  /** The `sid` of each client that took part: an own one, never the cookie. */
  readonly sids: Readonly<Record<string, string>>
  /** The browser of the newest authentication, where it was one that is known. */
  readonly agent?: Agent
  readonly createdAt: number
  readonly seenAt: number
}

export const sessions = defineRecord<Session>('browser_session', {
  indexes: { subject: { of: ({ subject }) => subject } },
})

/** The newest authentication of a session; there is one from its first moment on. */
export function lastAuthentication(session: Session): AuthenticationEvent {
  const last = session.authentications.at(-1)
  if (last === undefined) throw new Error(`session ${session.id} has no authentication`)
  return last
}
