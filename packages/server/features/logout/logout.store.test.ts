/** Logout as browsers and clients see it, by every row of what certification looks at. */
import { beforeAll, describe, expect, it } from 'vitest'
import { authorizationUrl, issuer, openTrial, type Trial, walk } from '../../../../test/authorization-server.ts'
import { addClient, userinfoStatus } from '../../../../test/lifecycle.ts'
import {
  askToLogOut,
  isEnded,
  isQuestion,
  isSignedIn,
  loggedOut,
  signInAt,
  signInAtAccount,
} from '../../../../test/logout.ts'
import type { Page, UserAgent } from '../../../../test/user-agent.ts'
import { notesIn, refusedBy, watchTraces } from '../../../../test/watching.ts'

let trial: Trial

beforeAll(async () => {
  trial = await openTrial()
})

const LONG_STATE = 'aZ09-._~'.repeat(16)

/** What a request without a page is told afterwards. */
async function silently(agent: UserAgent): Promise<string | null | undefined> {
  const { left } = await agent.visit((await authorizationUrl({ prompt: 'none' })).url)
  return left?.searchParams.get('error')
}

/** Nothing was done: the page asks, or tells, and the person is still there. */
async function expectUnmoved(agent: UserAgent, page: Page | undefined, status = 200): Promise<void> {
  expect([page?.status, isQuestion(page)]).toEqual([status, true])
  expect(await isSignedIn(agent)).toBe(true)
}

describe.each(['GET', 'POST'])('by %s, a request', (method) => {
  it('with a hint of this session and a registered address ends it, and goes there with exactly the state', async () => {
    const agent = trial.browser()
    const { tokens } = await signInAt(trial, agent)
    const asked = { id_token_hint: tokens.id_token, post_logout_redirect_uri: loggedOut, state: LONG_STATE }
    const { left } = await askToLogOut(agent, asked, method)
    expect(left?.href.split('?')[0]).toBe(loggedOut)
    expect([...(left?.searchParams ?? [])]).toEqual([['state', LONG_STATE]])
    expect(await silently(agent)).toBe('login_required')
    expect(await userinfoStatus(trial.server, tokens.access_token)).toBe(401)
  })

  it('without state goes there without, and the query of the address stays', async () => {
    const agent = trial.browser()
    const uri = `${loggedOut}?tenant=1`
    const { tokens, clientId } = await signInAt(trial, agent, { postLogoutRedirectUris: [loggedOut, uri] })
    trial.clock.move(3600)
    const asked = { id_token_hint: tokens.id_token, client_id: clientId, post_logout_redirect_uri: uri }
    expect((await askToLogOut(agent, asked, method)).left?.href).toBe(uri)
    expect(await isSignedIn(agent)).toBe(false)
  })

  it.each([
    ['that nobody registered', 'https://app.example/elsewhere'],
    ['with a query added', `${loggedOut}?foo=bar`],
    ['in another spelling', `${loggedOut}/`],
  ])('with an address %s goes nowhere, and asks the person', async (_, uri) => {
    const agent = trial.browser()
    const { tokens } = await signInAt(trial, agent)
    const traces = watchTraces()
    const asked = { id_token_hint: tokens.id_token, post_logout_redirect_uri: uri, state: 'x' }
    const { page } = await askToLogOut(agent, asked, method)
    expect(traces.map((trace) => refusedBy([trace]))).toContain('logout.redirectUri')
    expect(page?.html).toContain('https://openid.net/specs/openid-connect-rpinitiated-1_0.html#rfc.section.3')
    expect(page?.html).not.toContain(loggedOut)
    await expectUnmoved(agent, page, 400)
    const { page: ended } = await agent.press(page ?? expect.unreachable(), 'logout-confirm')
    expect([isEnded(ended), await isSignedIn(agent)]).toEqual([true, false])
  })
})

function ofUnknownKey(token = ''): string {
  const [head = '', ...rest] = token.split('.')
  const named = { ...JSON.parse(Buffer.from(head, 'base64url').toString()), kid: 'gone' }
  return [Buffer.from(JSON.stringify(named)).toString('base64url'), ...rest].join('.')
}

