/** What browsers show when a test fails: why a wait was in vain is seen there first. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach } from 'vitest'

export const openBrowsers = new Set<Browser>()

/** Called once a file by the set-up of the tests, after what closes the browsers. */
export function tellPagesOfFailures(): void {
  afterEach(({ task }) => tellPages(task.result?.state))
  // A hook before all tests that fails leaves them without a result of their own.
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that a hook wants from this very pattern
  afterAll(({}, { result }) => tellPages(result?.state))
}

const SHOWN_CHARACTERS = 400

async function tellPages(state: string | undefined): Promise<void> {
  if (state !== 'fail') return
  const pages = [...openBrowsers].flatMap((browser) => browser.contexts().flatMap((context) => context.pages()))
  for (const page of pages) {
    const text = await page.innerText('body', { timeout: 2_000 }).catch((reason: Error) => reason.message)
    process.stdout.write(`open page ${page.url()}: ${text.replaceAll(/\s+/g, ' ').slice(0, SHOWN_CHARACTERS)}\n`)
  }
}
