import { describe, expect, it } from 'vitest'
import { loadRuleBook } from '../../test/rule-book.ts'
import { createWeb, type WebOptions } from './index.ts'
import { decidedRows } from './viewer/decided.ts'
import { gapBefore } from './viewer/gaps.ts'
import { decidedWords } from './viewer-texts/decided.ts'
import { failureWords } from './viewer-texts/failure.ts'

const WEB = 'http://localhost:8080'

function open(options: Partial<WebOptions> = {}): (path: string) => Promise<Response> {
  const parties = { webUrl: WEB, issuer: 'http://localhost:8081', resource: 'http://localhost:8082/api' }
  const web = createWeb({ ...parties, clientId: 'demo-web', linkKey: new Uint8Array(32), viewer: true, ...options })
  return (path) => web.fetch(new Request(new URL(path, WEB)))
}

it('is a page whose only script is its own, which may ask the three servers and nobody else', async () => {
  const response = await open()('/flows')
  const policy = response.headers.get('content-security-policy') ?? ''
  const page = await response.text()
  const nonce = /<script type="module" src="\/assets\/viewer\.[\w-]{16}\/main\.ts" nonce="([\w-]+)">/.exec(page)?.[1]
  expect(nonce).toBeDefined()
  expect(policy).toContain(`script-src 'nonce-${nonce}'`)
  expect(policy).toContain('connect-src http://localhost:8080 http://localhost:8081 http://localhost:8082;')
  expect(policy).not.toContain('unsafe')
})

it('serves every file that its module imports, without types, to be kept for ever', async () => {
  const ask = open()
  const main = /src="(\/assets\/viewer\.[^"]+)"/.exec(await (await ask('/flows')).text())?.[1] ?? ''
  const seen = new Set<string>()
  const visit = async (path: string): Promise<void> => {
    if (seen.has(path)) return
    seen.add(path)
    const response = await ask(path)
    expect([path, response.status, response.headers.get('content-type')]).toEqual([
      path,
      200,
      'text/javascript; charset=utf-8',
    ])
    expect(response.headers.get('cache-control')).toContain('immutable')
    const imports = [...(await response.text()).matchAll(/from\s+'([^']+)'/g)].map(([, name = '']) => name)
    for (const name of imports) await visit(new URL(name, `${WEB}${path}`).pathname)
  }
  await visit(main)
  expect(seen.size).toBeGreaterThan(12)
})

it('lives at the one origin that the servers know', async () => {
  expect((await open()('http://127.0.0.1:8080/flows')).headers.get('location')).toBe(`${WEB}/flows`)
})

it('is not there, and nothing links to it, unless it is asked for', async () => {
  const ask = open({ viewer: false })
  expect((await ask('/flows')).status).toBe(404)
  expect(await (await ask('/')).text()).not.toContain('/flows')
  expect(await (await open()('/')).text()).toContain('href="/flows"')
})

it('has words only for checks and notes that there are', async () => {
  const { rules, notes } = await loadRuleBook()
  const [checks, told] = [new Set(rules.map(({ id }) => id)), new Set(notes.map(({ id }) => id))]
  const errors = new Set<string>(rules.map(({ error }) => error))
  const known = { failure: checks, means: checks, fix: checks, setback: told, error: errors }
  const unknown = Object.keys(failureWords.en).filter((key) => {
    const [about = '', name = ''] = key.split(/\.(.*)/)
    return !Object.entries(known).some(([kind, names]) => kind === about && names.has(name))
  })
  expect(unknown).toEqual([])
})

it('says in plain words what was decided only by checks and notes that there are, and has a word for each', async () => {
  const { rules, notes } = await loadRuleBook()
  const known = new Set([...rules, ...notes].map(({ id }) => id))
  expect(decidedRows.flatMap(({ needs }) => needs).filter((id) => !known.has(id))).toEqual([])
  const words = new Set(Object.keys(decidedWords.en))
  expect(decidedRows.map(({ name }) => `decided.${name}`).filter((key) => !words.has(key))).toEqual([])
})

describe('gapBefore', () => {
  it('says what of a flow was not recorded', () => {
    expect(gapBefore(['authorize'], 0)).toBe('start')
    expect(gapBefore(['authorize', 'to-client', 'redeem'], 2)).toBe('callback')
    expect(gapBefore(['redeem'], 0)).toBe('login')
    expect(gapBefore(['refresh'], 0)).toBe('tokens')
    expect(gapBefore(['call'], 0)).toBe('token')
    expect(gapBefore(['device-poll'], 0)).toBe('device')
  })

  it('says nothing where all of it was', () => {
    const kinds = [
      'start',
      'to-authorize',
      'authorize',
      'to-client',
      'callback',
      'redeem',
      'tokens',
      'refresh',
    ] as const
    expect(kinds.map((_, index) => gapBefore(kinds, index)).filter((gap) => gap !== undefined)).toEqual([])
    expect(gapBefore(['device-authorization', 'device-codes', 'device-poll', 'pending', 'device-poll'], 4)).toBe(
      undefined,
    )
  })
})
