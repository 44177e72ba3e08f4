/** The flow itself: what a person does in a browser, from the start page to signing out, and what must come of it. */
import {
  type Arrival,
  Browser,
  type Fetch,
  filledForm,
  has,
  type Page,
  textOf,
  VisitFailure,
  wordsOfPage,
} from '@sightglass/visitor'
import type { Steps } from './steps.ts'

export interface Urls {
  readonly client: URL
  readonly auth: URL
  readonly resource: URL
}

export interface Account {
  readonly username: string
  readonly password: string
}

/**
 * Runs every step of one account in a browser of its own.
 * @throws {VisitFailure} of the first step that fails, after it was told.
 */
export async function runFlow(account: Account, urls: Urls, steps: Steps, fetch: Fetch): Promise<void> {
  const flow = new Flow(account, urls, steps, new Browser(fetch))
  await flow.signIn()
  await flow.call('protected', 'GET /protected, which takes the scope read', 200)
  await flow.call('profile', 'GET /api/profile, answered from the token alone', 200)
  await flow.call('notes-add', 'POST /api/notes, which takes the scope write', 201)
  await flow.call('admin', 'GET /api/admin without the scope admin: must be refused', 403)
  await flow.refresh()
  await flow.call('protected', 'GET /protected with the new access token', 200)
  await flow.userInfo()
  await flow.signInForMore()
  await flow.call('admin', 'GET /api/admin with the scope admin', 200)
  await flow.signOut()
}

const paths = {
  protected: '/protected',
  profile: '/api/profile',
  'notes-add': '/api/notes',
  admin: '/api/admin',
} as const
const stepNames = { protected: 'read', profile: 'profile', 'notes-add': 'write', admin: 'admin' } as const

class Flow {
  readonly #account: Account
  readonly #urls: Urls
  readonly #steps: Steps
  readonly #browser: Browser
  /** The session's page, as the last answer left it on the screen. */
  #page: Page | undefined

  constructor(account: Account, urls: Urls, steps: Steps, browser: Browser) {
    this.#account = account
    this.#urls = urls
    this.#steps = steps
    this.#browser = browser
  }

  async signIn(): Promise<void> {
    const { username, password } = this.#account
    const toAuth = await this.#begin('', {}, 'asks to be signed in, and is sent to the authorization server')
    const loginPage = await this.#steps.step(
      ['login-page', 'browser', 'authorization-server', 'brings the authorization request and is asked who is there'],
      async () => ({ value: expectPage(await this.#browser.visit(toAuth), 'login-submit') }),
    )
    const afterLogin = await this.#steps.step(
      ['login', 'browser', 'authorization-server', `sends user name and password of ${username}`],
      async () => {
        const arrival = await this.#browser.submit(filledForm(loginPage, 'login-submit', { username, password }))
        if (arrival.page !== undefined && !has(arrival.page, 'consent-accept'))
          throw loginFailure(username, arrival.page)
        return { value: arrival }
      },
    )
    await this.#end('', await this.#consent('', afterLogin))
  }

  /** The person is known already: no password is asked for, only consent to what is new. */
  async signInForMore(): Promise<void> {
    const toAuth = await this.#begin('more-', { 'scope.admin': 'on' }, 'asks for the scope admin as well')
    const arrival = await this.#steps.step(
      ['more-login', 'browser', 'authorization-server', 'is signed in there already'],
      async () => {
        const arrived = await this.#browser.visit(toAuth)
        if (arrived.page !== undefined && !has(arrived.page, 'consent-accept')) throw unexpected(arrived.page)
        return { value: arrived, detail: 'no password is asked for' }
      },
    )
    await this.#end('more-', await this.#consent('more-', arrival))
  }

