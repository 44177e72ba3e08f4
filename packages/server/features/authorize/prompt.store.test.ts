/** `prompt` and `max_age`: when a page has to be shown, and when none may be (OIDC Core §3.1.2.1). */
import { beforeAll, describe, expect, it } from 'vitest'
import { expectErrorAt } from '../../../../test/asking.ts'
import {
  type Asked,
  authorizationUrl,
  callback,
  credentials,
  obtainCode,
  openTrial,
  type Trial,
} from '../../../../test/authorization-server.ts'
import { addClient } from '../../../../test/lifecycle.ts'
import { notesIn, watchTraces } from '../../../../test/watching.ts'

let trial: Trial

beforeAll(async () => {
  trial = await openTrial()
})

const signedIn = async () => {
  const agent = trial.browser()
  await obtainCode(trial, {}, agent)
  return agent
}
const at = async (agent: Awaited<ReturnType<typeof signedIn>>, asked: Asked) =>
  await agent.visit((await authorizationUrl(asked)).url)

it('none without a session is refused at the client, without a page', async () => {
  const { left } = await at(trial.browser(), { prompt: 'none' })
  expectErrorAt(
    left ?? new URL('about:blank'),
    callback,
    'login_required',
    'person must be signed in where prompt is none',
  )
})

it('none with a session answers at once where the person consented before', async () => {
  const agent = await signedIn()
  expect((await at(agent, { prompt: 'none' })).left?.searchParams.has('code')).toBe(true)
})

it('none with a session is refused where the person did not consent to this before', async () => {
  const agent = await signedIn()
  const { left } = await at(agent, { prompt: 'none', scope: 'openid read write admin' })
  expectErrorAt(
    left ?? new URL('about:blank'),
    callback,
    'consent_required',
    'person must have consented before where prompt is none',
  )
})

it('none is refused where the sign-in is older than max_age', async () => {
  const agent = await signedIn()
  trial.clock.move(11)
  const { left } = await at(agent, { prompt: 'none', max_age: '10' })
  expectErrorAt(
    left ?? new URL('about:blank'),
    callback,
    'login_required',
    'person must be signed in where prompt is none',
  )
  expect((await at(agent, { prompt: 'none', max_age: '60' })).left?.searchParams.has('code')).toBe(true)
})

it.each<[string, Asked, RegExp]>([
  ['login', { prompt: 'login' }, /id="login-submit"/],
  ['select_account', { prompt: 'select_account' }, /id="login-submit"/],
  ['consent', { prompt: 'consent' }, /id="consent-accept"/],
  ['max_age=0', { max_age: '0' }, /id="login-submit"/],
])('%s shows its page although person and consent are known', async (_, asked, page) => {
  const agent = await signedIn()
  expect((await at(agent, asked)).page?.html).toMatch(page)
})

describe('select_account', () => {
  const chooser = async (asked: Asked = {}) => {
    const agent = await signedIn()
    const { page } = await at(agent, { prompt: 'select_account', ...asked })
    return { agent, page: page ?? expect.unreachable() }
  }

  it('lets whoever is signed in go on without a password, and names them', async () => {
    const { agent, page } = await chooser()
    expect(page.html).toContain('Continue as <bdi class="name">Alice Liddell</bdi>')
    const traces = watchTraces()
    expect((await agent.press(page, 'login-continue')).left?.searchParams.has('code')).toBe(true)
    expect(notesIn(traces)).toContain('login.accountChosen')
  })

  it('lets somebody else sign in in their place', async () => {
    const { agent, page } = await chooser()
    const consent = await agent.submit(page, { username: 'bob', password: credentials.bob }, 'login')
    const done = await agent.submit(consent.page ?? expect.unreachable(), {}, 'accept')
    expect(done.left?.searchParams.has('code')).toBe(true)
  })

  it('goes on for the person that its page named, and for nobody who signed in since', async () => {
    const { agent, page } = await chooser()
    const other = await at(agent, { prompt: 'login' })
    await agent.submit(other.page ?? expect.unreachable(), { username: 'bob', password: credentials.bob }, 'login')
    const refused = await agent.press(page, 'login-continue')
    expect([refused.left, refused.page?.status]).toEqual([undefined, 403])
  })

  it.each<Asked>([{ prompt: 'login select_account' }, { max_age: '0' }])(
    'asks for the password all the same with %j',
    async (asked) => {
      expect((await chooser(asked)).page.html).not.toContain('login-continue')
    },
  )

  it('is chosen anew where the person switches accounts at the consent', async () => {
    const { agent, page } = await chooser({ scope: 'openid read write' })
    const consent = await agent.press(page, 'login-continue')
    const again = await agent.press(consent.page ?? expect.unreachable(), 'consent-switch')
    expect(again.page?.html).toContain('id="login-continue"')
  })
})

it('default_max_age holds where a request says nothing, and no longer than that', async () => {
  const own = await addClient(trial.server, 'demo-web', { defaultMaxAge: 10 })
  const agent = await signedIn()
  const asked = { client_id: own.clientId, prompt: 'none' }
  trial.clock.move(11)
  expect((await at(agent, asked)).left?.searchParams.get('error')).toBe('login_required')
  expect((await at(agent, { ...asked, max_age: '60' })).left?.searchParams.get('error')).toBe('consent_required')
})

it('a cancelled sign-in is told to the client', async () => {
  const agent = trial.browser()
  const { page } = await at(agent, {})
  const left = page && (await agent.submit(page, {}, 'cancel')).left
  expectErrorAt(left ?? new URL('about:blank'), callback, 'access_denied', 'person must not have cancelled')
})

it('a person who is disabled after signing in gets no code', async () => {
  const agent = trial.browser()
  const { page } = await at(agent, {})
  const consent = page && (await agent.submit(page, { username: 'carol', password: credentials.carol }, 'login')).page
  const carol = await trial.server.people.findByUsername('carol')
  await trial.server.people.setStatus(carol?.sub ?? '', 'disabled')
  const refused = consent && (await agent.submit(consent, {}, 'accept'))
  await trial.server.people.setStatus(carol?.sub ?? '', 'active')
  expect([refused?.left, refused?.page?.status]).toEqual([undefined, 403])
})
