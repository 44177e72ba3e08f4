/** The account page: people see what they allowed and where they are signed in, and take it back. */
import type { Store } from '@sightglass/store'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  authorizationUrl,
  credentials,
  issuer,
  obtainCode,
  openTrial,
  resource,
  type Trial,
  testClock,
} from '../../../../test/authorization-server.ts'
import { addClient, tokenClient, userinfoStatus } from '../../../../test/lifecycle.ts'
import { expectPage, refusal } from '../../../../test/refusals.ts'
import { openTestStore } from '../../../../test/stores.ts'
import { type Page, UserAgent, type Visit } from '../../../../test/user-agent.ts'
import type { Client } from '../../clients/client.ts'

type Username = keyof typeof credentials

const ACCOUNT = `${issuer}/account`
const FORM = refusal(403, 'access_denied', 'form must carry the token that its page was given')
const NEW = 'a new password, long enough'

let trial: Trial
beforeEach(async () => {
  trial = await openTrial()
})

const pageOf = ({ page, left }: Visit): Page => {
  if (page === undefined) throw new Error(`led away to ${left}`)
  return page
}
const accountOf = async (agent: UserAgent, query = ''): Promise<Page> => pageOf(await agent.visit(ACCOUNT + query))
const press = async (agent: UserAgent, page: Page, id: string, values: Record<string, string> = {}): Promise<Page> =>
  pageOf(await agent.press(page, id, values))

async function signedIn(username: Username = 'alice', agent = trial.browser(), password?: string): Promise<UserAgent> {
  const typed = { username, password: password ?? credentials[username] }
  await press(agent, await accountOf(agent), 'account-sign-in', typed)
  return agent
}

const isSignIn = ({ html }: Page): boolean => html.includes('id="account-sign-in"')
const told = ({ html }: Page): string => /id="account-told"[\s\S]*?<div>([^<]*)/.exec(html)?.[1]?.trim() ?? ''
const idsOf = ({ html }: Page, start: string): string[] =>
  Array.from(html.matchAll(new RegExp(` id="(${start}-\\d+)"`, 'g')), ([, id]) => id ?? '')
/** The words of one element of a list, by its id. */
const wordsOf = ({ html }: Page, id: string): string =>
  (html.split(`<li id="${id}"`)[1] ?? html.split(`<li class="card" id="${id}"`)[1] ?? '')
    .split('</form>')[0]
    ?.replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ') ?? ''
const hidden = (page: Page, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page.html)?.[1] ?? ''

/** Posts what no form of the page would. */
const post = (agent: UserAgent, values: Record<string, string>): Promise<Response> =>
  trial.server.fetch(
    new Request(ACCOUNT, {
      method: 'POST',
      headers: { cookie: Array.from(agent.cookies, ([name, value]) => `${name}=${value}`).join('; ') },
      body: new URLSearchParams(values),
    }),
  )

interface Granted {
  readonly client: Client
  readonly refreshes: () => Promise<boolean>
  readonly userinfo: () => Promise<number>
}

/** What a person grants a client in this browser, with tokens that work. */
async function granted(agent: UserAgent, like: 'demo-web' | 'demo-client' | Client, scope: string): Promise<Granted> {
  const client = typeof like === 'string' ? await addClient(trial.server, like) : like
  const own = tokenClient(trial.server, client)
  const { code, verifier } = await obtainCode(trial, { client_id: client.clientId, scope }, agent)
  let { body } = await own.redeem(code, verifier)
  const first = body.access_token
  const refreshes = async () => {
    const answer = await own.refresh(body.refresh_token)
    if (answer.status === 200) body = { ...body, ...answer.body }
    return answer.status === 200
  }
  expect(await refreshes()).toBe(true)
  return { client, refreshes, userinfo: () => userinfoStatus(trial.server, first) }
}

async function isAsked(agent: UserAgent, { clientId }: Client): Promise<boolean> {
  const { page } = await agent.visit((await authorizationUrl({ client_id: clientId, scope: 'openid' })).url)
  return page?.html.includes('id="consent-accept"') ?? false
}

