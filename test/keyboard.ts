/** Going through a page as people do who have no mouse. */
import type { Page } from 'playwright-core'

/** Tabs on until this element has the focus. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs++) {
    const focused = await page.locator(selector).evaluate((element) => element === document.activeElement)
    if (focused) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`nobody gets to ${selector} by keyboard`)
}
