/** The browser session and the requests stored for it: what asks for a login, what ends a session, and that tabs never mix. */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Asked,
  authorizationUrl,
  claimsIn,
  credentials,
  issuer,
  openTrial,
  redeem,
  type Trial,
  walk,
} from '../../../../test/authorization-server.ts'
import { userinfoStatus } from '../../../../test/lifecycle.ts'
import type { Page, UserAgent, Visit } from '../../../../test/user-agent.ts'

let trial: Trial
/** Signed in as alice when the file begins; tests that change who is signed in use copies. */
let home: UserAgent

beforeAll(async () => {
  trial = await openTrial()
  home = trial.browser()
  await walk(home, (await authorizationUrl()).url)
})

type Username = keyof typeof credentials

/** A browser in which alice has just signed in, in a session of its own. */
async function browserOf(username: Username = 'alice'): Promise<UserAgent> {
  const agent = trial.browser()
  // The owner's browser: her attempts to sign in count apart from those of strangers.
  for (const [name, value] of home.cookies) if (name.endsWith('_device')) agent.cookies.set(name, value)
  await walk(agent, (await authorizationUrl()).url, username)
  return agent
}

async function open(agent: UserAgent, asked: Asked = {}): Promise<{ visit: Visit; verifier: string }> {
  const { url, verifier } = await authorizationUrl(asked)
  return { visit: await agent.visit(url), verifier }
}

const stepOf = ({ page, left }: Visit): string => {
  if (left !== undefined) return left.searchParams.get('error') ?? 'code'
  if (page.html.includes('id="login-submit"')) return 'login'
  return page.html.includes('id="consent-accept"') ? 'consent' : `page ${page.status}`
}

function pageOf({ page }: Visit): Page {
  if (page === undefined) throw new Error('no page')
  return page
}

const signIn = (agent: UserAgent, visit: Visit, username: Username = 'alice'): Promise<Visit> =>
  agent.submit(pageOf(visit), { username, password: credentials[username] }, 'login')

const choose = (agent: UserAgent, visit: Visit, action: string): Promise<Visit> =>
  agent.submit(pageOf(visit), {}, action)

interface WithAccessToken {
  readonly accessToken: string | undefined
}

/** The claims of the ID token that the code gets. */
async function idTokenOf({ left }: Visit, verifier: string): Promise<Record<string, unknown> & WithAccessToken> {
  const { body } = await redeem(trial.server, left?.searchParams.get('code') ?? '', verifier)
  return { ...claimsIn(body.id_token), accessToken: body.access_token }
}

const subOf = async (username: Username) => (await trial.server.people.findByUsername(username))?.sub

