/** Keeping and opening in a real browser: what the page and its files show, and that no secret is in them. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page, Request as Sent } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../test/browser.ts'
import { afterThis } from '../../test/cleaning.ts'
import { type Demo, openDemo } from '../../test/demo.ts'
import { collectSecrets } from '../../test/secrets.ts'
import { keptSaying } from './keep/fixtures.ts'
import { parseKept } from './keep/parse.ts'
import { sceneCards } from './programme/scenes.ts'

/** An ID token carries the nonce in what it says, which is shown: by then it has been used. */
const nonces = new Set<string>()

let demo: Demo
let browser: Browser
let folder: string
/** The trace by which the login of the beginning is found. */
let login: string | undefined
/** What the browser sent and got while somebody signed in. */
const secrets = new Set([
  'password123',
  'demo-web-secret-for-development-only',
  'demo-service-secret-for-development-only',
])

beforeAll(async () => {
  ;[demo, browser, folder] = await Promise.all([
    openDemo(),
    launchBrowser(),
    mkdtemp(join(tmpdir(), 'sightglass-keep-')),
  ])
  afterThis(() => rm(folder, { recursive: true, force: true }))
  await signInAndOut(await browser.newContext())
  const page = await openTheatre()
  login = (await page.locator('[data-flow]:has-text("Sign-in")').getAttribute('data-flow')) ?? undefined
  await page.close()
})

async function signInAndOut(context: BrowserContext): Promise<void> {
  const looked: Promise<void>[] = []
  context.on('request', (request) => looked.push(lookAt(request)))
  const page = await context.newPage()
  await page.goto(demo.webUrl)
  await page.click('#start-login')
  await page.fill('#username', 'alice')
  await page.fill('#password', 'password123')
  await page.press('#password', 'Enter')
  await page.click('#consent-accept')
  await page.waitForURL(`${demo.webUrl}/session`)
  await page.click('#call-api')
  await page.waitForURL('**/session#result')
  await page.click('#refresh')
  await page.waitForURL(`${demo.webUrl}/session`)
  await page.click('#logout')
  await page.waitForSelector('#start-login')
  await Promise.all(looked)
  await context.close()
}

async function lookAt(request: Sent): Promise<void> {
  const [method, body] = [request.method(), request.postData()]
  const nonce = new URL(request.url()).searchParams.get('nonce')
  if (nonce !== null) nonces.add(nonce)
  await collectSecrets(secrets, new Request(request.url(), { method, headers: await request.allHeaders(), body }))
  const response = await request.response()
  const headers = (await response?.headersArray()) ?? []
  const pairs = headers.map(({ name, value }): [string, string] => [name, value.replaceAll('\n', ', ')])
  await collectSecrets(secrets, new Response(null, { status: response?.status() ?? 200, headers: pairs }))
}

/** A token with its signature is one that somebody could use. */
const WHOLE_TOKEN = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{20,}/

function expectNoSecret(text: string, where: string, shown: ReadonlySet<string> = new Set()): void {
  const found = [...secrets].filter((secret) => !shown.has(secret) && text.includes(secret))
  expect(
    found.map((secret) => text.slice(Math.max(0, text.indexOf(secret) - 120), text.indexOf(secret) + 60)),
    where,
  ).toEqual([])
  expect(WHOLE_TOKEN.exec(text)?.[0], where).toBeUndefined()
}

/** Everything that goes wrong in a page, such as what its policy forbids. */
function watchFaults(page: Page): string[] {
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return faults
}

async function openTheatre(hash = login === undefined ? '' : `#${login}`): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(`${demo.webUrl}/theatre${hash}`)
  await page.waitForSelector('.house[aria-busy=false]')
  await page.waitForSelector('[data-entry]', { state: 'attached' })
  return page
}

/** The file that a button of "Keep and share" makes. */
async function keepAs(page: Page, name: string): Promise<string> {
  if (!(await page.locator('.keep-dialog').evaluate((dialog) => dialog.hasAttribute('open')))) await page.click('#keep')
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(`[data-keep=${name}]`)])
  const file = join(folder, download.suggestedFilename())
  await download.saveAs(file)
  return file
}

