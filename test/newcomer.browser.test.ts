/** What a newcomer does with a fresh checkout: one command, then a click through everything, in a real browser. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type Demo, openDemo } from './demo.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
})

async function newPage(): Promise<Page> {
  const browser = await launchBrowser()
  const page = await browser.newPage()
  return page
}

async function signIn(page: Page, username = 'alice', password = 'password123'): Promise<void> {
  await page.fill('#username', username)
  await page.fill('#password', password)
  await page.press('#password', 'Enter')
}

describe('the demo in a browser', () => {
  it('goes from the start page through login and consent to the API, a refresh, user info and out again', async () => {
    const page = await newPage()
    await page.goto(demo.webUrl)
    await page.click('#start-login')
    expect(page.url()).toContain(`${demo.issuer}/login?request=`)
    await signIn(page, 'alice', 'not the password')
    await page.waitForSelector('[role=alert]')
    await signIn(page)
    await page.click('#consent-accept')
    await page.waitForURL(`${demo.webUrl}/session`)
    await page.click('#call-api')
    await page.waitForURL('**/session#result')
    expect(await page.textContent('main')).toContain('GET http')
    expect(await page.textContent('main')).toContain('200')
    await page.click('#refresh')
    await page.waitForURL(`${demo.webUrl}/session`)
    await page.click('#userinfo')
    await page.waitForURL('**/session#result')
    expect(await page.textContent('main')).toContain('Alice Liddell')
    await page.click('#logout')
    await page.waitForSelector('#start-login')
    expect(demo.output()).not.toContain('password123')
  })

  it('comes back with a clear word when the person cancels, and changes nothing', async () => {
    const page = await newPage()
    await page.goto(demo.webUrl)
    await page.click('#start-login')
    await page.click('#login-cancel')
    await page.waitForURL(`${demo.webUrl}/error**`)
    expect(await page.textContent('main')).toContain('access_denied')
  })

  it('works with the keyboard alone', async () => {
    const page = await newPage()
    await page.goto(demo.webUrl)
    await page.focus('#start-login')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'username')
    // The first field has the focus already.
    await page.keyboard.type('bob')
    await page.keyboard.press('Tab')
    await page.keyboard.type('secret456')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#consent-accept')
    while ((await page.evaluate(() => document.activeElement?.id)) !== 'consent-accept')
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${demo.webUrl}/session`)
    expect(await page.title()).toBeTruthy()
  })
})
