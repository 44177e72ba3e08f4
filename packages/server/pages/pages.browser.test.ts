import { createServer, type RequestListener } from 'node:http'
import type { Rule } from '@sightglass/spec/check'
import { assets } from '@sightglass/ui/assets'
import { pageHeaders } from '@sightglass/ui/csp'
import { type Html, html, render } from '@sightglass/ui/html'
import { page as frame } from '@sightglass/ui/layout'
import { steps } from '@sightglass/ui/step-card'
import { type Locale, locales } from '@sightglass/ui/texts'
import axeCore from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { launchBrowser } from '../../../test/browser.ts'
import { afterThis } from '../../../test/cleaning.ts'
import { type AccountPageModel, accountPage } from '../features/account/account-page.ts'
import { signInForm } from '../features/account/sign-in-form.ts'
import { consentPage } from '../features/consent/consent-page.ts'
import { confirmPage, decidedPage, enterPage } from '../features/device/device-page.ts'
import { loginPage } from '../features/login/login-page.ts'
import * as logout from '../features/logout/logout-page.ts'
import { errorPage } from './error-page.ts'

const issuer = 'http://localhost:8081'
const hidden = { request: 'r1', csrf: 'c1' }
const client = { name: `A client with a ${'very '.repeat(12)}long name`, redirectUri: 'http://localhost:8080/callback' }
const unbroken = 'x'.repeat(300)
const rule: Rule = { id: 'a.b', cite: 'RFC6749-4.1.2.1', error: 'invalid_request', must: 'a must be b' }

const at = 1_800_000_000
const accountModel: Omit<AccountPageModel, 'locale'> = {
  csrf: 'c1',
  timeZone: 'Europe/London',
  user: { username: 'alice', name: unbroken },
  applications: [
    {
      clientId: 'c1',
      name: client.name,
      scopes: [
        { scope: 'openid', description: 'know that it is you' },
        { scope: unbroken, description: unbroken },
      ],
      resources: [{ identifier: `https://a.example/${unbroken}`, name: 'Demo API' }, { identifier: unbroken }],
      since: at,
      remembered: true,
    },
    { clientId: 'c2', name: unbroken, scopes: [], resources: [], since: at, remembered: false },
  ],
  moreApplications: '/account?grants=g1',
  sessions: [
    { id: 's1', here: true, signedInAt: at, seenAt: at, methods: ['pwd'] },
    {
      id: 's2',
      here: false,
      agent: { browser: 'Firefox', platform: 'Linux' },
      signedInAt: at,
      seenAt: at,
      methods: [],
    },
  ],
  moreSessions: '/account?sessions=s2',
}

const views: Record<string, (locale: Locale) => Html> = {
  login: (locale) =>
    loginPage({ locale, hidden, client, reason: 'maxAge', demoAccounts: [{ username: 'bob', password: 'secret456' }] }),
  refused: (locale) => loginPage({ locale, hidden, client, error: 'wrongCredentials', username: unbroken }),
  consent: (locale) =>
    consentPage({
      locale,
      hidden,
      client: { ...client, host: unbroken },
      unverified: true,
      resources: [
        {
          identifier: `https://a.example/${unbroken}`,
          scopes: [
            { scope: 'read', description: 'see' },
            { scope: unbroken, description: unbroken },
          ],
        },
        { identifier: 'https://b.example', name: unbroken, scopes: [{ scope: 'read', description: 'look' }] },
      ],
      scopes: [{ scope: unbroken, description: unbroken }],
      user: { username: 'alice', name: unbroken },
    }),
  accountSignIn: (locale) =>
    signInForm({ issuer, demoAccounts: [{ username: 'bob', password: 'secret456' }] }, locale, true).page({
      csrf: 'c1',
    }),
  accountRefused: (locale) =>
    signInForm({ issuer, demoAccounts: [] }, locale).page({
      csrf: 'c1',
      error: 'wrongCredentials',
      username: unbroken,
    }),
  account: (locale) => accountPage({ ...accountModel, locale, told: 'withdrawn' }),
  accountWrong: (locale) =>
    accountPage({
      ...{ locale, csrf: 'c1', user: { username: unbroken }, applications: [], timeZone: 'nowhere' },
      ...{ sessions: accountModel.sessions.slice(0, 1), passwordError: 'passwordRepeated' },
    }),
  device: (locale) => enterPage({ locale }),
  deviceRefused: (locale) => enterPage({ locale, error: 'known', userCode: unbroken }),
  deviceConfirm: (locale) =>
    confirmPage({
      ...{
        locale,
        client,
        hidden: { user_code: 'WDJB-MJHT', csrf: 'c1' },
        user: { username: 'alice', name: unbroken },
      },
      asker: { address: '2001:db8:1:2:3:4:5:6', agent: { browser: 'Firefox', platform: 'Linux' }, minutesAgo: 2 },
      resources: [
        { identifier: `https://a.example/${unbroken}`, scopes: [{ scope: unbroken, description: unbroken }] },
        { identifier: 'https://b.example', name: 'B', scopes: [{ scope: 'read', description: 'look' }] },
      ],
      scopes: [{ scope: 'openid', description: 'know that it is you' }],
      account: `https://a.example/${unbroken}`,
    }),
  deviceApproved: (locale) => decidedPage(locale, 'approved', '/device'),
  deviceDenied: (locale) => decidedPage(locale, 'denied', '/device'),
  logout: (locale) =>
    logout.confirmPage({
      ...{ locale, client: client.name, hidden, target: '/logout' },
      user: { username: 'alice', name: unbroken },
    }),
  logoutRefused: (locale) =>
    logout.confirmPage({
      ...{ locale, hidden, target: '/logout', user: { username: unbroken } },
      fault: { rule, traceId: unbroken },
    }),
  loggedOut: (locale) => logout.endedPage({ locale, client: unbroken, back: 'https://a.example/bye', frames: [] }),
  loggedOutRefused: (locale) => logout.endedPage({ locale, frames: [], fault: { rule, traceId: undefined } }),
  notLoggedOut: (locale) =>
    logout.stayedPage({ locale, client: client.name, home: 'https://a.example/', account: '/account' }),
  error: (locale) =>
    errorPage({
      locale,
      error: 'invalid_request',
      rule,
      seen: { parameter: unbroken, received: unbroken },
      traceId: 't1',
    }),
  steps: (locale) => {
    const parameters = [{ name: 'code_challenge', value: unbroken, why: 'Why.', cite: 'RFC7636-4.3' }] as const
    const cards = [
      { id: 's1', title: 'One', from: 'client', to: 'authorization', message: unbroken, parameters },
      { id: 's2', title: 'Two', from: 'authorization', to: 'resource', parameters: [] },
    ] as const
    return frame({
      title: 'Steps',
      locale,
      party: 'client',
      wide: true,
      body: html`<h1>Steps</h1>${steps(cards, locale)}`,
    })
  },
}

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  afterThis(() => server.close())
  const address = server.address()
  return `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`
}

