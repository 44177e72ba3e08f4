/** A stored request goes on in the browser that began it, by forms of ours, until it has its answer. */
import { beforeAll, describe, expect, it } from 'vitest'
import { authorizationUrl, credentials, issuer, openTrial, type Trial } from '../../../test/authorization-server.ts'
import { expectPage, refusal } from '../../../test/refusals.ts'
import type { Page, UserAgent } from '../../../test/user-agent.ts'

const ENDED = refusal(400, 'invalid_request', 'request must be one that is waiting here and has not ended')
const OTHER_BROWSER = refusal(403, 'access_denied', 'request must be continued in the browser that began it')
const OTHER_FORM = refusal(403, 'access_denied', 'form must carry the token that its page was given')

let trial: Trial

beforeAll(async () => {
  trial = await openTrial()
})

const pageOf = async (agent: UserAgent, url: string): Promise<Page> => {
  const { page } = await agent.visit(url)
  if (page === undefined) throw new Error(`${url} led away`)
  return page
}

const hidden = (page: Page, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page.html)?.[1] ?? ''

const loginPage = async (agent: UserAgent): Promise<Page> =>
  await pageOf(agent, (await authorizationUrl({ prompt: 'login consent' })).url)

async function consentPage(agent: UserAgent): Promise<Page> {
  const { page } = await agent.submit(
    await loginPage(agent),
    { username: 'alice', password: credentials.alice },
    'login',
  )
  if (page === undefined || !page.html.includes('consent-accept')) throw new Error('the consent page was expected')
  return page
}

/** As a form of that page would, with what is given put in the place of its own. */
const post = (agent: UserAgent, page: Page, values: Record<string, string>): Promise<Response> => {
  const own = { request: hidden(page, 'request'), csrf: hidden(page, 'csrf'), action: 'accept' }
  const path = new URL(page.url).pathname
  const cookie = Array.from(agent.cookies, ([name, value]) => `${name}=${value}`).join('; ')
  return trial.server.fetch(
    new Request(issuer + path, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ ...own, ...values }),
    }),
  )
}

const get = (agent: UserAgent, path: string): Promise<Response> => {
  const cookie = Array.from(agent.cookies, ([name, value]) => `${name}=${value}`).join('; ')
  return trial.server.fetch(new Request(issuer + path, { headers: { cookie } }))
}

describe.each(['/oauth2/authorize/continue', '/login', '/consent'])('%s', (path) => {
  it('knows only requests that wait', async () => {
    const agent = trial.browser()
    for (const query of ['', '?request=', '?request=x', `?request=${'A'.repeat(22)}`, `?request=${'x'.repeat(30_000)}`])
      await expectPage(await get(agent, path + query), ENDED)
  })

  it('is nothing to another browser, even one in which the same person is signed in', async () => {
    const id = hidden(await loginPage(trial.browser()), 'request')
    const other = trial.browser()
    await expectPage(await get(other, `${path}?request=${id}`), OTHER_BROWSER)
    await consentPage(other)
    await expectPage(await get(other, `${path}?request=${id}`), OTHER_BROWSER)
  })

  it('is nothing to anyone once the person took too long', async () => {
    const agent = trial.browser()
    const id = hidden(await loginPage(agent), 'request')
    trial.clock.move(1801)
    await expectPage(await get(agent, `${path}?request=${id}`), ENDED)
  })

  it('is over once the client had its answer', async () => {
    const agent = trial.browser()
    const page = await consentPage(agent)
    expect((await agent.submit(page, {}, 'accept')).left?.searchParams.has('code')).toBe(true)
    await expectPage(await get(agent, `${path}?request=${hidden(page, 'request')}`), ENDED)
  })
})

/** The login page says so at a new form; whoever fills it in shows that they see the page. */
async function expectFormAgain(response: Response): Promise<void> {
  const html = await response.text()
  expect(response.status).toBe(403)
  expect(html).toContain('id="login-submit"')
  expect(html).toContain('This page had been open for too long')
}

