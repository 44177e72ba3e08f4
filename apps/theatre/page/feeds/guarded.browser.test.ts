/** A recording in production as a reader sees it: shut without the viewing token, and nothing left of it when it is over. */
import { createLog, serve } from '@sightglass/process'
import { createServer, type Server } from '@sightglass/server'
import { openStore } from '@sightglass/store'
import axeCore from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { basic, openTrial, testClock, testKeys } from '../../../../test/authorization-server.ts'
import { launchBrowser } from '../../../../test/browser.ts'
import { afterThis } from '../../../../test/cleaning.ts'
import { freePort } from '../../../../test/ports.ts'
import { createTheatre } from '../../index.ts'

interface Open {
  readonly server: Server
  readonly issuer: string
  readonly page: Page
  /** A request that is refused, of the client. */
  readonly ask: (clientId: string) => Promise<string>
}

async function open(locale = 'en-US'): Promise<Open> {
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  const clock = testClock()
  const store = await openStore('memory:', { issuer, clock })
  afterThis(() => store.close())
  await openTrial({ issuer, store, clock })
  const feeds = [{ party: 'authorization-server', url: `${issuer}/trace/events` }] as const
  const theatre = createTheatre({ boot: { feeds, guarded: true } })
  const server = await createServer({ issuer, clock, store, theatre, environment: 'production', ...testKeys })
  const log = createLog('theatre', { logLevel: 'silent' })
  const stopped = { onStop: server.recordings.close, stopSeconds: 1 }
  const serving = await serve({
    name: 'theatre',
    host: '127.0.0.1',
    port,
    log,
    signals: false,
    fetch: server.fetch,
    ...stopped,
  })
  afterThis(() => serving.stop())
  const context = await (await launchBrowser()).newContext({ locale, reducedMotion: 'reduce' })
  const ask = async (clientId: string): Promise<string> => {
    const query = { client_id: clientId, response_type: 'unknown', redirect_uri: 'http://localhost:8080/callback' }
    const url = `${issuer}/oauth2/authorize?${new URLSearchParams(query)}`
    return (await fetch(url, { redirect: 'manual' })).headers.get('sightglass-trace') ?? ''
  }
  return { server, issuer, page: await context.newPage(), ask }
}

async function faultsIn(page: Page): Promise<unknown[]> {
  await page.evaluate(axeCore.source)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axeCore }).axe.run())
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

it('opens with the viewing token, stays open in the tab, and shuts when the recording ends', async () => {
  const { server, issuer, page, ask } = await open()
  const { recording, token } = await server.recordings.start({ clientId: 'demo-web', minutes: 5 })
  await ask('demo-web')
  await ask('demo-terminal')
  await page.goto(`${issuer}/theatre`)
  await page.getByRole('heading', { name: 'Watch a recording' }).waitFor()
  expect(await page.locator('.house').count()).toBe(0)

  const shown = async (typed: string) => {
    await page.getByLabel('Viewing token').fill(typed)
    await page.getByRole('button', { name: 'Watch' }).click()
  }
  await shown('sgv_wrong')
  await page.getByText('This token opens nothing').waitFor()
  expect(page.url()).not.toContain('sgv_')
  await shown(token)
  await page.getByText('You are watching a recording.').waitFor()
  await page.waitForSelector('.flows > li')
  expect(await page.locator('.flows > li').count()).toBe(1)
  await ask('demo-web')
  await page.waitForSelector('.flows > li >> nth=1')

  await page.reload()
  await page.waitForSelector('.flows > li >> nth=1')
  expect(await page.content()).not.toContain(token)

  await server.recordings.stop(recording.id)
  await page.getByText('The recording is over.').waitFor()
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  expect((await page.goto(`${issuer}/theatre`))?.status()).toBe(404)
})

it('shows who only claims to be the client as that, why it was refused, and what to do', async () => {
  const { server, issuer, page } = await open()
  const { token } = await server.recordings.start({ clientId: 'demo-service', minutes: 5, claimed: true })
  const refused = await fetch(`${issuer}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: basic('demo-service', 'a-secret-of-yesterday') },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  await page.goto(String((await refused.json()).error_uri))
  await page.getByLabel('Viewing token').fill(token)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'demo-service (claimed)' }).waitFor()
  await page.getByText('What is marked “claimed” has not proved').waitFor()
  for (const words of [
    'The secret that came is not the one of this client.',
    'client update demo-service --new-secret',
  ])
    await page.getByText(words).filter({ visible: true }).first().waitFor()
  expect(await page.content()).not.toContain('a-secret-of-yesterday')
  expect(await faultsIn(page)).toEqual([])
})

it('opens the room of one’s own client with the client of the recording', async () => {
  const { server, issuer, page, ask } = await open()
  const { token } = await server.recordings.start({ clientId: 'demo-web', minutes: 5 })
  await page.goto(`${issuer}/theatre#/client`)
  await page.getByLabel('Viewing token').fill(token)
  await page.keyboard.press('Enter')
  await page.getByText('Nothing has come from demo-web yet').waitFor()
  expect(await page.getByLabel('Client id', { exact: true }).inputValue()).toBe('demo-web')
  await ask('demo-web')
  await page.waitForSelector('.own-flow')
})

it('leads from error_uri to the message behind the door, and is left by a button', async () => {
  const { server, issuer, page, ask } = await open('de-DE')
  const { token } = await server.recordings.start({ clientId: 'demo-web', minutes: 5 })
  await ask('demo-web')
  const id = await ask('demo-web')
  await page.goto(`${issuer}/theatre#${id}`)
  await page.getByLabel('Ansichtstoken').fill(token)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.flows > li [aria-current]')
  expect(page.url()).toContain(`#${id}`)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('stage')
  await page.getByRole('button', { name: 'Verlassen' }).click()
  await page.getByLabel('Ansichtstoken').waitFor()
  await page.reload()
  expect(await page.locator('.house').count()).toBe(0)
})

it.each([
  ['light', 1280],
  ['dark', 390],
] as const)('has no barriers at its door (%s, %i px)', async (colorScheme, width) => {
  const { server, issuer, page } = await open()
  await server.recordings.start({ clientId: 'demo-web', minutes: 5 })
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize({ width, height: 800 })
  await page.goto(`${issuer}/theatre`)
  await page.getByLabel('Viewing token').fill('sgv_wrong')
  await page.getByRole('button', { name: 'Watch' }).click()
  await page.getByText('This token opens nothing').waitFor()
  expect(await faultsIn(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
})
