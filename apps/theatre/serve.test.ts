/** The theatre as a server serves it. */
import { expect, it } from 'vitest'
import { createTheatre } from './index.ts'

const boot = { feeds: [{ party: 'client', url: 'http://localhost:9/trace/events' }] } as const

it('serves a page that runs its own script alone, and asks nobody but the feeds', async () => {
  const theatre = createTheatre({ boot })
  const response = theatre.page({ locale: 'de', secure: false })
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain('connect-src http://localhost:9')
  const nonce = /script-src 'nonce-([\w-]+)'/.exec(policy)?.[1]
  const page = await response.text()
  expect(page).toContain('<html lang="de">')
  const [script = '', own] = /<script type="module" src="([^"]+)" nonce="([^"]+)">/.exec(page)?.slice(1) ?? []
  expect(own).toBe(nonce)
  expect(theatre.asset(script)?.headers.get('cache-control')).toContain('immutable')
  expect(theatre.asset(script)?.headers.get('content-type')).toContain('text/javascript')
})

it('serves nothing but what was built', () => {
  const { asset } = createTheatre({ boot })
  for (const path of ['/assets/theatre/manifest.json', '/assets/theatre/../index.ts', '/assets/theatre/', '/'])
    expect(asset(path)).toBeUndefined()
})

it('draws a new nonce for each page', () => {
  const theatre = createTheatre({ boot })
  const policies = [1, 2].map(() => theatre.page({ locale: 'en', secure: true }).headers.get('content-security-policy'))
  expect(policies[0]).not.toBe(policies[1])
})