describe('signing in', () => {
  it('is what the account page asks for first; it needs no application', async () => {
    const agent = trial.browser()
    const page = await accountOf(agent)
    expect([page.status, isSignIn(page)]).toEqual([200, true])
    const wrong = await press(agent, page, 'account-sign-in', { username: 'alice', password: 'wrong' })
    expect([wrong.status, isSignIn(wrong)]).toEqual([422, true])
    const account = await press(agent, wrong, 'account-sign-in', { username: 'alice', password: credentials.alice })
    expect(account.html).toContain('Alice Liddell')
    expect([account.status, account.url, isSignIn(account)]).toEqual([200, ACCOUNT, false])
  })

  it('counts attempts where the login page does', async () => {
    const agent = trial.browser()
    const statuses: number[] = []
    for (let tries = 0; tries < 6; tries++) {
      const page = await accountOf(agent)
      statuses.push((await press(agent, page, 'account-sign-in', { username: 'alice', password: 'wrong' })).status)
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
    const { url } = await authorizationUrl()
    const login = await agent.submit(pageOf(await agent.visit(url)), { username: 'alice', password: 'wrong' }, 'login')
    expect([pageOf(login).status, pageOf(login).headers.get('retry-after')]).toEqual([429, '1'])
    const waiting = await press(agent, await accountOf(agent), 'account-sign-in', { username: 'alice', password: 'x' })
    expect([waiting.status, isSignIn(waiting), waiting.headers.get('retry-after')]).toEqual([429, true, '1'])
    expect(waiting.html).toContain('There were too many attempts.')
  })

  it('gives a session that applications are served by, and sees one that the login page gave', async () => {
    const agent = await signedIn()
    const { page } = await agent.visit((await authorizationUrl()).url)
    expect(page?.html).toContain('id="consent-accept"')
    const other = trial.browser()
    await obtainCode(trial, {}, other)
    expect((await accountOf(other)).html).toContain('Alice Liddell')
  })

  it('is asked for again of someone who was disabled', async () => {
    const agent = await signedIn()
    await trial.server.people.setStatus((await trial.server.people.findByUsername('alice'))?.sub ?? '', 'disabled')
    expect(isSignIn(await accountOf(agent))).toBe(true)
  })
})

describe('a form of the account page', () => {
  const posts = (token: string): Record<string, string>[] => [
    { action: 'withdraw', client_id: 'demo-web', csrf: token },
    { action: 'end_session', session: 'x', csrf: token },
    { action: 'end_others', csrf: token },
    { action: 'change_password', password: credentials.alice, new_password: NEW, new_password_again: NEW, csrf: token },
    { action: 'sign_out', csrf: token },
  ]

  it('is refused without the token of this browser and this session', async () => {
    const agent = await signedIn()
    const page = await accountOf(agent)
    const tokens = ['', 'x'.repeat(43), `${hidden(page, 'csrf')}x`]
    tokens.push(hidden(await accountOf(await signedIn()), 'csrf'))
    tokens.push(hidden(await accountOf(trial.browser()), 'csrf'))
    for (const token of tokens) for (const values of posts(token)) await expectPage(await post(agent, values), FORM)
    expect(isSignIn(await accountOf(agent))).toBe(false)
    await signedIn()
  })

  it('is refused where somebody else signed in meanwhile', async () => {
    const agent = await signedIn()
    const page = await accountOf(agent)
    agent.cookies.delete('sightglass_as_session')
    await signedIn('bob', agent)
    for (const values of posts(hidden(page, 'csrf'))) await expectPage(await post(agent, values), FORM)
  })

  it('of the sign-in is refused when another site fills it in', async () => {
    const attacker = trial.browser()
    const csrf = hidden(await accountOf(attacker), 'csrf')
    const typed = { action: 'sign_in', username: 'bob', password: credentials.bob, csrf }
    const victim = trial.browser()
    await accountOf(victim)
    for (const agent of [trial.browser(), victim]) {
      const refused = await post(agent, typed)
      expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('open for too long')])
      expect(agent.cookies.has('sightglass_as_session')).toBe(false)
      expect(isSignIn(await accountOf(agent))).toBe(true)
    }
  })

  it('leads to the sign-in where nobody is signed in any more, and does nothing', async () => {
    const agent = await signedIn()
    const other = await signedIn()
    const page = await accountOf(agent)
    await press(other, await accountOf(other), 'sessions-end-others')
    for (const values of posts(hidden(page, 'csrf'))) {
      const response = await post(agent, values)
      expect([response.status, response.headers.get('location')]).toEqual([303, ACCOUNT])
    }
    expect(isSignIn(await accountOf(other))).toBe(false)
  })

  it('asks for something that the page offers', async () => {
    const agent = await signedIn()
    const must = 'action must be one that the account page offers'
    await expectPage(await post(agent, { action: 'rule' }), refusal(400, 'invalid_request', must))
    const absent = refusal(400, 'invalid_request', 'action: parameter must be present')
    await expectPage(await post(agent, {}), absent)
  })

  it('is followed by a redirect, and what was done is told to nobody who only has a link', async () => {
    const agent = await signedIn()
    await signedIn()
    const page = await accountOf(agent)
    const response = await post(agent, { action: 'end_others', csrf: hidden(page, 'csrf') })
    expect(response.status).toBe(303)
    const location = response.headers.get('location') ?? ''
    expect(told(pageOf(await agent.visit(location)))).toBe('You are signed out everywhere but here.')
    for (const query of ['?done=others_ended', '?done=', new URL(location).search.slice(0, -1)])
      expect(told(await accountOf(agent, query))).toBe('')
    expect(told(pageOf(await (await signedIn('bob')).visit(location)))).toBe('')
  })
})