describe('a hint', () => {
  const header = (alg: string) => Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url')

  it.each([
    ['without a signature', (token: string) => `${header('none')}.${token.split('.')[1]}.`],
    ['whose signature is another', (token: string) => `${token.slice(0, -8)}AAAAAAAA`.replace(/.$/, 'A')],
    ['that is none', () => 'hint'],
  ])('%s is refused: the browser goes nowhere, and the person is asked', async (_, spoiled) => {
    const agent = trial.browser()
    const { tokens } = await signInAt(trial, agent)
    const traces = watchTraces()
    const asked = { id_token_hint: spoiled(tokens.id_token ?? ''), post_logout_redirect_uri: loggedOut }
    const { page } = await askToLogOut(agent, asked)
    expect(refusedBy(traces)).toBe('id-token-hint.genuine')
    await expectUnmoved(agent, page, 400)
  })

  it('that an access token claims to be is refused', async () => {
    const agent = trial.browser()
    const { tokens } = await signInAt(trial, agent)
    const { page } = await askToLogOut(agent, { id_token_hint: tokens.access_token })
    await expectUnmoved(agent, page, 400)
  })

  it('of another client than client_id is refused', async () => {
    const agent = trial.browser()
    const { tokens } = await signInAt(trial, agent)
    const traces = watchTraces()
    const { page } = await askToLogOut(agent, { id_token_hint: tokens.id_token, client_id: 'demo-web' })
    expect(refusedBy(traces)).toBe('id-token-hint.audience')
    await expectUnmoved(agent, page, 400)
  })

  it('of a key that nobody knows any more is not used: the person is asked', async () => {
    const agent = trial.browser()
    const { tokens, clientId } = await signInAt(trial, agent)
    const traces = watchTraces()
    const asked = {
      id_token_hint: ofUnknownKey(tokens.id_token),
      client_id: clientId,
      post_logout_redirect_uri: loggedOut,
    }
    const { page } = await askToLogOut(agent, asked)
    expect(notesIn(traces)).toContain('logout.hintForgotten')
    await expectUnmoved(agent, page)
    expect((await agent.press(page ?? expect.unreachable(), 'logout-confirm')).left?.href).toBe(loggedOut)
  })

  it('of such a key is refused all the same where it names another client than client_id', async () => {
    const agent = trial.browser()
    const { tokens } = await signInAt(trial, agent)
    const traces = watchTraces()
    const { page } = await askToLogOut(agent, { id_token_hint: ofUnknownKey(tokens.id_token), client_id: 'demo-web' })
    expect(refusedBy(traces)).toBe('id-token-hint.audience')
    await expectUnmoved(agent, page, 400)
  })

  it('of a session that was before asks about the one that is there', async () => {
    const agent = trial.browser()
    const { tokens } = await signInAt(trial, agent)
    await askToLogOut(agent, { id_token_hint: tokens.id_token })
    await signInAtAccount(agent, 'bob')
    const asked = { id_token_hint: tokens.id_token, post_logout_redirect_uri: loggedOut }
    const { page } = await askToLogOut(agent, asked)
    expect(page?.html).toContain('Bob Carpenter')
    await expectUnmoved(agent, page)
  })

  it('of this session in another browser asks there', async () => {
    const [agent, other] = [trial.browser(), trial.browser()]
    const { tokens } = await signInAt(trial, agent)
    await signInAtAccount(other, 'alice')
    await expectUnmoved(other, (await askToLogOut(other, { id_token_hint: tokens.id_token })).page)
    expect(await isSignedIn(agent)).toBe(true)
  })

  it('sends a browser back where nobody is signed in any more', async () => {
    const agent = trial.browser()
    const { tokens } = await signInAt(trial, agent)
    const asked = { id_token_hint: tokens.id_token, post_logout_redirect_uri: loggedOut, state: 's' }
    for (let times = 0; times < 2; times++)
      expect((await askToLogOut(agent, asked)).left?.href).toBe(`${loggedOut}?state=s`)
  })
})

