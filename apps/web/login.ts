/** A login from the start page to the session: out to the authorization server, back with a code, and the code for tokens. */
import {
  type AuthorizationRequestOptions,
  type Client,
  OAuthError,
  type TokenSet,
  TransportError,
} from '@sightglass/client'
import { check } from '@sightglass/spec/check'
import { equalInConstantTime } from '@sightglass/spec/constant-time'
import { type Params, parseParams } from '@sightglass/spec/params'
import { link } from '@sightglass/trace'
import { redirect } from './answers.ts'
import { type Bounded, createBounded } from './bounded.ts'
import { randomId } from './browser.ts'
import type { Failures } from './failures.ts'
import { collecting, type Pending, redirectStep, type Step } from './journey.ts'
import { scopeChoices } from './pages/start-page.ts'
import { rules } from './rules.ts'
import { type Sessions, sessionOf } from './sessions.ts'
import type { Owners, Visit } from './visit.ts'

export interface LoginOptions {
  readonly client: Client
  readonly sessions: Sessions
  readonly failures: Failures
  readonly clock: () => number
}

const BOUNDS = { most: 10_000, mostOf: { browser: 20, network: 500 }, lifetimeSeconds: 3600 }

export class Login {
  readonly #options: LoginOptions
  /** By `state`. */
  readonly #pending: Bounded<Pending, keyof Owners>

  constructor(options: LoginOptions) {
    this.#options = options
    this.#pending = createBounded({ ...BOUNDS, clock: options.clock })
  }

  /** `POST /login` */
  async begin(visit: Visit, form: Params): Promise<Response> {
    const chosen = scopeChoices.filter((scope) => scope === 'openid' || form.get(`scope.${scope}`) === 'on')
    const asked: AuthorizationRequestOptions = {
      scope: chosen.join(' '),
      prompt: promptIn(form),
      uiLocales: visit.locale,
    }
    const steps: Step[] = []
    const { url, transaction } = await collecting(steps, () => this.#options.client.authorizationRequest(asked))
    const pending = { transaction, steps: [...steps, redirectStep('redirect-out', url)], response: undefined }
    this.#pending.set(transaction.state, pending, visit.owners)
    return redirect(visit, url)
  }

  /** `GET /callback` */
  async arrive(visit: Visit): Promise<Response> {
    const { failures } = this.#options
    try {
      const { search, href } = visit.url
      const state = parseParams(search.slice(1)).params.get('state') ?? ''
      const { transaction, steps } = this.#claim(visit, state)
      const response = { transaction, response: search, steps: [...steps, redirectStep('redirect-back', href)] }
      return await this.#end(visit, response)
    } catch (error) {
      return failures.laterTold(visit, failures.noted(error))
    }
  }

  /** `POST /login/again`: what came back is tried once more, after a failure that left its code unused. */
  async again(visit: Visit, form: Params): Promise<Response> {
    return await this.#end(visit, this.#claim(visit, this.#options.failures.waiting(visit, form.get('failure') ?? '')))
  }

  /** Takes the login out before anything is awaited: of two callbacks with one state, one goes on. */
  #claim({ url, owners }: Visit, state = ''): Pending {
    link('state', state)
    link('code', url.searchParams.get('code') ?? undefined)
    const pending = this.#pending.get(state)
    check(rules.loginKnown, pending, { parameter: 'state' })
    check(rules.loginBrowser, equalInConstantTime(pending.owners.browser, owners.browser))
    this.#pending.delete(state)
    return pending.value
  }

  async #end(visit: Visit, pending: Pending): Promise<Response> {
    const { client, failures } = this.#options
    const { transaction, response = '' } = pending
    const steps = [...pending.steps]
    try {
      const tokens = await collecting(steps, async () =>
        client.redeemCode(await client.processAuthorizationResponse(response, transaction)),
      )
      return this.#signIn(visit, tokens, steps)
    } catch (error) {
      if (!codeIsUnused(error, steps)) {
        const kind = error instanceof TransportError ? 'loginLost' : undefined
        return failures.laterTold(visit, failures.noted(error, kind))
      }
      this.#pending.set(transaction.state, { ...pending, steps }, visit.owners)
      return failures.laterTold(visit, failures.noted(error, 'loginWaits'), transaction.state)
    }
  }
  #signIn(visit: Visit, tokens: TokenSet, steps: readonly Step[]): Response {
    const { sessions, failures } = this.#options
    const before = visit.owners.browser
    // Whoever planted the id in this browser shall know nothing of what is signed in; logins in other tabs go along.
    const browser = randomId()
    this.#pending.hand('browser', before, browser)
    failures.renew(before, browser)
    if (visit.sessionId !== undefined) sessions.delete(visit.sessionId)
    const session = sessions.add(sessionOf(browser, tokens, steps))
    return redirect(visit, '/session', { browser, session })
  }
}

/** What the person wants to be asked though the authorization server could do without. */
function promptIn(form: Params): string | undefined {
  const asked = [form.get('again') === 'on' && 'login', form.get('consent') === 'on' && 'consent'].filter(Boolean)
  return asked.length === 0 ? undefined : asked.join(' ')
}

/**
 * Whether the code is surely unredeemed after this failure: the authorization server was not reached, or said that it
 * cannot answer just now. Never where it answered the code before (keys may be what could not be had), nor where its answer
 * may have been lost: a code that comes twice revokes what it gave (RFC 6749 §4.1.2).
 */
function codeIsUnused(error: unknown, steps: readonly Step[]): boolean {
  const unheard = error instanceof TransportError ? error.unheard : error instanceof OAuthError && error.status === 503
  return unheard && !steps.some(isAnsweredGrant)
}

function isAnsweredGrant(step: Step): boolean {
  if (step.kind !== 'exchange' || step.exchange.answer === undefined || step.exchange.answer.status === 503)
    return false
  return step.exchange.request.parameters.some(({ name }) => name === 'grant_type')
}
