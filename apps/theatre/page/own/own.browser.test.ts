/** An application of somebody else with a wrong setting, pointed at the demo: this room explains what is wrong. */
import axeCore from 'axe-core'
import * as client from 'openid-client'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../../../test/browser.ts'
import { type Demo, openDemo } from '../../../../test/demo.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
})

async function room(locale = 'en-US'): Promise<Page> {
  const context = await (await launchBrowser()).newContext({ locale, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${demo.webUrl}/theatre#/client`)
  await page.waitForSelector('.house[aria-busy=false]')
  return page
}

const discovered = (clientId: string, auth: client.ClientAuth): Promise<client.Configuration> =>
  client.discovery(new URL(demo.issuer), clientId, {}, auth, { execute: [client.allowInsecureRequests] })

/** A service whose secret is that of another environment; gives the `error_uri` of its refusal. */
async function askWithWrongSecret(): Promise<string> {
  const config = await discovered('demo-service', client.ClientSecretBasic('the-secret-of-staging'))
  const refused: unknown = await client
    .clientCredentialsGrant(config, { scope: 'read' })
    .catch((error: unknown) => error)
  if (!(refused instanceof client.WWWAuthenticateChallengeError)) throw refused
  const { error, error_uri } = (await refused.response.json()) as Record<string, string>
  expect(error).toBe('invalid_client')
  return error_uri ?? ''
}

/** Where a web application sends its people, whose redirect URI has a slash too many. */
async function addressWithWrongRedirect(): Promise<string> {
  const config = await discovered('demo-web', client.None())
  const parameters = {
    ...{ redirect_uri: `${demo.webUrl}/callback/`, scope: 'openid', state: client.randomState() },
    code_challenge: await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier()),
    code_challenge_method: 'S256',
  }
  return client.buildAuthorizationUrl(config, parameters).href
}

describe('the room of one’s own client', () => {
  it('shows the flows of the client that was typed as they come, and explains its last failure', async () => {
    const page = await room()
    await page.fill('#own-client', 'demo-service')
    await page.waitForSelector('text=Nothing has come from demo-service yet')
    await askWithWrongSecret()
    await page.waitForSelector('.own-flow.bad')
    await page.click('#explain-failure')
    expect(await page.textContent('[data-explained="client.secret"]')).toContain('What to do:')
    expect(await page.getAttribute('.own-flow', 'aria-current')).toBe('true')
    await page.reload()
    expect(await page.inputValue('#own-client')).toBe('demo-service')
  })

  it('leads from the error_uri of a refusal to the message that was refused', async () => {
    const page = await room()
    const address = await askWithWrongSecret()
    expect(address).toContain('/theatre#')
    await page.click('summary:text-is("From an error to its explanation")')
    await page.fill('#own-trace', 'not one')
    await page.click('.own-from button')
    await page.waitForSelector('text=There is no trace id in it.')
    await page.fill('#own-trace', address)
    await page.click('.own-from button')
    await page.waitForFunction((hash) => location.hash === hash, new URL(address).hash)
  })

  it('finds a redirect URI with a slash too many, that nobody was sent back to', async () => {
    const page = await room()
    const visitor = await page.context().newPage()
    await visitor.goto(await addressWithWrongRedirect())
    await page.click('.own-seen >> text=demo-web')
    await page.click('#explain-failure')
    const explained = await page.textContent('[data-explained="redirect.registered"]')
    expect(explained).toContain(`${demo.webUrl}/callback/`)
  })

  it('leads to the message that failed also where the stage tells more than was recorded', async () => {
    const page = await room()
    await page.goto(`${demo.webUrl}/theatre#/lessons/pkce`)
    await page.click('.lesson-run .button')
    await page.waitForSelector('[data-watch] button')
    await page.goto(`${demo.webUrl}/theatre#/client`)
    await page.fill('#own-client', 'demo-client')
    await page.click('#explain-failure')
    const explained = await page.textContent('[data-explained="pkce.verifierMatches"]')
    expect(explained).toContain('Message 17, Token request')
    await page.waitForSelector('.side >> text=code_verifier must hash to the code_challenge')
  })

  it('says so where nothing has failed', async () => {
    const page = await room()
    const secret = client.ClientSecretBasic('demo-archive-secret-for-development-only')
    const config = await discovered('demo-archive', secret)
    await client.clientCredentialsGrant(config, { scope: 'vault', resource: `${demo.resource}/vault` })
    await page.fill('#own-client', 'demo-archive')
    await page.waitForSelector('.own-flow.good')
    await page.click('#explain-failure')
    await page.waitForSelector('text=Nothing has failed among the flows of demo-archive')
  })

  it('says how an application is set up, with its own words in the command', async () => {
    const page = await room()
    await page.fill('#own-client', 'shop')
    await page.click('summary:text-is("Set it up")')
    await page.fill('#own-redirect', 'https://shop.example/callback')
    await page.check('text=no secret')
    const set = (await page.textContent('.own-set-up')) ?? ''
    for (const part of [demo.issuer, 'client create shop', '--redirect-uri https://shop.example/callback', 'none'])
      expect(set).toContain(part)
  })

  it.each(['en-US', 'de-DE'])('has nothing that axe finds, in %s, and room enough on a phone', async (locale) => {
    const page = await room(locale)
    await askWithWrongSecret()
    await page.fill('#own-client', 'demo-service')
    await page.click('#explain-failure')
    await page.waitForSelector('[data-explained="client.secret"]')
    await page.locator('.own-part').evaluateAll((parts) => {
      for (const part of parts) part.setAttribute('open', '')
    })
    await page.evaluate(axeCore.source)
    const { violations } = await page.evaluate<axeCore.AxeResults>('axe.run(".room")')
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})