it('a form of another site that breaks a rule tells nobody that they are signed out', async () => {
  const agent = trial.browser()
  await signInAt(trial, agent)
  await expectUnmoved(agent, (await askToLogOut(agent, { id_token_hint: 'none' }, 'POST')).page, 400)
})

it('a state that no address can carry is refused', async () => {
  const agent = trial.browser()
  const { tokens } = await signInAt(trial, agent)
  const asked = { id_token_hint: tokens.id_token, post_logout_redirect_uri: loggedOut, state: 'x'.repeat(2049) }
  const traces = watchTraces()
  await expectUnmoved(agent, (await askToLogOut(agent, asked, 'POST')).page, 400)
  expect(traces.map((trace) => refusedBy([trace]))).toContain('logout.stateSize')
})

describe('without a hint', () => {
  it.each([
    ['no parameters', {}],
    ['only state', { state: 'x' }],
    ['only an address', { post_logout_redirect_uri: loggedOut, state: 'x' }],
    ['hints for people', { logout_hint: 'alice', ui_locales: 'de' }],
  ])('%s asks the person, and ends at a page', async (_, asked) => {
    const agent = trial.browser()
    await signInAt(trial, agent)
    const { page } = await askToLogOut(agent, asked)
    await expectUnmoved(agent, page)
    const { page: ended } = await agent.press(page ?? expect.unreachable(), 'logout-confirm')
    expect([ended?.status, isEnded(ended), await isSignedIn(agent)]).toEqual([200, true, false])
    expect(ended?.html).not.toContain(loggedOut)
    expect(await silently(agent)).toBe('login_required')
  })

  it('the client that sends it gets the browser back once the person has said so', async () => {
    const agent = trial.browser()
    const { clientId } = await signInAt(trial, agent, { clientName: 'Client <of> mine' })
    const asked = { client_id: clientId, post_logout_redirect_uri: loggedOut, state: 's' }
    const { page } = await askToLogOut(agent, asked, 'POST')
    expect(page?.html).toContain('Client &lt;of&gt; mine')
    expect(page?.headers.get('content-security-policy')).toContain("form-action 'self' https:;")
    await expectUnmoved(agent, page)
    expect((await agent.press(page ?? expect.unreachable(), 'logout-confirm')).left?.href).toBe(`${loggedOut}?state=s`)
    const again = await askToLogOut(agent, asked)
    expect([isEnded(again.page), again.page?.html.includes(`href="${loggedOut}?state=s"`)]).toEqual([true, true])
  })

  it('a client that is unknown or disabled has no address', async () => {
    const agent = trial.browser()
    const { clientId } = await addClient(trial.server, 'demo-web', {
      status: 'disabled',
      postLogoutRedirectUris: [loggedOut],
    })
    const traces = watchTraces()
    for (const client_id of ['nobody', clientId]) {
      const { page } = await askToLogOut(agent, { client_id, post_logout_redirect_uri: loggedOut })
      expect([page?.status, isEnded(page), refusedBy(traces)]).toEqual([400, true, 'logout.client'])
      expect(page?.html).not.toContain(loggedOut)
    }
  })

  it('the person may stay', async () => {
    const agent = trial.browser()
    const { clientId } = await signInAt(trial, agent, { clientUri: 'https://app.example/' })
    const { page } = await askToLogOut(agent, { client_id: clientId, post_logout_redirect_uri: loggedOut })
    const { page: stayed } = await agent.press(page ?? expect.unreachable(), 'logout-cancel')
    expect(stayed?.html).toContain('id="logout-back" href="https://app.example/"')
    expect(stayed?.html).not.toContain(loggedOut)
    expect(await isSignedIn(agent)).toBe(true)
  })

  it('the page speaks the language that the client asks for', async () => {
    const agent = trial.browser()
    await signInAt(trial, agent)
    expect((await askToLogOut(agent, { ui_locales: 'de' })).page?.html).toContain('Abmelden?')
  })
})

