/**
 * Logout at the request of a client (RP-Initiated Logout): who sends the browser here has the person asked, unless a token of the
 * server's own names this very session. Owns the question and the end as the browser sees it, and what clients are told; that a
 * session ends, and what ends with it, is the same wherever it is ended.
 */
import { interactionRules } from '@sightglass/spec/authorize'
import { check, note, Refusal, type Rule, ruleBook } from '@sightglass/spec/check'
import { notes, rules } from '@sightglass/spec/logout'
import { type Params, required } from '@sightglass/spec/params'
import { toldTraceId } from '@sightglass/trace'
import type { Feature, Handler } from '../../feature.ts'
import { grantRecords } from '../../grants/grant.ts'
import type { Grants } from '../../grants/grants.ts'
import { readForm, readQuery, redirect, refusingBy, type Tell } from '../../http.ts'
import { ACCOUNT_PATH, localeOf, type Show } from '../../pages/index.ts'
import type { Directory } from '../../people/directory.ts'
import { personRecords } from '../../people/user.ts'
import type { BrowserOf } from '../../session/browser.ts'
import type { CookieJar } from '../../session/cookies.ts'
import { type Session, sessions as sessionRecords } from '../../session/session.ts'
import type { Sessions } from '../../session/sessions.ts'
import { deliveries } from './delivery.ts'
import { framesOf } from './frames.ts'
import {
  backOf,
  clientOf,
  type Keeping,
  type Logout,
  type ProveOptions,
  proveLogout,
  sealed,
  unsealed,
} from './logout.ts'
import { confirmPage, endedPage, endedScriptHash, type Fault, goesOn, stayedPage } from './logout-page.ts'

export { createLogoutDeliveries, type LogoutDeliveries } from './deliveries.ts'

export interface LogoutOptions extends ProveOptions, Keeping {
  readonly sessions: Sessions
  readonly grants: Grants
  readonly people: Directory
  readonly browserOf: BrowserOf
  readonly cookies: CookieJar
  readonly show: Show
}

const LOGOUT_PATH = '/oauth2/logout'
const CONTINUE_PATH = '/oauth2/logout/continue'

export function logout(options: LogoutOptions): Feature {
  const { issuer } = options

  const get: Handler = async ({ request }) => {
    const { params } = readQuery(request)
    const told: Tell = ({ rule }) => goOn(options, request, faulty(rule))
    return await refusingBy('page', told, async () => goOn(options, request, await proveLogout(options, params)))
  }

  /** A form of another site brings no cookie along: the browser comes again by a link of ours. */
  const post: Handler = async ({ request }) => {
    const { params } = await readForm(request)
    const comeAgain = (asked: Logout): Response => redirect(addressOf(issuer, sealed(options, asked)))
    const told: Tell = ({ rule }) => comeAgain(faulty(rule))
    return await refusingBy('page', told, async () => comeAgain(await proveLogout(options, params)))
  }

  const resume: Handler = async ({ request }) =>
    goOn(options, request, unsealed(options, readQuery(request).params.get('request')))

  const decide: Handler = async ({ request }) => {
    const { params } = await readForm(request)
    return await decided(options, request, params)
  }

  return {
    name: 'logout',
    records: [deliveries, grantRecords, sessionRecords, ...personRecords],
    metadata: {
      end_session_endpoint: `${issuer}${LOGOUT_PATH}`,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
    },
    routes: [
      { path: LOGOUT_PATH, channel: 'page', GET: get, POST: post },
      { path: CONTINUE_PATH, channel: 'page', GET: resume, POST: decide },
    ],
  }
}

const addressOf = (issuer: string, request: string): string =>
  `${issuer}${CONTINUE_PATH}?${new URLSearchParams({ request })}`

/** A request that breaks a rule goes nowhere; whoever wants to sign out still can. */
const faulty = (rule: Rule | undefined): Logout => ({
  hinted: false,
  ...(rule === undefined ? {} : { fault: { rule: rule.id, traceId: toldTraceId() } }),
})

function faultOf({ fault }: Logout): Pick<Ending, 'fault' | 'status'> {
  if (fault === undefined) return {}
  return { fault: { rule: ruleBook.get(fault.rule), traceId: fault.traceId }, status: 400 }
}

