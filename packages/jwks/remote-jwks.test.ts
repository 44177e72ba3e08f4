import { jwtRules } from '@sightglass/spec/access-token'
import { type JwtRules, parseJwt } from '@sightglass/spec/jwt'
import { describe, expect, it } from 'vitest'
import { type Fetch, type Known, type Located, RemoteJwks, type RemoteJwksOptions } from './index.ts'

const URI = 'https://as.example/jwks'
const jwk = (kid: string) => ({ kid, kty: 'EC', crv: 'P-256', x: `x-${kid}`, y: `y-${kid}`, use: 'sig' })
const rules: JwtRules = jwtRules

/** A token that names this key; nobody looks at the rest. */
function naming(kid: string) {
  const part = (value: unknown): string => btoa(JSON.stringify(value)).replaceAll('=', '')
  return parseJwt(rules, `${part({ alg: 'ES256', kid })}.${part({})}.AAAA`, ['ES256'])
}

type Reply = (request: Request) => Response | Promise<Response>

/** Somebody else's server, and a clock that only goes forward. */
class Elsewhere {
  asked = 0
  seconds = 1000
  kids = ['k1']
  headers: Record<string, string> = {}
  reply: Reply = () => Response.json({ keys: this.kids.map(jwk) }, { headers: this.headers })
  readonly fetch: Fetch = async (request) => {
    this.asked++
    return await this.reply(request)
  }

  jwks(options: Partial<RemoteJwksOptions<Located>> = {}): RemoteJwks {
    return new RemoteJwks({
      locate: () => ({ jwksUri: URI }),
      fetch: this.fetch,
      monotonicMs: () => this.seconds * 1000,
      ...options,
    })
  }

  fails(): void {
    this.reply = () => new Response(null, { status: 503 })
  }

  /** Nothing comes, and nobody listens to the signal. */
  hangs(): void {
    this.reply = () => new Promise<Response>(() => undefined)
  }
}

const kidsOf = ({ keySet }: Known<Located>) => keySet?.keys.map(({ kid }) => kid)
/** One turn of the event loop: what was begun behind our back is done. */
const turn = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 5))

describe('a remote key set', () => {
  it('is asked for once by all who wait, and then known at once', async () => {
    const there = new Elsewhere()
    const jwks = there.jwks()
    const all = await Promise.all(Array.from({ length: 20 }, async () => await jwks.get()))
    expect(all.map(kidsOf)).toEqual(Array(20).fill(['k1']))
    expect(jwks.get()).not.toBeInstanceOf(Promise)
    expect(there.asked).toBe(1)
  })

  it.each<[string | undefined, number]>([
    [undefined, 300],
    ['max-age=60', 60],
    ['public, max-age="60"', 60],
    ['s-maxage=60', 300],
    ['max-age=1', 30],
    ['no-store', 30],
    ['no-cache, max-age=600', 30],
    ['max-age=31536000', 3600],
    ['max-age=99999999999', 300],
    ['max-age=-1', 300],
  ])('is fresh under Cache-Control %s for %i seconds', async (cacheControl, seconds) => {
    const there = new Elsewhere()
    if (cacheControl !== undefined) there.headers = { 'cache-control': cacheControl }
    const jwks = there.jwks()
    await jwks.get()
    there.seconds += seconds - 1
    await jwks.get()
    expect(there.asked).toBe(1)
    there.seconds += 1
    await jwks.get()
    expect(there.asked).toBe(2)
  })

  it('that is a little old is used while the next comes', async () => {
    const there = new Elsewhere()
    const jwks = there.jwks()
    await jwks.get()
    there.kids = ['k2']
    there.seconds += 301
    expect(kidsOf(await jwks.get())).toEqual(['k1'])
    await turn()
    expect(kidsOf(await jwks.get())).toEqual(['k2'])
    expect(there.asked).toBe(2)
  })

  it('that is old makes wait for the next, which comes at once from a server that is well', async () => {
    const there = new Elsewhere()
    const jwks = there.jwks()
    await jwks.get()
    there.kids = ['k2']
    there.seconds += 601
    expect(await jwks.get()).toMatchObject({ keySet: { keys: [{ kid: 'k2' }] }, failure: undefined })
  })

  it('keeps the keys that stay as the same objects', async () => {
    const there = new Elsewhere()
    const jwks = there.jwks()
    const before = (await jwks.get()).keySet?.keys[0]
    there.kids = ['k2', 'k1']
    there.seconds += 601
    expect((await jwks.get()).keySet?.keys[1]).toBe(before)
  })
})

