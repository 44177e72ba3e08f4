/** What the login page tells who is not let in just now, or is signed in already. */
import { beforeEach, expect, it } from 'vitest'
import { authorizationUrl, credentials, openTrial, type Trial, walk } from '../../../../test/authorization-server.ts'
import type { Page, Visit } from '../../../../test/user-agent.ts'

let trial: Trial

beforeEach(async () => {
  trial = await openTrial()
})

function pageOf({ page }: Visit): Page {
  if (page === undefined) throw new Error('a page was expected')
  return page
}

const right = { username: 'alice', password: credentials.alice }

it('a form that was opened elsewhere is answered by a fresh one, which works', async () => {
  const agent = trial.browser()
  const page = pageOf(await agent.visit((await authorizationUrl()).url))
  const stale = { ...page, html: page.html.replace(/name="csrf" value="/, '$&x') }
  const again = pageOf(await agent.submit(stale, { ...right, username: 'al' }, 'login'))
  expect(again.status).toBe(403)
  expect(again.html).toContain('This page had been open for too long')
  expect(again.html).toContain('value="al"')
  expect(pageOf(await agent.submit(again, right, 'login')).html).toContain('consent-accept')
})

it('a request of another browser gets no form', async () => {
  const page = pageOf(await trial.browser().visit((await authorizationUrl()).url))
  const refused = pageOf(await trial.browser().submit(page, right, 'login'))
  expect(refused.status).toBe(403)
  expect(refused.html).not.toContain('login-submit')
})

it.each([
  [{}, undefined],
  [{ max_age: '3600' }, undefined],
  [{ max_age: '0' }, 'You signed in some time ago.'],
  [{ prompt: 'login' }, 'asks you to confirm who you are'],
  [{ prompt: 'select_account' }, 'Sign in with the account'],
])('who is signed in and comes to the form of a request with %j is told %s', async (asked, words) => {
  const agent = trial.browser()
  await walk(agent, (await authorizationUrl()).url)
  const consent = pageOf(await agent.visit((await authorizationUrl({ prompt: 'consent', ...asked })).url))
  const page = pageOf(await agent.visit(consent.url.replace('/consent?', '/login?')))
  for (const text of ['some time ago', 'asks you to confirm', 'Sign in with the account'])
    expect(page.html.includes(text)).toBe(words?.includes(text) ?? false)
})
