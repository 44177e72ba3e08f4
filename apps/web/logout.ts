/** Signing out of this application: its session ends, and its tokens are given back where the authorization server takes them. */
import type { Client, TokenSet } from '@sightglass/client'
import { redirect } from './answers.ts'
import type { Failures } from './failures.ts'
import type { Sessions } from './sessions.ts'
import type { Visit } from './visit.ts'

export interface LogoutOptions {
  readonly client: Client
  readonly sessions: Sessions
  readonly failures: Failures
}

/** `POST /logout` */
export function createLogout({ client, sessions, failures }: LogoutOptions): (visit: Visit) => Promise<Response> {
  const givenBack = async (tokens: TokenSet): Promise<boolean> => {
    try {
      await client.revoke(tokens)
      return true
    } catch (error) {
      if (failures.noted(error).kind === 'own') throw error
      return false
    }
  }
  return async (visit) => {
    const { session, sessionId } = visit
    // Forgotten first: this browser is signed out whatever the authorization server says.
    if (sessionId !== undefined) sessions.delete(sessionId)
    const withdrawn = session !== undefined && (await givenBack(session.tokens))
    return redirect(visit, withdrawn ? '/?withdrawn' : '/?signed_out', { session: undefined })
  }
}
