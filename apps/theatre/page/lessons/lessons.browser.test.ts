/** The lessons as a learner meets them, in a real browser with the whole demo behind it. */
import axeCore from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../../../test/browser.ts'
import { type Demo, openDemo } from '../../../../test/demo.ts'
import { chapters } from './chapters/index.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
})

async function lesson(id = '', locale = 'en-US'): Promise<Page> {
  const context = await (await launchBrowser()).newContext({ locale, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${demo.webUrl}/theatre#/lessons${id && `/${id}`}`)
  await page.waitForSelector('.house[aria-busy=false]')
  return page
}

/** Runs the play of the chapter that is open, and waits until it is on stage. */
async function run(page: Page): Promise<void> {
  await page.click('.lesson-run .button')
  await page.waitForSelector('[data-watch] button')
}

const focused = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.textContent)

async function axe(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeCore.source)
  const results = await page.evaluate<axeCore.AxeResults>('axe.run(".room")')
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

describe('the lessons', () => {
  it('list their chapters, and say which are done', async () => {
    const page = await lesson()
    expect(await page.locator('.lesson-list li').count()).toBe(chapters.length)
    await page.click('a:text-is("Begin")')
    await page.waitForSelector('[data-chapter=password]')
    await page.check('[value=useless]')
    expect(await page.textContent('[data-answer=wrong]')).toContain('It could, and that is the problem')
    await page.check('[value=everything]')
    expect(await page.locator('[data-answer=right] a').getAttribute('href')).toContain('rfc9700#section-2.4')
    await page.reload()
    expect(await page.isChecked('[value=everything]')).toBe(true)
    await page.click('text=All chapters')
    expect(await page.locator('.lesson-list li', { hasText: 'done' }).allTextContents()).toEqual([
      'The shared password✓ done',
    ])
    await page.click('text=Go on with chapter 2')
    await page.waitForSelector('[data-chapter=parties]')
  })

  it('run their play for real, and lead to the message that they speak of', async () => {
    const page = await lesson('pkce')
    await run(page)
    expect(await page.textContent('.lesson-run [role=status]')).not.toContain('The attack was stopped.')
    expect(await page.textContent('.stage-head .outcome')).toContain('the stage is still to show')
    await page.keyboard.press('End')
    await page.waitForSelector('.lesson-run [role=status]:has-text("The attack was stopped.")')
    await page.waitForSelector('.stage-head .outcome:has-text("The attack was stopped")')
    await page.click('[data-watch=redeem] button')
    expect(await page.getAttribute('[data-watch=redeem] button', 'aria-pressed')).toBe('true')
    await page.waitForSelector('.side >> text=code_verifier must hash to the code_challenge')
  })

  it('are walked by keyboard, chapter by chapter, and read on at the title', async () => {
    const page = await lesson('state')
    await page.press('.lesson-ways .primary', 'Enter')
    await page.waitForSelector('[data-chapter=code]')
    expect(await focused(page)).toBe('The code, and why not the token at once')
    await page.press('.lesson-ways .quiet', 'Enter')
    await page.waitForSelector('[data-chapter=state]')
    expect(await focused(page)).toBe('The state: whose login is this?')
    await page.press('.lesson-where a', 'Enter')
    await page.waitForSelector('.lesson-list')
    expect(await focused(page)).toContain('The state: whose login is this?')
  })

  it('stay when a key steps to the failure on their stage', async () => {
    const page = await lesson('pkce')
    await run(page)
    await page.click('[data-watch=redeem] button')
    await page.waitForSelector('.side >> text=code_verifier must hash to the code_challenge')
    await page.keyboard.press('n')
    await page.waitForSelector('.side >> text=Refused because')
    expect(page.url()).toMatch(/#\/lessons\/pkce\//)
  })

  it.each(chapters.map(({ id }) => id))('show all that %s says to watch for', async (id) => {
    const page = await lesson(id)
    await run(page)
    // The authorization server tells the clients of a logout after it has answered.
    await page.waitForFunction(() => document.querySelector('[data-watch]:not(:has(button))') === null)
    expect(await page.locator('[data-watch]').count()).toBe(chapters.find((one) => one.id === id)?.watch.length)
  })

  it('print what is on stage as a poster, and nothing beside it', async () => {
    const page = await lesson('pkce')
    await page.emulateMedia({ colorScheme: 'dark' })
    await run(page)
    expect(await page.locator('.poster *').count()).toBe(0)
    const title = await page.textContent('.stage-title')
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await page.waitForSelector('.poster-message')
    const numbers = await page.locator('.poster-number').allTextContents()
    const count = (numbers.length - 1).toString()
    expect(numbers.at(-1)).toBe(count)
    expect(await page.textContent('.poster-head')).toContain(`${count} messages`)
    expect(await page.textContent('.poster-head h1')).toBe(title)
    expect(await page.textContent('.poster-held >> nth=0')).toMatch(
      /^✓ \d+ held: (?:[\w.-]+, ){2}[\w.-]+ and \d+ more$/,
    )
    expect(await page.textContent('.poster-failed')).toContain('code_verifier must hash to the code_challenge')
    expect(await page.textContent('.poster-legend')).toContain('straight from server to server')
    expect(await page.locator('#theatre').isVisible()).toBe(false)
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
    await page.emulateMedia({ media: 'screen' })
    await page.waitForSelector('#theatre')
    expect(await page.locator('.poster *').count()).toBe(0)
    const [paper] = await Promise.all([page.pdf({ preferCSSPageSize: true }), page.waitForSelector('#theatre')])
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('say that a run could not be made, and why', async () => {
    const page = await lesson('parties')
    await page.route('**/theatre/run', (route) => route.abort())
    await page.click('.lesson-run .button')
    await page.waitForSelector('text=It could not be run: the server of this page does not answer')
  })

  it.each(['en-US', 'de-DE'])('have nothing that axe finds, in %s', async (locale) => {
    const page = await lesson('reuse', locale)
    await page.check('[value=nothing]')
    expect(await axe(page)).toEqual([])
    await page.goto(`${demo.webUrl}/theatre#/lessons`)
    expect(await axe(page)).toEqual([])
  })

  it('need no room beside the text on a phone, and lead back from the stage', async () => {
    const page = await lesson('code')
    await page.setViewportSize({ width: 390, height: 844 })
    await run(page)
    await page.click('[data-watch=call] button')
    await page.waitForFunction(() => scrollY > 500)
    await page.click('text=Back to the text')
    expect(
      await page.locator('[data-watch=call]').evaluate((item) => item.getBoundingClientRect().top),
    ).toBeGreaterThan(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})
