/** The login page: a person proves with a password who they are, inside one stored request, and goes back to the hub. */
import { note } from '@sightglass/spec/check'
import { notes } from '@sightglass/spec/login'
import type { Params } from '@sightglass/spec/params'
import type { ClientRegistry } from '../../clients/registry.ts'
import type { Exchange, Feature, Handler } from '../../feature.ts'
import { readForm, readQuery, redirect, refusingBy, retryAfter, type Tell } from '../../http.ts'
import { backOffRecords } from '../../limits/back-off.ts'
import { type ShownClient, shownClient } from '../../pages/client-card.ts'
import { localeOf, type PageOptions, type Show } from '../../pages/index.ts'
import type { DemoAccount } from '../../pages/sign-in-card.ts'
import { shownTrace, type TraceUrl } from '../../pages/trace-card.ts'
import type { Directory } from '../../people/directory.ts'
import type { Subjects } from '../../people/subjects.ts'
import { personRecords } from '../../people/user.ts'
import { interactionPaths } from '../../session/authorization-request.ts'
import type { Interaction, Interactions } from '../../session/interactions.ts'
import type { Sessions } from '../../session/sessions.ts'
import { type SignIn, signInErrorOf, type Typed } from '../../session/sign-in.ts'
import { loginReason, mayContinue, type SignedInSituation } from '../../session/signed-in.ts'
import { type LoginPageModel, loginPage } from './login-page.ts'

export interface LoginOptions {
  readonly clock: () => number
  readonly clients: ClientRegistry
  readonly people: Directory
  readonly subjects: Subjects
  readonly sessions: Sessions
  readonly interactions: Interactions
  readonly signIn: SignIn
  readonly show: Show
  readonly traceUrl: TraceUrl
  /** Shown on the page; in development only. */
  readonly demoAccounts: readonly DemoAccount[]
}

export function login(options: LoginOptions): Feature {
  const { clock, clients, subjects, interactions, sessions } = options

  const get: Handler = async ({ request }) => {
    const interaction = await interactions.resume(request, readQuery(request).params.get('request'))
    const stored = interaction.request
    const [session, client] = await Promise.all([sessions.of(request), clients.find(stored.clientId)])
    const knownAs = session && client && subjects.toldTo(client, session.subject)
    const situation = { request: stored, session, knownAs, now: clock() }
    return await page(options, request, interaction, {
      reason: loginReason(situation),
      ...(await accountOf(options, interaction, situation)),
    })
  }

  const post: Handler = async (exchange) => {
    const { params } = await readForm(exchange.request)
    const interaction = await interactions.resume(exchange.request, params.get('request'))
    const typed = { username: params.get('username') ?? '', password: params.get('password') ?? '' }
    return await refusingBy('page', againIn(options, interaction, typed), async () => {
      if (params.get('action') === 'continue') return await goOn(options, exchange, params)
      await interactions.submitted(exchange.request, params)
      if (params.get('action') === 'cancel') return await cancel(interactions, interaction)
      return await attempt(options, exchange, interaction, typed)
    })
  }

  return {
    name: 'login',
    records: [...backOffRecords, ...personRecords],
    routes: [{ path: interactionPaths.login, channel: 'page', GET: get, POST: post }],
  }
}

/** What keeps someone from signing in just now is told at the form: it can be sent again. */
const againIn =
  (options: LoginOptions, interaction: Interaction, { username }: Typed): Tell =>
  async (told, { request }) =>
    await page(
      options,
      request,
      interaction,
      { ...signInErrorOf(told), username },
      { status: told.status, headers: retryAfter(told) },
    )

/** Cancelling changes nothing but the request: whoever was signed in still is. */
async function cancel(interactions: Interactions, { request }: Interaction): Promise<Response> {
  note(notes.cancelled)
  await interactions.change(request.id, (stored) => ({ ...stored, cancelled: true }))
  return redirect(interactions.url('hub', request.id))
}

/** Who may go on without a password: the page offers it by name. */
async function accountOf(
  { people }: LoginOptions,
  { csrf }: Interaction,
  situation: SignedInSituation,
): Promise<Pick<LoginPageModel, 'account'>> {
  const { session } = situation
  const user = session && mayContinue(situation) ? await people.find(session.subject) : undefined
  if (user === undefined) return {}
  const { sub, claims } = user
  return { account: { username: claims.preferred_username ?? sub, name: claims.name, csrf: csrf(sub) } }
}

/** The form names a person: whoever signed in elsewhere meanwhile has not seen it. The hub looks whether it is enough. */
async function goOn(
  { interactions, sessions }: LoginOptions,
  { request }: Exchange,
  params: Params,
): Promise<Response> {
  const session = await sessions.of(request)
  const { request: stored } = await interactions.submitted(request, params, session?.subject)
  if (session !== undefined) {
    note(notes.accountChosen)
    await interactions.change(stored.id, (before) => ({ ...before, chosenSession: session.id }))
  }
  return redirect(interactions.url('hub', stored.id))
}

async function attempt(options: LoginOptions, exchange: Exchange, interaction: Interaction, typed: Typed) {
  const { signIn, interactions } = options
  const { id } = interaction.request
  const signedIn = await signIn.attempt(exchange, typed, id)
  if (signedIn === undefined)
    return await page(
      options,
      exchange.request,
      interaction,
      { error: 'wrongCredentials', username: typed.username },
      { status: 422 },
    )
  const { session, event } = signedIn
  await interactions.change(id, (stored) => ({ ...stored, signedIn: { sessionId: session.id, at: event.at } }))
  const response = redirect(interactions.url('hub', id))
  for (const cookie of [...signedIn.cookies, ...interaction.cookies]) response.headers.append('set-cookie', cookie)
  return response
}

async function page(
  { clients, show, demoAccounts, traceUrl }: LoginOptions,
  request: Request,
  interaction: Interaction,
  situation: Pick<LoginPageModel, 'error' | 'waitSeconds' | 'reason' | 'username' | 'account'>,
  answer: Pick<PageOptions, 'status' | 'headers'> = {},
) {
  const stored = interaction.request
  const client = await clients.find(stored.clientId)
  const shown: ShownClient = client === undefined ? { name: stored.clientId } : shownClient(client)
  const html = loginPage({
    locale: localeOf(request, stored.uiLocales),
    hidden: { request: stored.id, csrf: interaction.csrf() },
    client: shown,
    username: stored.loginHint,
    demoAccounts,
    trace: situation.error === undefined ? undefined : shownTrace(traceUrl),
    ...situation,
  })
  return show(html, { ...answer, image: shown.logo, formTarget: stored.redirectUri, cookies: interaction.cookies })
}