describe('a session', () => {
  it('is used without a page, and tells when its person signed in', async () => {
    const agent = await browserOf()
    const signedInAt = trial.clock()
    trial.clock.move(100)
    const { visit, verifier } = await open(agent, { prompt: 'none' })
    expect(stepOf(visit)).toBe('code')
    expect(await idTokenOf(visit, verifier)).toMatchObject({ sub: await subOf('alice'), auth_time: signedInAt })
  })

  it('has a new secret after each login, and the one before is worth nothing', async () => {
    const agent = await browserOf()
    const before = new Map(agent.cookies)
    const { visit } = await open(agent, { prompt: 'login' })
    await signIn(agent, visit)
    const [session] = [...agent.cookies.keys()].filter((name) => name.endsWith('_session'))
    expect(agent.cookies.get(session ?? '')).not.toBe(before.get(session ?? ''))
    const thief = trial.browser()
    for (const [name, value] of before) thief.cookies.set(name, value)
    expect(stepOf((await open(thief, { prompt: 'none' })).visit)).toBe('login_required')
    expect(stepOf((await open(agent, { prompt: 'none' })).visit)).toBe('code')
  })

  it('does not take the secret of another session, or half of one', async () => {
    const cookie = [...home.cookies].find(([name]) => name.endsWith('_session'))
    const [name, value] = cookie ?? ['', '']
    for (const forged of [
      value.slice(0, 22),
      `${value.slice(0, 22)}${'A'.repeat(22)}`,
      `${'A'.repeat(22)}${value.slice(22)}`,
    ]) {
      const thief = trial.browser()
      thief.cookies.set(name, forged)
      expect(stepOf((await open(thief, { prompt: 'none' })).visit)).toBe('login_required')
    }
  })

  it('has its own sid for each client, never the cookie', async () => {
    const agent = await browserOf()
    const { visit, verifier } = await open(agent)
    const { sid } = await idTokenOf(visit, verifier)
    const again = await open(agent)
    expect(await idTokenOf(again.visit, again.verifier)).toMatchObject({ sid })
    const other = await open(agent, { client_id: 'demo-client' })
    const { left } = await choose(agent, other.visit, 'accept')
    const { body } = await redeem(trial.server, left?.searchParams.get('code') ?? '', other.verifier, {
      client_id: 'demo-client',
    })
    const sids = [sid, claimsIn(body.id_token).sid]
    expect(new Set(sids).size).toBe(2)
    for (const cookie of agent.cookies.values()) for (const one of sids) expect(cookie).not.toContain(one)
  })

  it('ends after seven days without a visit, and after 30 days however often it was used', async () => {
    const agent = await browserOf()
    for (let days = 0; days < 30; days += 6) {
      expect(stepOf((await open(agent, { prompt: 'none' })).visit)).toBe('code')
      trial.clock.move(6 * 86_400)
    }
    expect(stepOf((await open(agent, { prompt: 'none' })).visit)).toBe('login_required')
    const idle = await browserOf()
    trial.clock.move(7 * 86_400)
    expect(stepOf((await open(idle, { prompt: 'none' })).visit)).toBe('login_required')
  })

  it('ends when somebody else signs in, with all that it gave; that of the other begins', async () => {
    const agent = await browserOf()
    const first = await open(agent)
    const { accessToken } = await idTokenOf(first.visit, first.verifier)
    const { visit } = await open(agent, { prompt: 'login', scope: 'openid' })
    await signIn(agent, visit, 'bob')
    await walk(agent, (await authorizationUrl()).url, 'bob')
    const next = await open(agent)
    expect(await idTokenOf(next.visit, next.verifier)).toMatchObject({ sub: await subOf('bob') })
    expect(await userinfoStatus(trial.server, accessToken)).toBe(401)
  })

  it('ends for good when its person is disabled; somebody else can sign in, and so can they once enabled again', async () => {
    const agent = await browserOf('carol')
    const { people } = trial.server
    const sub = (await subOf('carol')) ?? ''
    trial.clock.move(1)
    await people.setStatus(sub, 'disabled')
    expect(stepOf((await open(agent, { prompt: 'none' })).visit)).toBe('login_required')
    expect(stepOf((await open(agent)).visit)).toBe('login')
    trial.clock.move(1)
    await people.setStatus(sub, 'active')
    expect(stepOf((await open(agent, { prompt: 'none' })).visit)).toBe('login_required')
    expect(stepOf(await signIn(agent, (await open(agent)).visit, 'carol'))).toBe('code')
    expect(stepOf((await open(agent, { prompt: 'none' })).visit)).toBe('code')
  })

  it('goes on when the same person signs in again, with all that it gave', async () => {
    const agent = await browserOf()
    const first = await open(agent)
    const { accessToken, sid } = await idTokenOf(first.visit, first.verifier)
    const { visit, verifier } = await open(agent, { prompt: 'login' })
    expect(await idTokenOf(await signIn(agent, visit), verifier)).toMatchObject({ sid })
    expect(await userinfoStatus(trial.server, accessToken)).toBe(200)
  })
})

