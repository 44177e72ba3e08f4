/**
 * The account page: a signed-in person sees what they allowed, where they are signed in, and takes it back. Owns its own
 * sign-in form for those who are not; passwords are proven, forms bound and sessions ended where all features do.
 */
import { checkNewPassword, notes, rules } from '@sightglass/spec/account'
import { check, note } from '@sightglass/spec/check'
import { type Params, required } from '@sightglass/spec/params'
import type { Exchange, Feature, Handler } from '../../feature.ts'
import { consentRecords } from '../../grants/consent-record.ts'
import { grantRecords } from '../../grants/grant.ts'
import { readForm, readQuery, redirect, refusingBy, retryAfter, type Tell } from '../../http.ts'
import { backOffRecords } from '../../limits/back-off.ts'
import { ACCOUNT_PATH, localeOf } from '../../pages/index.ts'
import { personRecords } from '../../people/user.ts'
import { sessions as sessionRecords } from '../../session/session.ts'
import { type PasswordError, passwordErrors, type ToldStatus, toldStatuses } from './account-page.ts'
import { type AccountOptions, formOf, type Present } from './present.ts'
import { showAccount } from './show.ts'
import { signInForm } from './sign-in-form.ts'

export function account(options: AccountOptions): Feature {
  const get: Handler = async ({ request }) => {
    const { params } = readQuery(request)
    const present = await presentIn(options, request)
    if (present === undefined) return askWhoIsThere(options, request, params)
    const told = toldStatuses.find((status) => isTold(present, status, params))
    return await showAccount(options, request, present, { params, told })
  }

  const post: Handler = async (exchange) => {
    const { params } = await readForm(exchange.request)
    const name = required(params, 'action')
    if (name === 'sign_in') return await enter(options, exchange, params)
    const action = actions.get(name)
    check(rules.action, action !== undefined, { parameter: 'action', expected: [...actions.keys()], received: name })
    const present = await presentIn(options, exchange.request)
    if (present === undefined) {
      note(notes.signInFirst)
      return redirect(options.issuer + ACCOUNT_PATH)
    }
    present.browser.checkForm(params, formOf(present))
    return await action(options, exchange, present, params)
  }

  return {
    name: 'account',
    records: [consentRecords, grantRecords, sessionRecords, ...backOffRecords, ...personRecords],
    routes: [{ path: ACCOUNT_PATH, channel: 'page', GET: get, POST: post }],
  }
}

/** A session of someone who was disabled is as good as none. */
async function presentIn(options: AccountOptions, request: Request): Promise<Present | undefined> {
  const session = await options.sessions.of(request)
  const user = session && (await options.people.find(session.subject))
  if (session === undefined || user?.status !== 'active') return undefined
  return { session, user, browser: options.browserOf(request) }
}

const SIGNED_OUT = 'account signed-out'

function askWhoIsThere(options: AccountOptions, request: Request, params: Params): Response {
  const signedOut = options.browserOf(request).isFormToken(params.get('done'), SIGNED_OUT)
  return options.signInForms.show(request, signInForm(options, localeOf(request), signedOut))
}

const enter = (options: AccountOptions, exchange: Exchange, params: Params): Promise<Response> =>
  options.signInForms.enter(exchange, params, signInForm(options, localeOf(exchange.request)))

type Action = (options: AccountOptions, exchange: Exchange, present: Present, params: Params) => Promise<Response>

const withdraw: Action = async ({ issuer, consents }, _, present, params) => {
  const clientId = required(params, 'client_id')
  const wasAllowed = await consents.withdraw(present.user.sub, clientId)
  check(rules.clientAllowed, wasAllowed, { parameter: 'client_id', received: clientId })
  note(notes.withdrawn)
  return redirect(toldAt(issuer, present, 'withdrawn'))
}

/** One that has ended already stays ended: pressing twice is no mistake. */
const endSession: Action = async ({ issuer, sessions, grants }, _, present, params) => {
  const id = required(params, 'session')
  const session = await sessions.find(id)
  check(rules.ownSession, session === undefined || session.subject === present.user.sub, { parameter: 'session' })
  if (session !== undefined) {
    await grants.endSession(id)
    note(notes.sessionEnded)
  }
  return redirect(toldAt(issuer, present, 'session_ended'))
}

const endOthers: Action = async (options, _, present) => {
  await endOtherSessions(options, present)
  note(notes.othersEnded)
  return redirect(toldAt(options.issuer, present, 'others_ended'))
}

const signOut: Action = async ({ issuer, grants, cookies }, _, { session, browser }) => {
  await grants.endSession(session.id)
  note(notes.signedOut)
  const done = new URLSearchParams({ done: browser.formToken(SIGNED_OUT) })
  return withCookies(redirect(`${issuer}${ACCOUNT_PATH}?${done}`), [cookies.clear('session')])
}

/** What is wrong with the password is told at its form. */
const changePassword: Action = async (options, exchange, present, params) => {
  const tell: Tell = async (told) => {
    const passwordError = passwordErrors.find((name): name is PasswordError => told.rule?.id.split('.')[1] === name)
    return await showAccount(options, exchange.request, present, {
      passwordError,
      status: told.status,
      headers: retryAfter(told),
    })
  }
  return await refusingBy('page', tell, () => changeProven(options, exchange, present, params))
}

async function changeProven(options: AccountOptions, exchange: Exchange, present: Present, params: Params) {
  const { issuer, people, signIn } = options
  const { user } = present
  const current = params.get('password') ?? ''
  const chosen = params.get('new_password') ?? ''
  checkNewPassword({ current, chosen, again: params.get('new_password_again') ?? '' })
  const username = (await people.usernameOf(user.sub)) ?? ''
  const proven = await signIn.prove(exchange, { username, password: current })
  check(rules.currentPassword, proven?.sub === user.sub)
  await people.changePassword(user.sub, chosen)
  // After the change: nobody comes back with the former password.
  await endOtherSessions(options, present)
  const { session, cookies } = await signIn.proven(exchange, user, username)
  note(notes.passwordChanged)
  return withCookies(redirect(toldAt(issuer, { ...present, session }, 'password_changed')), cookies)
}

const SESSIONS_A_READ = 100

async function endOtherSessions({ sessions, grants }: AccountOptions, { user, session: here }: Present): Promise<void> {
  let page = await sessions.list(user.sub, { limit: SESSIONS_A_READ })
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    await Promise.all(page.filter(({ id }) => id !== here.id).map(({ id }) => grants.endSession(id)))
    page = await sessions.list(user.sub, { limit: SESSIONS_A_READ, after: last.id })
  }
}

const actions: ReadonlyMap<string, Action> = new Map([
  ['withdraw', withdraw],
  ['end_session', endSession],
  ['end_others', endOthers],
  ['change_password', changePassword],
  ['sign_out', signOut],
])

/** The page, saying what was done. The proof keeps others from making it say so by a link. */
const toldAt = (issuer: string, present: Pick<Present, 'session' | 'browser'>, status: ToldStatus): string =>
  `${issuer}${ACCOUNT_PATH}?${new URLSearchParams({ done: present.browser.formToken(aboutDone(present, status)) })}`

const isTold = (present: Present, status: ToldStatus, params: Params): boolean =>
  present.browser.isFormToken(params.get('done'), aboutDone(present, status))

const aboutDone = ({ session }: Pick<Present, 'session'>, status: ToldStatus): string =>
  `${formOf({ session })} ${status}`

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
