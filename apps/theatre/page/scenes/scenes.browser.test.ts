/** Every scene played from the page, in a real browser with the whole demo behind it. */
import axeCore, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../../../test/browser.ts'
import { type Demo, openDemo } from '../../../../test/demo.ts'
import { sceneCards } from '../../programme/scenes.ts'
import { sceneTexts } from './words/index.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
})

async function open(path = '', locale = 'en-US'): Promise<Page> {
  const context = await (await launchBrowser()).newContext({ locale, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${demo.webUrl}/theatre#/scenes${path && `/${path}`}`)
  await page.waitForSelector('.house[aria-busy=false]')
  return page
}

const play = (page: Page): Promise<void> => page.click('.scene-run .button')

async function axe(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeCore.source)
  const { violations } = (await page.evaluate('axe.run(".room")')) as AxeResults
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

describe('each scene', () => {
  it.each(sceneCards)('$id is played, and leads to what there is to watch', async ({ id }) => {
    const page = await open(id)
    expect(await page.textContent('.scene h2')).toBe(sceneTexts[id].en.title)
    await play(page)
    const points = page.locator('.scene-watch li')
    await points.nth(2).getByRole('button').waitFor()
    for (const point of await points.all()) {
      const button = point.getByRole('button')
      const number = /\d+/.exec((await button.textContent()) ?? '')?.[0] ?? ''
      await button.click()
      await page.waitForSelector(`#stage [data-number="${number}"].current`)
      expect(await button.getAttribute('aria-pressed')).toBe('true')
    }
    await page.keyboard.press('End')
    expect(await page.textContent('.scene-end p')).toBe(sceneTexts[id].en.end.replaceAll('`', ''))
    await page.context().close()
  })
})

describe('the room', () => {
  it('lists every scene in its group, and opens one by keyboard with its title in focus', async () => {
    const page = await open()
    expect(await page.locator('.scene-list a').allTextContents()).toEqual(
      sceneCards.map(({ id }) => sceneTexts[id].en.title),
    )
    await page.focus('.scene-list a >> nth=2')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.scene')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Client credentials')
    await page.click('.scene-back')
    await page.waitForSelector('.scene-list')
  })

  it('can be read by everybody, in light and dark, before and after a run', async () => {
    const page = await open()
    expect(await axe(page)).toEqual([])
    await page.click('text=Implicit')
    await play(page)
    await page.waitForSelector('.scene-watch li button')
    expect(await axe(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    // Buttons fade from one colour to the other.
    await expect.poll(() => axe(page)).toEqual([])
  })

  it('says plainly why what is of old was dropped', async () => {
    const page = await open('password')
    expect(await page.textContent('.scene .alert')).toContain('Why OAuth 2.1 dropped it')
    await page.goto(`${demo.webUrl}/theatre#/scenes/code`)
    expect(await page.locator('.scene .alert').count()).toBe(0)
  })

  it('plays again, and tells which run is on stage', async () => {
    const page = await open('service')
    await play(page)
    await page.waitForSelector('.scene-run >> text=Play it again')
    await page.click('[data-watch=call] button')
    await play(page)
    await page.waitForSelector('.scene-run >> text=It ran just now')
    expect(await page.locator('.scene-watch .here').count()).toBe(0)
  })

  it('says what went wrong where a scene cannot be run, and runs it then', async () => {
    const page = await open('service')
    const answer = { error: 'temporarily_unavailable', error_description: 'http://localhost:8081 does not answer' }
    await page.route('**/theatre/run', (route) => route.fulfill({ status: 503, json: answer }), { times: 1 })
    await play(page)
    expect(await page.textContent('.scene [role=alert]')).toContain('http://localhost:8081 does not answer')
    await play(page)
    await page.waitForSelector('.scene-watch button')
    expect(await page.locator('.scene [role=alert]').count()).toBe(0)
  })

  it('leaves whoever went elsewhere where they are', async () => {
    const page = await open('service')
    let go = (): void => undefined
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    await page.route('**/theatre/run', async (route) => {
      await held
      await route.continue()
    })
    const ended = page.waitForResponse('**/theatre/run')
    await play(page)
    await page.waitForSelector('.scene-run >> text=It is running')
    await page.click('.scene-back')
    await page.click('text=Refresh')
    go()
    await ended
    await page.waitForSelector('.scene-run >> text=Play it')
    expect(await page.locator('.scene-run >> text=It ran just now').count()).toBe(0)
  })

  it('is still under way for whoever comes back, cannot be started twice, and ends there', async () => {
    const page = await open('device')
    let asked = 0
    page.on('request', (request) => {
      if (request.url().endsWith('/theatre/run')) asked++
    })
    await play(page)
    await page.waitForSelector('.scene-run progress')
    await page.click('.rooms a:text("Lessons")')
    await page.waitForSelector('.lesson-list')
    await page.goBack()
    await page.waitForSelector('.scene-run progress')
    expect(await page.textContent('.scene-run [role=status]')).toContain('the television waits five seconds')
    const button = page.locator('.scene-run .button')
    expect([await button.textContent(), await button.getAttribute('aria-disabled')]).toEqual([
      'It is running …',
      'true',
    ])
    await button.click({ force: true })
    await page.waitForSelector('.scene-run >> text=It ran just now')
    await page.waitForSelector('.scene-watch li:last-child button')
    expect([asked, await page.locator('.scene-run [role=alert]').count()]).toEqual([1, 0])
  })

  it('opens at the same message after a reload, and waits there', async () => {
    const page = await open('refresh')
    await play(page)
    const point = page.locator('.scene-watch li >> nth=1').getByRole('button')
    await point.click()
    const number = await page.getAttribute('.row.current', 'data-number')
    await expect.poll(() => page.url()).toMatch(/#\/scenes\/refresh\/./)
    await page.reload()
    await page.waitForSelector(`.row.current[data-number="${number}"]`)
    expect(await point.getAttribute('aria-pressed')).toBe('true')
    expect(await page.getAttribute('[data-press=play]', 'aria-label')).toBe('Play')
  })

  it('is under way for whoever loads the page anew, and comes on stage then', async () => {
    const page = await open('device')
    await play(page)
    await page.waitForSelector('.scene-run progress')
    await page.reload()
    await page.waitForSelector('.scene-run progress')
    expect(await page.textContent('.scene-run [role=status]')).toContain('The run is under way')
    await page.waitForSelector('.scene-run >> text=It ran just now')
    await page.waitForSelector('.scene-watch li:last-child button')
  })

  it('says so where the server knows no more what came of a run that the page was loaded anew under', async () => {
    const page = await open('service')
    await page.route('**/theatre/run', () => undefined)
    await play(page)
    await page.waitForSelector('.scene-run >> text=It is running')
    await page.reload()
    await page.waitForSelector('.scene-run [role=alert]:has-text("could not be found out")')
    await page.unroute('**/theatre/run')
    await play(page)
    await page.waitForSelector('.scene-run >> text=It ran just now')
  })

  it('says that a second run was refused where that was asked for, and nowhere else', async () => {
    const page = await open('device')
    await play(page)
    await page.waitForSelector('.scene-run progress')
    await page.goto(`${demo.webUrl}/theatre#/scenes/service`)
    await page.waitForSelector('.scene h2:text("Client credentials")')
    await play(page)
    expect(await page.textContent('.scene-run [role=alert]')).toContain('plays must be run one after the other')
    await page.goBack()
    await page.waitForSelector('.scene-run >> text=It is running')
    expect(await page.locator('.scene-run [role=alert]').count()).toBe(0)
    await page.waitForSelector('.scene-run >> text=It ran just now')
    await page.goForward()
    await page.waitForSelector('.scene-run [role=alert]')
    await play(page)
    await page.waitForSelector('.scene-run >> text=It ran just now')
    expect(await page.locator('.scene-run [role=alert]').count()).toBe(0)
  })

  it('leads to the demo application, where a person can do the same', async () => {
    const page = await open('openid')
    const [tab] = await Promise.all([page.waitForEvent('popup'), page.click('text=Do it yourself')])
    await tab.waitForSelector('#start-login')
  })

  it('speaks German', async () => {
    const page = await open('reuse', 'de-DE')
    expect(await page.textContent('.scene h2')).toBe('Ein gestohlenes Refresh-Token')
    await page.goto(`${demo.webUrl}/theatre#/scenes/nothing`)
    expect(await page.textContent('.scenes .alert')).toBe('Eine Szene dieses Namens gibt es nicht.')
  })

  it('fits a telephone', async () => {
    const page = await open('code')
    await page.setViewportSize({ width: 390, height: 844 })
    await play(page)
    await page.waitForSelector('.scene-watch button')
    const small = await page.$$eval('.scenes button, .scene-back', (all) =>
      all.filter((one) => one.getBoundingClientRect().height < 44).map(({ outerHTML }) => outerHTML),
    )
    expect(small).toEqual([])
    expect(await page.evaluate(() => document.querySelector('.scenes')?.scrollWidth ?? 0)).toBeLessThanOrEqual(390)
  })
})