describe('cancelling', () => {
  it('at a login changes nothing: whoever was signed in still is', async () => {
    const agent = await browserOf()
    const { visit } = await open(agent, { prompt: 'login' })
    const before = new Map(agent.cookies)
    const { left } = await choose(agent, visit, 'cancel')
    expect(Object.fromEntries(left?.searchParams ?? [])).toMatchObject({
      error: 'access_denied',
      state: 'state-of-at-least-16-characters',
      iss: issuer,
    })
    expect(agent.cookies).toEqual(before)
    const next = await open(agent, { prompt: 'none' })
    expect(await idTokenOf(next.visit, next.verifier)).toMatchObject({ sub: await subOf('alice') })
  })

  it('is for good: the same request gets no code any more, another one does', async () => {
    const agent = await browserOf()
    const { visit } = await open(agent, { prompt: 'login' })
    await choose(agent, visit, 'cancel')
    expect(stepOf(await signIn(agent, visit))).toBe('access_denied')
    expect(stepOf((await open(agent, { prompt: 'none' })).visit)).toBe('code')
  })

  it('at the consent page remembers nothing', async () => {
    const agent = await browserOf()
    const { visit } = await open(agent, { scope: 'openid phone' })
    expect(stepOf(await choose(agent, visit, 'cancel'))).toBe('access_denied')
    expect(stepOf((await open(agent, { scope: 'openid phone' })).visit)).toBe('consent')
  })

  it('is what anything but a plain yes means', async () => {
    const agent = await browserOf()
    const { visit } = await open(agent, { prompt: 'consent' })
    expect(stepOf(await choose(agent, visit, 'whatever'))).toBe('access_denied')
  })
})

describe('prompt and max_age', () => {
  it('login asks once, inside the request, and then never again', async () => {
    const agent = await browserOf()
    trial.clock.move(5)
    const { visit, verifier } = await open(agent, { prompt: 'login' })
    expect(stepOf(visit)).toBe('login')
    const done = await signIn(agent, visit)
    expect(await idTokenOf(done, verifier)).toMatchObject({ auth_time: trial.clock() })
  })

  it.each([{ prompt: 'login' }, { prompt: 'select_account' }, { max_age: '0' }])(
    '%o cannot be skipped by going on without a login, or by a login in another tab',
    async (asked) => {
      const agent = await browserOf()
      const { visit } = await open(agent, asked)
      const { url } = pageOf(visit)
      const hub = url.replace('/login?', '/oauth2/authorize/continue?')
      expect(stepOf(await agent.visit(hub))).toBe('login')
      const other = await open(agent, { prompt: 'login' })
      expect(stepOf(await signIn(agent, other.visit))).toBe('code')
      expect(stepOf(await agent.visit(hub))).toBe('login')
      expect(stepOf(await agent.visit(url))).toBe('login')
      expect(stepOf(await signIn(agent, visit))).toBe('code')
    },
  )

  it('max_age asks where the last login is too old, and not where it is recent enough', async () => {
    const agent = await browserOf()
    trial.clock.move(59)
    expect(stepOf((await open(agent, { max_age: '60' })).visit)).toBe('code')
    trial.clock.move(1)
    const { visit, verifier } = await open(agent, { max_age: '60' })
    expect(stepOf(visit)).toBe('login')
    // Slower than the age allowed: the login inside the request counts all the same, or the demand would loop.
    trial.clock.move(300)
    const consented = await signIn(agent, visit)
    expect(await idTokenOf(consented, verifier)).toMatchObject({ auth_time: trial.clock() })
  })

  it('max_age does not loop when the person takes longer for the consent than it allows', async () => {
    const agent = await browserOf()
    const { visit } = await open(agent, { max_age: '1', prompt: 'consent' })
    expect(stepOf(visit)).toBe('consent')
    trial.clock.move(600)
    const login = await choose(agent, visit, 'accept')
    expect(stepOf(login)).toBe('login')
    trial.clock.move(600)
    expect(stepOf(await signIn(agent, login))).toBe('code')
  })

  it('login is asked of whoever came in another tab, though the one before had signed in inside this request', async () => {
    const agent = await browserOf()
    const { visit } = await open(agent, { prompt: 'login consent' })
    const consent = await signIn(agent, visit)
    expect(stepOf(consent)).toBe('consent')
    const other = await open(agent, { prompt: 'login' })
    await signIn(agent, other.visit, 'bob')
    const hub = pageOf(consent).url.replace('/consent?', '/oauth2/authorize/continue?')
    expect(stepOf(await agent.visit(hub))).toBe('login')
  })

  it('none answers with an error instead of a page', async () => {
    const agent = await browserOf()
    trial.clock.move(10)
    const asked: [Asked, string][] = [
      [{ max_age: '5' }, 'login_required'],
      [{ scope: 'openid address' }, 'consent_required'],
      [{ client_id: 'demo-client' }, 'consent_required'],
    ]
    for (const [more, error] of asked)
      expect(stepOf((await open(agent, { prompt: 'none', ...more })).visit)).toBe(error)
    expect(stepOf((await open(trial.browser(), { prompt: 'none' })).visit)).toBe('login_required')
  })

  it('a session that ends while the page is open is asked for anew', async () => {
    const agent = await browserOf()
    const { visit } = await open(agent, { prompt: 'consent' })
    for (const name of [...agent.cookies.keys()]) if (name.endsWith('_session')) agent.cookies.delete(name)
    expect(pageOf(await choose(agent, visit, 'accept')).status).toBe(403)
    expect(stepOf(await agent.visit(pageOf(visit).url))).toBe('login')
  })
})

