/** The hub's one decision: what a stored request still needs. Pure; login, consent and other pages know nothing of each other. */
import type { AuthorizationRequest } from '../../session/authorization-request.ts'
import { lastAuthentication, type Session } from '../../session/session.ts'

export type Next = 'login' | 'consent' | 'answer'

export interface Situation {
  readonly request: AuthorizationRequest
  readonly session: Session | undefined
  /** Whether the person of the session consented to all of this before. */
  readonly remembered: boolean
  readonly now: number
}

/** What comes next for this request in this browser. */
export function nextStep(situation: Situation): Next {
  if (!isSignedIn(situation)) return 'login'
  return isConsented(situation) ? 'answer' : 'consent'
}

/**
 * Whether the session's authentication is enough: one that `prompt` or `max_age` asks for must have happened inside this
 * request, or recently enough, so that the demand can be neither skipped nor loop.
 */
export function isSignedIn({ request, session, now }: Situation): boolean {
  if (session === undefined) return false
  if (request.signedIn?.sessionId === session.id) return true
  if (request.prompt.includes('login') || request.prompt.includes('select_account')) return false
  return request.maxAge === undefined || now - lastAuthentication(session).at < request.maxAge
}

/** Why someone who has a session is asked to sign in all the same. */
export function loginReason({ request, session }: Situation): 'prompt' | 'maxAge' | 'accountSwitch' | undefined {
  if (session === undefined) return undefined
  if (request.prompt.includes('select_account')) return 'accountSwitch'
  return request.prompt.includes('login') ? 'prompt' : 'maxAge'
}

function isConsented({ request, session, remembered }: Situation): boolean {
  if (request.consentedBy !== undefined && request.consentedBy === session?.subject) return true
  return remembered && !request.prompt.includes('consent')
}
