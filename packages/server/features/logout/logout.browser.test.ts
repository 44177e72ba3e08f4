/** Logout in a real browser: through the demo by keyboard, without JavaScript, and by frames under the page's own policy. */
import { createServer, type RequestListener } from 'node:http'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { launchBrowser } from '../../../../test/browser.ts'
import { afterThis } from '../../../../test/cleaning.ts'
import { openDemo } from '../../../../test/demo.ts'
import { createShow } from '../../pages/index.ts'
import { endedPage, endedScriptHash } from './logout-page.ts'

/** Tabs on until this element has the focus, then presses Enter. */
async function pressByKeyboard(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs++) {
    const focused = await page.locator(selector).evaluate((element) => element === document.activeElement)
    if (focused) return await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
  }
  throw new Error(`nobody gets to ${selector} by keyboard`)
}

async function signInAtDemo(page: Page, webUrl: string): Promise<void> {
  await page.goto(webUrl)
  await page.click('#start-login')
  if (await page.locator('#username').count()) {
    await page.fill('#username', 'alice')
    await page.fill('#password', 'password123')
    await page.press('#password', 'Enter')
  }
  if (await page.locator('#consent-accept').count()) await page.click('#consent-accept')
  await page.waitForURL(`${webUrl}/session`)
}

it('the demo signs out everywhere, and hears of it where somebody signs out elsewhere', async () => {
  const { webUrl, issuer } = await openDemo()
  const context = await (await launchBrowser()).newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await signInAtDemo(page, webUrl)
  await pressByKeyboard(page, '#logout-everywhere')
  await page.waitForURL(`${webUrl}/?signed_out_everywhere`)
  expect(await page.textContent('.alert')).toContain('and of the authorization server')
  await page.goto(`${issuer}/account`)
  await page.waitForSelector('#account-sign-in')

  await signInAtDemo(page, webUrl)
  const other = await context.newPage()
  await other.goto(`${issuer}/oauth2/logout`)
  await pressByKeyboard(other, '#logout-cancel')
  await other.waitForSelector('h1:has-text("still signed in")')
  await other.goto(`${issuer}/oauth2/logout`)
  await pressByKeyboard(other, '#logout-confirm')
  await other.waitForSelector('#logout-ended')
  // The authorization server tells the demo by itself.
  await expect.poll(async () => (await page.goto(`${webUrl}/session`))?.url()).toBe(`${webUrl}/?ended`)
})

describe('frames', () => {
  async function listen(answer: RequestListener): Promise<string> {
    const server = createServer(answer)
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    afterThis(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = server.address()
    return `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`
  }

  /** A client whose page in the frame ends as the test says, and the address of the page that shows it. */
  async function serve(frame: (end: () => void) => void) {
    const order: string[] = []
    const client = await listen((request, response) => {
      if (request.url?.startsWith('/frame') !== true) {
        order.push(request.url?.startsWith('/bye') ? 'back' : 'other')
        response.end('bye')
        return
      }
      response.writeHead(200, { 'content-type': 'text/html' }).write('<!doctype html><script src="/script"></script>')
      frame(() => {
        order.push('frame')
        response.end()
      })
    })
    const back = `${client}/bye?state=s`
    const html = endedPage({ locale: 'en', client: 'Demo', back, frames: [`${client}/frame?x=1&iss=i&sid=s`] })
    const show = createShow('http://localhost:8081')
    const address = await listen((_, response) => {
      const shown = show(html, { frames: [client], scriptHash: endedScriptHash })
      for (const [name, value] of shown.headers) response.setHeader(name, value)
      void shown.text().then((text) => response.end(text))
    })
    return { address, order, isBack: (url: URL) => url.href === back }
  }

  it('are loaded before the browser goes on', async () => {
    const { address, order, isBack } = await serve((end) => setTimeout(end, 500))
    const page = await (await launchBrowser()).newPage()
    await page.goto(address)
    await page.waitForURL(isBack)
    expect(order.filter((one) => one !== 'other')).toEqual(['frame', 'back'])
  })

  it('hold nobody up that never end', async () => {
    const { address, order, isBack } = await serve(() => {})
    const page = await (await launchBrowser()).newPage()
    await page.goto(address, { waitUntil: 'commit' })
    await page.waitForURL(isBack, { waitUntil: 'commit' })
    expect(order).not.toContain('frame')
  })

  it('leave the way back to a button where no script runs', async () => {
    const { address, order, isBack } = await serve((end) => end())
    const page = await (await (await launchBrowser()).newContext({ javaScriptEnabled: false })).newPage()
    await page.goto(address)
    expect(order).toEqual(['frame'])
    await pressByKeyboard(page, '#logout-back')
    await page.waitForURL(isBack)
  })
})