describe('two tabs', () => {
  it('each end where they began, with their own state, scope and nonce, in whatever order', async () => {
    const agent = await browserOf()
    const one = await open(agent, { state: 'state-of-the-one-tab', prompt: 'consent', nonce: 'nonce-of-one-tab' })
    const other = await open(agent, { state: 'state-of-the-other-tab', scope: 'openid email', prompt: 'consent' })
    const doneOther = await choose(agent, other.visit, 'accept')
    const doneOne = await choose(agent, one.visit, 'accept')
    expect(doneOne.left?.searchParams.get('state')).toBe('state-of-the-one-tab')
    expect(doneOther.left?.searchParams.get('state')).toBe('state-of-the-other-tab')
    expect(await idTokenOf(doneOne, one.verifier)).toMatchObject({ nonce: 'nonce-of-one-tab' })
    const { body } = await redeem(trial.server, doneOther.left?.searchParams.get('code') ?? '', other.verifier)
    expect(body.scope).toBe('openid email')
  })

  it('before a login both go on once the person signed in in each or either', async () => {
    const agent = trial.browser()
    const one = await open(agent, { state: 'state-of-the-one-tab' })
    const other = await open(agent, { state: 'state-of-the-other-tab' })
    expect(stepOf(await signIn(agent, one.visit))).toBe('code')
    const reloaded = await agent.visit(pageOf(other.visit).url.replace('/login?', '/oauth2/authorize/continue?'))
    expect(reloaded.left?.searchParams.get('state')).toBe('state-of-the-other-tab')
  })

  it('consent of one person is not taken from another, who signed in in another tab meanwhile', async () => {
    const agent = await browserOf()
    const consent = await open(agent, { prompt: 'consent' })
    const other = await open(agent, { prompt: 'login' })
    await signIn(agent, other.visit, 'bob')
    expect(pageOf(await choose(agent, consent.visit, 'accept')).status).toBe(403)
    const shown = await agent.visit(pageOf(consent.visit).url)
    expect(pageOf(shown).html).toContain('Bob Carpenter')
    expect(await idTokenOf(await choose(agent, shown, 'accept'), consent.verifier)).toMatchObject({
      sub: await subOf('bob'),
    })
  })

  it('a request does not go on in another browser, nor does its form', async () => {
    const agent = await browserOf()
    const { visit } = await open(agent, { prompt: 'consent' })
    const thief = await browserOf('bob')
    expect(pageOf(await thief.visit(pageOf(visit).url)).status).toBe(403)
    expect(pageOf(await choose(thief, visit, 'accept')).status).toBe(403)
    expect(stepOf(await choose(agent, visit, 'accept'))).toBe('code')
  })

  it('a request that was answered is gone', async () => {
    const agent = await browserOf()
    const { visit } = await open(agent, { prompt: 'consent' })
    expect(stepOf(await choose(agent, visit, 'accept'))).toBe('code')
    expect(stepOf(await choose(agent, visit, 'accept'))).toBe('page 400')
  })

  it('a request is forgotten after half an hour', async () => {
    const agent = await browserOf()
    const { visit } = await open(agent, { prompt: 'consent' })
    trial.clock.move(1800)
    expect(stepOf(await choose(agent, visit, 'accept'))).toBe('page 400')
  })
})

