/** The viewer as people use it: the whole demo in a real browser, and what the viewer tells of it. */
import axeCore from 'axe-core'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../test/browser.ts'
import { type Demo, openDemo } from '../../test/demo.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
})

/** A browser of its own: nobody is signed in. Collects what must not be shown. */
async function newPerson(): Promise<{ context: BrowserContext; page: Page; secrets: Set<string> }> {
  const context = await (await launchBrowser()).newContext({ locale: 'en-US' })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const secrets = new Set<string>()
  page.on('request', (request) => {
    const form = new URLSearchParams(request.postData() ?? '')
    const sent = [...new URL(request.url()).searchParams, ...form]
    for (const [name, value] of sent) if (SECRET.has(name)) secrets.add(value)
  })
  return { context, page, secrets }
}

const SECRET = new Set(['code', 'state', 'request', 'csrf', 'password'])

async function viewer(context: BrowserContext, path = '/flows'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${demo.webUrl}${path}`)
  await page.waitForSelector('[data-feed].connected >> nth=2')
  return page
}

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.fill('#username', username)
  await page.fill('#password', password)
  await page.press('#password', 'Enter')
  await page.click('#consent-accept')
  await page.waitForURL('**/session')
}

/** What the demo sends, in order: the kind of each message, and the parameters that it names. */
const START = 'csrf scope.profile scope.email scope.read scope.write action'
const ASKED =
  'response_type client_id redirect_uri scope state nonce code_challenge code_challenge_method resource ui_locales'
const METADATA =
  'issuer authorization_endpoint token_endpoint jwks_uri userinfo_endpoint code_challenge_methods_supported'
const story: readonly (readonly [kind: string, parameters?: string])[] = [
  ['start', START],
  ['discovery'],
  ['metadata', METADATA],
  ['to-authorize', ASKED],
  ['authorize', ASKED],
  ['to-login', 'request'],
  ['login-page', 'request'],
  ['page'],
  ['login', 'request csrf username password action'],
  ['to-resume', 'request'],
  ['resume', 'request'],
  ['to-consent', 'request'],
  ['consent-page', 'request'],
  ['page'],
  ['consent', 'request csrf action'],
  ['to-resume', 'request'],
  ['resume', 'request'],
  ['to-client', 'code state iss'],
  ['callback', 'code state iss'],
  ['redeem', 'Authorization grant_type code redirect_uri code_verifier resource'],
  ['tokens', 'access_token token_type expires_in scope refresh_token id_token'],
  ['keys'],
  ['key-set', 'keys'],
  ['to-page'],
  ['ask-call', 'csrf what action'],
  ['call', 'Authorization'],
  ['discovery'],
  ['metadata', METADATA],
  ['keys'],
  ['key-set', 'keys'],
  ['resource', 'message client_id scope'],
  ['to-page'],
  ['ask-refresh', 'csrf action'],
  ['refresh', 'Authorization grant_type refresh_token resource'],
  ['tokens', 'access_token token_type expires_in scope id_token'],
  ['to-page'],
  ['ask-userinfo', 'csrf action'],
  ['userinfo', 'Authorization'],
  ['claims', 'sub name email'],
  ['to-page'],
]

const message = (page: Page, kind: string): Locator => page.locator(`[data-message=${kind}]`).first()

describe('the viewer', () => {
  it('tells the demo from the first redirect to the refresh: each message in order, its parameters, its checks', async () => {
    const { context, page, secrets } = await newPerson()
    const watching = await viewer(context)
    await page.goto(demo.webUrl)
    await page.click('#start-login')
    await signIn(page, 'alice', 'password123')
    await page.click('#call-api')
    await page.waitForURL('**/session#result')
    await page.click('#refresh')
    await page.waitForURL(`${demo.webUrl}/session`)
    await page.click('#userinfo')
    await page.waitForURL('**/session#result')

    // It was open all the time: what it shows came live.
    await watching.waitForSelector('[data-message=claims]')
    await watching.waitForFunction((count) => document.querySelectorAll('.told').length === count, story.length)
    const told = await watching.$$eval('.told', (items) =>
      items.map((item) => ({
        kind: item.getAttribute('data-message') ?? '',
        names: Array.from(item.querySelectorAll('[data-parameter]'), (row) => row.getAttribute('data-parameter') ?? ''),
      })),
    )
    expect(told.map(({ kind }) => kind)).toEqual(story.map(([kind]) => kind))
    for (const [index, [kind, names = '']] of story.entries()) {
      const needed = names.split(' ').filter((name) => name !== '')
      expect([kind, ...(told[index]?.names ?? [])]).toEqual(expect.arrayContaining([kind, ...needed]))
    }

    const redeem = message(watching, 'redeem')
    const rules = await redeem
      .locator('[data-rule][data-state=held]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-rule')))
    expect(rules).toEqual(
      expect.arrayContaining([
        'client.secret',
        'code.known',
        'code.unused',
        'pkce.verifierMatches',
        'code.redirectUri',
      ]),
    )
    expect(await redeem.locator('[data-rule="pkce.verifierMatches"] a').getAttribute('href')).toContain(
      'rfc7636#section-4.6',
    )
    expect(await redeem.locator('.channel').textContent()).toBe('server to server')
    expect(await message(watching, 'callback').locator('.channel').textContent()).toBe('through the browser')
    const tokens = message(watching, 'tokens').locator('[data-parameter=access_token]')
    expect(await tokens.locator('[data-claim=aud] .value').textContent()).toContain(demo.resource)
    expect(await tokens.textContent()).toContain('Signature: withheld')
    expect(await watching.locator('.flow[aria-current]').textContent()).toMatch(/Login.*demo-web.*Tokens issued/)
    expect(await watching.locator('[data-state=failed]').count()).toBe(0)

    await expectNoSecrets(context, watching, secrets)
  })

  it('shows the check that failed, with what was expected and what was received, and leads there from the error page', async () => {
    const { page } = await newPerson()
    const asked = {
      response_type: 'code',
      client_id: 'demo-web',
      redirect_uri: 'https://evil.example/callback',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
    }
    await page.goto(`${demo.issuer}/oauth2/authorize?${new URLSearchParams(asked)}`)
    await page.click('footer a')
    await page.waitForURL(`${demo.webUrl}/flows#*`)
    const failed = page.locator('[data-failed="redirect.registered"]')
    await failed.waitFor()
    expect(await failed.locator('.expected').textContent()).toBe(`Expected${demo.webUrl}/callback`)
    expect(await failed.locator('.received').textContent()).toBe('Receivedhttps://evil.example/callback')
    expect(await failed.locator('a').getAttribute('href')).toContain('rfc-editor.org')
    expect(await page.locator('.flow[aria-current]').textContent()).toContain('Refused: invalid_request')
    expect(await page.locator('.told-card.here').getAttribute('id')).toBe(new URL(page.url()).hash.slice(1))
  })

  it('is used by keyboard alone: choose a flow, open a message, pause, filter', async () => {
    const { context, page } = await newPerson()
    await page.goto(demo.webUrl)
    await page.focus('#start-login')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#username:focus')
    await page.keyboard.type('bob')
    await page.keyboard.press('Tab')
    await page.keyboard.type('secret456')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#consent-accept')
    await tabTo(page, '#consent-accept')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/session')

    const watching = await viewer(context)
    await tabTo(watching, '#client-filter')
    await watching.keyboard.press('ArrowDown')
    expect(await watching.inputValue('#client-filter')).toBe('demo-web')
    await tabTo(watching, '#pause')
    await watching.keyboard.press('Enter')
    await watching.waitForSelector('#pause[aria-pressed=true]')
    const before = await watching.locator('.told').count()
    await page.focus('#call-api')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/session#result')
    await watching.waitForFunction(() => document.querySelector('#pause')?.textContent?.includes('new'))
    expect(await watching.locator('.told').count()).toBe(before)
    await watching.keyboard.press('Enter')
    await watching.waitForSelector('[data-message=resource]')

    await tabTo(watching, '.flow')
    await watching.keyboard.press('Enter')
    expect(await watching.evaluate(() => document.activeElement?.id)).toBe('flow-title')
    await tabTo(watching, 'summary')
    await watching.keyboard.press('Enter')
    await watching.waitForSelector('.told details[open]')
  })

  it('opens at the step that a card of the session page links to', async () => {
    const { page } = await newPerson()
    await page.goto(demo.webUrl)
    await page.click('#start-login')
    await signIn(page, 'carol', 'mypass789')
    await page.locator('a[href^="/flows#"]', { hasText: 'Token request' }).first().click()
    await page.waitForSelector('[data-message=redeem] .told-card.here')
    expect(await page.locator('.told-card.here').count()).toBe(1)
  })

  it.each(['light', 'dark'] as const)('is accessible and fits a phone, %s, in both languages', async (colorScheme) => {
    const browser = await launchBrowser()
    for (const locale of ['en-US', 'de-DE']) {
      const page = await browser.newPage({ colorScheme, locale, viewport: { width: 320, height: 720 } })
      await page.goto(`${demo.webUrl}/flows`)
      await page.waitForSelector('.told')
      await page.click('#open-all')
      await page.evaluate(axeCore.source)
      const { violations } = await page.evaluate(() => globalThis.axe.run(document))
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      expect(await page.textContent('h1')).toBe(locale === 'de-DE' ? 'Abläufe' : 'Flows')
      await page.close()
    }
  })
})

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no Tab leads to ${selector}`)
}

/** Neither in what the viewer shows nor in what the three servers serve to it. */
async function expectNoSecrets(context: BrowserContext, watching: Page, secrets: ReadonlySet<string>): Promise<void> {
  const cookies = (await context.cookies()).map(({ value }) => value)
  const known = [...secrets, ...cookies, 'password123', 'demo-web-secret-for-development-only', 'alice@']
  expect(known.length).toBeGreaterThan(8)
  const feeds = await Promise.all([demo.webUrl, demo.issuer, demo.resource].map(beginningOfFeed))
  for (const text of [await watching.content(), ...feeds]) {
    for (const secret of known) expect(text.includes(secret), `${secret} is shown`).toBe(false)
    // A JWT with a third part would be one with its signature.
    expect(text).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]{8}/)
  }
}

/** What is kept: the stream itself never ends. */
async function beginningOfFeed(origin: string): Promise<string> {
  const response = await fetch(`${origin}/trace/events`)
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const silence = new Promise<undefined>((resolve) => setTimeout(resolve, 300, undefined))
    const part = await Promise.race([reader?.read(), silence])
    if (part?.value === undefined) break
    text += decoder.decode(part.value, { stream: true })
  }
  await reader?.cancel()
  return text
}

declare global {
  var axe: typeof import('axe-core')
}