describe.each([
  ['login', loginPage, expectFormAgain],
  ['consent', consentPage, (response: Response) => expectPage(response, OTHER_FORM)],
] as const)('the form of %s', (_, open, expectRefused) => {
  it.each<[string, (page: Page) => string]>([
    ['no token', () => ''],
    ['a made-up token', () => 'x'.repeat(43)],
    ['a token in another case', (page) => hidden(page, 'csrf').toLowerCase()],
    ['a token with more behind it', (page) => `${hidden(page, 'csrf')}x`],
  ])('is refused with %s', async (__, token) => {
    const agent = trial.browser()
    const page = await open(agent)
    await expectRefused(await post(agent, page, { csrf: token(page) }))
  })

  it('is refused with the token of another request of the same browser', async () => {
    const agent = trial.browser()
    const [one, other] = [await open(agent), await open(agent)]
    await expectRefused(await post(agent, one, { csrf: hidden(other, 'csrf') }))
  })

  it('is refused when another site fills it in: the attacker has a request and a token, but not in this browser', async () => {
    const page = await open(trial.browser())
    await expectPage(await post(trial.browser(), page, {}), OTHER_BROWSER)
    const victim = trial.browser()
    await open(victim)
    await expectPage(await post(victim, page, {}), OTHER_BROWSER)
  })

  it('changes nothing when it is refused', async () => {
    const agent = trial.browser()
    const page = await open(agent)
    await expectRefused(await post(agent, page, { csrf: 'x', action: 'cancel' }))
    expect((await agent.submit(page, {}, 'cancel')).left?.searchParams.get('error')).toBe('access_denied')
  })
})

describe('a browser', () => {
  const bindings = (agent: UserAgent): string[] =>
    [...agent.cookies.keys()].filter((name) => name.includes('_request_'))

  it('that is new may open two tabs at once, and goes on in both', async () => {
    const agent = trial.browser()
    const pages = await Promise.all([loginPage(agent), loginPage(agent)])
    for (const page of pages) {
      const { page: next } = await agent.submit(page, { username: 'alice', password: credentials.alice }, 'login')
      expect(next?.html).toContain('consent-accept')
    }
  })

  it('is bound to a request as long as that waits, by a cookie of its own that says nothing of it', async () => {
    const agent = trial.browser()
    const answer = await trial.server.fetch(new Request((await authorizationUrl()).url))
    const id = new URL(answer.headers.get('location') ?? '').searchParams.get('request') ?? ''
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^sightglass_as_request_[\w-]{12}=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=1800$/,
      ),
    ])
    expect(answer.headers.getSetCookie()[0]).not.toContain(id.slice(0, 12))
    const page = await consentPage(agent)
    expect(bindings(agent)).toHaveLength(1)
    await agent.submit(page, {}, 'accept')
    expect(bindings(agent)).toEqual([])
  })

  it('is bound to ten requests at most: the oldest is forgotten', async () => {
    const agent = trial.browser()
    const pages: Page[] = []
    for (let tabs = 0; tabs < 11; tabs++) pages.push(await loginPage(agent))
    expect(bindings(agent)).toHaveLength(10)
    const at = (page: Page | undefined) =>
      get(agent, `/login?request=${page === undefined ? '' : hidden(page, 'request')}`)
    await expectPage(await at(pages[0]), OTHER_BROWSER)
    for (const page of pages.slice(1)) expect((await at(page)).status).toBe(200)
  })
})

it('the tokens of the login page and of the consent page are not each other’s', async () => {
  const agent = trial.browser()
  const login = await loginPage(agent)
  const consent = (await agent.submit(login, { username: 'alice', password: credentials.alice }, 'login')).page
  if (consent === undefined) throw new Error('the consent page was expected')
  expect(hidden(consent, 'request')).toBe(hidden(login, 'request'))
  await expectPage(await post(agent, consent, { csrf: hidden(login, 'csrf') }), OTHER_FORM)
})

it('a consent page that one person saw is not sent by another who signed in meanwhile', async () => {
  const agent = trial.browser()
  const page = await consentPage(agent)
  await agent.submit(await loginPage(agent), { username: 'bob', password: credentials.bob }, 'login')
  await expectPage(await post(agent, page, {}), OTHER_FORM)
})

it('a consent sent by nobody, after the session ended, gives nothing', async () => {
  const agent = trial.browser()
  const page = await consentPage(agent)
  agent.cookies.delete('sightglass_as_session')
  await expectPage(await post(agent, page, {}), OTHER_FORM)
})