  /** Asks the client for a login, and gives the authorization request that it makes of that. */
  async #begin(prefix: string, choices: Readonly<Record<string, string>>, says: string): Promise<URL> {
    const { client, auth } = this.#urls
    const startPage = await this.#steps.step(
      [`${prefix}start`, 'browser', 'client', 'opens the start page'],
      async () => ({ value: expectPage(await this.#browser.visit(new URL('/', client)), 'start-login') }),
    )
    return await this.#steps.step([`${prefix}authorize`, 'browser', 'client', says], async () => {
      const { left, page } = await this.#browser.submit(filledForm(startPage, 'start-login', choices))
      if (left === undefined) throw unexpected(page)
      if (left.origin !== auth.origin)
        throw new VisitFailure(`the client sends browsers to ${left.origin}, not to ${auth.origin} (--auth-url)`)
      const { searchParams } = left
      if (searchParams.get('code_challenge_method') !== 'S256' || !searchParams.has('state'))
        throw new VisitFailure('the authorization request has no state or no PKCE challenge (S256)')
      return { value: left, detail: `scope ${searchParams.get('scope')}; with state and PKCE challenge` }
    })
  }

  async #consent(prefix: string, arrival: Arrival): Promise<URL> {
    const says = 'allows the access'
    return await this.#steps.step([`${prefix}consent`, 'browser', 'authorization-server', says], async () => {
      if (arrival.left !== undefined) return { value: arrival.left, detail: 'remembered from earlier: not asked again' }
      const { left, page } = await this.#browser.submit(filledForm(arrival.page, 'consent-accept'))
      if (left === undefined) throw unexpected(page)
      return { value: left }
    })
  }

  async #end(prefix: string, callback: URL): Promise<void> {
    const says = 'brings back the code, which the client redeems for tokens'
    await this.#steps.step([`${prefix}callback`, 'browser', 'client', says], async () => {
      if (callback.origin !== this.#urls.client.origin)
        throw new VisitFailure(`the authorization server sends browsers to ${callback.origin}, not back to the client`)
      this.#page = expectPage(await this.#browser.visit(callback), 'who')
      return { value: undefined, detail: 'it believes them: signed in' }
    })
  }

  async call(what: keyof typeof paths, says: string, status: number): Promise<void> {
    const name = what === 'admin' ? `admin-${status === 200 ? 'allowed' : 'refused'}` : this.#nameOnce(stepNames[what])
    await this.#steps.step([name, 'client', 'resource-server', says], async () => {
      const page = await this.#press('call-api', { what })
      const address = new URL(paths[what], this.#urls.resource).href
      if (!(textOf(page, 'result') ?? page.html).includes(address))
        throw new VisitFailure(`the client does not call ${address} (--resource-url)`)
      return { value: undefined, detail: answered(page, status, 'resource server') }
    })
  }

  /** The second call of a kind is another step. */
  #nameOnce(name: string): string {
    return this.#steps.results.some((step) => step.name === name) ? `${name}-again` : name
  }

  async refresh(): Promise<void> {
    const says = 'exchanges the refresh token for a new access token'
    await this.#steps.step(['refresh', 'client', 'authorization-server', says], async () => {
      const before = this.#onScreen()
      const after = await this.#press('refresh')
      if (textOf(before, 'access-token') === textOf(after, 'access-token') && has(before, 'access-token'))
        throw new VisitFailure('the access token is the same as before')
      return { value: undefined }
    })
  }

  async userInfo(): Promise<void> {
    const says = 'asks UserInfo who is signed in'
    await this.#steps.step(['userinfo', 'client', 'authorization-server', says], async () => {
      const page = await this.#press('userinfo')
      const status = answered(page, 200, 'authorization server')
      return { value: undefined, detail: `${status}: ${textOf(page, 'who')}` }
    })
  }

  async signOut(): Promise<void> {
    await this.#steps.step(['logout', 'browser', 'client', 'signs out'], async () => {
      expectPage(await this.#browser.submit(filledForm(this.#onScreen(), 'logout')), 'start-login')
      const { page } = await this.#browser.visit(new URL('/session', this.#urls.client))
      if (page !== undefined && has(page, 'who')) throw new VisitFailure('the session is still there')
      return { value: undefined, detail: 'the client has forgotten the tokens' }
    })
  }

  #onScreen(): Page {
    if (this.#page === undefined) throw new Error('nobody is signed in yet')
    return this.#page
  }

  /** Presses a button of the session's page, which comes again. */
  async #press(button: string, values: Readonly<Record<string, string>> = {}): Promise<Page> {
    this.#page = expectPage(await this.#browser.submit(filledForm(this.#onScreen(), button, values)), 'who')
    return this.#page
  }
}

function expectPage({ page, left }: Arrival, id: string): Page {
  if (page === undefined) throw new VisitFailure(`the browser is sent on to ${left.origin}`)
  if (!has(page, id)) throw unexpected(page)
  return page
}

const unexpected = (page: Page): VisitFailure => new VisitFailure(`${page.url.origin} ${wordsOfPage(page)}`)

function loginFailure(username: string, page: Page): VisitFailure {
  if (!has(page, 'login-error')) return unexpected(page)
  return new VisitFailure(
    `the authorization server does not accept the password of ${username}, or does not know that name`,
  )
}

/** What the last answer on the session's page is, where it is the one that must come. */
function answered(page: Page, status: number, who: string): string {
  const seen = textOf(page, 'result-status')
  if (seen === String(status)) return seen
  const body = (textOf(page, 'result-body') ?? '').slice(0, 200)
  throw new VisitFailure(`the ${who} answers ${seen ?? 'nothing'}, not ${status}${body === '' ? '' : `: ${body}`}`)
}
