/** The device pages in a real browser, as the demo serves them: on a phone, in German, without JavaScript, by keyboard. */
import { Client, type DeviceAuthorization, OAuthError } from '@sightglass/client'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { launchBrowser } from '../../../../test/browser.ts'
import { openDemo } from '../../../../test/demo.ts'
import { tabTo } from '../../../../test/keyboard.ts'

async function openPhone(): Promise<Page> {
  const context = await (await launchBrowser()).newContext({
    ...{ javaScriptEnabled: false, locale: 'de-DE' },
    viewport: { width: 360, height: 740 },
  })
  const page = await context.newPage()
  return page
}

it('connect a device from a phone: type, sign in, compare, allow; the next one by its link, and deny', async () => {
  const { issuer, resource } = await openDemo()
  const tv = new Client({ issuer, clientId: 'demo-tv', scope: 'openid read', resource })
  const page = await openPhone()

  const first = await tv.deviceAuthorizationRequest()
  await page.goto(first.verificationUri)
  expect(await page.textContent('h1')).toBe('Ein Gerät verbinden')
  await page.waitForSelector('#user-code:focus')
  await page.keyboard.type(first.userCode.toLowerCase().replace('-', ' '))
  await page.keyboard.press('Enter')
  await page.waitForSelector('#username:focus')
  await page.keyboard.type('alice')
  await tabTo(page, '#password')
  await page.keyboard.type('password123')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#device-warning')
  expect(await page.textContent('#device-user-code')).toBe(first.userCode)
  expect(await page.textContent('main')).toContain('Demo TV')
  await tabTo(page, '#device-accept')
  await page.keyboard.press('Enter')
  await page.waitForURL(/done=/)
  expect(await page.textContent('h1')).toBe('Ihr Gerät ist verbunden')
  expect(await tokensOf(tv, first)).toBe('Demo TV is connected')

  const second = await tv.deviceAuthorizationRequest()
  await page.goto(second.verificationUriComplete ?? '')
  expect(await page.textContent('#device-user-code')).toBe(second.userCode)
  await tabTo(page, '#device-deny')
  await page.keyboard.press('Enter')
  await page.waitForURL(/done=/)
  expect(await page.textContent('h1')).toBe('Nichts wurde erlaubt')
  expect(await tokensOf(tv, second)).toBe('access_denied')

  await page.click('main a')
  await page.waitForURL(`${issuer}/device`)
  await page.waitForSelector('#user-code:focus')
  await page.keyboard.type('BBBB-BBBB')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#device-error')
  expect(await page.inputValue('#user-code')).toBe('BBBB-BBBB')
})

/** How the waiting of the device ends. */
async function tokensOf(tv: Client, authorization: DeviceAuthorization): Promise<string> {
  try {
    const tokens = await tv.deviceTokens(authorization, { wait: async () => {} })
    return tokens.accessToken === '' ? 'nothing' : 'Demo TV is connected'
  } catch (error) {
    return error instanceof OAuthError ? error.error : String(error)
  }
}
