/** The theatre on a phone: one column, read by touch. */
import axeCore from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../test/browser.ts'
import { type Demo, openDemo } from '../../test/demo.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
})

interface Manner {
  readonly locale?: string
  readonly dark?: boolean
  readonly width?: number
}

async function visit(place: string, { locale = 'en-US', dark = false, width = 390 }: Manner = {}): Promise<Page> {
  const context = await (await launchBrowser()).newContext({
    locale,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    // Lists in columns are low.
    viewport: { width, height: width < 1000 ? 844 : 450 },
    hasTouch: width < 1000,
  })
  const page = await context.newPage()
  await page.goto(`${demo.webUrl}/theatre${place}`)
  await page.waitForSelector('.house[aria-busy=false]', { state: 'attached' })
  return page
}

async function signIn(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.goto(demo.webUrl)
  await page.click('#start-login')
  await page.fill('#username', 'alice')
  await page.fill('#password', 'password123')
  await page.press('#password', 'Enter')
  await page.waitForURL(/\/(?:oauth2\/)?(?:consent|session)|\/login/)
  if (await page.locator('#consent-accept').count()) await page.click('#consent-accept')
  await page.waitForSelector('#call-api')
}

/** The row of the current message and the title of what is told of it: both between the top of the window and the transport. */
const isInSight = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const bottom = document.querySelector('.transport')?.getBoundingClientRect().top ?? 0
    const heads = document.querySelector('.lane-heads')?.getBoundingClientRect().bottom ?? 0
    const row = document.querySelector('.row.current .row-reach')?.getBoundingClientRect()
    const title = document.querySelector('#told-title')?.getBoundingClientRect()
    if (row === undefined || title === undefined) return false
    return row.top >= heads - 8 && row.bottom <= title.top && title.bottom < bottom
  })

async function play(page: Page): Promise<void> {
  await page.click('.scene-run .button')
  await page.waitForSelector('.scene-watch li:last-child button')
}

const top = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(scrollY, document.querySelector('.room')?.scrollTop ?? 0))

describe('on a phone', () => {
  it('brings a message into sight with the beginning of what is told of it, and leads back', async () => {
    const page = await visit('#/scenes/refresh')
    await play(page)
    for (const point of await page.locator('.scene-watch li').all()) {
      await page.click('.way-back:text("Back to the text")')
      await point.getByRole('button').scrollIntoViewIfNeeded()
      const before = await top(page)
      await point.getByRole('button').click()
      await expect.poll(() => isInSight(page)).toBe(true)
      await page.click('.way-back:text("Back to the text")')
      await expect.poll(() => top(page)).toBe(before)
      await page.click('.way-back:text("To the stage")')
      await expect.poll(() => isInSight(page)).toBe(true)
    }
  })

  it('keeps the message in sight while it plays, and while somebody steps', async () => {
    const page = await visit('#/scenes/refresh')
    await play(page)
    await page.waitForSelector('.row.current[data-number="3"]')
    await expect.poll(() => isInSight(page)).toBe(true)
    await page.click('[data-press=play]')
    const all = Number((await page.textContent('.position'))?.split(' of ')[1])
    while ((await page.getAttribute('[data-press=next]', 'aria-disabled')) === 'false') {
      // Somebody reads on, far down.
      await page.evaluate(() => scrollBy(0, 600))
      await page.click('[data-press=next]')
      await expect.poll(() => isInSight(page)).toBe(true)
    }
    expect(await page.textContent('.position')).toBe(`${all} of ${all}`)
  })

  it('speaks of buttons, not of keys', async () => {
    const page = await visit('#/lessons/code')
    await page.click('.lesson-run .button')
    await page.waitForSelector('text=The buttons at the bottom of the screen')
    expect(await page.isVisible('.keys-open')).toBe(false)
  })

  it('brings the word on an answer into sight', async () => {
    const page = await visit('#/lessons/code')
    await page.check('[value=faster]')
    const word = page.locator('[data-answer=wrong]')
    await expect.poll(() => word.evaluate((one) => one.getBoundingClientRect().bottom <= innerHeight)).toBe(true)
  })

  it('goes along with a login of one’s own, and tells of it where something else was chosen', async () => {
    const page = await visit('#/scenes/refresh')
    await play(page)
    await page.click('.rooms a:text("Live")')
    await signIn(page.context())
    await page.waitForSelector('.stage-title:has-text("demo-web")')
    await page.click('[data-press=previous]')
    await signIn(await (await launchBrowser()).newContext())
    await page.click('.news:has-text("New: Sign-in") button')
    await expect.poll(() => page.getAttribute('.live-toggle', 'aria-pressed')).toBe('true')
    expect(await page.textContent('.news')).toBe('')
  })

  it.each([
    ['light', {}],
    ['dark and German', { dark: true, locale: 'de-DE' }],
  ])('is accessible in %s, and nothing runs off its edge', async (_, manner) => {
    const page = await visit('', manner)
    for (const place of ['#/flows', '#/scenes/refresh', '#/attacks', '#/lessons/code', '#/client']) {
      await page.goto(`${demo.webUrl}/theatre${place}`)
      await page.waitForSelector('.room h2', { state: 'attached' })
      await page.evaluate(axeCore.source)
      const { violations } = await page.evaluate<axeCore.AxeResults>('axe.run()')
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    }
  })
})

describe.each([390, 1440])('at a width of %i pixels', (width) => {
  it('opens each room and each item at its top, and a list where it was left', async () => {
    const page = await visit('#/attacks', { width })
    const scroll = (by: number) =>
      page.evaluate((way) => {
        for (const box of [document.scrollingElement, document.querySelector('.room')]) box?.scrollBy(0, way)
      }, by)
    await scroll(300)
    await expect.poll(() => top(page)).toBe(300)
    // Without being scrolled to, and once the scrolling is told.
    await page
      .locator('.attacks a')
      .nth(9)
      .evaluate(async (link: HTMLElement) => {
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
        link.click()
      })
    await page.waitForSelector('.attack h2:focus')
    expect(await top(page)).toBe(0)
    await scroll(100)
    await expect.poll(() => top(page)).toBe(100)
    await page.goBack()
    await expect.poll(() => top(page)).toBe(300)
    await page.click('.rooms a:text("Your client")')
    await page.waitForSelector('.own h2')
    expect(await top(page)).toBe(0)
  })
})
