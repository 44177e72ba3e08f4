/** oidc-client-ts, unchanged, in a real browser: a page of another origin signs in, renews by itself, takes back and signs out. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { openStore } from '@sightglass/store'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { credentials } from '../authorization-server.ts'
import { launchBrowser } from '../browser.ts'
import { afterThis } from '../cleaning.ts'
import { addClient } from '../lifecycle.ts'
import { listening } from '../listening.ts'
import { loopbackSeeds, openLoopbackServer } from '../loopback-server.ts'

const library = readFileSync(
  createRequire(import.meta.url)
    .resolve('oidc-client-ts')
    .replace(/umd.*$/, 'browser/oidc-client-ts.min.js'),
)

/** Of the seeded policy: all but a second of it is left when the library renews, so that nobody waits. */
const LIFETIME_SECONDS = 600

interface Settings {
  readonly issuer: string
  readonly clientId: string
}

/** What the application does, by the library's own words; each button tells what came of it. */
const script = ({ issuer, clientId }: Settings): string => `
const manager = new oidc.UserManager({
  authority: ${JSON.stringify(issuer)},
  client_id: ${JSON.stringify(clientId)},
  redirect_uri: location.origin + '/callback',
  post_logout_redirect_uri: location.origin + '/signed-out',
  scope: 'openid profile read',
  resource: ${JSON.stringify(loopbackSeeds.resource)},
  loadUserInfo: true,
  automaticSilentRenew: false,
  accessTokenExpiringNotificationTimeInSeconds: ${LIFETIME_SECONDS - 1},
})
let renewals = 0
const show = (id, text) => { document.getElementById(id).textContent = text }
const told = (work) => work().catch((error) => show('error', error.error ?? error.message))
const showUser = (user) => show('name', user?.profile.name ?? 'nobody')
manager.events.addUserLoaded((user) => {
  show('tokens', JSON.stringify([user.access_token, user.refresh_token]))
  show('renewals', String(renewals++))
})
const buttons = {
  'sign-in': () => manager.signinRedirect({ state: { from: 'the page' } }),
  'sign-in-silently': () => manager.signinRedirect({ prompt: 'none' }),
  'renew-by-itself': async () => manager.startSilentRenew(),
  'revoke': async () => { await manager.revokeTokens(['refresh_token']); show('error', 'revoked') },
  'sign-out': () => manager.signoutRedirect({ state: { bye: 1 } }),
}
for (const [id, press] of Object.entries(buttons))
  document.getElementById(id).addEventListener('click', () => told(press))
told(async () => {
  if (location.pathname === '/callback') {
    const user = await manager.signinRedirectCallback()
    show('state', JSON.stringify(user.state))
    history.replaceState({}, '', '/')
  }
  if (location.pathname === '/signed-out') {
    const { userState } = await manager.signoutRedirectCallback()
    show('state', JSON.stringify(userState))
  }
  showUser(await manager.getUser())
})
`

const html = `<!doctype html><title>An application</title>
${['sign-in', 'sign-in-silently', 'renew-by-itself', 'revoke', 'sign-out'].map((id) => `<button id="${id}">${id}</button>`).join('')}
${['name', 'state', 'tokens', 'renewals', 'error'].map((id) => `<p id="${id}"></p>`).join('')}
<script src="/oidc-client-ts.js"></script><script src="/app.js"></script>`

interface Application {
  readonly page: Page
  readonly origin: string
  readonly issuer: string
}

async function openApplication(): Promise<Application> {
  const { issuer, server } = await openLoopbackServer(async (options) => {
    const store = await openStore('memory:', options)
    afterThis(() => store.close())
    return store
  })
  let app = ''
  const origin = await listening(({ url = '' }, response) => {
    const [type, body] =
      url === '/oidc-client-ts.js'
        ? ['text/javascript', library]
        : url === '/app.js'
          ? ['text/javascript', app]
          : ['text/html', html]
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body)
  })
  const { clientId } = await addClient(server, 'demo-client', {
    redirectUris: [`${origin}/callback`],
    postLogoutRedirectUris: [`${origin}/signed-out`],
  })
  app = script({ issuer, clientId })
  const page = await (await launchBrowser()).newPage()
  return { page, origin, issuer }
}

const textOf = (page: Page, id: string): Promise<string | null> => page.textContent(`#${id}`)
const saying = (page: Page, id: string, text: string): Promise<unknown> =>
  page.waitForSelector(`#${id}:text-is(${JSON.stringify(text)})`)

async function signIn({ page, origin }: Application): Promise<void> {
  await page.goto(origin)
  await saying(page, 'name', 'nobody')
  await page.click('#sign-in')
  await page.fill('#username', 'alice')
  await page.fill('#password', credentials.alice)
  await page.press('#password', 'Enter')
  await page.click('#consent-accept')
  await saying(page, 'name', 'Alice Liddell')
}

it('signs in by code and PKCE, reads UserInfo, and renews by itself with the refresh token', async () => {
  const application = await openApplication()
  const { page, issuer } = application
  await signIn(application)
  expect(await textOf(page, 'state')).toBe('{"from":"the page"}')
  const [accessToken, refreshToken] = JSON.parse((await textOf(page, 'tokens')) ?? '[]') as string[]
  const renewed = page.waitForResponse((response) => response.url() === `${issuer}/oauth2/token`)
  await page.click('#renew-by-itself')
  expect((await renewed).request().postDataJSON()).toMatchObject({ grant_type: 'refresh_token' })
  await page.waitForFunction(
    (before) => document.getElementById('tokens')?.textContent !== before,
    JSON.stringify([accessToken, refreshToken]),
  )
  const [newer, rotated] = JSON.parse((await textOf(page, 'tokens')) ?? '[]') as string[]
  expect([newer === accessToken, rotated === refreshToken]).toEqual([false, false])
  expect(await textOf(page, 'name')).toBe('Alice Liddell')
})

it('signs out at the server, which sends it back; then nobody is signed in there', async () => {
  const application = await openApplication()
  const { page, origin } = application
  await signIn(application)
  await page.click('#sign-out')
  await page.waitForURL(`${origin}/signed-out?state=*`)
  await saying(page, 'state', '{"bye":1}')
  await saying(page, 'name', 'nobody')
  await page.click('#sign-in-silently')
  await saying(page, 'error', 'login_required')
})

it('takes its refresh token back; who is still signed in comes in again by consent alone', async () => {
  const application = await openApplication()
  const { page } = application
  await signIn(application)
  await page.click('#revoke')
  await saying(page, 'error', 'revoked')
  await page.click('#sign-in')
  await page.click('#consent-accept')
  await saying(page, 'name', 'Alice Liddell')
})
