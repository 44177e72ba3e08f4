/** The demo application put together: parts, routes, and a trace around each request. Tokens never leave this process but towards their servers. */
import { Client } from '@sightglass/client'
import { isRead } from '@sightglass/spec/http'
import { createTheatre, type Theatre } from '@sightglass/theatre'
import { type Tracing, tellsEverybody, traced, traceUnrecorded } from '@sightglass/trace'
import { assetResponse } from '@sightglass/ui/assets'
import { pageAnswer, redirectToStart } from './answers.ts'
import { createFormTokens, type FormTokens } from './browser.ts'
import { Calls } from './calls.ts'
import { Failures, type Log } from './failures.ts'
import { collect } from './journey.ts'
import { Login } from './login.ts'
import { createLogout } from './logout.ts'
import { sessionPage } from './pages/session-page.ts'
import { signaturesOf } from './pages/session-signatures.ts'
import { allowedAt, arrivalRoute, dispatch, formRoute, pageRoute, programRoute, type Routes } from './routes.ts'
import { createRuns, type RunOptions } from './run.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createStart } from './start.ts'
import { theatreBoot, theatrePage } from './theatre.ts'
import { type Peer, visitOf } from './visit.ts'

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
  /** Whether `/theatre` shows what the three servers record: in development only. */
  readonly theatre?: boolean
  /** Who runs its plays; default: the programme. */
  readonly runnerOf?: RunOptions['runnerOf']
  readonly log?: Log
  /** Seconds since the epoch. */
  readonly clock?: () => number
  /** How the servers are asked; default: the platform's `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>
}

export interface Web {
  readonly fetch: (request: Request, peer?: Peer) => Promise<Response>
}

const NO_PEER: Peer = { address: '' }

export function createWeb(options: WebOptions): Web {
  const { webUrl, linkKey, log } = options
  const clock = options.clock ?? (() => Math.floor(Date.now() / 1000))
  const tracing: Tracing = {
    ...{ party: 'client', from: 'browser', linkKey },
    ...(options.theatre === true ? { tellsId: tellsEverybody } : {}),
  }
  const theatre = options.theatre === true ? createTheatre({ boot: theatreBoot(options) }) : undefined
  const runs = options.theatre === true ? createRuns(options) : undefined
  const forms = createFormTokens(new URL(webUrl).origin)
  const sessions = createSessions(clock)
  const failures = new Failures({ forms, theatre: theatre !== undefined, log, clock })
  const routes = routesOf(options, { theatre, forms, sessions, failures, clock })
  const secure = webUrl.startsWith('https:')

  const answer = async (request: Request, peer: Peer): Promise<Response> => {
    const visit = visitOf(request, peer, { secure, sessions })
    try {
      return await dispatch(routes, forms, visit)
    } catch (error) {
      const failure = failures.noted(error)
      const allow = failure.kind === 'method' ? allowedAt(routes, visit.url.pathname) : undefined
      return failures.told(visit, failure, { allow })
    }
  }
  return {
    fetch: (request, peer = NO_PEER) =>
      traced(tracing, request, async () => {
        const { pathname } = new URL(request.url)
        const asset = isRead(request.method) ? (assetResponse(pathname) ?? theatre?.asset(pathname)) : undefined
        if (asset !== undefined) traceUnrecorded()
        return asset ?? (await (runs?.(request, peer) ?? answer(request, peer)))
      }),
  }
}

interface Parts {
  readonly theatre: Theatre | undefined
  readonly forms: FormTokens
  readonly sessions: Sessions
  readonly failures: Failures
  readonly clock: () => number
}

function routesOf(options: WebOptions, { theatre, forms, sessions, failures, clock }: Parts): Routes {
  const { webUrl, issuer, resource, clientId, clientSecret, scope, linkKey, fetch } = options
  const redirectUri = `${webUrl}/callback`
  const common = { issuer, resource, clientId, scope, redirectUri }
  const client = new Client({ ...common, clientSecret, linkKey, clock, fetch, onExchange: collect })
  const login = new Login({ client, sessions, failures, clock })
  const calls = new Calls({ client, resource, sessions, failures })
  const logout = createLogout({ client, sessions, failures, clock, postLogoutRedirectUri: `${webUrl}/logged-out` })
  const start = createStart({ ...common, forms, theatre: theatre !== undefined })

  return {
    '/': pageRoute(start),
    '/login': formRoute((visit, form) => login.begin(visit, form)),
    '/login/again': formRoute((visit, form) => login.again(visit, form)),
    '/callback': arrivalRoute((visit) => login.arrive(visit)),
    '/session': pageRoute(async (visit) => {
      const { session, locale, owners } = visit
      if (session === undefined) return redirectToStart(visit)
      const csrf = forms.tokenFor(owners.browser)
      const signatures = await signaturesOf(client, session.tokens)
      const model = { locale, session, csrf, issuer, signatures, theatre: theatre !== undefined }
      return pageAnswer(visit, sessionPage(model), {
        formTargets: [issuer],
      })
    }),
    '/call': formRoute((visit, form) => calls.call(visit, form)),
    '/refresh': formRoute((visit) => calls.refresh(visit)),
    '/userinfo': formRoute((visit) => calls.userInfo(visit)),
    '/logout': formRoute(logout.here),
    '/logout/everywhere': formRoute(logout.everywhere),
    '/logged-out': arrivalRoute(logout.arrive),
    '/backchannel-logout': programRoute(logout.told),
    '/error': pageRoute((visit) => failures.page(visit)),
    ...(theatre && { '/theatre': pageRoute(theatrePage(theatre, webUrl)) }),
  }
}
