/** `prompt` and `max_age`: when a page has to be shown, and when none may be (OIDC Core §3.1.2.1). */
import { beforeAll, expect, it } from 'vitest'
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
