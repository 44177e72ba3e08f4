/** The hub's one decision: what a stored request still needs. Pure; login, consent and other pages know nothing of each other. */
import type { AuthorizationRequest } from '../../session/authorization-request.ts'
import type { Session } from '../../session/session.ts'
import { isSignedIn } from '../../session/signed-in.ts'

export type Next = 'login' | 'consent' | 'answer'

export interface Situation {
  readonly request: AuthorizationRequest
  readonly session: Session | undefined
  /** What the client knows the person of the session as. */
  readonly knownAs: string | undefined
  /** Whether the person of the session consented to all of this before. */
  readonly remembered: boolean
  /** Whether they did so inside this request, and have not withdrawn it since. */
  readonly given: boolean
  readonly now: number
}

/** What comes next for this request in this browser. */
export function nextStep(situation: Situation): Next {
  if (!isSignedIn(situation)) return 'login'
  return isConsented(situation) ? 'answer' : 'consent'
}

function isConsented({ request, remembered, given }: Situation): boolean {
  return given || (remembered && !request.prompt.includes('consent'))
}
