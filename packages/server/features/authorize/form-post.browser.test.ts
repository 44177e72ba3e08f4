/** The page of form_post in a real browser: it posts by itself under its own policy, and by its button where no script runs. */
import { createServer, type RequestListener } from 'node:http'
import { expect, it } from 'vitest'
import { launchBrowser } from '../../../../test/browser.ts'
import { afterThis } from '../../../../test/cleaning.ts'
import { createShow } from '../../pages/index.ts'
import { formPostPage, formPostScriptHash } from './form-post-page.ts'

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  afterThis(() => server.close())
  const address = server.address()
  return `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`
}

const members = { code: 'c"o<d>e&', state: 'a b+c', iss: 'https://as.example' }

/** A client that tells what was posted to it, and a server that shows the page. */
async function serve(): Promise<{ readonly page: string; readonly posted: URLSearchParams[] }> {
  const posted: URLSearchParams[] = []
  const client = await listen((request, response) => {
    const sent: Buffer[] = []
    request.on('data', (chunk: Buffer) => sent.push(chunk))
    request.on('end', () => {
      if (request.method === 'POST') posted.push(new URLSearchParams(Buffer.concat(sent).toString()))
      response.end('arrived')
    })
  })
  const redirectUri = `${client}/callback?x=1`
  const html = formPostPage({ locale: 'en', client: { name: 'Demo' }, redirectUri, members })
  const page = await listen((_, response) => {
    const shown = createShow('http://localhost:8081')(html, { formTarget: redirectUri, scriptHash: formPostScriptHash })
    for (const [name, value] of shown.headers) response.setHeader(name, value)
    void shown.text().then((text) => response.end(text))
  })
  return { page, posted }
}

it('posts the answer by itself', async () => {
  const { page: address, posted } = await serve()
  const page = await (await launchBrowser()).newPage()
  await page.goto(address)
  await page.waitForURL(/\/callback\?x=1$/)
  expect(posted.map((params) => Object.fromEntries(params))).toEqual([members])
})

it('posts it by its button where no script runs', async () => {
  const { page: address, posted } = await serve()
  const page = await (await (await launchBrowser()).newContext({ javaScriptEnabled: false })).newPage()
  await page.goto(address)
  expect(posted).toEqual([])
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.waitForURL(/\/callback\?x=1$/)
  expect(posted.map((params) => Object.fromEntries(params))).toEqual([members])
})
