/** Values that travel, who knows them, and tokens, in a real browser with the whole demo behind it. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import axeCore, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../../../test/browser.ts'
import { type Demo, openDemo } from '../../../../test/demo.ts'

let demo: Demo

const command = async (...argv: string[]): Promise<void> => {
  const port = (url: string): string => new URL(url).port
  const env = {
    ...process.env,
    SIGHTGLASS_WEB_PORT: port(demo.webUrl),
    SIGHTGLASS_AUTH_PORT: port(demo.issuer),
    SIGHTGLASS_API_PORT: port(demo.resource),
  }
  const running = promisify(execFile)(process.execPath, ['apps/cli/main.mjs', ...argv], { env })
  running.child.stdin?.end('password123\n')
  await running
}

beforeAll(async () => {
  demo = await openDemo()
})

/** The newest flow on stage, at its end. */
async function open(locale = 'en-US'): Promise<Page> {
  const context = await (await launchBrowser()).newContext({ locale, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${demo.webUrl}/theatre`)
  await page.waitForSelector('.house[aria-busy=false]')
  await page.waitForSelector('[data-secret]')
  return page
}

async function axe(page: Page, where: string): Promise<readonly string[]> {
  await page.evaluate(axeCore.source)
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(where)})`)) as AxeResults
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const knowing = (page: Page, secret: string): Promise<(string | null)[]> =>
  page
    .locator(`[data-secret="${secret}"] [data-knows]`)
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-knows')))

/** To the first message at which the secret has come up. */
async function stepTo(page: Page, secret: string): Promise<void> {
  await page.keyboard.press('Home')
  for (let step = 0; step < 40 && (await page.locator(`[data-secret="${secret}"]`).count()) === 0; step++)
    await page.keyboard.press('j')
}

/** Those that are over are folded. */
async function openToken(page: Page, id: string): Promise<void> {
  const fold = page.locator(`.tokens-over:has([data-held="${id}"]) summary`)
  if (await fold.count()) await fold.click()
  await page.click(`[data-held="${id}"] .token-head`)
}

describe('a login', () => {
  it('shows who knows what, step by step', async () => {
    await command('demo', '--username', 'alice')
    const page = await open()
    await stepTo(page, 'code-1')
    expect(await knowing(page, 'code-1')).toEqual(['saw', 'not', 'made', 'not'])
    expect(await knowing(page, 'verifier-1')).toEqual(['not', 'made', 'not', 'not'])
    expect(await page.locator('[data-secret="code-1"] .knows-fresh').count()).toBe(2)
    expect(await page.locator('[data-secret="code-1"] .secret-worth').textContent()).toContain('code_verifier')
    expect(await page.locator('.knowledge [role=status]').textContent()).toContain('code A passed through Browser')
    await page.keyboard.press('End')
    expect(await page.locator('[data-secret="code-1"] .secret-worth').textContent()).toContain('redeemed')
    expect(await axe(page, '.knowledge')).toEqual([])
    const hidden = await page.locator('.knowledge table').evaluate((table) => table.scrollWidth - table.clientWidth)
    expect(hidden).toBeLessThanOrEqual(0)
    await page.context().close()
  })

  it('lights a value wherever it travels, by pointer and by keyboard', async () => {
    const page = await open()
    const mark = page.locator('[data-secret="verifier-1"] .lighter')
    await mark.focus()
    expect(await page.locator('[data-secret="verifier-1"].lit').count()).toBe(1)
    await page.keyboard.press('Enter')
    expect(await mark.getAttribute('aria-pressed')).toBe('true')
    const steps = page.locator('[data-secret="verifier-1"] .journey-step')
    expect(await steps.count()).toBe(3)
    const number = await steps.last().textContent()
    await steps.last().click()
    expect(await page.locator('.position').textContent()).toContain(number ?? '-')
    await page.context().close()
  })

  it('folds the tokens that are over, but for one that somebody reads', async () => {
    const page = await open()
    await page.waitForSelector('.tokens-over:not([open])')
    await page.keyboard.press('Home')
    for (let step = 0; step < 40 && (await page.locator('[data-held="access-token-1"]').count()) === 0; step++)
      await page.keyboard.press('j')
    await page.click('.token-list > [data-held="access-token-1"] .token-head')
    await page.locator('.floor').focus()
    await page.keyboard.press('End')
    await page.waitForSelector('.tokens-over[open] [data-held="access-token-1"] .token')
    await page.context().close()
  })

  it('decodes its tokens, with who verified them', async () => {
    const page = await open()
    await openToken(page, 'access-token-1')
    const token = page.locator('[data-held="access-token-1"] .token')
    expect(await token.locator('[data-claim=aud]').textContent()).toContain(demo.resource)
    expect(await token.locator('.token-signature').textContent()).toContain('Resource server verified the signature')
    expect(await token.locator('.token-gist').textContent()).toMatch(/When this message went: expires in \d+:\d\d/)
    expect(await axe(page, '.tokens')).toEqual([])
    await page.context().close()
  })
})

describe('an encrypted token', () => {
  it('is shut on its way, and open at its resource server', async () => {
    await command('terminal', '--username', 'alice')
    const page = await open('de-DE')
    await openToken(page, 'access-token-1')
    const token = page.locator('[data-held="access-token-1"] .token').first()
    expect(await token.textContent()).toContain('Verschlüsseltes JWT, zu')
    expect(await token.locator('.token-opened [data-claim=sub]').count()).toBe(1)
    expect(await page.locator('[data-secret="access-token-1"] .secret-worth').textContent()).toContain('Widerrufen')
    expect(await axe(page, '.side')).toEqual([])
    await page.context().close()
  })
})