/** Through all messages by keyboard; gives back what the page held at each. */
async function stepThrough(page: Page): Promise<string[]> {
  const all = await page.locator('[data-entry]').count()
  const seen: string[] = []
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.keyboard.press('Home')
  for (let number = 1; number <= all; number++) {
    await page.waitForSelector(`[data-entry="${number}"][aria-current]`, { state: 'attached' })
    seen.push(await page.content())
    await page.keyboard.press('ArrowRight')
  }
  return seen
}

describe('a flow on stage', () => {
  it('shows no secret at any of its messages', async () => {
    const page = await openTheatre()
    expect(secrets.size).toBeGreaterThan(12)
    const seen = await stepThrough(page)
    expect(seen.length).toBeGreaterThan(20)
    for (const [index, html] of seen.entries()) expectNoSecret(html, `message ${index + 1}`, nonces)
  })

  it('becomes files without a secret, under names that say what and when', async () => {
    const page = await openTheatre()
    const faults = watchFaults(page)
    for (const [name, ending] of [
      ['html', 'html'],
      ['json', 'json'],
      ['har', 'har'],
      ['mermaid', 'mmd'],
    ] as const) {
      const file = await keepAs(page, name)
      expect(file).toMatch(new RegExp(`sightglass-login-\\d{4}-\\d\\d-\\d\\d-\\d{4}\\.${ending}$`))
      const text = await readFile(file, 'utf8')
      expect(text.length).toBeGreaterThan(1000)
      expectNoSecret(text, name)
    }
    expect(faults).toEqual([])
  })

  it('is kept whole by each scene of the programme', async () => {
    const page = await openTheatre()
    for (const { id } of sceneCards.filter((card) => !('seconds' in card))) {
      const sent = await page.evaluate(async (play) => {
        const body = JSON.stringify({ play, where: 'live', id: crypto.randomUUID() })
        const headers = { 'content-type': 'application/json' }
        const response = await fetch('/theatre/run', { method: 'POST', headers, body })
        return ((await response.json()) as { sent?: { traceId: string }[] }).sent?.at(-1)?.traceId
      }, id)
      expect(sent, id).toBeDefined()
      await page.goto(`${demo.webUrl}/theatre#${sent}`)
      await page.reload()
      await page.waitForSelector('[data-entry]', { state: 'attached' })
      const text = await readFile(await keepAs(page, 'json'), 'utf8')
      expect(parseKept(text).traces.length, id).toBeGreaterThan(0)
      expectNoSecret(text, id)
      expectNoSecret(await page.content(), id, nonces)
    }
  })
})

describe('an exported page', () => {
  it('opens from disk without a network, and is stepped through', async () => {
    const theatre = await openTheatre()
    const all = await theatre.locator('[data-entry]').count()
    const file = await keepAs(theatre, 'html')
    const context = await browser.newContext({ offline: true })
    const page = await context.newPage()
    const faults = watchFaults(page)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(pathToFileURL(file).href)
    expect(await page.title()).toMatch(/^Sign-in · demo-web · Sightglass$/)
    const sides: string[] = []
    for (const html of await stepThrough(page)) {
      expectNoSecret(html, 'the exported page', nonces)
      sides.push(html)
    }
    expect(sides.length).toBe(all)
    expect(new Set(sides).size).toBe(all)
    expect(asked).toEqual([pathToFileURL(file).href])
    expect(faults).toEqual([])
  })

  it('makes the files that the theatre makes, itself as well', async () => {
    const theatre = await openTheatre()
    const file = await keepAs(theatre, 'html')
    const page = await browser.newPage()
    await page.goto(pathToFileURL(file).href)
    await page.waitForSelector('[data-entry]', { state: 'attached' })
    const before = parseKept(await readFile(file, 'utf8'))
    expect(parseKept(await readFile(await keepAs(page, 'json'), 'utf8'))).toEqual(before)
    const again = await keepAs(page, 'html')
    const copy = await browser.newPage()
    const faults = watchFaults(copy)
    await copy.goto(pathToFileURL(again).href)
    await copy.waitForSelector('[data-entry]', { state: 'attached' })
    expect(faults).toEqual([])
  })
})

