import { createServer } from 'node:http'
import { assetResponse } from '@sightglass/ui/assets'
import { pageHeaders } from '@sightglass/ui/csp'
import { type Html, render } from '@sightglass/ui/html'
import { type Locale, locales } from '@sightglass/ui/texts'
import axeCore from 'axe-core'
import { expect, it } from 'vitest'
import { launchBrowser } from '../../../test/browser.ts'
import { afterThis } from '../../../test/cleaning.ts'
import { redirectStep, type Session } from '../journey.ts'
import { failurePage } from './failure-page.ts'
import { sessionPage } from './session-page.ts'
import { startPage } from './start-page.ts'

const long = 'x'.repeat(300)
const preview = redirectStep('redirect-out', `https://as.example/authorize?client_id=${long}&state=${long}&scope=read`)
const session: Session = {
  browser: 'b',
  tokens: {
    accessToken: `eyJhbGciOiJFUzI1NiJ9.${Buffer.from(JSON.stringify({ long })).toString('base64url')}.AAAA`,
    tokenType: 'Bearer',
    expiresAt: 1_800_000_000,
    scope: 'openid read',
    refreshToken: 'r',
    idTokenClaims: { iss: 'https://as.example', sub: long, aud: 'web', exp: 1, iat: 1 },
  },
  person: undefined,
  result: {
    what: 'admin',
    request: `GET https://rs.example/${long}`,
    status: 403,
    challenge: `Bearer scope="${long}"`,
    body: long,
  },
  chapters: [
    { name: 'login', steps: [preview] },
    {
      name: 'call',
      steps: [redirectStep('redirect-back', 'https://web.example/callback?code=c&iss=https%3A%2F%2Fas.example')],
    },
  ],
}

const views: Record<string, (locale: Locale) => Html> = {
  start: (locale) =>
    startPage({
      locale,
      csrf: 'c',
      issuer: 'https://as.example',
      resource: 'https://rs.example',
      scopes: ['openid', 'read'],
      preview,
      told: 'signed_out',
    }),
  session: (locale) =>
    sessionPage({
      locale,
      csrf: 'c',
      session,
      issuer: 'https://as.example',
      signatures: {
        accessToken: { verified: true, alg: 'ES256', kid: 'a-key-with-a-name-as-long-as-a-thumbprint-has' },
        idToken: { verified: false, why: 'forged' },
      },
    }),
  failure: (locale) =>
    failurePage({
      locale,
      traceId: 't1',
      retry: { csrf: 'c', failure: 'f' },
      failure: {
        kind: 'unreachable',
        status: 502,
        error: 'unreachable',
        detail: long,
        address: long,
        cite: 'RFC6749-5.2',
      },
    }),
}

const addresses = Object.keys(views).flatMap((view) => locales.map((locale) => `/${view}?${locale}`))

it.each(addresses)('%s is accessible and fits a small screen, light and dark', async (address) => {
  const server = createServer(async (request, response) => {
    const [path = '', locale] = (request.url ?? '').split('?')
    const asset = assetResponse(path)
    const html = views[path.slice(1)]?.(locale === 'de' ? 'de' : 'en')
    const answer = asset ?? new Response(html === undefined ? '' : render(html), { headers: pageHeaders() })
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  afterThis(() => server.close())
  const at = server.address()
  const browser = await launchBrowser()
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ colorScheme, viewport: { width: 320, height: 640 } })
    await page.goto(`http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}${address}`)
    await page.evaluate(() => {
      for (const closed of document.querySelectorAll('details')) closed.open = true
    })
    await page.evaluate(axeCore.source)
    const { violations } = await page.evaluate(() => globalThis.axe.run(document))
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await page.close()
  }
})

declare global {
  var axe: typeof import('axe-core')
}