/** Shows the views, each at `/name?locale`; forms are answered with a redirect to `callback`, as the end of a flow would. */
const serve = (formTargets: readonly string[] = [], callback = '/') =>
  listen((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
    const asset = assets.get(pathname)
    const view = views[pathname.slice(1)]
    if (asset !== undefined) response.setHeader('content-type', asset.type).end(asset.body)
    else if (request.method === 'POST') {
      const sent: Buffer[] = []
      request.on('data', (chunk: Buffer) => sent.push(chunk))
      request.on('end', () => response.writeHead(303, { location: `${callback}?${Buffer.concat(sent)}` }).end())
    } else if (view === undefined) response.writeHead(404).end()
    else response.writeHead(200, pageHeaders({ formTargets })).end(render(view(search === '?de' ? 'de' : 'en')))
  })

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source)
  const runOnly = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']
  const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), runOnly)
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)
}

declare global {
  var axe: typeof import('axe-core')
}

it('every page is accessible and fits, light and dark, on a phone and a desk, in both languages', {}, async () => {
  const origin = await serve()
  const browser = await launchBrowser()
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ colorScheme, bypassCSP: true })
    for (const [name, locale] of Object.keys(views).flatMap((view) => locales.map((one) => [view, one] as const))) {
      await page.goto(`${origin}/${name}?${locale}`)
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(overflow, `${name} at ${width}`).toBeLessThanOrEqual(0)
      }
      expect(await violations(page), `${name} ${colorScheme} ${locale}`).toEqual([])
    }
  }
})

it('pages keep to their own Content-Security-Policy', async () => {
  const page = await (await launchBrowser()).newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  const origin = await serve()
  for (const name of Object.keys(views)) {
    await page.goto(`${origin}/${name}`)
    expect(await page.evaluate(() => document.styleSheets.length), name).toBe(1)
  }
  expect(complaints).toEqual([])
})

it('Enter signs in, and Cancel needs no user name; both work without JavaScript', async () => {
  const context = await (await launchBrowser()).newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const origin = await serve()
  await page.goto(`${origin}/login`)
  await page.locator('#username').fill('alice')
  await page.locator('#password').fill('password123')
  await page.locator('#password').press('Enter')
  await page.waitForURL(/request=r1&csrf=c1&username=alice&password=password123&action=login$/)
  await page.goto(`${origin}/login`)
  await page.locator('#login-cancel').click()
  await page.waitForURL(/action=cancel$/)
})

it('a form reaches the client, and where its callback leads on to, only where the policy names it', async () => {
  const callback = await listen((_, response) => response.end('arrived'))
  const page = await (await launchBrowser()).newPage()
  await page.goto(`${await serve([`${callback}/callback`], `${callback}/callback`)}/consent`)
  await page.locator('#consent-accept').click()
  await page.waitForURL(/\/callback\?.*action=accept$/)

  const onward = await listen((_, response) => response.writeHead(302, { location: `${callback}/app` }).end())
  await page.goto(`${await serve([`${onward}/callback`], `${onward}/callback`)}/consent`)
  await page.locator('#consent-accept').click()
  await page.waitForURL(`${callback}/app`)

  const refused = page.waitForEvent('console', (message) => message.text().includes('form-action'))
  await page.goto(`${await serve([], `${callback}/callback`)}/consent`)
  await page.locator('#consent-accept').click()
  await refused
  expect(new URL(page.url()).pathname).toBe('/consent')
})
