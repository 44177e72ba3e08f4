/** What a signed-in person can have done with the tokens, and what came of it. */
import { type Client, OAuthError, ResourceError, type TokenSet } from '@sightglass/client'
import type { Params } from '@sightglass/spec/params'
import { redirect, redirectToStart } from './answers.ts'
import type { Failures } from './failures.ts'
import { type CallResult, type Chapter, collecting, type Session, type Step, withChapter } from './journey.ts'
import { calls, isCallName } from './pages/actions-card.ts'
import { beginningOf, readable } from './readable.ts'
import type { Sessions } from './sessions.ts'
import type { Visit } from './visit.ts'

export interface CallsOptions {
  readonly client: Client
  readonly resource: string
  readonly sessions: Sessions
  readonly failures: Failures
}

type Answered = Pick<CallResult, 'status' | 'body'>

interface Asked extends Pick<CallResult, 'what' | 'request'> {
  readonly chapter: Chapter['name']
}

const REFRESHED: CallResult = {
  what: 'refresh',
  request: 'grant_type=refresh_token',
  status: 200,
  challenge: undefined,
  body: '',
}

export class Calls {
  readonly #options: CallsOptions

  constructor(options: CallsOptions) {
    this.#options = options
  }

  /** `POST /call` */
  call(visit: Visit, form: Params): Promise<Response> {
    const { client, resource } = this.#options
    const asked = form.get('what')
    const what = isCallName(asked) ? asked : 'protected'
    const { method, path } = calls[what]
    const init: RequestInit =
      method === 'GET' ? {} : { method, headers: { 'content-type': 'application/json' }, body: NOTE }
    const address = `${resource.replace(/\/$/, '')}${path}`
    return this.#withResult(visit, { chapter: 'call', what, request: `${method} ${address}` }, async (tokens) => {
      const response = await client.fetchResource(address, tokens, init)
      return { status: response.status, body: readable(await beginningOf(response)) }
    })
  }

  /** `POST /userinfo` */
  userInfo(visit: Visit): Promise<Response> {
    const { client, sessions } = this.#options
    return this.#withResult(visit, { chapter: 'userinfo', what: 'userinfo', request: 'UserInfo' }, async (tokens) => {
      const person = await client.userInfo(tokens)
      if (visit.sessionId !== undefined) sessions.change(visit.sessionId, (now) => ({ ...now, person }))
      return { status: 200, body: readable(JSON.stringify(person)) }
    })
  }

  /** `POST /refresh` */
  async refresh(visit: Visit): Promise<Response> {
    const { session, sessionId } = visit
    if (session === undefined || sessionId === undefined) return redirectToStart(visit)
    if (session.tokens.refreshToken === undefined) return redirect(visit, '/session')
    const { client, sessions } = this.#options
    const steps: Step[] = []
    try {
      const tokens = await collecting(steps, () => client.refresh(session.tokens))
      // Another tab may have been faster: its tokens are the newer ones.
      const newer = (now: Session): TokenSet => (now.tokens === session.tokens ? tokens : now.tokens)
      sessions.change(sessionId, (now) => ({ ...now, tokens: newer(now), result: REFRESHED }))
    } catch (error) {
      const over = error instanceof OAuthError && error.error === 'invalid_grant'
      if (!over) throw error
      const live = sessions.get(sessionId)
      if (live === undefined || live.tokens === session.tokens) return this.#over(visit, sessionId, error)
    } finally {
      sessions.change(sessionId, (now) => withChapter(now, 'refresh', steps))
    }
    return redirect(visit, '/session')
  }

  /** Nothing will make these tokens work again: the session goes with them. */
  #over(visit: Visit, sessionId: string, error: OAuthError): Response {
    const { sessions, failures } = this.#options
    sessions.delete(sessionId)
    return failures.told(visit, failures.noted(error, 'sessionOver'), { endSession: true })
  }

  /** Makes a call and keeps what came of it for the session's page, a refusal of the token included. */
  async #withResult(
    visit: Visit,
    { chapter, ...asked }: Asked,
    work: (tokens: TokenSet) => Promise<Answered>,
  ): Promise<Response> {
    const { session, sessionId } = visit
    if (session === undefined || sessionId === undefined) return redirectToStart(visit)
    const steps: Step[] = []
    let result: CallResult | undefined
    try {
      const answer = await collecting(steps, () => work(session.tokens))
      result = { ...asked, challenge: undefined, ...answer }
    } catch (error) {
      if (!(error instanceof ResourceError)) throw error
      const { status, wwwAuthenticate: challenge, body } = error
      result = { ...asked, status, challenge, body: readable(body) }
    } finally {
      this.#options.sessions.change(sessionId, (now) => ({ ...withChapter(now, chapter, steps), result }))
    }
    return redirect(visit, '/session#result')
  }
}

const NOTE = JSON.stringify({ text: 'Written through the demo application.' })
