/** A message told, and what was checked at it, in a real browser with the whole demo behind it. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import axeCore, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../../../test/browser.ts'
import { type Demo, openDemo } from '../../../../test/demo.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
})

interface Visit {
  readonly locale?: string
  readonly clipboard?: boolean
}

/** The theatre with the newest flow on stage, at its first message. */
async function open({ locale = 'en-US', clipboard = false }: Visit = {}): Promise<Page> {
  const context = await (await launchBrowser()).newContext({ locale, reducedMotion: 'reduce' })
  if (clipboard) await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.webUrl })
  const page = await context.newPage()
  await page.goto(`${demo.webUrl}/theatre`)
  await page.waitForSelector('.house[aria-busy=false]')
  await page.waitForSelector('[data-inspected]')
  await page.keyboard.press('Home')
  return page
}

/** An authorization request of one and the same login, with these parameters. */
const authorize = async (params: Readonly<Record<string, string>>): Promise<Response> => {
  const asked = new URL(`${demo.issuer}/oauth2/authorize`)
  asked.search = String(
    new URLSearchParams({
      response_type: 'code',
      client_id: 'demo-web',
      scope: 'openid',
      state: 'a-state-of-its-own-for-this-test',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      ...params,
    }),
  )
  return await fetch(asked, { redirect: 'manual' })
}

const withWrongRedirect = (): Promise<Response> => authorize({ redirect_uri: 'http://localhost:9999/callback' })
const wrongRedirect = async (): Promise<number> => (await withWrongRedirect()).status

const wrongSecret = async (): Promise<number> => {
  const authorization = `Basic ${btoa('demo-service:not-the-secret-of-this-client')}`
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  const answer = await fetch(`${demo.issuer}/oauth2/token`, { method: 'POST', headers: { authorization }, body })
  return answer.status
}

async function axe(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeCore.source)
  const { violations } = (await page.evaluate('axe.run(".side")')) as AxeResults
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

describe('a check that failed', () => {
  it('is open with what was expected, what came, the fix and the line to change', async () => {
    expect(await wrongRedirect()).toBe(400)
    const page = await open()
    const broken = page.locator('[data-failed="redirect.registered"]')
    await broken.waitFor()
    expect(await broken.textContent()).toContain('redirect_uri must be identical to a registered one')
    expect(await broken.locator('[data-seen=received]').textContent()).toContain('http://localhost:9999/callback')
    expect(await broken.locator('[data-seen=expected]').textContent()).toContain(`${demo.webUrl}/callback`)
    expect(await broken.locator('[data-explains=means]').textContent()).toContain('nobody can have a code sent')
    expect(await broken.locator('[data-explains=fix]').textContent()).toContain('register it for the client')
    expect(await broken.locator('[data-configuration=file]').textContent()).toMatch(
      /^redirect_uris: \[.*http:\/\/localhost:9999\/callback\]$/,
    )
    expect(await broken.locator('[data-configuration=command]').textContent()).toMatch(
      /^npm run sightglass -- client update demo-web --set /,
    )
    expect(await page.getAttribute('[data-verdict]', 'data-verdict')).toBe('redirect.registered')
    expect(await axe(page)).toEqual([])
    await page.context().close()
  })

  it('leads from the refusal to the check, which takes the focus', async () => {
    expect(await wrongSecret()).toBe(401)
    const page = await open()
    await page.waitForSelector('[data-failed="client.secret"]')
    await page.keyboard.press('End')
    await page.click('.because a')
    const broken = page.locator('[data-failed="client.secret"]')
    await broken.waitFor()
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-failed') === 'client.secret')
    const text = (await broken.textContent()) ?? ''
    expect(text).toContain('Neither is shown')
    expect(text).toContain('client update demo-service --new-secret')
    expect(text).not.toContain('not-the-secret')
    await page.context().close()
  })

  it('speaks German around the rule, whose sentence stays English', async () => {
    await wrongSecret()
    const page = await open({ locale: 'de-DE' })
    const broken = page.locator('[data-failed="client.secret"]')
    await broken.waitFor()
    expect(await broken.textContent()).toContain('Was zu tun ist')
    expect(await broken.locator('[lang=en]').textContent()).toBe('client_secret must be right')
    await page.context().close()
  })
})