describe('a file', () => {
  it.each(['json', 'html'])('of %s is opened, marked as one, and closed again', async (name) => {
    const page = await openTheatre()
    const all = await page.locator('[data-entry]').count()
    const file = await keepAs(page, name)
    const close = page.locator('.keep-head .button')
    const bottom = await close.evaluate((button) => button.getBoundingClientRect().bottom / innerHeight)
    expect(bottom).toBeLessThan(1)
    await close.click()
    await page.setInputFiles('.keep input[type=file]', file)
    await page.waitForSelector('#close-file')
    expect(await page.textContent('.keep-file')).toContain('From a file')
    expect(await page.locator('[data-entry]').count()).toBe(all)
    expect(await page.locator('[data-keep=link]').count()).toBe(0)
    await page.click('#close-file')
    await page.waitForSelector('.keep-file', { state: 'detached' })
  })

  it('is opened where it is dropped', async () => {
    const page = await openTheatre()
    const text = await readFile(await keepAs(page, 'json'), 'utf8')
    const data = await page.evaluateHandle((json) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([json], 'flow.json', { type: 'application/json' }))
      return transfer
    }, text)
    await page.dispatchEvent('#theatre', 'dragover', { dataTransfer: data })
    await page.waitForSelector('.keep-drop')
    await page.dispatchEvent('#theatre', 'drop', { dataTransfer: data })
    await page.waitForSelector('#close-file', { state: 'attached' })
  })

  it('that is none is refused in words, and changes nothing', async () => {
    const page = await openTheatre()
    const file = join(folder, 'none.json')
    await writeFile(file, '{"format":"sightglass-flow","version":1,"keptAt":0,"title":"x","traces":[{"id":7}]}')
    await page.setInputFiles('.keep input[type=file]', file)
    expect(await page.textContent('.keep [role=alert]')).toContain('none.json: This flow cannot be read: traces[0].id')
    expect(await page.locator('#close-file').count()).toBe(0)
  })

  it('of somebody hostile is drawn as text: nothing of it runs or leads anywhere', async () => {
    const page = await openTheatre()
    const faults = watchFaults(page)
    const says =
      '"><img src=x onerror=alert(1)></script><script>alert(2)</script><a href="javascript:alert(3)">here</a>'
    const file = join(folder, 'hostile.json')
    await writeFile(file, JSON.stringify(keptSaying(says)))
    await page.setInputFiles('.keep input[type=file]', file)
    await page.waitForSelector('#close-file')
    await stepThrough(page)
    expect(await page.locator('img[src=x], a[href^="javascript:"], #theatre script').count()).toBe(0)
    const exported = await keepAs(page, 'html')
    const copy = await browser.newPage()
    const faultsThere = watchFaults(copy)
    await copy.goto(pathToFileURL(exported).href)
    await stepThrough(copy)
    expect(await copy.locator('img[src=x], a[href^="javascript:"], #theatre script').count()).toBe(0)
    const hrefs = await copy.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    for (const href of hrefs)
      expect(href).toMatch(/^(?:#|https:\/\/(?:www\.rfc-editor\.org|openid\.net|www\.ietf\.org)\/)/)
    expect([...faults, ...faultsThere]).toEqual([])
  })
})

it.each(['en-US', 'de-DE'])('has nothing that axe finds in what keeps and opens, in %s', async (locale) => {
  const context = await browser.newContext({ locale, bypassCSP: true })
  const page = await context.newPage()
  await page.goto(`${demo.webUrl}/theatre`)
  await page.waitForSelector('[data-entry]', { state: 'attached' })
  await page.click('#keep')
  await page.addScriptTag({ content: axe.source })
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run('.keep')
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
  })
  expect(found).toEqual([])
})
