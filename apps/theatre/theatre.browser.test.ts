/** The stage as somebody meets it: the whole demo, a login in one window, and the theatre beside it. */
import axeCore from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../test/browser.ts'
import { type Demo, openDemo } from '../../test/demo.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
})

interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  /** What the page complained of. */
  readonly errors: readonly string[]
}

interface Manner {
  readonly place?: string
  readonly dark?: boolean
  readonly width?: number
  readonly motion?: boolean
}

async function visit({ place = '', dark = false, width = 1440, motion = false }: Manner = {}): Promise<Visit> {
  const context = await (await launchBrowser()).newContext({
    locale: 'en-US',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: motion ? 'no-preference' : 'reduce',
    viewport: { width, height: 900 },
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(`${demo.webUrl}/theatre${place}`)
  await page.waitForSelector('.house[aria-busy=false]')
  return { context, page, errors }
}

/** Signs in at the demo client, in a window of its own. */
async function signIn(context: BrowserContext, username: string, password: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(demo.webUrl)
  await page.click('#start-login')
  await page.fill('#username', username)
  await page.fill('#password', password)
  await page.press('#password', 'Enter')
  await page.waitForURL(/\/(?:oauth2\/)?(?:consent|session)|\/login/)
  if (await page.locator('#consent-accept').count()) await page.click('#consent-accept')
  await page.waitForSelector('#call-api')
  await page.click('#call-api')
  await page.waitForLoadState()
}

async function axe(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeCore.source)
  const { violations } = await page.evaluate<axeCore.AxeResults>('axe.run()')
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`)
}

const position = (page: Page): Promise<string | null> => page.textContent('.position')
const current = (page: Page): Promise<string | null> => page.locator('.row.current').getAttribute('data-number')

describe('the theatre', () => {
  it('opens three doors while nothing was recorded', async () => {
    const { page, errors } = await visit()
    await page.waitForSelector('.welcome')
    expect(await page.locator('.door a').allTextContents()).toEqual(['Learn', 'See a flow', 'Debug your client'])
    expect(await axe(page)).toEqual([])
    expect(errors).toEqual([])
  })

  it('plays a login along while it happens, and stays where somebody steps', async () => {
    const { context, page, errors } = await visit()
    await signIn(context, 'alice', 'password123')
    await page.waitForSelector('.flow-outcome.good')
    await page.waitForSelector('.chapter:text("The API is called")')
    const [at, all] = (await position(page))?.split(' of ') ?? []
    expect(at).toBe(all)
    expect(await page.getAttribute('.live-toggle', 'aria-pressed')).toBe('true')

    await page.keyboard.press('Home')
    expect(await position(page)).toMatch(/^1 of \d+$/)
    expect(await page.getAttribute('.live-toggle', 'aria-pressed')).toBe('false')
    const before = await page.locator('.flow').count()
    await signIn(await (await launchBrowser()).newContext(), 'bob', 'secret456')
    await expect.poll(() => page.locator('.flow').count()).toBeGreaterThan(before)
    expect(await position(page)).toMatch(/^1 of \d+$/)
    await page.click('.live-toggle')
    await expect.poll(() => page.locator('.flow >> nth=0').getAttribute('aria-current')).toBe('true')
    expect(errors).toEqual([])
  })

  it('steps, scrubs and plays, by button, key and track', async () => {
    const { page } = await visit({ motion: true })
    await page.click('.flow >> nth=0')
    await page.click('[data-press=first]')
    expect(await current(page)).toBe('1')
    await page.click('[data-press=next]')
    expect(await current(page)).toBe('2')
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('k')
    expect(await current(page)).toBe('3')
    await page.locator('.scrub input').fill('4')
    expect(await page.getAttribute('.scrub input', 'aria-valuetext')).toMatch(/^5 of \d+: \w/)
    expect(await current(page)).toBe('5')
    await page.locator('.stage-svg [data-number="4"] .row-title').click()
    expect(await current(page)).toBe('4')
    await page.selectOption('.speed select', '2')
    await page.click('[data-press=play]')
    await page.waitForSelector('.row-dot')
    await expect.poll(async () => Number(await current(page))).toBeGreaterThan(4)
    await page.locator('.floor').focus()
    await page.keyboard.press('Space')
    await page.waitForSelector('[data-press=play][aria-label=Play]')
    await page.keyboard.press('End')
    const [at, all] = (await position(page))?.split(' of ') ?? []
    expect(at).toBe(all)
  })

  it('leaves letters to the search, and leads there', async () => {
    const { page } = await visit()
    await page.waitForSelector('.flow')
    await page.keyboard.press('/')
    await page.waitForSelector('#flow-search:focus')
    const before = await position(page)
    await page.keyboard.type('kjn[]')
    expect(await page.inputValue('#flow-search')).toBe('kjn[]')
    expect(await position(page)).toBe(before)
    await page.waitForSelector('text=No flow matches.')
    await page.click('text=Clear the filters')
    await page.fill('#flow-search', 'code_verifier')
    expect(await page.locator('.flow').count()).toBeGreaterThan(0)
    await page.locator('.floor').focus()
    await page.keyboard.press('?')
    await page.waitForSelector('dialog.keys[open]')
  })

  it('folds the legend up with Escape, a press elsewhere and another room', async () => {
    const { page } = await visit()
    await page.click('.flow >> nth=0')
    const leavings = [
      () => page.keyboard.press('Escape'),
      () => page.click('.flow-list h2'),
      () => page.evaluate(() => location.assign('#/client')),
    ]
    for (const leave of leavings) {
      await page.click('.legend summary')
      await page.waitForSelector('.legend-list')
      await leave()
      await page.waitForSelector('.legend:not([open])')
    }
  })

  it('never scrolls as a page where its parts stand side by side, and names the servers there', async () => {
    const { page } = await visit()
    await page.click('.flow >> nth=0')
    const top = await page.evaluate(() => {
      for (const one of document.querySelectorAll<HTMLElement>('button, a, input, section, h2')) {
        one.focus()
        one.scrollIntoView()
      }
      scrollTo(0, 500)
      return scrollY
    })
    expect(top).toBe(0)
    expect(await page.locator('.light-name').allTextContents()).toEqual(['Client', 'Auth. server', 'Res. server'])
  })

  it('leads what goes through the browser along its lane, and what does not past it', async () => {
    const { page } = await visit()
    await page.click('.flow >> nth=0')
    await page.keyboard.press('Home')
    await page.waitForSelector('.row.current[data-number="1"]')
    const redirect = page.locator('.row[data-channel=front]:has(.bead.through)').first()
    expect(await redirect.locator('.row-title').textContent()).toBe('Redirect to the authorization server')
    expect(await redirect.locator('.row-road').count()).toBe(1)
    const number = Number(await redirect.getAttribute('data-number'))
    const carriedOn = page.locator(`.row[data-number="${number + 1}"]`)
    expect(await carriedOn.locator('.row-title').textContent()).toBe('Authorization request')
    // Both have the colour of the client, which wanted it so.
    expect(await carriedOn.getAttribute('data-party')).toBe('client')
    const token = page.locator('.entry-button', { hasText: 'Token request' })
    await token.first().evaluate((button: HTMLElement) => button.click())
    const back = page.locator('.row.current')
    expect(await back.getAttribute('data-channel')).toBe('back')
    expect(await back.locator('.row-road, .bead').count()).toBe(0)
  })

  it('says the same as a list, for whoever prefers it', async () => {
    const { page } = await visit()
    await page.click('.flow >> nth=0')
    await page.keyboard.press('Home')
    await page.waitForSelector('.row.current[data-number="1"]')
    const entries = page.locator('.entry')
    expect(`1 of ${await entries.count()}`).toBe(await position(page))
    const drawn = await page
      .locator('.stage-svg .row')
      .evaluateAll((rows) =>
        rows.map((row) => [row.getAttribute('data-number'), row.querySelector('.row-title')?.textContent]),
      )
    const listed = await entries.evaluateAll((all) =>
      all.map((one) => [
        one.querySelector('[data-entry]')?.getAttribute('data-entry'),
        one.querySelector('strong')?.textContent,
      ]),
    )
    expect(drawn.length).toBeGreaterThan(5)
    expect(drawn.filter(([number, title]) => !listed.some(([n, t]) => n === number && t === title))).toEqual([])
    await page.click('.view:text("List")')
    await page.waitForSelector('.message-list:not(.unseen)')
    expect(await page.locator('.stage-svg').count()).toBe(0)
    await page.click('[data-entry="3"]')
    expect(await position(page)).toMatch(/^3 of/)
    expect(await axe(page)).toEqual([])
  })

  it('leads a link to a check to it, and says what is not kept', async () => {
    const first = await visit()
    await first.page.click('.flow >> nth=0')
    await first.page.keyboard.press('Home')
    const id = await first.page.locator('.flow >> nth=0').getAttribute('data-flow')
    const check = await first.page.locator(`[id^="${id}/"]`).first().getAttribute('id')
    const { page } = await visit({ place: `#${check}` })
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(check)
    await expect.poll(() => position(page)).toMatch(/^1 of/)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#[\w-]{22}[.\w]*$/)
    const gone = await visit({ place: '#AAAAAAAAAAAAAAAAAAAAAA' })
    await gone.page.waitForSelector('text=not kept any more')
  })

  it('finds a refused client under the name that it claimed', async () => {
    const { page } = await visit()
    const headers = { authorization: `Basic ${btoa('demo-service:wrong')}` }
    const body = new URLSearchParams({ grant_type: 'client_credentials' })
    await fetch(`${demo.issuer}/oauth2/token`, { method: 'POST', headers, body })
    await page.waitForSelector('.flow:has-text("demo-service (claimed)")')
    await page.selectOption('.flow-filters select', 'demo-service')
    await page.check('.flow-filters input[type=checkbox]')
    await page.fill('#flow-search', 'client.secret')
    await page.click('.flow:has-text("failed here"):has-text("1 failed")')
    expect(await page.locator('.stage-title').textContent()).toContain('demo-service (claimed)')
    const id = await page.locator('.flow').getAttribute('data-flow')
    expect(await page.locator('.stage-trace code').textContent()).toBe(id)
  })

  it('keeps older flows before the eyes while new ones come', async () => {
    const { page } = await visit()
    const refuse = (): Promise<Response> =>
      fetch(`${demo.issuer}/oauth2/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'unknown' }) })
    const newest = (): Promise<string | null> => page.locator('.flow >> nth=0').getAttribute('data-flow')
    for (let count = 0; count < 11; count++) await refuse()
    const last = (await refuse()).headers.get('sightglass-trace')
    await page.waitForSelector(`.flow[data-flow="${last}"]`)
    await page.locator('.room').evaluate(async (room) => {
      const scrolled = new Promise((resolve) => room.addEventListener('scroll', resolve, { once: true }))
      room.scrollTo(0, 800)
      await scrolled
    })
    const first = await newest()
    const seen = page.locator('.flow >> nth=8')
    const id = await seen.getAttribute('data-flow')
    const before = (await seen.boundingBox())?.y
    await refuse()
    await expect.poll(newest).not.toBe(first)
    expect((await page.locator(`.flow[data-flow="${id}"]`).boundingBox())?.y).toBeCloseTo(before ?? 0, 0)
  })

  it('keeps what was chosen in the address: it opens again', async () => {
    const { page } = await visit()
    expect(new URL(page.url()).hash).toBe('')
    await page.click('.flow >> nth=1')
    const id = await page.locator('.flow >> nth=1').getAttribute('data-flow')
    await expect.poll(() => page.evaluate(() => location.hash)).not.toBe('')
    await page.reload()
    await page.waitForSelector(`.flow[data-flow="${id}"][aria-current]`)
    await page.keyboard.press('Home')
    await expect.poll(() => page.evaluate(() => location.hash)).toBe(`#${id}`)
    // The same link once more leads there once more.
    await page.evaluate((hash) => location.assign(hash), `#${id}.answer`)
    await expect.poll(() => page.evaluate(() => location.hash)).toContain('.answer')
    await page.click('.follow')
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/flows')
  })

  it('opens at the same message after a reload, in another tab too, without a step of the history for each', async () => {
    const { page, context } = await visit()
    await signIn(context, 'alice', 'password123')
    await page.click('.flow:has-text("Signed in") >> nth=0')
    await page.keyboard.press('Home')
    const hash = () => page.evaluate(() => location.hash)
    const entries = await page.evaluate(() => history.length)
    for (let step = 1; step < 5; step++) {
      const last = await hash()
      await page.keyboard.press('ArrowRight')
      // The address is written a little later.
      await expect.poll(hash).not.toBe(last)
    }
    const before = await position(page)
    expect(before).toMatch(/^5 of/)
    expect(await page.evaluate(() => history.length)).toBe(entries)
    await page.reload()
    await expect.poll(() => position(page)).toBe(before)
    const tab = await context.newPage()
    await tab.goto(page.url())
    await expect.poll(() => position(tab)).toBe(before)
    expect(await tab.getAttribute('.live-toggle', 'aria-pressed')).toBe('false')
    expect(await tab.title()).toMatch(/^Sign-in · Live · Theatre · Sightglass$/)
  })

  it('names room and item in the title of the document, and tells ears which room was entered', async () => {
    const { page } = await visit({ place: '#/scenes/refresh' })
    const titled = (title: string) => expect.poll(() => page.title()).toBe(title)
    await titled('Refresh · Scenes · Theatre · Sightglass')
    expect(await page.textContent('.head [data-entered]')).toBe('')
    for (const room of ['Scenes', 'Attacks', 'Your client']) {
      await page.click(`.rooms a:text("${room}")`)
      await titled(`${room} · Theatre · Sightglass`)
      expect(await page.textContent('.head [data-entered]')).toBe(room)
    }
    await page.goto(`${demo.webUrl}/theatre#/lessons/password`)
    await titled('The shared password · Lessons · Theatre · Sightglass')
    expect(await page.textContent('.head [data-entered]')).toBe('')
  })

  it('shows a refused sign-in as turned back, and leads from failure to failure', async () => {
    const { context, page } = await visit()
    const login = await context.newPage()
    await login.goto(demo.webUrl)
    await login.click('#start-login')
    await login.click('#login-cancel')
    await page.waitForSelector('.flow-outcome.bad')
    await page.click('.flow:has(.flow-outcome.bad)')
    await page.keyboard.press('Home')
    await page.keyboard.press('n')
    expect(await page.locator('.row.current').getAttribute('class')).toContain('failure')
    expect(await page.locator('.mark').count()).toBeGreaterThan(0)
  })

  it.each([
    ['light', { dark: false }],
    ['dark', { dark: true }],
    ['a phone', { width: 390 }],
    ['a dark phone', { width: 390, dark: true }],
  ])('is accessible in %s', async (_, manner) => {
    const { page, errors } = await visit(manner)
    await page.waitForSelector('.row.current')
    expect(await axe(page)).toEqual([])
    // The stage scrolls by itself: the page does not grow with the play.
    expect(await page.locator('.stage-scroll').evaluate(({ clientHeight }) => clientHeight)).toBeLessThan(700)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(errors).toEqual([])
  })
})
