/** What happens in the page is measured in the page: from a key to the frame that shows what it did, and from its start to what it shows first. */
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'

export interface Shown {
  /** Of the play on stage. */
  readonly messages?: number
  /** In the list. */
  readonly flows?: number
}

interface Watch {
  readonly nextStep: () => Promise<number>
  readonly shown: Promise<number>
}

declare global {
  var watch: Watch
}

/** Runs before the page's own script. */
export async function watchPage(page: Page, shown: Shown): Promise<void> {
  await page.addInitScript(({ messages, flows }: Shown) => {
    /** The second callback comes once the frame of the first has been given to the compositor. */
    const painted = (done: () => void): void => void requestAnimationFrame(() => requestAnimationFrame(done))
    const isShown = (): boolean => {
      const position = document.querySelector('.position')?.textContent?.replaceAll(/[,.\s]/g, '') ?? ''
      const entries = document.querySelector('[aria-setsize]')?.getAttribute('aria-setsize')
      return (
        (messages === undefined || position.endsWith(`of${messages}`)) &&
        (flows === undefined || entries === `${flows}`)
      )
    }
    const waitUntilShown = (resolve: (ms: number) => void): void =>
      isShown() ? painted(() => resolve(performance.now())) : void requestAnimationFrame(() => waitUntilShown(resolve))
    // A key may come before somebody waits for it.
    const [took, waiting]: [number[], ((ms: number) => void)[]] = [[], []]
    const settle = (): void => {
      while (took.length > 0 && waiting.length > 0) waiting.shift()?.(took.shift() ?? Number.NaN)
    }
    addEventListener(
      'keydown',
      // The time at which the browser had the key, before any script.
      ({ timeStamp }) =>
        painted(() => {
          took.push(performance.now() - timeStamp)
          settle()
        }),
      { capture: true },
    )
    globalThis.watch = {
      shown: new Promise(waitUntilShown),
      nextStep: () =>
        new Promise((resolve) => {
          waiting.push(resolve)
          settle()
        }),
    }
  }, shown)
}

const PATIENCE_MS = 120_000

/**
 * Milliseconds from the start of the navigation.
 * @throws {Error} where it is never shown
 */
export async function shownMs(page: Page): Promise<number> {
  const patience = new AbortController()
  const never = setTimeout(PATIENCE_MS, undefined, { signal: patience.signal }).then(() => {
    throw new Error('the page did not show what was recorded')
  })
  try {
    return await Promise.race([page.evaluate(() => globalThis.watch.shown), never])
  } finally {
    never.catch(() => undefined)
    patience.abort()
  }
}

/** Presses a key as a keyboard does. */
export async function stepMs(page: Page, key: string): Promise<number> {
  await page.keyboard.press(key)
  return await page.evaluate(() => globalThis.watch.nextStep())
}
