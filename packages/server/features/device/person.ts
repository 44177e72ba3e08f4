/** What a person does with a user code: types it, signs in, sees who asks for what, and decides by a form of that very page. */
import { interactionRules } from '@sightglass/spec/authorize'
import { check, note } from '@sightglass/spec/check'
import { canonicalUserCode, notes, pageRules as rules, shownUserCode } from '@sightglass/spec/device'
import { type Params, required } from '@sightglass/spec/params'
import type { Clock } from '@sightglass/store'
import type { ResourceRegistry } from '../../clients/resources.ts'
import { describePlaces } from '../../clients/scope-texts.ts'
import type { Exchange, Handler, Route } from '../../feature.ts'
import { readForm, readQuery, redirect, refusingBy, retryAfter, type Tell } from '../../http.ts'
import type { UserCodeLimit } from '../../limits/user-codes.ts'
import { seenWaiting } from '../../limits/waiting.ts'
import { ACCOUNT_PATH, localeOf, type Show } from '../../pages/index.ts'
import type { DemoAccount } from '../../pages/sign-in-card.ts'
import { signInPage } from '../../pages/sign-in-page.ts'
import type { Directory } from '../../people/directory.ts'
import type { Browser, BrowserOf } from '../../session/browser.ts'
import type { Session } from '../../session/session.ts'
import type { Sessions } from '../../session/sessions.ts'
import type { SignInForm, SignInForms } from '../../session/sign-in-form.ts'
import { DEVICE_PATH } from './begin.ts'
import type { Devices, Found } from './decide.ts'
import { type CodeError, codeErrors, confirmPage, decidedPage, enterPage } from './device-page.ts'
import { deviceTexts } from './device-texts.ts'

export interface PersonOptions {
  readonly issuer: string
  readonly clock: Clock
  readonly devices: Devices
  readonly limit: UserCodeLimit
  readonly people: Directory
  readonly resources: ResourceRegistry
  readonly sessions: Sessions
  readonly signInForms: SignInForms
  readonly browserOf: BrowserOf
  readonly show: Show
  /** In development only. */
  readonly demoAccounts: readonly DemoAccount[]
}

export function personRoute(options: PersonOptions): Route {
  const get: Handler = async (exchange) => {
    const { request } = exchange
    const { params } = readQuery(request)
    const typed = typedIn(params)
    const session = await options.sessions.of(request)
    if (typed === undefined) return startOrEnd(options, request, session, params)
    if (session === undefined) {
      note(notes.signInFirst)
      return options.signInForms.show(request, signInForm(options, request, typed))
    }
    return await refusingBy('page', again(options, typed), async () => {
      const found = await lookUp(options, exchange, session, typed)
      return await askPerson(options, request, session, found, canonicalUserCode(typed) ?? '')
    })
  }

  const post: Handler = async (exchange) => {
    const { params } = await readForm(exchange.request)
    const action = required(params, 'action')
    const typed = typedIn(params) ?? ''
    if (action === 'sign_in')
      return await options.signInForms.enter(exchange, params, signInForm(options, exchange.request, typed))
    const known = action === 'approve' || action === 'deny'
    check(rules.action, known, { parameter: 'action', expected: ['approve', 'deny'], received: action })
    const session = await options.sessions.of(exchange.request)
    if (session === undefined) {
      note(notes.signInFirst)
      return redirect(addressOf(options, typed))
    }
    return await refusingBy('page', again(options, typed), () =>
      decide(options, exchange.request, session, params, action),
    )
  }

  return { path: DEVICE_PATH, channel: 'page', GET: get, POST: post }
}

type Decision = 'approved' | 'denied'
const decisions: readonly Decision[] = ['approved', 'denied']

/** The form, or what was decided; a proof keeps others from making the page say so by a link. */
function startOrEnd(
  { issuer, browserOf, show }: PersonOptions,
  request: Request,
  session: Session | undefined,
  params: Params,
): Response {
  const locale = localeOf(request)
  const done = params.get('done')
  const isDone = (decision: Decision): boolean =>
    session !== undefined && browserOf(request).isFormToken(done, aboutDone(session, decision))
  const decision = done === undefined ? undefined : decisions.find(isDone)
  return show(decision === undefined ? enterPage({ locale }) : decidedPage(locale, decision, issuer + DEVICE_PATH))
}

