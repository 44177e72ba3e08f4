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
  // Who agreed before is not asked again.
  await page.waitForSelector('#consent-accept, #who')
  if (await page.isVisible('#consent-accept')) await page.click('#consent-accept')
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
  ['keys'],
  ['key-set', 'keys'],
  ['redeem', 'Authorization grant_type code redirect_uri code_verifier resource'],
  ['tokens', 'access_token token_type expires_in scope refresh_token id_token'],
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

/** Presses a button of a form and follows as far as the authorization server goes: gives where the browser would go then. */
async function pressWithoutLeaving(page: Page, selector: string): Promise<string> {
  const form = await page.locator(selector).evaluate((button) => {
    if (!(button instanceof HTMLButtonElement) || button.form === null) throw new Error('there is no form')
    const values = Array.from(new FormData(button.form, button), ([name, value]) => [name, String(value)] as const)
    return { address: new URL(button.form.getAttribute('action') ?? '', document.baseURI).href, values }
  })
  const ask = { maxRedirects: 0, headers: { origin: 'null' } }
  const first = await page.request.post(form.address, { ...ask, form: Object.fromEntries(form.values) })
  const next = new URL(first.headers().location ?? '', form.address).href
  if (!next.startsWith(demo.issuer)) return next
  return (await page.request.get(next, ask)).headers().location ?? ''
}

function pidOf(name: string): number {
  const pid = new RegExp(`"pid":(\\d+)[^\\n]*"name":"${name}"`).exec(demo.output())?.[1]
  if (pid === undefined) throw new Error(`${name} did not tell its process id`)
  return Number(pid)
}

