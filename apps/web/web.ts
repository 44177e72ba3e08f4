/** The demo application: routes, cookies and sessions around the client SDK. Tokens never leave this process but towards their servers. */
import { type AuthorizationRequestOptions, Client, ResourceError, type TokenSet } from '@sightglass/client'
import { check } from '@sightglass/spec/check'
import { equalInConstantTime } from '@sightglass/spec/constant-time'
import { rules as httpRules } from '@sightglass/spec/http'
import { type Params, parseParams } from '@sightglass/spec/params'
import { link, type Tracing, traced, traceId, traceRefusal, traceUnrecorded } from '@sightglass/trace'
import { assetResponse } from '@sightglass/ui/assets'
import { chooseLocale } from '@sightglass/ui/texts'
import { pageAnswer, redirect, type Visit } from './answers.ts'
import { type Bounded, createBounded } from './bounded.ts'
import { createFormTokens, type FormTokens, randomId, readCookie, readForm, writeCookie } from './browser.ts'
import { type Failure, failureOf } from './failure.ts'
import { failurePage } from './failure-page.ts'
import {
  type CallResult,
  collect,
  collecting,
  type Pending,
  redirectStep,
  type Session,
  type Step,
  withSteps,
} from './journey.ts'
import { beginningOf, readable } from './readable.ts'
import { rules } from './rules.ts'
import { calls, isCallName, sessionPage } from './session-page.ts'
import { scopeChoices, startPage } from './start-page.ts'
import { createViewer, type Viewer } from './viewer.ts'

export interface WebOptions {
  /** Where browsers reach this application, without a slash at its end. */
  readonly webUrl: string
  readonly issuer: string
  /** The resource server that is called. */
  readonly resource: string
  readonly clientId: string
  readonly clientSecret?: string | undefined
  /** Ticked on the start page. */
  readonly scope?: string
  readonly linkKey: Uint8Array
  /** Whether `/flows` shows what the three servers record: in development only. */
  readonly viewer?: boolean
  readonly log?: Log
  /** Seconds since the epoch. */
  readonly clock?: () => number
  /** How the servers are asked; default: the platform's `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>
}

export type Log = (level: 'info' | 'warn' | 'error', event: string, fields?: Record<string, unknown>) => void

export interface Web {
  readonly fetch: (request: Request) => Promise<Response>
}

interface KeptFailure {
  readonly browser: string
  readonly failure: Failure
  /** Of the request that failed, which is not the one that shows it. */
  readonly traceId: string | undefined
}

type Handler = (visit: Visit, form: Params) => Promise<Response> | Response

const PENDING = { most: 10_000, lifetimeSeconds: 3600 }
const SESSIONS = { most: 10_000, lifetimeSeconds: 8 * 3600 }
const FAILURES = { most: 1_000, lifetimeSeconds: 600 }

export function createWeb(options: WebOptions): Web {
  const tracing: Tracing = { party: 'client', from: 'browser', linkKey: options.linkKey }
  const viewer = options.viewer === true ? createViewer(options) : undefined
  const application = new Application(options, viewer)
  return {
    fetch: (request) =>
      traced(tracing, request, async () => {
        const { pathname } = new URL(request.url)
        const asset = request.method === 'GET' ? (assetResponse(pathname) ?? viewer?.asset(pathname)) : undefined
        if (asset !== undefined) traceUnrecorded()
        return asset ?? (await application.answer(request))
      }),
  }
}

class Application {
  readonly #options: WebOptions
  readonly #viewer: Viewer | undefined
  readonly #client: Client
  readonly #secure: boolean
  readonly #forms: FormTokens
  readonly #pending: Bounded<Pending>
  readonly #sessions: Bounded<Session>
  readonly #failures: Bounded<KeptFailure>
  readonly #routes: Readonly<Record<string, Readonly<Partial<Record<'GET' | 'POST', Handler>>>>>

