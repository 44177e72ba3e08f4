/** Every attack from the page: stopped by the check that the page names, and successful in the sandbox without it. */
import axeCore, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../../../test/browser.ts'
import { type Demo, openDemo } from '../../../../test/demo.ts'
import { type AttackEntry, attackEntries } from '../../programme/attacks.ts'
import { NOTHING } from './words/answers.ts'
import { textOf } from './words/index.ts'

let demo: Demo
let page: Page

beforeAll(async () => {
  demo = await openDemo()
  page = await open()
})

async function open(path = '', options: Parameters<Awaited<ReturnType<typeof launchBrowser>>['newContext']>[0] = {}) {
  const context = await (await launchBrowser()).newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options })
  const opened = await context.newPage()
  await opened.goto(`${demo.webUrl}/theatre#/attacks${path && `/${path}`}`)
  await opened.waitForSelector('.house[aria-busy=false]')
  return opened
}

/** What came of the run, before the stage has come to it. */
const told = (opened: Page): Promise<void> => opened.click('.attack-skip')

const plain = (text: string): string => text.replaceAll('`', '')
const choose = (answer: string): Promise<void> => page.check(`.prediction input[value="${answer}"]`)

async function goTo({ id }: AttackEntry): Promise<void> {
  await page.goto(`${demo.webUrl}/theatre#/attacks/${id}`)
  await page.waitForSelector(`[data-attack="${id}"]`)
}

/** Both runs of the attack that is open; meanwhile, what the reader does while the second is under way. */
async function runBoth(opened: Page, meanwhile = async (): Promise<void> => undefined): Promise<void> {
  await opened.check('.prediction input >> nth=0')
  await opened.click('.attack-run .button')
  await told(opened)
  await opened.waitForSelector('[data-stopped-by]')
  await opened.route('**/theatre/run', async (route) => {
    await meanwhile()
    await route.continue()
  })
  await opened.click('.without .button')
  await opened.waitForSelector('[data-loot]')
}

/** Whether all of it stands where the room is seen. */
const inSight = (opened: Page, selector: string): Promise<boolean> =>
  opened.locator(selector).evaluate((one) => {
    const [{ top, bottom }, frame] = [one.getBoundingClientRect(), one.closest('.room')?.getBoundingClientRect()]
    return frame !== undefined && top >= frame.top && bottom <= frame.bottom
  })