/** Ends the session that a hint of ours names, asks about any other, and has nothing to do where there is none. */
async function goOn(options: LogoutOptions, request: Request, asked: Logout): Promise<Response> {
  const session = await options.sessions.of(request)
  if (session === undefined) {
    note(notes.nobody)
    return await showEnded(options, request, asked, { isAgreed: asked.hinted, ...faultOf(asked) })
  }
  if (!isMeant(asked, session)) return await ask(options, request, asked, session, faultOf(asked))
  note(notes.meant)
  return await end(options, request, asked, session)
}

/** The subject says less than the session: the person may have signed in again since, for something else. */
const isMeant = ({ clientId = '', sid }: Logout, { sids }: Session): boolean =>
  sid !== undefined && Object.hasOwn(sids, clientId) && sids[clientId] === sid

/** What the form is about: nobody else's session is ended by it. */
const formOf = ({ id }: Session): string => `logout ${id}`

async function ask(
  options: LogoutOptions,
  request: Request,
  asked: Logout,
  session: Session,
  { fault, status = 200 }: Pick<Ending, 'fault' | 'status'> = {},
): Promise<Response> {
  const { issuer, clients, people, browserOf, show } = options
  const [client, user] = await Promise.all([clientOf(clients, asked), people.find(session.subject)])
  const browser = browserOf(request)
  note(notes.asked)
  const html = confirmPage({
    ...{ locale: localeOf(request, asked.uiLocales), client: client?.clientName, fault },
    target: issuer + CONTINUE_PATH,
    hidden: { request: sealed(options, asked), csrf: browser.formToken(formOf(session)) },
    user: { username: user?.claims.preferred_username ?? session.subject, name: user?.claims.name },
  })
  const { redirectUri } = asked
  return show(html, {
    status,
    cookies: browser.cookies,
    ...(redirectUri === undefined ? {} : { formTarget: redirectUri }),
  })
}

async function decided(options: LogoutOptions, request: Request, params: Params): Promise<Response> {
  const action = required(params, 'action')
  const known = action === 'sign_out' || action === 'stay'
  check(rules.action, known, { parameter: 'action', expected: ['sign_out', 'stay'], received: action })
  const asked = unsealed(options, params.get('request'))
  const session = await options.sessions.of(request)
  // Another tab was first: what was asked for is done.
  if (session === undefined) return await showEnded(options, request, asked, { isAgreed: asked.hinted })
  if (!isOurForm(options, request, params, session)) return await ask(options, request, asked, session, { status: 403 })
  return action === 'stay' ? await stay(options, request, asked) : await end(options, request, asked, session)
}

/** Somebody else may have signed in since the page was shown: then the page asks again. */
function isOurForm({ browserOf }: LogoutOptions, request: Request, params: Params, session: Session): boolean {
  try {
    check(interactionRules.formToken, browserOf(request).isFormToken(params.get('csrf'), formOf(session)))
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Where a logout leads back to would be told that there was one. */
async function stay({ issuer, clients, show }: LogoutOptions, request: Request, asked: Logout): Promise<Response> {
  note(notes.stayed)
  const client = await clientOf(clients, asked)
  const locale = localeOf(request, asked.uiLocales)
  return show(
    stayedPage({ locale, client: client?.clientName, home: client?.clientUri, account: issuer + ACCOUNT_PATH }),
  )
}

async function end(options: LogoutOptions, request: Request, asked: Logout, session: Session): Promise<Response> {
  await options.grants.endSession(session.id)
  note(notes.ended)
  return await showEnded(options, request, asked, { isAgreed: true, session })
}

interface Ending {
  /** The person said so, or a hint of ours did: the browser may leave by itself. */
  readonly isAgreed: boolean
  /** That ended just now. */
  readonly session?: Session
  readonly fault?: Fault
  readonly status?: number
}

async function showEnded(
  { issuer, clients, cookies, show }: LogoutOptions,
  request: Request,
  asked: Logout,
  { isAgreed, session, fault, status = 200 }: Ending,
): Promise<Response> {
  const back = backOf(asked)
  const frames = session && (await framesOf(clients, issuer, session))
  const { addresses = [], origins = [] } = frames ?? {}
  const forgetting = [cookies.clear('session')]
  if (addresses.length === 0 && back !== undefined && isAgreed) return withCookies(redirect(back), forgetting)
  if (addresses.length > 0) note(notes.framed, { received: addresses.length })
  const client = await clientOf(clients, asked)
  const model = {
    locale: localeOf(request, asked.uiLocales),
    client: client?.clientName,
    fault,
    back,
    frames: addresses,
  }
  const script = goesOn(model) ? { scriptHash: endedScriptHash } : {}
  return show(endedPage(model), { status, frames: origins, cookies: forgetting, ...script })
}

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
