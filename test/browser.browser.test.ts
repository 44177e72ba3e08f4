import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { afterThis } from './cleaning.ts'

it('a page with a form works in the browser', async () => {
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html')
    answer.end('<title>Hello</title><button onclick="this.textContent = crypto.randomUUID().length">go</button>')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  afterThis(() => server.close())
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const page = await (await launchBrowser()).newPage()
  await page.goto(`http://localhost:${port}/`)
  await page.getByRole('button').click()
  expect(await page.title()).toBe('Hello')
  expect(await page.getByRole('button').textContent()).toBe('36')
})
