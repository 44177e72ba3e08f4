/** A browser for tests. */
import { type Browser, chromium } from 'playwright-core'
import type { Chromium } from './chromium.ts'
import { afterThis } from './cleaning.ts'
import { openBrowsers } from './open-pages.ts'

const QUIET = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** A headless Chromium, closed after the test, or after the file where no test is running. */
export async function launchBrowser(): Promise<Browser> {
  const told = process.env.SIGHTGLASS_TEST_CHROMIUM
  if (told === undefined) throw new Error('a test that needs a browser is named x.browser.test.ts')
  const { executablePath, env } = JSON.parse(told) as Chromium
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: QUIET,
    env: { ...process.env, ...env },
  })
  openBrowsers.add(browser)
  afterThis(() => {
    openBrowsers.delete(browser)
    return browser.close()
  })
  return browser
}