async function axe(): Promise<readonly string[]> {
  await page.evaluate(axeCore.source)
  const { violations } = (await page.evaluate('axe.run(".room")')) as AxeResults
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

describe('each attack', () => {
  it.each(attackEntries)('$id is stopped by $off, and succeeds in the sandbox without it', async (entry) => {
    await goTo(entry)
    await choose(entry.off)
    await page.click('text=Run it against the live servers')
    await told(page)
    await page.waitForSelector(`[data-stopped-by="${entry.off}"]`)
    const show = page.getByRole('button', { name: /^Show message/ })
    await show.click()
    expect(await page.textContent('[data-prediction]')).toContain('You were right.')
    expect(await page.textContent('.verdict')).toContain(plain(textOf(entry.id).stopped))
    const number = /\d+/.exec((await show.textContent()) ?? '')?.[0] ?? ''
    await page.waitForSelector(`#stage [data-number="${number}"].current`)
    await page.click('text=Run it without this check')
    await page.waitForSelector('[data-loot]')
    expect(await page.textContent('.loot')).toContain(plain(textOf(entry.id).holds))
    expect(await page.textContent('[role=note] code')).toBe(entry.off)
    await page.getByRole('button', { name: 'Show Sandbox' }).click()
    await page.waitForSelector('#stage .current')
  })
})

describe('the lab', () => {
  it('asks for a prediction before anything is run', async () => {
    const fresh = await open('code-replay')
    const run = fresh.getByRole('button', { name: 'Run it against the live servers' })
    expect(await run.getAttribute('aria-disabled')).toBe('true')
    await run.click({ force: true })
    expect(await fresh.textContent('#live-status')).toBe('Choose an answer first.')
    expect(await fresh.locator('.without').count()).toBe(0)
    await fresh.context().close()
  })

  it.each([
    ['code.clientBound', 'It was looked at, and it held'],
    [NOTHING, 'You thought that nothing would.'],
  ])('says of a wrong prediction (%s) what became of it', async (answer, words) => {
    await goTo(attackEntries[2] ?? expect.unreachable())
    await choose(answer)
    await page.click('.attack-run .button')
    await told(page)
    await page.waitForSelector('[data-prediction="wrong"]')
    expect(await page.textContent('[data-prediction]')).toContain(words)
  })

  it('says that a check was not even looked at', async () => {
    await goTo(attackEntries[1] ?? expect.unreachable())
    await choose('pkce.verifierMatches')
    await page.click('.attack-run .button')
    await told(page)
    await page.waitForSelector('text=it was not even looked at')
  })

  it('says what is the matter where a sandbox cannot be had', async () => {
    await goTo(attackEntries[2] ?? expect.unreachable())
    await page.route('**/theatre/run', (route) =>
      route.fulfill({ status: 503, json: { error: 'x', error_description: 'a sandbox is running: wait' } }),
    )
    await page.click('.without .button')
    const failed = page.locator('.without [role=alert]')
    await failed.waitFor()
    expect(await failed.textContent()).toBe('The sandbox could not be run: a sandbox is running: wait')
    await page.unroute('**/theatre/run')
  })

  it('brings what came of the sandbox before the eyes, all of it, and to who listens', async () => {
    const fresh = await open('code-replay', { viewport: { width: 1280, height: 800 } })
    await runBoth(fresh)
    expect(await inSight(fresh, '.without [role=note]')).toBe(true)
    expect(await inSight(fresh, '.compare')).toBe(true)
    expect(await fresh.evaluate(() => document.activeElement?.textContent)).toContain('It succeeded')
    await fresh.context().close()
  })

  it('leaves who reads elsewhere by then where they are', async () => {
    const fresh = await open('code-replay', { viewport: { width: 1280, height: 800 } })
    await runBoth(fresh, () => fresh.evaluate(() => document.querySelector('.room')?.scrollTo({ top: 0 })))
    expect(await inSight(fresh, '.attack h2')).toBe(true)
    await fresh.context().close()
  })

  it('shows one run at a time of an attack, also to whoever went to another and came back', async () => {
    const slow = await open('refresh-reuse')
    await slow.check(`.prediction input[value="${NOTHING}"]`)
    await slow.click('.attack-run .button')
    await slow.waitForSelector('.attack-run progress')
    await slow.goto(`${demo.webUrl}/theatre#/attacks/code-replay`)
    await slow.waitForSelector('[data-attack=code-replay]')
    expect(await slow.locator('.attack-run progress').count()).toBe(0)
    await slow.goBack()
    await slow.waitForSelector('.attack-run progress')
    expect(await slow.getAttribute('.attack-run .button', 'aria-disabled')).toBe('true')
    await told(slow)
    await slow.waitForSelector('[data-stopped-by]')
    // This one never comes to its end.
    await slow.route('**/theatre/run', () => undefined)
    await slow.click('.attack-run .button')
    await slow.waitForSelector('.attack-run progress')
    expect(await slow.getAttribute('.without .button', 'aria-disabled')).toBe('true')
    expect(await slow.locator('[data-stopped-by]').count()).toBe(1)
    await slow.context().close()
  })

  it('lists all attacks, marks those that were seen, and opens one by keyboard with its title in focus', async () => {
    await page.goto(`${demo.webUrl}/theatre#/attacks`)
    await page.waitForSelector('.attacks')
    expect(await page.locator('.attacks a').count()).toBe(attackEntries.length)
    expect(await page.locator('.attack-done').count()).toBe(attackEntries.length)
    await page.focus('.attacks a >> nth=4')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.attack')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('attack-title')
  })

  it('can be read by everybody, in light and dark, as a list and after both runs', async () => {
    await goTo(attackEntries[0] ?? expect.unreachable())
    await page.waitForSelector('[data-loot]')
    expect(await axe()).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await axe()).toEqual([])
    await page.goto(`${demo.webUrl}/theatre#/attacks`)
    await page.waitForSelector('.attacks')
    expect(await axe()).toEqual([])
  })

  it('speaks German, and needs no more width than a telephone has', async () => {
    const phone = await open('mix-up', { locale: 'de-DE', viewport: { width: 390, height: 844 } })
    expect(await phone.textContent('.attack h2')).toBe('Der falsche Autorisierungsserver')
    const fits = () => phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
    expect(await fits()).toBe(true)
    await phone.check('.prediction input[value="nothing"]')
    await phone.click('.attack-run .button')
    await told(phone)
    await phone.waitForSelector('[data-stopped-by]')
    await phone.click('.without .button')
    await phone.waitForSelector('[data-loot]')
    expect(await fits()).toBe(true)
    await phone.context().close()
  })
})
