/** The authorization server behind a proxy, and in front of whoever passes himself off as one. */
import { createLog, serve } from '@sightglass/process'
import { openStore } from '@sightglass/store'
import { describe, expect, it } from 'vitest'
import { authorizationUrl, basic, issuer, openTrial, testClock } from '../../test/authorization-server.ts'
import { afterThis } from '../../test/cleaning.ts'

const log = createLog('proxies', { logLevel: 'silent' })

type Ask = (path: string, forwardedFor: string, init?: RequestInit) => Promise<Response>

/** A server whose peer is this machine, which is a trusted proxy or is not. */
async function open(trustedProxies: readonly string[]): Promise<Ask> {
  const clock = testClock()
  const store = await openStore('memory:', { issuer, clock })
  afterThis(() => store.close())
  const { server } = await openTrial({ store, requestLimit: { requests: 1, withinSeconds: 300 } })
  await server.resources.put({
    resource: 'https://api.example',
    name: 'Example',
    scopes: {},
    introspection: {
      clientId: 'api',
      clientSecret: 'a-secret-of-the-api-in-the-tests-of-proxies',
      allowedHosts: ['198.51.100.0/24'],
    },
  })
  const serving = await serve({
    ...{ name: 'proxies', host: '127.0.0.1', port: 0, log, signals: false, trustedProxies },
    fetch: (request, peer) => server.fetch(request, peer),
  })
  afterThis(() => serving.stop())
  return (path, forwardedFor, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set('x-forwarded-for', forwardedFor)
    return fetch(`${serving.url}${path}`, { ...init, headers, redirect: 'manual' })
  }
}

const introspect = (ask: Ask, forwardedFor: string) =>
  ask('/oauth2/introspect', forwardedFor, {
    method: 'POST',
    headers: { authorization: basic('api', 'a-secret-of-the-api-in-the-tests-of-proxies') },
    body: new URLSearchParams({ token: 'nonsense' }),
  })

async function authorize(ask: Ask, forwardedFor: string): Promise<number> {
  const { url } = await authorizationUrl()
  return (await ask(url.slice(issuer.length), forwardedFor)).status
}

describe('hosts that a resource server may ask from', () => {
  it('are those in front of a trusted proxy', async () => {
    const ask = await open(['127.0.0.1'])
    expect((await introspect(ask, '198.51.100.7')).status).toBe(200)
    expect((await introspect(ask, '203.0.113.7')).status).toBe(401)
    expect((await introspect(ask, '198.51.100.7, 203.0.113.7')).status).toBe(401)
  })

  it('cannot be claimed by anybody else', async () => {
    for (const trusted of [[], ['10.0.0.0/8']])
      expect((await introspect(await open(trusted), '198.51.100.7')).status).toBe(401)
  })
})

describe('the limits', () => {
  it('count whoever is in front of a trusted proxy', async () => {
    const ask = await open(['127.0.0.1'])
    expect(await authorize(ask, '203.0.113.1')).not.toBe(429)
    expect(await authorize(ask, '203.0.113.2')).not.toBe(429)
    expect(await authorize(ask, '203.0.113.1')).toBe(429)
    expect(await authorize(ask, '192.0.2.77, 203.0.113.2')).toBe(429)
  })

  it('count the peer, whatever it claims, where that is no trusted proxy', async () => {
    const ask = await open([])
    expect(await authorize(ask, '203.0.113.1')).not.toBe(429)
    expect(await authorize(ask, '203.0.113.2')).toBe(429)
  })
})

it('no header of a request says where the server is, not even one of a trusted proxy', async () => {
  const ask = await open(['127.0.0.1'])
  const headers = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-prefix': '/evil',
    forwarded: 'for=203.0.113.1;host=evil.example;proto=https',
  }
  const metadata = await (await ask('/.well-known/openid-configuration', '203.0.113.1', { headers })).text()
  expect(JSON.parse(metadata)).toMatchObject({ issuer, token_endpoint: `${issuer}/oauth2/token` })
  const { url } = await authorizationUrl()
  const answer = await ask(url.slice(issuer.length), '203.0.113.1', { headers })
  expect(answer.headers.get('location')).toMatch(`${issuer}/`)
  expect(metadata + JSON.stringify([...answer.headers]) + (await answer.text())).not.toContain('evil')
})
