/** Whether a session is enough for a stored request, and why not. Pure. */
import type { AuthorizationRequest } from './authorization-request.ts'
import { lastAuthentication, type Session } from './session.ts'

export interface SignedInSituation {
  readonly request: AuthorizationRequest
  readonly session: Session | undefined
  readonly now: number
}

/**
 * Whether the session's authentication is enough: one that `prompt` or `max_age` asks for must have happened inside this
 * request, or recently enough, so that the demand can be neither skipped nor loop.
 */
export function isSignedIn({ request, session, now }: SignedInSituation): boolean {
  if (session === undefined || !isHinted(request, session)) return false
  if (request.signedIn?.sessionId === session.id) return true
  return isFreshEnough({ request, session, now }) && isChosen(request, session)
}

/** Whether nobody has to prove again who they are. */
function isFreshEnough({ request, session, now }: SignedInSituation & { readonly session: Session }): boolean {
  if (request.prompt.includes('login')) return false
  return request.maxAge === undefined || now - lastAuthentication(session).at < request.maxAge
}

const isChosen = ({ prompt, chosenSession }: AuthorizationRequest, { id }: Session): boolean =>
  !prompt.includes('select_account') || chosenSession === id

/** Whether the person may go on as who they are, if only they say so (`prompt=select_account`). */
export const mayContinue = ({ request, session, now }: SignedInSituation): boolean =>
  session !== undefined &&
  request.prompt.includes('select_account') &&
  isHinted(request, session) &&
  isFreshEnough({ request, session, now })

/** Whether this is the person whom the client expects (OIDC Core §3.1.2.1), or it expects nobody in particular. */
export const isHinted = (
  { hintedSubject, expectedSubjects = [] }: AuthorizationRequest,
  { subject }: Session,
): boolean =>
  (hintedSubject === undefined || hintedSubject === subject) &&
  expectedSubjects.every((subjects) => subjects.includes(subject))

export type LoginReason = 'prompt' | 'maxAge' | 'accountSwitch'

/** Why someone who has a session is asked to sign in all the same; `undefined` where nobody is, or it is enough. */
export function loginReason(situation: SignedInSituation): LoginReason | undefined {
  if (situation.session === undefined || isSignedIn(situation)) return undefined
  const { request, session } = situation
  const { prompt } = request
  if (prompt.includes('select_account') || !isHinted(request, session)) return 'accountSwitch'
  return prompt.includes('login') ? 'prompt' : 'maxAge'
}