describe('the verdict', () => {
  it('is on the message that the address names, with what to do in sight, and tells the other refusal beside it', async () => {
    const id = (await withWrongRedirect()).headers.get('sightglass-trace')
    await authorize({ redirect_uri: `${demo.webUrl}/callback`, scope: 'unheard-of' })
    const context = await (await launchBrowser()).newContext({ viewport: { width: 1280, height: 800 } })
    const page = await context.newPage()
    await page.goto(`${demo.webUrl}/theatre#${id}`)
    const verdict = page.locator('[data-verdict="redirect.registered"]')
    await verdict.waitFor()
    expect(await page.textContent('.outcome')).toContain('return address not registered')
    expect(await verdict.locator('[data-verdict-besides]').getAttribute('data-verdict-besides')).toBe('scope.allowed')
    expect(await verdict.getByText('register it for the client').isVisible()).toBe(true)
    expect(await verdict.getByText('nobody can have a code sent').isVisible()).toBe(false)
    await verdict.locator('summary').click()
    await verdict.getByText('nobody can have a code sent').waitFor()
    expect(await verdict.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0)
    await context.close()
  })
})

describe('the depth', () => {
  it('goes from a few sentences to all that is in the message, and stays chosen', async () => {
    await wrongSecret()
    const page = await open()
    expect(await page.isVisible('[data-parameter=grant_type]')).toBe(false)
    expect(await page.isChecked('input[value=newcomer]')).toBe(true)
    await page.check('input[value=developer]')
    await page.waitForSelector('[data-parameter=grant_type] >> visible=true')
    expect(await page.textContent('[data-place=body] [data-parameter=grant_type] .value')).toContain(
      'client_credentials',
    )
    expect(await page.textContent('[data-place=header] [data-parameter=Authorization]')).toContain('masked')
    expect(await page.textContent('[data-rule="client.known"]')).toContain('client_id must be registered')
    expect(await axe(page)).toEqual([])
    await page.reload()
    await page.waitForSelector('input[value=developer]:checked')
    await page.waitForSelector('[data-inspected]')
    await page.keyboard.press('Home')
    await page.check('input[value=specification]')
    const rule = page.locator('[data-rule="client.known"] .rule')
    expect(await rule.textContent()).toMatch(/^RFC 6749 .* client\.known/)
    expect(await rule.locator('.cite').getAttribute('href')).toMatch(/^https:\/\/www\.rfc-editor\.org\/rfc\/rfc6749#/)
    expect(await axe(page)).toEqual([])
    await page.context().close()
  })

  it('explains words of the trade on demand', async () => {
    await wrongSecret()
    const page = await open()
    await page.click('[data-verdict] .term')
    expect(await page.textContent('[data-verdict] .term-means')).toContain('not encrypted')
    await page.context().close()
  })
})

describe('sending a message again', () => {
  it('is a curl command that runs, with what was masked left to fill in', async () => {
    await wrongSecret()
    const page = await open({ clipboard: true })
    await page.check('input[value=developer]')
    await page.click('[data-copy=curl]')
    await page.waitForSelector('.copy-toast:has-text("Copied")')
    const command = await page.evaluate(() => navigator.clipboard.readText())
    expect(command).toBe(await page.inputValue('.copy-text'))
    const env = { ...process.env, CLIENT_ID: 'demo-service', CLIENT_SECRET: 'still not the secret of this client' }
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command], { env, timeout: 10_000 })
    expect(stdout).toMatch(/^HTTP\/1\.1 401 /)
    expect(stdout).toContain('"invalid_client"')
    await page.context().close()
  })

  it('selects the text where the browser lets nobody copy', async () => {
    await wrongSecret()
    const page = await open()
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))
    })
    await page.check('input[value=developer]')
    await page.click('[data-copy=fetch]')
    await page.waitForSelector('.copy-toast:has-text("selected")')
    const selected = await page.evaluate(() => {
      const text = document.activeElement
      return text instanceof HTMLTextAreaElement && text.value.slice(text.selectionStart, text.selectionEnd)
    })
    expect(selected).toContain("const CLIENT_SECRET = '…'")
    await page.context().close()
  })
})
