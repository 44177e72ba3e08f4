/** Gathers what the account page shows of one person, page by page, so that no list is without an end. */
import type { Params } from '@sightglass/spec/params'
import { describeAccess } from '../../clients/scope-texts.ts'
import { ACCOUNT_PATH, localeOf } from '../../pages/index.ts'
import { lastAuthentication, type Session } from '../../session/session.ts'
import { accountPage, type PasswordError, type ShownSession, type ToldStatus } from './account-page.ts'
import { applicationsOf, type Cursor } from './applications.ts'
import { type AccountOptions, formOf, type Present } from './present.ts'

export interface Situation {
  /** Of the query: where the pages of the lists begin. */
  readonly params?: Params
  readonly told?: ToldStatus | undefined
  readonly passwordError?: PasswordError | undefined
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

const SESSIONS_A_PAGE = 50

export async function showAccount(
  options: AccountOptions,
  request: Request,
  present: Present,
  { params = new Map(), told, passwordError, status = 200, headers = {} }: Situation,
): Promise<Response> {
  const { people, resources, show } = options
  const { user, browser } = present
  const locale = localeOf(request)
  const [username, applications, sessions] = await Promise.all([
    people.usernameOf(user.sub),
    applicationsOf(options, user.sub, cursorOf(params)),
    sessionsOf(options, present, params.get('sessions')),
  ])
  const described = applications.shown.map(async (shown) => ({
    ...shown,
    ...(await describeAccess(resources, shown, locale)),
  }))
  const html = accountPage({
    locale,
    timeZone: user.claims.zoneinfo,
    csrf: browser.formToken(formOf(present)),
    user: { username: username ?? user.sub, name: user.claims.name },
    applications: await Promise.all(described),
    moreApplications: applications.next && addressOf(options, { ...applications.next }),
    sessions: sessions.shown,
    moreSessions: sessions.next && addressOf(options, { sessions: sessions.next }),
    told,
    passwordError,
  })
  return show(html, { status, headers, cookies: browser.cookies })
}

const addressOf = ({ issuer }: AccountOptions, query: Record<string, string>): string =>
  `${issuer}${ACCOUNT_PATH}?${new URLSearchParams(query)}`

function cursorOf(params: Params): Cursor {
  const [consents, grants] = [params.get('consents'), params.get('grants')]
  return { ...(consents === undefined ? {} : { consents }), ...(grants === undefined ? {} : { grants }) }
}

/** This one first, then as they were seen; of the others one page. */
async function sessionsOf({ sessions }: AccountOptions, { user, session: here }: Present, after: string | undefined) {
  const page = await sessions.list(user.sub, { limit: SESSIONS_A_PAGE, ...(after === undefined ? {} : { after }) })
  const others = page.filter(({ id }) => id !== here.id).sort((one, other) => other.seenAt - one.seenAt)
  const next = page.length === SESSIONS_A_PAGE ? page.at(-1)?.id : undefined
  return { shown: [here, ...others].map((session) => shownOf(session, session.id === here.id)), next }
}

function shownOf(session: Session, here: boolean): ShownSession {
  const { at, methods } = lastAuthentication(session)
  return { id: session.id, here, agent: session.agent, signedInAt: at, seenAt: session.seenAt, methods }
}