describe('a key that is not in the set', () => {
  it('makes it ask again, and finds a new key', async () => {
    const there = new Elsewhere()
    const jwks = there.jwks()
    await jwks.get()
    there.kids = ['k2', 'k1']
    expect(kidsOf(await jwks.getFor(naming('k2')))).toEqual(['k2', 'k1'])
    expect(kidsOf(await jwks.getFor(naming('k1')))).toEqual(['k2', 'k1'])
    expect(there.asked).toBe(2)
  })

  it('causes no storm where it is made up: some questions at once, then one every few seconds', async () => {
    const there = new Elsewhere()
    const jwks = there.jwks()
    await jwks.get()
    for (let at = 0; at < 100; at++) await jwks.getFor(naming(`made-up-${at}`))
    expect(there.asked).toBe(4)
    there.seconds += 5
    await Promise.all(Array.from({ length: 100 }, (_, at) => jwks.getFor(naming(`made-up-${at}`))))
    expect(there.asked).toBe(5)
  })

  it('is not asked for twice where the set came for this very token', async () => {
    const there = new Elsewhere()
    await there.jwks().getFor(naming('made-up'))
    expect(there.asked).toBe(1)
  })

  it('cannot be told from a new one while nobody answers', async () => {
    const there = new Elsewhere()
    const jwks = there.jwks()
    await jwks.get()
    there.fails()
    expect(await jwks.getFor(naming('k2'))).toMatchObject({ failure: { kind: 'status' } })
    expect((await jwks.getFor(naming('k1'))).failure).toBeUndefined()
  })
})

describe('while the server is down', () => {
  it('the same failure is told for two seconds, then it is asked again', async () => {
    const there = new Elsewhere()
    there.fails()
    const jwks = there.jwks()
    for (let at = 0; at < 10; at++) {
      expect(await jwks.get()).toMatchObject({ keySet: undefined, failure: { words: 'answered 503', status: 503 } })
    }
    expect(there.asked).toBe(1)
    there.seconds += 2
    await jwks.get()
    expect(there.asked).toBe(2)
  })

  it('keys of before serve, for a day and no longer', async () => {
    const there = new Elsewhere()
    const jwks = there.jwks()
    await jwks.get()
    there.fails()
    there.seconds += 24 * 3600 - 1
    expect(await jwks.get()).toMatchObject({ keySet: { keys: [{ kid: 'k1' }] }, failure: { kind: 'status' } })
    there.seconds += 2
    expect(await jwks.get()).toMatchObject({ keySet: undefined, failure: { kind: 'status' } })
  })

  it('an answer that is no key set takes none away', async () => {
    const there = new Elsewhere()
    const jwks = there.jwks()
    await jwks.get()
    there.reply = () => Response.json({})
    there.seconds += 3600
    expect(await jwks.get()).toMatchObject({ keySet: { keys: [{ kid: 'k1' }] }, failure: { kind: 'unreadable' } })
  })

  it('nobody waits for an answer that does not come where keys are at hand', async () => {
    const there = new Elsewhere()
    const jwks = there.jwks({ timeoutMs: 60_000 })
    await jwks.get()
    there.hangs()
    there.seconds += 3600
    const [one, other] = await Promise.all([jwks.get(), jwks.get()])
    expect([one, other].map(kidsOf)).toEqual([['k1'], ['k1']])
    expect(one?.failure).toMatchObject({ kind: 'timeout', words: 'no answer yet' })
    expect(there.asked).toBe(2)
  })

  it('nobody waits at all once an attempt has failed', async () => {
    const there = new Elsewhere()
    const jwks = there.jwks({ timeoutMs: 60_000 })
    await jwks.get()
    there.fails()
    there.seconds += 3600
    await jwks.get()
    there.hangs()
    there.seconds += 3600
    expect(jwks.get()).not.toBeInstanceOf(Promise)
    await turn()
    expect(jwks.get()).not.toBeInstanceOf(Promise)
    expect(there.asked).toBe(3)
  })

  it('it is found again behind the back of those who ask', async () => {
    const there = new Elsewhere()
    const jwks = there.jwks()
    await jwks.get()
    const well = there.reply
    there.fails()
    there.seconds += 3600
    await jwks.get()
    there.reply = well
    there.kids = ['k2']
    there.seconds += 2
    expect(await jwks.get()).toMatchObject({ keySet: { keys: [{ kid: 'k1' }] }, failure: { kind: 'status' } })
    await turn()
    expect(await jwks.get()).toMatchObject({ keySet: { keys: [{ kid: 'k2' }] }, failure: undefined })
  })
})

