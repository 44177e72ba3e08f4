/** The account page in a real browser, as the demo serves it: without JavaScript, by keyboard, in two browsers. */
import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { launchBrowser } from '../../../../test/browser.ts'
import { openDemo } from '../../../../test/demo.ts'
import { tabTo } from '../../../../test/keyboard.ts'

async function signIn(context: BrowserContext, issuer: string, password = 'password123'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${issuer}/account`)
  await page.fill('#username', 'alice')
  await page.fill('#password', password)
  await page.press('#password', 'Enter')
  await page.waitForSelector('#account-sign-out')
  return page
}

it('shows what the demo was allowed, takes it back, ends sessions, and changes the password', async () => {
  const { webUrl, issuer } = await openDemo()
  const browser = await launchBrowser()
  const here = await browser.newContext({ javaScriptEnabled: false })
  const there = await (await browser.newContext()).newPage()
  await there.goto(webUrl)
  await there.click('#start-login')
  await there.fill('#username', 'alice')
  await there.fill('#password', 'password123')
  await there.press('#password', 'Enter')
  await there.click('#consent-accept')
  await there.waitForURL(`${webUrl}/session`)

  const page = await signIn(here, issuer)
  expect(await page.textContent('#application-1')).toContain('Demo')
  expect(await page.textContent('#session-2')).toContain('Chrome on Linux')
  await tabTo(page, '#consent-revoke-1')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#account-told')
  expect(await page.locator('#application-1').count()).toBe(0)

  await tabTo(page, '#session-end-2')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#session-2', { state: 'detached' })
  await there.goto(`${issuer}/account`)
  await there.waitForSelector('#account-sign-in')

  await tabTo(page, '#password')
  for (const typed of ['not the password', 'a better password', 'a better password']) {
    await page.keyboard.type(typed)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page.waitForSelector('#password-error')
  await page.fill('#password', 'password123')
  await page.fill('#new_password', 'a better password')
  await page.fill('#new_password_again', 'a better password')
  await page.press('#new_password_again', 'Enter')
  await page.waitForSelector('#account-told')
  await page.click('#account-sign-out')
  await page.waitForSelector('#account-sign-in')
  await signIn(here, issuer, 'a better password')
})