describe('switching the account', () => {
  it('after consenting, where a login is asked for once more, asks the other person to consent too', async () => {
    const agent = await browserOf()
    const { visit, verifier } = await open(agent, { max_age: '1', prompt: 'consent' })
    trial.clock.move(10)
    const login = await choose(agent, visit, 'accept')
    expect(stepOf(login)).toBe('login')
    const consent = await signIn(agent, login, 'bob')
    expect(stepOf(consent)).toBe('consent')
    expect(await idTokenOf(await choose(agent, consent, 'accept'), verifier)).toMatchObject({ sub: await subOf('bob') })
  })

  it('asks who is there; the other person is asked to consent, and the session of the first has ended', async () => {
    const agent = await browserOf()
    const first = await open(agent)
    const { accessToken } = await idTokenOf(first.visit, first.verifier)
    const { visit, verifier } = await open(agent, { prompt: 'consent' })
    const login = await choose(agent, visit, 'switch')
    expect(stepOf(login)).toBe('login')
    expect(await userinfoStatus(trial.server, accessToken)).toBe(200)
    const consent = await signIn(agent, login, 'carol')
    expect(stepOf(consent)).toBe('consent')
    expect(await idTokenOf(await choose(agent, consent, 'accept'), verifier)).toMatchObject({
      sub: await subOf('carol'),
    })
    expect(await userinfoStatus(trial.server, accessToken)).toBe(401)
  })

  it('and cancelling leaves the first person signed in', async () => {
    const agent = await browserOf()
    const { visit } = await open(agent, { prompt: 'consent' })
    const login = await choose(agent, visit, 'switch')
    expect(stepOf(await choose(agent, login, 'cancel'))).toBe('access_denied')
    const next = await open(agent, { prompt: 'none' })
    expect(await idTokenOf(next.visit, next.verifier)).toMatchObject({ sub: await subOf('alice') })
  })

  it('and signing in as the same person goes back to the consent', async () => {
    const agent = await browserOf()
    const { visit } = await open(agent, { prompt: 'consent' })
    const consent = await signIn(agent, await choose(agent, visit, 'switch'))
    expect(stepOf(consent)).toBe('consent')
    expect(stepOf(await choose(agent, consent, 'accept'))).toBe('code')
  })
})

describe('a request posted from another site', () => {
  it('brings no cookies, and goes on with those of the browser that follows the redirect', async () => {
    const agent = await browserOf()
    const { url } = await authorizationUrl({ prompt: 'none' })
    const [target = '', query = ''] = url.split('?')
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const response = await trial.server.fetch(new Request(target, { method: 'POST', headers, body: query }))
    expect(response.status).toBe(303)
    const visit = await agent.visit(response.headers.get('location') ?? '')
    expect(stepOf(visit)).toBe('code')
    const late = await browserOf('bob')
    expect(stepOf(await late.visit(response.headers.get('location') ?? ''))).toBe('page 400')
  })
})
