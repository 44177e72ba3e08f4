/** A HAR of the page is read by a tool that knows nothing of us: Playwright answers a browser from it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../test/browser.ts'
import { afterThis } from '../../test/cleaning.ts'
import { type Demo, openDemo } from '../../test/demo.ts'
import { strictHar } from './keep/har-fixtures.ts'
import { type SceneId, sceneCards } from './programme/scenes.ts'

let demo: Demo
let browser: Browser
let folder: string

beforeAll(async () => {
  ;[demo, browser, folder] = await Promise.all([
    openDemo(),
    launchBrowser(),
    mkdtemp(join(tmpdir(), 'sightglass-har-')),
  ])
  afterThis(() => rm(folder, { recursive: true, force: true }))
})

/** Plays a scene and keeps it, as somebody does in the page. */
async function keptAs(scene: SceneId): Promise<string> {
  const page = await browser.newPage()
  await page.goto(`${demo.webUrl}/theatre#/scenes/${scene}`)
  await page.click('.scene-run .button')
  await page.waitForSelector('.scene-watch li:nth-child(3) button')
  await page.click('#keep')
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-keep=har]')])
  const file = join(folder, `${scene}.har`)
  await download.saveAs(file)
  await page.close()
  return file
}

interface Entry {
  readonly request: { readonly method: string; readonly url: string; readonly postData?: { readonly text: string } }
  readonly response: { readonly status: number; readonly content: { readonly text?: string } }
}

async function entriesOf(file: string): Promise<readonly Entry[]> {
  return strictHar(await readFile(file, 'utf8')).log.entries as readonly object[] as readonly Entry[]
}

/** A page that gets every answer from the file, and none from anywhere else. */
async function answeredFrom(file: string): Promise<Page> {
  const context = await browser.newContext()
  await context.routeFromHAR(file, { notFound: 'abort' })
  return await context.newPage()
}

it('each scene makes a file as the specification has it', async () => {
  for (const { id } of sceneCards.filter((card) => !('seconds' in card)))
    expect((await entriesOf(await keptAs(id))).length, id).toBeGreaterThan(0)
})

it('a browser gets the recorded answers from the file', async () => {
  const file = await keptAs('registration')
  const entries = await entriesOf(file)
  const page = await answeredFrom(file)
  const discovery = entries.find(({ request }) => request.url.includes('/.well-known/'))
  const answer = await page.goto(discovery?.request.url ?? '')
  expect([answer?.status(), await answer?.text()]).toEqual([200, discovery?.response.content.text])
  expect(JSON.parse((await answer?.text()) ?? '')).toMatchObject({
    issuer: demo.issuer,
    response_types_supported: expect.arrayContaining(['code']),
  })

  const register = entries.find(({ request }) => request.method === 'POST')
  const [status, told] = await page.evaluate(
    async ([url = '', body = '']) => {
      const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
      return [response.status, await response.text()]
    },
    [register?.request.url, register?.request.postData?.text],
  )
  expect([status, told]).toEqual([201, register?.response.content.text])
})

it('a browser goes on to where the recorded redirects lead, as far as was recorded', async () => {
  const file = await keptAs('openid')
  const authorize = (await entriesOf(file)).find(({ request }) => request.url.includes('/oauth2/authorize?'))
  const page = await answeredFrom(file)
  const arrived = await page.goto(authorize?.request.url ?? '')
  expect([arrived?.status(), new URL(page.url()).pathname]).toEqual([200, '/login'])
  await expect(page.goto(`${demo.issuer}/oauth2/jwks-of-nobody`)).rejects.toThrow('net::ERR_FAILED')
})