const aboutDone = ({ id }: Session, decision: Decision): string => `device ${decision} ${id}`

function signInForm({ issuer, demoAccounts }: PersonOptions, request: Request, typed: string): SignInForm {
  const locale = localeOf(request)
  const say = deviceTexts(locale)
  return {
    about: 'device sign-in',
    next: addressOf({ issuer }, typed),
    page: ({ csrf, ...shown }) =>
      signInPage({
        ...{ ...shown, locale, demoAccounts, title: say('title'), lede: say('signIn') },
        ...{ target: 'device', submitId: 'login-submit', hidden: { user_code: typed, csrf } },
      }),
  }
}

const addressOf = ({ issuer }: Pick<PersonOptions, 'issuer'>, userCode: string): string =>
  `${issuer}${DEVICE_PATH}?${new URLSearchParams({ user_code: userCode })}`

/** What is wrong with a code is told where another can be typed. */
const again =
  ({ show }: PersonOptions, userCode: string): Tell =>
  (told, { request }) => {
    const error = codeErrors.find((name): name is CodeError => told.rule?.id.split('.')[1] === name)
    const page = enterPage({ locale: localeOf(request), userCode, error })
    return show(page, { status: told.status, headers: retryAfter(told) })
  }

/** What was typed, as far as it can be a code: it goes along through the sign-in, and back into the form. */
const typedIn = (params: Params): string | undefined => params.get('user_code')?.slice(0, 64)

/** Every try counts before it is looked at, and is taken back where the code is known. */
async function lookUp(
  { devices, limit }: PersonOptions,
  { address }: Exchange,
  { subject }: Session,
  typed: string,
): Promise<Found> {
  const attempt = await limit.attempt(address, subject)
  check(rules.notWaiting, attempt.wait === 0, seenWaiting(attempt.wait))
  const canonical = canonicalUserCode(typed)
  const found = canonical === undefined ? undefined : await devices.find(canonical)
  check(rules.known, found, { parameter: 'user_code' })
  await attempt.succeeded()
  return found
}

/** What the form is about: whoever sends it has seen this code in this session. */
const formOf = ({ id }: Session, userCode: string): string => `device ${id} ${userCode}`

async function askPerson(
  { issuer, clock, people, resources, browserOf, show }: PersonOptions,
  request: Request,
  session: Session,
  { device, client }: Found,
  userCode: string,
): Promise<Response> {
  const user = await people.find(session.subject)
  const username = user?.claims.preferred_username ?? session.subject
  const browser: Browser = browserOf(request)
  const locale = localeOf(request)
  note(notes.entered)
  const html = confirmPage({
    locale,
    hidden: { user_code: shownUserCode(userCode), csrf: browser.formToken(formOf(session, userCode)) },
    client: { name: client.clientName },
    user: { username, name: user?.claims.name },
    asker: {
      address: device.address,
      agent: device.agent,
      minutesAgo: Math.floor((clock() - device.createdAt) / 60),
    },
    ...(await describePlaces(resources, device, locale)),
    account: issuer + ACCOUNT_PATH,
  })
  return show(html, { cookies: browser.cookies })
}

/** Only who has been shown this code can have the token, so that nothing can be guessed here. */
async function decide(
  { issuer, devices, browserOf }: PersonOptions,
  request: Request,
  session: Session,
  params: Params,
  action: 'approve' | 'deny',
): Promise<Response> {
  const browser = browserOf(request)
  const userCode = canonicalUserCode(params.get('user_code') ?? '') ?? ''
  check(interactionRules.formToken, browser.isFormToken(params.get('csrf'), formOf(session, userCode)))
  const found = await devices.find(userCode)
  check(rules.known, found, { parameter: 'user_code' })
  const isWritten = action === 'approve' ? await devices.approve(found, session) : await devices.refuse(found)
  check(rules.known, isWritten, { parameter: 'user_code' })
  note(action === 'approve' ? notes.approved : notes.refused)
  const done = browser.formToken(aboutDone(session, action === 'approve' ? 'approved' : 'denied'))
  return redirect(`${issuer}${DEVICE_PATH}?${new URLSearchParams({ done })}`)
}