describe('what was allowed', () => {
  it('is listed in plain words: client, scopes, resource, since when, and whether it is asked again', async () => {
    const agent = await signedIn()
    expect(idsOf(await accountOf(agent), 'application')).toEqual([])
    const { client: web } = await granted(agent, 'demo-web', 'openid read')
    trial.clock.move(86_400)
    await granted(agent, web, 'openid write offline_access')
    await granted(agent, 'demo-client', 'openid email')
    const page = await accountOf(agent)
    expect(idsOf(page, 'application')).toEqual(['application-1', 'application-2'])
    const [app, site] = [wordsOf(page, 'application-1'), wordsOf(page, 'application-2')]
    for (const words of ['Demo app', 'see your e-mail address', '16 January 2027', 'you are asked again'])
      expect(app).toContain(words)
    const all = ['Demo web application', 'know that it is you', 'read your data', 'add and change your data']
    for (const words of [...all, 'go on acting for you', 'Demo API', resource, '15 January 2027', 'not asked again'])
      expect(site).toContain(words)
  })

  it('no longer holds what has ended by itself, except the consent that is remembered', async () => {
    const agent = await signedIn()
    await granted(agent, 'demo-client', 'openid')
    const { client } = await granted(agent, 'demo-web', 'openid')
    await obtainCode(trial, { client_id: 'demo-client' }, agent)
    expect(idsOf(await accountOf(agent), 'application')).toHaveLength(3)
    trial.clock.move(61)
    expect(idsOf(await accountOf(agent), 'application')).toHaveLength(2)
    await press(agent, await accountOf(agent), 'account-sign-out')
    const page = await accountOf(await signedIn())
    expect(idsOf(page, 'application')).toHaveLength(1)
    expect(page.html).toContain(`value="${client.clientId}"`)
  })

  it('and is withdrawn gives nothing from then on: no refresh, no claims, and the next time it is asked for', async () => {
    const agent = await signedIn()
    const withdrawn = [await granted(agent, 'demo-web', 'openid'), await granted(agent, 'demo-client', 'openid')]
    const offline = await granted(await signedIn(), withdrawn[0]?.client ?? 'demo-web', 'openid offline_access')
    const waiting = await obtainCode(trial, { client_id: offline.client.clientId }, agent)
    expect(await isAsked(agent, offline.client)).toBe(false)
    for (const status of ['withdrawn', 'withdrawn']) {
      const page = await press(agent, await accountOf(agent), 'consent-revoke-1')
      expect([told(page), status]).toEqual([expect.stringContaining('Access is withdrawn'), status])
    }
    expect(idsOf(await accountOf(agent), 'application')).toEqual([])
    for (const { refreshes, userinfo, client } of [...withdrawn, offline]) {
      expect([await refreshes(), await userinfo()]).toEqual([false, 401])
      expect(await isAsked(agent, client)).toBe(true)
    }
    expect((await tokenClient(trial.server, offline.client).redeem(waiting.code, waiting.verifier)).status).toBe(400)
    const histories: string[] = []
    const sub = (await trial.server.people.findByUsername('alice'))?.sub ?? ''
    for await (const { history } of trial.server.grants.of(sub, offline.client.clientId))
      histories.push(history.at(-1)?.event ?? '')
    expect(new Set(histories)).toEqual(new Set(['revoked: consent withdrawn']))
  })

  it('to another person’s application stays, and so does what another person allowed', async () => {
    const alice = await signedIn()
    const kept = await granted(alice, 'demo-web', 'openid')
    const bob = await signedIn('bob')
    const csrf = hidden(await accountOf(bob), 'csrf')
    const never = refusal(400, 'invalid_request', 'client_id: client must be one that the person allowed something')
    for (const client_id of [kept.client.clientId, 'nobody', 'x'.repeat(5000)])
      await expectPage(await post(bob, { action: 'withdraw', client_id, csrf }), never)
    expect([await kept.refreshes(), await kept.userinfo()]).toEqual([true, 200])
    expect(idsOf(await accountOf(alice), 'application')).toHaveLength(1)
    const missing = refusal(400, 'invalid_request', 'client_id: parameter must be present')
    await expectPage(await post(bob, { action: 'withdraw', csrf }), missing)
  })

  it('may be withdrawn twice: who presses twice is not told off', async () => {
    const agent = await signedIn()
    const { client } = await granted(agent, 'demo-web', 'openid')
    const page = await accountOf(agent)
    const values = { action: 'withdraw', client_id: client.clientId, csrf: hidden(page, 'csrf') }
    const answers = [await post(agent, values), await post(agent, values)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
  })

  it('leaves no grant behind that began before and is written after', async () => {
    const { promise: withdrawn, resolve: go } = Promise.withResolvers<void>()
    let reached = (): void => {}
    let waits = false
    const slow = (store: Store): Store => ({
      ...store,
      forIssuer: (name) => slow(store.forIssuer(name)),
      async commit(writes) {
        if (waits && writes.some(({ type }) => type.name === 'user_grant')) {
          reached()
          await withdrawn
        }
        return await store.commit(writes)
      },
    })
    const clock = testClock()
    trial = await openTrial({ clock, store: slow(await openTestStore({ issuer, clock })) })
    const agent = await signedIn()
    const { client } = await granted(agent, 'demo-web', 'openid')
    const page = await accountOf(agent)
    waits = true
    const committing = new Promise<void>((resolve) => {
      reached = resolve
    })
    const visit = isAsked(agent, client)
    await committing
    await press(agent, page, 'consent-revoke-1')
    go()
    expect(await visit).toBe(true)
    expect(idsOf(await accountOf(agent), 'application')).toEqual([])
  })

  it('is shown page by page where there is much of it', async () => {
    const agent = await signedIn()
    const ids: string[] = []
    for (let count = 0; count < 55; count++) {
      const { clientId } = await addClient(trial.server, 'demo-web')
      ids.push(clientId)
      await obtainCode(trial, { client_id: clientId, scope: 'openid' }, agent)
    }
    trial.clock.move(61)
    const first = await accountOf(agent)
    const more = /href="([^"]*consents=[^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = pageOf(await agent.visit(more))
    const shown = [first, second].map(({ html }) =>
      Array.from(html.matchAll(/name="client_id" value="([^"]*)"/g), ([, id]) => id ?? ''),
    )
    expect(shown.map(({ length }) => length)).toEqual([50, 5])
    expect(shown.flat().sort()).toEqual(ids.sort())
    expect(second.html).not.toContain('consents=')
  })
})

describe('the sessions of a person', () => {
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const browserCalled = (agent: string): UserAgent =>
    new UserAgent(issuer, (request) => {
      request.headers.set('user-agent', agent)
      return trial.server.fetch(request)
    })

  it('are listed with their browser, when, how and last seen; this one is marked and is the first', async () => {
    await signedIn('alice', browserCalled(firefox))
    trial.clock.move(3600)
    const agent = await signedIn()
    await signedIn('bob')
    const page = await accountOf(agent)
    expect(idsOf(page, 'session')).toEqual(['session-1', 'session-2'])
    expect(wordsOf(page, 'session-1')).toContain('This browser')
    for (const words of ['Firefox on Linux', '08:00 GMT', ', by password', 'Last seen'])
      expect(wordsOf(page, 'session-2')).toContain(words)
    expect(page.html).not.toContain('id="session-end-1"')
  })

  it('end one by one from another browser, and take along what applications did there', async () => {
    const [agent, lost] = [await signedIn(), await signedIn()]
    const there = await granted(lost, 'demo-client', 'openid')
    const away = await granted(lost, 'demo-client', 'openid offline_access')
    const here = await granted(agent, 'demo-client', 'openid')
    const page = await press(agent, await accountOf(agent), 'session-end-2')
    expect(told(page)).toBe('You are signed out there.')
    expect(idsOf(page, 'session')).toEqual(['session-1'])
    expect(isSignIn(await accountOf(lost))).toBe(true)
    expect([await there.refreshes(), await there.userinfo()]).toEqual([false, 401])
    expect([await away.refreshes(), await away.userinfo()]).toEqual([true, 200])
    expect([await here.refreshes(), await here.userinfo()]).toEqual([true, 200])
    const { page: login } = await lost.visit((await authorizationUrl()).url)
    expect(login?.html).toContain('id="login-submit"')
    const sub = (await trial.server.people.findByUsername('alice'))?.sub ?? ''
    for await (const { history } of trial.server.grants.of(sub, there.client.clientId))
      expect(history.at(-1)?.event).toBe('revoked: session ended')
  })

  it('end all but this one', async () => {
    const agent = await signedIn()
    const others = [await signedIn(), await signedIn(), await signedIn()]
    const bob = await signedIn('bob')
    const page = await press(agent, await accountOf(agent), 'sessions-end-others')
    expect(idsOf(page, 'session')).toEqual(['session-1'])
    for (const other of others) expect(isSignIn(await accountOf(other))).toBe(true)
    for (const one of [agent, bob]) expect(isSignIn(await accountOf(one))).toBe(false)
  })

  it('are ended by nobody else; one that has ended already may be ended again', async () => {
    const [alice, bob] = [await signedIn(), await signedIn('bob')]
    const other = await signedIn()
    const session = hidden(await accountOf(alice), 'session')
    const csrf = hidden(await accountOf(bob), 'csrf')
    const own = refusal(403, 'access_denied', 'session must be one of the person who is signed in')
    await expectPage(await post(bob, { action: 'end_session', session, csrf }), own)
    expect(isSignIn(await accountOf(other))).toBe(false)
    const mine = { action: 'end_session', session, csrf: hidden(await accountOf(alice), 'csrf') }
    for (let times = 0; times < 2; times++) expect((await post(alice, mine)).status).toBe(303)
    expect(isSignIn(await accountOf(other))).toBe(true)
  })

  it('end with a sign-out of this browser, and its cookie with it', async () => {
    const agent = await signedIn()
    const here = await granted(agent, 'demo-client', 'openid')
    const before = new Map(agent.cookies)
    const page = await press(agent, await accountOf(agent), 'account-sign-out')
    expect([isSignIn(page), told(page)]).toEqual([true, 'You are signed out of this browser.'])
    expect(agent.cookies.has('sightglass_as_session')).toBe(false)
    for (const [name, value] of before) agent.cookies.set(name, value)
    expect(isSignIn(await accountOf(agent))).toBe(true)
    expect([await here.refreshes(), await here.userinfo()]).toEqual([false, 401])
  })
})

describe('changing the password', () => {
  const change = async (agent: UserAgent, current: string, chosen: string, again = chosen): Promise<Page> =>
    await press(agent, await accountOf(agent), 'password-change', {
      password: current,
      new_password: chosen,
      new_password_again: again,
    })
  const error = ({ html }: Page): string => /id="password-error"[\s\S]*?<div>([^<]*)/.exec(html)?.[1]?.trim() ?? ''

  it('makes the new one right and the former wrong, ends the other sessions, and renews this one', async () => {
    const [agent, other] = [await signedIn(), await signedIn()]
    const here = await granted(agent, 'demo-client', 'openid')
    const there = await granted(other, 'demo-client', 'openid')
    const away = await granted(other, 'demo-client', 'openid offline_access')
    const before = agent.cookies.get('sightglass_as_session') ?? ''
    const page = await change(agent, credentials.alice, NEW)
    expect(told(page)).toBe('Your password is changed, and you are signed out everywhere else.')
    expect(isSignIn(await accountOf(other))).toBe(true)
    expect([await here.refreshes(), await there.refreshes(), await away.refreshes()]).toEqual([true, false, true])
    const stolen = trial.browser()
    stolen.cookies.set('sightglass_as_session', before)
    expect(isSignIn(await accountOf(stolen))).toBe(true)
    expect(isSignIn(await accountOf(await signedIn('alice', trial.browser())))).toBe(true)
    expect(isSignIn(await accountOf(await signedIn('alice', trial.browser(), NEW)))).toBe(false)
  })

  it.each<[string, string, string, string | undefined, number, string]>([
    ['is too short', credentials.alice, 'sevenly', undefined, 400, 'The new password is too short.'],
    [
      'has few characters of many bytes',
      credentials.alice,
      '🔑'.repeat(7),
      undefined,
      400,
      'The new password is too short.',
    ],
    ['is too long', credentials.alice, 'x'.repeat(1025), undefined, 400, 'The new password is too long.'],
    ['has too many bytes', credentials.alice, 'ä'.repeat(513), undefined, 400, 'The new password is too long.'],
    ['is typed in two ways', credentials.alice, NEW, `${NEW}.`, 400, 'The new password was not typed the same twice.'],
    [
      'is the same',
      credentials.alice,
      credentials.alice,
      undefined,
      400,
      'The new password is the one that you have already.',
    ],
    ['comes with a wrong one', 'wrong', NEW, undefined, 403, 'The current password is not right.'],
    ['comes with another person’s', credentials.bob, NEW, undefined, 403, 'The current password is not right.'],
  ])('is refused where it %s', async (_, current, chosen, again, status, words) => {
    const agent = await signedIn()
    const page = await change(agent, current, chosen, again)
    expect([page.status, error(page)]).toEqual([status, words])
    expect(page.html).not.toContain(chosen)
    expect(isSignIn(await accountOf(await signedIn()))).toBe(false)
  })

  it.each([
    ['eight characters', 'ä8charsx'],
    ['1024 bytes', 'ä'.repeat(512)],
    ['spaces and all scripts', ' пароль 密码 🔑 '],
  ])('takes one of %s', async (_, chosen) => {
    const agent = await signedIn()
    expect((await change(agent, credentials.alice, chosen)).status).toBe(200)
    expect(isSignIn(await accountOf(await signedIn('alice', trial.browser(), chosen)))).toBe(false)
  })

  it('counts wrong ones like the login: whoever took over a browser cannot guess on', async () => {
    const agent = await signedIn()
    const statuses: number[] = []
    for (let tries = 0; tries < 6; tries++) statuses.push((await change(agent, 'wrong', NEW)).status)
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429])
    const waiting = await change(agent, credentials.alice, NEW)
    expect([waiting.status, error(waiting)]).toEqual([429, expect.stringContaining('too many attempts')])
    expect(waiting.headers.get('retry-after')).toBe('1')
    trial.clock.move(2)
    expect((await change(agent, credentials.alice, NEW)).status).toBe(200)
  })
})

it('the page leads nowhere, runs no script and is kept by no cache', async () => {
  for (const page of [await accountOf(trial.browser()), await accountOf(await signedIn())]) {
    expect(page.html).not.toContain('<script')
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none';.*form-action 'self'; frame-ancestors 'none'/,
      ),
    })
  }
})