describe('the form of the question', () => {
  const question = async (agent: UserAgent): Promise<Page> => {
    await signInAt(trial, agent)
    return (await askToLogOut(agent)).page ?? expect.unreachable()
  }

  it('of another site ends nothing: the page asks again', async () => {
    const [agent, other] = [trial.browser(), trial.browser()]
    const page = await question(agent)
    await signInAtAccount(other, 'alice')
    const { page: again } = await other.press(page, 'logout-confirm')
    await expectUnmoved(other, again, 403)
    expect(isEnded((await other.press(again ?? expect.unreachable(), 'logout-confirm')).page)).toBe(true)
    expect(await isSignedIn(agent)).toBe(true)
  })

  it('ends the session of nobody who came after', async () => {
    const agent = trial.browser()
    const page = await question(agent)
    await walk(agent, (await authorizationUrl({ prompt: 'login' })).url, 'bob')
    const { page: again } = await agent.press(page, 'logout-confirm')
    expect(again?.html).toContain('Bob Carpenter')
    await expectUnmoved(agent, again, 403)
  })

  it('waits half an hour, knows two answers, and is sealed', async () => {
    const agent = trial.browser()
    const page = await question(agent)
    const traces = watchTraces()
    const other = await agent.submit(page, {}, 'explode').catch(() => undefined)
    expect([other?.page?.status, refusedBy(traces)]).toEqual([400, 'logout.action'])
    trial.clock.move(1801)
    const late = await agent.press(page, 'logout-confirm')
    expect([late.page?.status, refusedBy(traces)]).toEqual([400, 'logout.begun'])
    const { page: forged } = await agent.visit(`${issuer}/oauth2/logout/continue?request=forged`)
    expect([forged?.status, refusedBy(traces)]).toEqual([400, 'logout.begun'])
    expect(await isSignedIn(agent)).toBe(true)
  })

  it('sent by two tabs at once ends the session once, and both are told so', async () => {
    const agent = trial.browser()
    const page = await question(agent)
    const ended = await Promise.all([1, 2, 3].map(() => agent.press(page, 'logout-confirm')))
    expect(ended.map((visit) => isEnded(visit.page))).toEqual([true, true, true])
    expect(await isSignedIn(agent)).toBe(false)
  })
})

it('discovery tells of each way', async () => {
  const response = await trial.server.fetch(new Request(`${issuer}/.well-known/openid-configuration`))
  expect(await response.json()).toMatchObject({
    end_session_endpoint: `${issuer}/oauth2/logout`,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
  })
})

describe('by frames', () => {
  const origin = 'http://localhost:8080'
  const framed = { frontchannelLogoutUri: `${origin}/frame?tenant=1`, frontchannelLogoutSessionRequired: true }

  it('each client of the session is told, with its own sid, before the browser goes on', async () => {
    const agent = trial.browser()
    const [one, other] = [await signInAt(trial, agent, framed), await signInAt(trial, agent, framed)]
    await signInAt(trial, agent)
    const asked = { id_token_hint: one.tokens.id_token, post_logout_redirect_uri: loggedOut, state: 's' }
    const { page } = await askToLogOut(agent, asked)
    const addresses = Array.from(page?.html.matchAll(/<iframe src="([^"]*)"/g) ?? [], ([, address]) => address)
    const expected = [one, other].map(({ sid }) =>
      `${framed.frontchannelLogoutUri}&amp;${new URLSearchParams({ iss: issuer, sid })}`.replace('&sid', '&amp;sid'),
    )
    expect(addresses).toEqual(expected)
    const policy = page?.headers.get('content-security-policy')
    expect(policy).toContain(`frame-src ${origin};`)
    expect(policy).toMatch(/script-src 'sha256-[^']+'/)
    expect(page?.html).toContain(`id="logout-back" href="${loggedOut}?state=s"`)
    expect(await isSignedIn(agent)).toBe(false)
  })

  it('a page that leads nowhere has no script', async () => {
    const agent = trial.browser()
    const { tokens } = await signInAt(trial, agent, framed)
    const { page } = await askToLogOut(agent, { id_token_hint: tokens.id_token })
    expect([isEnded(page), page?.html.includes('<iframe'), page?.html.includes('<script')]).toEqual([true, true, false])
  })
})
