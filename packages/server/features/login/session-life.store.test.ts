/** The life of a browser session: two tabs of one browser, random steps in random order, beside a model written from its table. */
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import {
  authorizationUrl,
  claimsIn,
  credentials,
  openTrial,
  type Trial,
} from '../../../../test/authorization-server.ts'
import { addClient, type TokenClient, tokenClient } from '../../../../test/lifecycle.ts'
import type { Page, UserAgent, Visit } from '../../../../test/user-agent.ts'

type Username = 'alice' | 'bob'
type Prompt = '' | 'none' | 'login' | 'consent' | 'select_account'

interface Session {
  /** Which of the sessions of this browser, counted from the first. */
  readonly number: number
  readonly user: Username
  readonly authenticatedAt: number
}

/** A stored request, and the page of it that a tab shows. */
interface Stored {
  readonly prompts: readonly Prompt[]
  readonly maxAge: number | undefined
  readonly signedInSession?: number
  readonly consentedBy?: Username
  readonly cancelled?: true
  readonly answered?: true
}

/** What the browser sees: a page, the answer with a code, or the error in place of either. */
type Seen =
  | { readonly step: 'login' }
  | { readonly step: 'consent'; readonly of: Username }
  | { readonly step: 'code'; readonly of: Username; readonly authTime: number }
  | { readonly step: 'access_denied' | 'login_required' | 'consent_required' | 'page 400' | 'page 403' }

class Model {
  session: Session | undefined
  sessions = 0
  readonly remembered = new Set<Username>()

  /** Where a request stands; becomes what the hub makes of it. */
  hub(request: Stored, now: number): readonly [Stored, Seen] {
    if (request.answered) return [request, { step: 'page 400' }]
    if (request.cancelled) return [request, { step: 'access_denied' }]
    const silent = request.prompts.includes('none')
    const { session } = this
    if (session === undefined || !this.isSignedIn(request, session, now))
      return [request, { step: silent ? 'login_required' : 'login' }]
    const { user: of, authenticatedAt } = session
    const before = this.remembered.has(of) && !request.prompts.includes('consent')
    if (request.consentedBy === of || before)
      return [
        { ...request, answered: true },
        { step: 'code', of, authTime: authenticatedAt },
      ]
    return [request, silent ? { step: 'consent_required' } : { step: 'consent', of }]
  }

  isSignedIn({ prompts, maxAge, signedInSession }: Stored, session: Session, now: number): boolean {
    if (signedInSession === session.number) return true
    if (prompts.includes('login') || prompts.includes('select_account')) return false
    return maxAge === undefined || now - session.authenticatedAt < maxAge
  }

  /** The same person keeps the session, another begins one. */
  login(request: Stored, user: Username, now: number): Stored {
    const number = this.session?.user === user ? this.session.number : ++this.sessions
    this.session = { number, user, authenticatedAt: now }
    return { ...request, signedInSession: number }
  }

  accept(request: Stored): Stored {
    if (this.session === undefined) return request
    this.remembered.add(this.session.user)
    return { ...request, consentedBy: this.session.user }
  }

  switched({ signedInSession: _, ...request }: Stored): Stored {
    return { ...request, prompts: [...request.prompts, 'select_account'] }
  }
}

const tab = fc.constantFrom<0 | 1>(0, 1)
const event = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('begin' as const),
      tab,
      prompt: fc.constantFrom<Prompt>('', '', 'none', 'login', 'consent', 'select_account'),
      maxAge: fc.constantFrom(undefined, undefined, 0, 60),
    }),
  },
  /** The page that the tab shows is answered, with a yes most of the time. */
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      tab,
      user: fc.constantFrom<Username>('alice', 'alice', 'bob'),
      how: fc.constantFrom<'yes' | 'cancel' | 'switch'>('yes', 'yes', 'yes', 'yes', 'cancel', 'switch'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reload' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 59, 60) }) },
)
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never
type Answering = Extract<Event, { kind: 'answer' }>

let trial: Trial
const names = new Map<unknown, Username>()

beforeAll(async () => {
  trial = await openTrial()
  for (const user of ['alice', 'bob'] as const) names.set((await trial.server.people.findByUsername(user))?.sub, user)
})

const formOf = (page: Page): 'login' | 'consent' | undefined =>
  page.html.includes('id="login-submit"') ? 'login' : page.html.includes('id="consent-accept"') ? 'consent' : undefined

const ERRORS = ['access_denied', 'login_required', 'consent_required'] as const

/** One tab: the request that it began, and the page that it shows. */
class Tab {
  request: Stored | undefined
  page: Page | undefined
  /** Whom the page shows, where it asks for consent. */
  of: Username | undefined
  verifier = ''
  readonly #agent: UserAgent
  readonly #client: TokenClient
  readonly #clientId: string

