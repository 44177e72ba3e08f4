/** A logout as the browser goes through it. */
import { ask, buttonIn, requestOf } from './authorization.ts'
import type { Browser, Landing, Page, Visit } from './browser.ts'
import { loggedOutOf, registered, type TestClient } from './clients.ts'
import { expectError, SILENT_ERRORS } from './expect.ts'
import type { Id } from './ids.ts'
import { type SignedIn, signIn } from './tokens.ts'
import type { Json, Trial } from './trial.ts'

export interface LoggedIn {
  readonly client: TestClient
  readonly browser: Browser
  readonly signedIn: SignedIn
}

/** A client with an address to go back to, and a browser that it signed in. */
export async function logIn(trial: Trial, members: Json = {}): Promise<LoggedIn> {
  const browser = trial.browser()
  const client = await registered(trial, { post_logout_redirect_uris: [loggedOutOf(trial)], ...members })
  return { client, browser, signedIn: await signIn(trial, client, {}, { browser }) }
}

export interface LoggedOut {
  /** Where the browser went back to. */
  readonly landing: Landing | undefined
  readonly pages: readonly Page[]
}

const MOST_PAGES = 5

/** Asks to log out and does as told: says yes, loads frames, goes back where a page leads there. */
export async function logOut(
  trial: Trial,
  browser: Browser,
  asked: Readonly<Record<string, string>>,
): Promise<LoggedOut> {
  const url = new URL(trial.endpoint('end_session_endpoint'))
  for (const [name, value] of Object.entries(asked)) url.searchParams.append(name, value)
  const pages: Page[] = []
  let visit: Visit | undefined = await browser.visit(url)
  while (visit?.page !== undefined && pages.length < MOST_PAGES) {
    pages.push(visit.page)
    visit = await onwards(trial, browser, visit.page)
  }
  return { landing: visit?.landing, pages }
}

async function onwards(trial: Trial, browser: Browser, page: Page): Promise<Visit | undefined> {
  for (const src of framesIn(page)) await browser.frame(page, src)
  const confirm = buttonIn(page, trial.subject.pages.logout)
  if (confirm !== undefined) return await browser.submit(page, confirm.form, confirm.field)
  const back = linksHome(trial, page)[0]
  return back === undefined ? undefined : await browser.visit(new URL(back, page.url))
}

export const framesIn = (page: Page): readonly string[] =>
  page.tags
    .filter(({ name, closing }) => name === 'iframe' && !closing)
    .map(({ attributes }) => attributes.get('src') ?? '')

/** What leads from a page to the relying party: links, and redirects by `meta`. */
const linksHome = ({ rp }: Trial, { tags, url }: Page): readonly string[] =>
  tags
    .map(({ name, attributes }) => {
      if (name === 'a') return attributes.get('href')
      return name === 'meta' ? /url=(.+)$/i.exec(attributes.get('content') ?? '')?.[1] : undefined
    })
    .filter(
      (href): href is string =>
        href !== undefined && URL.canParse(href, url) && new URL(href, url).origin === rp.origin,
    )

/** Nobody is signed in at this browser any more. */
export async function checkEnded(trial: Trial, id: Id, { client, browser }: LoggedIn): Promise<void> {
  const arrived = await ask(trial, requestOf(trial, client, { prompt: 'none' }), { browser })
  expectError(trial, id, arrived, SILENT_ERRORS)
}

/** Back at the registered address, with `state` and nothing else where one was sent. */
export function checkBack(trial: Trial, id: Id, { landing }: LoggedOut, state: string | undefined): void {
  trial.check(id, landing !== undefined, 'the browser must go back to the client')
  const { origin, pathname, searchParams } = landing.url
  trial.check(id, origin + pathname === loggedOutOf(trial), 'to the registered address', landing.url.href)
  trial.check(
    id,
    (searchParams.get('state') ?? undefined) === state,
    'state must be the one that was sent',
    landing.url.href,
  )
  const extra = [...searchParams.keys()].filter((name) => name !== 'state')
  trial.should(id, extra.length === 0, 'nothing else should be added', extra)
}