describe('an answer that holds no keys says why', () => {
  const endless = () =>
    new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(16 * 1024)) })
  const silent = () => new ReadableStream<Uint8Array>()

  it.each<[string, Reply, string, string]>([
    ['an error', () => new Response('oops', { status: 500 }), 'status', 'answered 500'],
    ['a redirect', () => new Response(null, { status: 302 }), 'status', 'answered with a redirect'],
    ['HTML', () => new Response('<html>'), 'unreadable', 'answered no JSON'],
    ['no set', () => Response.json([]), 'unreadable', 'answered no JWK Set'],
    ['a body without end', () => new Response(endless()), 'unreadable', 'answered more than 262144 bytes'],
    [
      'a length that is declared too long',
      () => new Response('{}', { headers: { 'content-length': '999999' } }),
      'unreadable',
      'answered more than 262144 bytes',
    ],
    ['no answer', () => new Promise(() => undefined), 'timeout', 'no answer in time'],
    ['a body that does not come', () => new Response(silent()), 'timeout', 'no answer in time'],
    [
      'no connection',
      () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })),
      'unreachable',
      'no answer (ECONNREFUSED)',
    ],
    ['a fault of the fetcher', () => Promise.reject(new Error('inner words')), 'unreachable', 'no answer'],
  ])('%s', async (_, reply, kind, words) => {
    const there = new Elsewhere()
    there.reply = reply
    const known = await there.jwks({ timeoutMs: 20 }).get()
    expect(known).toMatchObject({ keySet: undefined, failure: { kind, words, url: URI } })
  })

  it('and so does an address that could not be learnt', async () => {
    const there = new Elsewhere()
    const failure = { kind: 'unreachable', url: 'https://as.example', words: 'no answer', status: undefined } as const
    const known = await there.jwks({ locate: async () => ({ jwksUri: undefined, failure }) }).get()
    expect(known.failure).toBe(failure)
    expect(there.asked).toBe(0)
  })
})

it('asks without cookies, follows no redirect, and tells who watches what came back', async () => {
  const there = new Elsewhere()
  const told: unknown[] = []
  let asked: Request | undefined
  const { reply } = there
  there.reply = (request) => {
    asked = request
    return reply(request)
  }
  await there.jwks({ watch: (url) => (received) => told.push([url, received?.status, received?.json]) }).get()
  expect(asked).toMatchObject({ method: 'GET', redirect: 'manual', credentials: 'omit', cache: 'no-store' })
  expect(asked?.headers.get('accept')).toContain('application/jwk-set+json')
  expect(told).toEqual([[URI, 200, { keys: [jwk('k1')] }]])
})
