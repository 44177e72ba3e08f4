/** Whether a session is enough for a stored request, and why not. Pure. */
import type { AuthorizationRequest } from './authorization-request.ts'
import { lastAuthentication, type Session } from './session.ts'

export interface SignedInSituation {
  readonly request: AuthorizationRequest
  readonly session: Session | undefined
  /** What the client knows the person of the session as. */
  readonly knownAs: string | undefined
  readonly now: number
}

/**
 * Whether the session's authentication is enough: one that `prompt` or `max_age` asks for must have happened inside this
 * request, or recently enough, so that the demand can be neither skipped nor loop.
 */
export function isSignedIn(situation: SignedInSituation): boolean {
  const { request, session } = situation
  if (session === undefined || !isHinted(situation)) return false
  if (request.signedIn?.sessionId === session.id) return true
  return isFreshEnough({ ...situation, session }) && isChosen(request, session)
}

/** Whether nobody has to prove again who they are. */
function isFreshEnough({ request, session, now }: SignedInSituation & { readonly session: Session }): boolean {
  if (request.prompt.includes('login')) return false
  return request.maxAge === undefined || now - lastAuthentication(session).at < request.maxAge
}

const isChosen = ({ prompt, chosenSession }: AuthorizationRequest, { id }: Session): boolean =>
  !prompt.includes('select_account') || chosenSession === id

/** Whether the person may go on as who they are, if only they say so (`prompt=select_account`). */
export function mayContinue(situation: SignedInSituation): boolean {
  const { request, session } = situation
  if (session === undefined || !request.prompt.includes('select_account')) return false
  return isHinted(situation) && isFreshEnough({ ...situation, session })
}

/** Whether this is the person whom the client expects (OIDC Core §3.1.2.1), or it expects nobody in particular. */
export function isHinted({ request, knownAs }: Pick<SignedInSituation, 'request' | 'knownAs'>): boolean {
  const { hintedSubject, expectedSubjects = [] } = request
  return (
    (hintedSubject === undefined || hintedSubject === knownAs) &&
    expectedSubjects.every((subjects) => subjects.includes(knownAs))
  )
}

export type LoginReason = 'prompt' | 'maxAge' | 'accountSwitch'

/** Why someone who has a session is asked to sign in all the same; `undefined` where nobody is, or it is enough. */
export function loginReason(situation: SignedInSituation): LoginReason | undefined {
  if (situation.session === undefined || isSignedIn(situation)) return undefined
  const { prompt } = situation.request
  if (prompt.includes('select_account') || !isHinted(situation)) return 'accountSwitch'
  return prompt.includes('login') ? 'prompt' : 'maxAge'
}