  constructor(options: WebOptions, viewer: Viewer | undefined) {
    const { webUrl, issuer, resource, clientId, clientSecret, scope, linkKey } = options
    const clock = options.clock ?? (() => Math.floor(Date.now() / 1000))
    const redirectUri = `${webUrl}/callback`
    this.#options = options
    this.#viewer = viewer
    this.#secure = webUrl.startsWith('https:')
    this.#client = new Client({
      issuer,
      resource,
      clientId,
      clientSecret,
      scope,
      redirectUri,
      linkKey,
      clock,
      fetch: options.fetch,
      onExchange: collect,
    })
    this.#forms = createFormTokens(new URL(webUrl).origin)
    this.#pending = createBounded({ ...PENDING, clock })
    this.#sessions = createBounded({ ...SESSIONS, clock })
    this.#failures = createBounded({ ...FAILURES, clock })
    this.#routes = {
      '/': { GET: (visit) => this.#start(visit) },
      '/login': { POST: (visit, form) => this.#login(visit, form) },
      '/callback': { GET: (visit) => this.#callback(visit) },
      '/session': { GET: (visit) => this.#session(visit) },
      '/call': { POST: (visit, form) => this.#call(visit, form) },
      '/refresh': { POST: (visit) => this.#refresh(visit) },
      '/userinfo': { POST: (visit) => this.#userInfo(visit) },
      '/logout': { POST: (visit) => this.#logout(visit) },
      '/error': { GET: (visit) => this.#error(visit) },
      ...(viewer && { '/flows': { GET: (visit: Visit) => viewer.page(visit) } }),
    }
  }

  async answer(request: Request): Promise<Response> {
    const visit = this.#visitOf(request)
    try {
      return await this.#routed(visit)
    } catch (error) {
      const failure = this.#noted(error)
      // The address of a callback holds code and state: they shall not stay in the address bar.
      return visit.url.pathname === '/callback' ? this.#laterTold(visit, failure) : this.#told(visit, failure)
    }
  }

  #noted(error: unknown): Failure {
    const failure = failureOf(error)
    traceRefusal(failure.error)
    const bug = failure.kind === 'own'
    const reason = bug ? String(error instanceof Error ? error.stack : error) : failure.detail
    const { kind, error: code } = failure
    this.#options.log?.(bug ? 'error' : 'info', 'failed', { kind, error: code, reason, trace: traceId() })
    return failure
  }

  #visitOf(request: Request): Visit {
    const sessionId = readCookie(request, 'session', this.#secure)
    const browser = readCookie(request, 'browser', this.#secure) ?? randomId()
    const session = sessionId === undefined ? undefined : this.#sessions.get(sessionId)
    return {
      request,
      url: new URL(request.url),
      locale: chooseLocale(request.headers.get('accept-language')),
      browser,
      sessionId,
      session: session?.browser === browser ? session : undefined,
      secure: this.#secure,
    }
  }

  async #routed(visit: Visit): Promise<Response> {
    const { request, url } = visit
    const route = Object.hasOwn(this.#routes, url.pathname) ? this.#routes[url.pathname] : undefined
    check(httpRules.path, route, { received: url.pathname.slice(0, 128) })
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const handler = method === 'GET' || method === 'POST' ? route[method] : undefined
    check(httpRules.method, handler !== undefined, { expected: Object.keys(route), received: method })
    if (method !== 'POST') return await handler(visit, new Map())
    const form = await readForm(request)
    this.#forms.checkForm(request, visit.browser, form)
    return await handler(visit, form)
  }

  #start(visit: Visit): Response {
    const { issuer, resource, clientId, webUrl, scope = DEFAULT_SCOPE } = this.#options
    const later = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: `${webUrl}/callback`,
      scope,
      state: '…',
      nonce: '…',
      code_challenge: '…',
      code_challenge_method: 'S256',
      resource,
    }
    const preview = redirectStep('redirect-out', `${issuer}/…?${new URLSearchParams(later)}`)
    const model = {
      locale: visit.locale,
      csrf: this.#forms.tokenFor(visit.browser),
      issuer,
      resource,
      scopes: scope.split(' '),
      preview,
      signedIn: visit.session !== undefined,
      signedOut: visit.url.searchParams.has('signed_out'),
      viewer: this.#viewer !== undefined,
    }
    return pageAnswer(visit, startPage(model), { formTargets: [issuer] })
  }

  async #login(visit: Visit, form: Params): Promise<Response> {
    const chosen = scopeChoices.filter((scope) => scope === 'openid' || form.get(`scope.${scope}`) === 'on')
    const asked: AuthorizationRequestOptions = {
      scope: chosen.join(' '),
      prompt: form.get('again') === 'on' ? 'login' : undefined,
      uiLocales: visit.locale,
    }
    const steps: Step[] = []
    const { url, transaction } = await collecting(steps, () => this.#client.authorizationRequest(asked))
    const pending = { browser: visit.browser, transaction, steps: [...steps, redirectStep('redirect-out', url)] }
    this.#pending.set(transaction.state, pending)
    return redirect(visit, url)
  }

  async #callback(visit: Visit): Promise<Response> {
    const { search } = visit.url
    const { params } = parseParams(search.slice(1))
    const state = params.get('state') ?? ''
    link('state', state)
    link('code', params.get('code'))
    const pending = this.#pending.get(state)
    check(rules.loginKnown, pending, { parameter: 'state' })
    check(rules.loginBrowser, equalInConstantTime(pending.browser, visit.browser))
    this.#pending.delete(state)
    const steps: Step[] = [...pending.steps, redirectStep('redirect-back', visit.url.href)]
    const tokens = await collecting(steps, async () => {
      const authorized = await this.#client.processAuthorizationResponse(search, pending.transaction)
      return await this.#client.redeemCode(authorized)
    })
    if (visit.sessionId !== undefined) this.#sessions.delete(visit.sessionId)
    const sessionId = randomId()
    this.#sessions.set(sessionId, { browser: visit.browser, tokens, steps, person: undefined, result: undefined })
    return redirect(visit, '/session', [writeCookie('session', sessionId, this.#secure)])
  }

  #session(visit: Visit): Response {
    const { session, locale, browser } = visit
    if (session === undefined) return redirect(visit, '/')
    return pageAnswer(
      visit,
      sessionPage({ locale, session, csrf: this.#forms.tokenFor(browser), viewer: this.#viewer !== undefined }),
    )
  }

  #call(visit: Visit, form: Params): Promise<Response> {
    const what = form.get('what')
    const { method, path } = calls[isCallName(what) ? what : 'protected']
    const init: RequestInit =
      method === 'GET' ? {} : { method, headers: { 'content-type': 'application/json' }, body: NOTE }
    const address = `${this.#options.resource.replace(/\/$/, '')}${path}`
    return this.#withResult(visit, `${method} ${address}`, async (tokens) => {
      const response = await this.#client.fetchResource(address, tokens, init)
      return { status: response.status, body: readable(await beginningOf(response)) }
    })
  }

  #userInfo(visit: Visit): Promise<Response> {
    return this.#withResult(visit, 'UserInfo', async (tokens) => {
      const person = await this.#client.userInfo(tokens)
      if (visit.sessionId !== undefined) this.#change(visit.sessionId, (now) => ({ ...now, person }))
      return { status: 200, body: readable(JSON.stringify(person)) }
    })
  }

  /** Makes a call and keeps what came of it for the session's page, a refusal of the token included. */
  async #withResult(
    visit: Visit,
    request: string,
    work: (tokens: TokenSet) => Promise<Pick<CallResult, 'status' | 'body'>>,
  ): Promise<Response> {
    const { session, sessionId } = visit
    if (session === undefined || sessionId === undefined) return redirect(visit, '/')
    const steps: Step[] = []
    let result: CallResult | undefined
    try {
      const answer = await collecting(steps, () => work(session.tokens))
      result = { request, challenge: undefined, ...answer }
    } catch (error) {
      if (!(error instanceof ResourceError)) throw error
      result = { request, status: error.status, challenge: error.wwwAuthenticate, body: readable(error.body) }
    } finally {
      this.#change(sessionId, (now) => ({ ...withSteps(now, steps), result }))
    }
    return redirect(visit, '/session#result')
  }

  async #refresh(visit: Visit): Promise<Response> {
    const { session, sessionId } = visit
    if (session?.tokens.refreshToken === undefined || sessionId === undefined) return redirect(visit, '/session')
    const steps: Step[] = []
    try {
      const tokens = await collecting(steps, () => this.#client.refresh(session.tokens))
      // Another tab may have been faster: its tokens are the newer ones.
      this.#change(sessionId, (now) => (now.tokens === session.tokens ? { ...now, tokens } : now))
    } finally {
      this.#change(sessionId, (now) => withSteps(now, steps))
    }
    return redirect(visit, '/session')
  }

  #logout(visit: Visit): Response {
    if (visit.sessionId !== undefined) this.#sessions.delete(visit.sessionId)
    return redirect(visit, '/?signed_out', [writeCookie('session', undefined, this.#secure)])
  }

  #error(visit: Visit): Response {
    const kept = this.#failures.get(visit.url.searchParams.get('id') ?? '')
    const mine = kept !== undefined && kept.browser === visit.browser
    if (!mine) return this.#told(visit, { kind: 'forgotten', status: 404, error: 'not_found' })
    return this.#told(visit, kept.failure, kept.traceId)
  }

  /** The session may be gone by now: then there is nothing to change. */
  #change(sessionId: string, change: (session: Session) => Session): void {
    const now = this.#sessions.get(sessionId)
    if (now !== undefined) this.#sessions.replace(sessionId, change(now))
  }

  #told(visit: Visit, failure: Failure, id = traceId()): Response {
    const viewer = this.#viewer !== undefined
    const html = failurePage({ locale: visit.locale, failure, traceId: id, viewer })
    return pageAnswer(visit, html, { status: failure.status })
  }

  #laterTold(visit: Visit, failure: Failure): Response {
    const id = randomId()
    this.#failures.set(id, { browser: visit.browser, failure, traceId: traceId() })
    return redirect(visit, `/error?id=${id}`)
  }
}

const DEFAULT_SCOPE = 'openid profile email read write'
const NOTE = JSON.stringify({ text: 'Written through the demo application.' })