  constructor(agent: UserAgent, client: TokenClient, clientId: string) {
    this.#agent = agent
    this.#client = client
    this.#clientId = clientId
  }

  async begin(prompt: Prompt, maxAge: number | undefined): Promise<Seen> {
    const asked = { client_id: this.#clientId, prompt: prompt || undefined, max_age: maxAge?.toString() }
    const { url, verifier } = await authorizationUrl(asked)
    this.verifier = verifier
    this.page = undefined
    return await this.seen(await this.#agent.visit(url))
  }

  async submit(values: Readonly<Record<string, string>>, action: string): Promise<Seen | undefined> {
    return this.page && (await this.seen(await this.#agent.submit(this.page, values, action)))
  }

  /** Goes back to the hub, as a reload after a redirect does. */
  async reload(): Promise<Seen | undefined> {
    const id = this.page && new URL(this.page.url).searchParams.get('request')
    return id ? await this.seen(await this.#agent.visit(`/oauth2/authorize/continue?request=${id}`)) : undefined
  }

  /** A page without a form is an error: the tab goes back from it. */
  async seen({ page, left }: Visit): Promise<Seen> {
    if (left !== undefined) return await this.#answered(left)
    const form = formOf(page)
    if (form === undefined) return { step: page.status === 403 ? 'page 403' : 'page 400' }
    this.page = page
    this.of = page.html.includes('Bob Carpenter') ? 'bob' : 'alice'
    return form === 'login' ? { step: 'login' } : { step: 'consent', of: this.of }
  }

  async #answered(left: URL): Promise<Seen> {
    const error = ERRORS.find((one) => one === left.searchParams.get('error'))
    if (error !== undefined) return { step: error }
    const { body } = await this.#client.redeem(left.searchParams.get('code') ?? '', this.verifier)
    const { sub, auth_time } = claimsIn(body.id_token)
    return { step: 'code', of: names.get(sub) ?? expect.unreachable(), authTime: Number(auth_time) }
  }
}

/** What the browser did, and what it saw; what the model says of the same. Both `undefined` where the tab shows no page. */
async function happen(
  event: Event,
  tabs: readonly [Tab, Tab],
  model: Model,
): Promise<[Seen | undefined, Seen | undefined]> {
  if (event.kind === 'wait') {
    trial.clock.move(event.seconds)
    return [undefined, undefined]
  }
  const used = tabs[event.tab]
  const now = trial.clock()
  const goOn = (request: Stored): Seen => {
    const [after, expected] = model.hub(request, now)
    used.request = after
    return expected
  }
  if (event.kind === 'begin') {
    const { prompt, maxAge } = event
    return [await used.begin(prompt, maxAge), goOn({ prompts: [prompt], maxAge })]
  }
  const { request, page } = used
  if (request === undefined || page === undefined) return [undefined, undefined]
  if (event.kind === 'reload') return [await used.reload(), goOn(request)]
  const expected = answered(event, used, request, page, model, now)
  const after = typeof expected === 'string' ? { step: expected } : goOn(expected)
  return [await submitted(event, used, page), after]
}

/** What a form makes of the request, or the page in its place: a form names a request that waits, and the person it showed. */
function answered(
  { user, how }: Answering,
  used: Tab,
  request: Stored,
  page: Page,
  model: Model,
  now: number,
): Stored | 'page 400' | 'page 403' {
  if (request.answered) return 'page 400'
  const login = formOf(page) === 'login'
  if (!login && used.of !== model.session?.user) return 'page 403'
  if (how === 'yes') return login ? model.login(request, user, now) : model.accept(request)
  if (how === 'cancel') return { ...request, cancelled: true }
  return login ? model.login(request, user, now) : model.switched(request)
}

async function submitted({ user, how }: Answering, used: Tab, page: Page): Promise<Seen | undefined> {
  if (how === 'cancel') return await used.submit({}, 'cancel')
  if (formOf(page) === 'login') return await used.submit({ username: user, password: credentials[user] }, 'login')
  return await used.submit({}, how === 'yes' ? 'accept' : 'switch')
}

async function live(events: readonly Event[]): Promise<void> {
  // What strangers tried is forgotten by then.
  trial.clock.move(3601)
  const client = await addClient(trial.server, 'demo-web')
  const agent = trial.browser()
  const own = tokenClient(trial.server, client)
  const newTab = (): Tab => new Tab(agent, own, client.clientId)
  const tabs = [newTab(), newTab()] as const
  const model = new Model()
  for (const [position, one] of events.entries()) {
    const [seen, expected] = await happen(one, tabs, model)
    expect(seen, `event ${position} of ${JSON.stringify(events)}`).toEqual(expected)
  }
}

it('a session and the requests of two tabs live as their table says', async () => {
  await fc.assert(fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 16 }), live), { numRuns: 30 })
})