describe('the viewer', () => {
  it('says what will be seen while there is nothing', async () => {
    const { context } = await newPerson()
    const page = await viewer(context)
    expect(await page.textContent('#empty')).toContain('Nothing to see yet')
    expect(await page.locator('#empty a').getAttribute('href')).toBe('/')
  })

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
    expect(await redeem.locator('[data-rule="pkce.verifierMatches"] .cite').getAttribute('href')).toContain(
      'rfc7636#section-4.6',
    )
    expect(await redeem.locator('.channel').textContent()).toBe('server to server')
    expect(await message(watching, 'callback').locator('.channel').textContent()).toBe('through the browser')
    const tokens = message(watching, 'tokens').locator('[data-parameter=access_token]')
    expect(await tokens.locator('[data-claim=aud] .value').textContent()).toContain(demo.resource)
    expect(await tokens.textContent()).toContain('Signature: withheld')
    expect(await watching.locator('.flow[aria-current]').textContent()).toMatch(
      /Sign-in.*demo-web.*Signed in: tokens issued/,
    )
    expect(await watching.locator('[data-state=failed]').count()).toBe(0)

    await expectNoSecrets(context, watching, secrets)
  })

  it('tells in chapters what happened, and leads to each', async () => {
    const { context } = await newPerson()
    const page = await viewer(context)
    await page.locator('.flow', { hasText: 'UserInfo' }).first().click()
    const chapters = await page.locator('.outline a').allTextContents()
    expect(chapters.map((words) => words.replace(/[^a-z?]+$/i, '').replace(/^\W+/, ''))).toEqual([
      'The client asks for a login',
      'The person signs in',
      'The person is asked to agree',
      'The browser comes back to the client',
      'The code is exchanged for tokens',
      'The API is called',
      'Fresh tokens',
      'Who is signed in?',
    ])
    await page.click('.outline a >> text=Fresh tokens')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Fresh tokens')
    const after = await page.locator('#chapter-6').evaluate((heading) => {
      const next = heading.closest('.chapter')?.nextElementSibling
      return next?.getAttribute('data-message')
    })
    expect(after).toBe('ask-refresh')
  })

  it('says in plain words what each message decided, and what becomes of the refresh token', async () => {
    const { context } = await newPerson()
    const page = await viewer(context)
    await page.locator('.flow', { hasText: 'UserInfo' }).first().click()
    const decided = (kind: string): Promise<string | null> => message(page, kind).locator('.decided').textContent()
    expect(await decided('redeem')).toContain('Code, client, redirect_uri and code_verifier fit')
    expect(await decided('call')).toBe('Signature, audience, time and scope of the access token fit.')
    expect(await decided('refresh')).toMatch(/stays the same .* works until .*When it comes back: it works again/)
    expect(await page.locator('[data-message=tokens]').nth(1).locator('.decided').textContent()).toMatch(
      /Came, new: access token \(works until .*\), ID token\.No refresh token came/,
    )
  })

  it('shows looks in the order in which they were decided, and values only where they explain', async () => {
    const { context } = await newPerson()
    const page = await viewer(context)
    await page.locator('.flow', { hasText: 'UserInfo' }).first().click()
    const redeem = message(page, 'redeem')
    const looks = await redeem
      .locator('.looks')
      .first()
      .locator('.look')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-rule')))
    expect(looks.indexOf('code.redeemed')).toBeGreaterThan(looks.indexOf('code.unused'))
    expect(await redeem.locator('[data-rule="client.sameId"]').textContent()).toContain('Not sent, which is allowed.')
    const call = message(page, 'call')
    expect(await call.locator('.resumed + .look').getAttribute('data-rule')).toBe('access-token.key')
    const awaited = await call.locator('.resumed a').getAttribute('href')
    expect(await page.locator(`[id="${awaited?.slice(1)}"] h4`).textContent()).toBe('Key set')
    expect(await page.locator('.held .seen', { hasText: /null|\(none\)/ }).count()).toBe(0)
    expect(await page.locator('[data-message=discovery] .why').allTextContents()).toEqual([
      expect.stringContaining('the client asks'),
      expect.stringContaining('The resource server has no keys yet'),
    ])
  })

  it('explains a word of the trade where somebody asks, by keyboard too', async () => {
    const { context } = await newPerson()
    const page = await viewer(context)
    await page.locator('.flow', { hasText: 'UserInfo' }).first().click()
    const refresh = message(page, 'refresh')
    const word = refresh.locator('.decided .term', { hasText: 'confidential' })
    expect(await word.getAttribute('aria-expanded')).toBe('false')
    await word.press('Enter')
    expect(await refresh.locator('.term-means').textContent()).toContain('can keep a secret')
    expect(await word.getAttribute('aria-expanded')).toBe('true')
    await word.press('Enter')
    expect(await refresh.locator('.term-means').count()).toBe(0)
  })

  it('tells of a wrong password in plain words, and of the sign-in after it', async () => {
    const { context, page } = await newPerson()
    const watching = await viewer(context)
    await page.goto(demo.webUrl)
    await page.click('#start-login')
    await page.fill('#username', 'alice')
    await page.fill('#password', 'not it')
    await page.press('#password', 'Enter')
    await watching.waitForSelector('[data-message=login-again]')
    expect(await watching.locator('.flow[aria-current]').textContent()).toContain('Wrong password, may try again')
    const setback = message(watching, 'login').locator('[data-setback="login.failed"]')
    expect(await setback.textContent()).toContain('the person may try again')
    expect(await message(watching, 'login-again').textContent()).not.toContain('Refusal')
    await signIn(page, 'alice', 'password123')
    await watching.waitForSelector('.flow[aria-current] >> text=after 1 wrong password')
    expect(await watching.locator('.flow[aria-current]').textContent()).toContain('Signed in: tokens issued')
  })

  it('finds messages by party, by what failed, and by a word; the rest is hidden and comes back', async () => {
    const { context } = await newPerson()
    const page = await viewer(context)
    await page.waitForSelector('.told')
    const flows = await page.locator('.flow').count()
    await page.fill('#search', 'pkce.verifierMatches')
    await page.waitForSelector('.narrowed >> text=1 of')
    expect(
      await page.locator('.told:visible').evaluateAll((items) => items.map((item) => item.dataset.message)),
    ).toEqual(['redeem'])
    expect(await page.locator('.look.hit').getAttribute('data-rule')).toBe('pkce.verifierMatches')
    expect(await page.locator('.look.hit').isVisible()).toBe(true)
    await page.click('#show-all')
    expect(await page.inputValue('#search')).toBe('')
    expect(await page.locator('.told:not(:visible)').count()).toBe(0)

    await page.check('#only-failures')
    expect(await page.locator('.flow').count()).toBeLessThan(flows)
    for (const item of await page.locator('.told:visible').all())
      expect(await item.getAttribute('data-failure')).not.toBeNull()
    await page.fill('#search', 'nothing has this')
    await page.click('#clear-filter')
    expect(await page.locator('.flow').count()).toBe(flows)

    await page.selectOption('#party-filter', 'resource-server')
    const routes = await page.locator('.told:visible .told-route').allTextContents()
    expect(routes.length).toBeGreaterThan(0)
    for (const route of routes) expect(route).toContain('Resource server')
  })

  it('links to a message and to a check, and copies the link', async () => {
    const { context } = await newPerson()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const page = await viewer(context)
    await page.fill('#search', 'pkce.verifierMatches')
    await page.click('.look.hit .rule-id')
    await page.click('.look.here .copy')
    await page.waitForSelector('#toast >> text=Link copied')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(/\/flows#[\w-]+\/pkce\.verifierMatches$/)

    const other = await context.newPage()
    await other.goto(copied)
    await other.waitForSelector('.look.here[data-rule="pkce.verifierMatches"]:focus')
    expect(await other.locator('.look.here').isVisible()).toBe(true)
    await other.click('[data-message=redeem] .told-route .copy')
    await other.waitForSelector('#toast >> text=Link copied')
    const id = await other.locator('[data-message=redeem] .told-card').getAttribute('id')
    expect(await other.evaluate(() => navigator.clipboard.readText())).toBe(`${demo.webUrl}/flows#${id}`)
  })

  it('shows what is under way, and its answer in the same place', async () => {
    const { context, page } = await newPerson()
    const watching = await viewer(context)
    await page.goto(demo.webUrl)
    await page.click('#start-login')
    await page.fill('#username', 'carol')
    await page.fill('#password', 'mypass789')
    await page.press('#password', 'Enter')
    await page.waitForSelector('#consent-accept')
    await watching.waitForSelector('[data-message=consent-page]')
    const callback = await pressWithoutLeaving(page, '#consent-accept')
    // The client's own message stays under way while the authorization server does not answer it.
    const auth = pidOf('auth')
    process.kill(auth, 'SIGSTOP')
    const arriving = page.goto(callback)
    try {
      await watching.waitForSelector('[data-message=callback][data-under-way] >> text=no answer yet')
    } finally {
      process.kill(auth, 'SIGCONT')
    }
    await arriving
    await watching.waitForSelector('[data-message=tokens]')
    expect(await watching.locator('[data-message=callback]').count()).toBe(1)
    expect(await watching.locator('[data-under-way]').count()).toBe(0)
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
    expect(await failed.locator('.cite').getAttribute('href')).toContain('rfc-editor.org')
    expect(await page.textContent('#verdict')).toContain(
      'The authorization server refused the authorization request that the browser brought',
    )
    expect(await page.textContent('.gap')).toContain('The messages before this were not recorded here')
    expect(await page.locator('.flow[aria-current]').textContent()).toMatch(
      /Refused: return address not registered.*invalid_request/,
    )
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

  it('does with single keys what its list of them says, unless they are turned off', async () => {
    const { context } = await newPerson()
    const page = await viewer(context)
    await page.waitForSelector('.told')
    const here = () =>
      page.evaluate(() => document.activeElement?.closest('.told')?.querySelector('.number')?.textContent)
    await page.keyboard.press('?')
    await page.waitForSelector('dialog[open]')
    expect(await page.locator('.keys-list kbd').count()).toBeGreaterThan(10)
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await here()).toContain('2')
    await page.keyboard.press('k')
    expect(await here()).toContain('1')
    await page.keyboard.press('o')
    expect(await page.locator('.told').first().locator('details:not([open])').count()).toBe(0)
    const before = await page.locator('.flow[aria-current]').getAttribute('data-flow')
    await page.keyboard.press(']')
    expect(await page.locator('.flow[aria-current]').getAttribute('data-flow')).not.toBe(before)
    await page.keyboard.press('f')
    expect(await page.isChecked('#only-failures')).toBe(true)
    await page.keyboard.press('n')
    expect(await page.evaluate(() => document.activeElement?.closest('[data-failure]') !== null)).toBe(true)
    await page.keyboard.press('/')
    await page.keyboard.type('jf')
    expect(await page.inputValue('#search')).toBe('jf')

    await page.click('#keys')
    await page.uncheck('#keys-on')
    await page.keyboard.press('Escape')
    await page.keyboard.press('f')
    expect(await page.isChecked('#only-failures')).toBe(true)
  })

  it('says under the headline who refused what, and that two logins met where a code came back to another one', async () => {
    const { context, page } = await newPerson()
    const other = await context.newPage()
    const states: string[] = []
    other.on('request', (request) => {
      const state = new URL(request.url()).searchParams.get('state')
      if (state !== null) states.push(state)
    })
    await other.goto(demo.webUrl)
    await other.click('#start-login')
    await other.waitForSelector('#username')
    await page.goto(demo.webUrl)
    await page.click('#start-login')
    await page.fill('#username', 'alice')
    await page.fill('#password', 'password123')
    const callback = new URL(await pressWithoutLeaving(page, '#login-submit'))
    callback.searchParams.set('state', states[0] ?? '')
    await page.goto(callback.href)
    expect(await page.textContent('h1')).toBe('The code was not accepted')

    const watching = await viewer(context)
    await watching.locator('.flow', { hasText: 'wrong code_verifier' }).click()
    const verdict = watching.locator('#verdict')
    expect(await verdict.textContent()).toContain('The authorization server refused the client’s token request')
    const link = await verdict.locator('a').first().getAttribute('href')
    const id = await message(watching, 'redeem').locator('.told-card').getAttribute('id')
    expect(link).toBe(`#${id}/pkce.verifierMatches`)
    const expected = await message(watching, 'redeem').locator('.broken .expected code').textContent()
    expect(await verdict.locator('.expected code').textContent()).toBe(expected)
    expect(await verdict.textContent()).toContain('This is how a stolen code looks')
    expect(await verdict.locator('#two-logins a').count()).toBe(1)
    expect(await watching.locator('.outline .bad').textContent()).toContain('The code is exchanged for tokens')
    expect(await watching.locator('.gap').count()).toBe(0)
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
      // One of each kind is enough: all of them together take a minute to judge.
      for (const kind of ['authorize', 'login', 'redeem', 'tokens'])
        await message(page, kind).evaluate((item) => {
          for (const details of item.querySelectorAll('details')) details.open = true
        })
      await page.click('.filters > summary')
      await page.evaluate(axeCore.source)
      expect(await violationsOn(page)).toEqual([])
      await page.click('#keys')
      expect(await violationsOn(page, 'dialog')).toEqual([])
      await page.keyboard.press('Escape')
      await page.click('#open-all')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      expect(await page.textContent('h1')).toBe(locale === 'de-DE' ? 'Abläufe' : 'Flows')
      await page.close()
    }
  })
})

async function violationsOn(page: Page, part = 'html'): Promise<string[]> {
  const { violations } = await page.evaluate((selector) => globalThis.axe.run(selector), part)
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

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
