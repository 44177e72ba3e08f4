/** Whom a request came from, behind proxies and in front of liars. */
import { among } from '@sightglass/spec/addresses'
import { createFeed, createRecorder } from '@sightglass/trace'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { ConfigError, loadConfig } from './config.ts'
import { createLog } from './log.ts'
import { createPeerOf, senderOf } from './sender.ts'
import { serve } from './serve.ts'
import { sharedSettings } from './settings.ts'

const proxies = ['10.0.0.0/8', '2001:db8:1::/48']
const from = (remote: string, forwardedFor: string): string => senderOf(remote, forwardedFor, among(proxies))

describe('whom a request came from', () => {
  it.each([
    ['nobody is believed but a trusted proxy', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['a trusted proxy is', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    [
      'what stands left of the first stranger is what that one claims',
      '10.0.0.1',
      '127.0.0.1, 198.51.100.1',
      '198.51.100.1',
    ],
    ['a chain of trusted proxies is followed', '10.0.0.1', '198.51.100.1, 10.0.0.3, 10.0.0.2', '198.51.100.1'],
    ['a claim to be a proxy is followed by nothing', '10.0.0.1', '192.0.2.1, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['a request from inside keeps its own address', '10.0.0.1', '10.0.0.77', '10.0.0.77'],
    ['without the header it is the proxy itself', '10.0.0.1', '', '10.0.0.1'],
    ['what is no address is passed over', '10.0.0.1', '198.51.100.1, unknown', '10.0.0.1'],
    ['an empty place too', '10.0.0.1', '198.51.100.1,', '10.0.0.1'],
    ['a port is no part of it', '10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['IPv6, with and without port', '2001:db8:1::5', '[2001:db8:2::7]:4711', '2001:db8:2::7'],
    ['brackets alone', '2001:db8:1::5', '[2001:db8:2::7]', '2001:db8:2::7'],
    ['IPv4 inside IPv6 is IPv4', '::ffff:10.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
  ])('%s', (_, remote, forwardedFor, sender) => {
    expect(from(remote, forwardedFor)).toBe(sender)
  })

  it('whatever a stranger sends, its proxy has added the address that counts', () => {
    fc.assert(
      fc.property(fc.string(), (claimed) => {
        expect(from('10.0.0.1', `${claimed}, 203.0.113.9`)).toBe('203.0.113.9')
        expect(from('203.0.113.9', claimed)).toBe('203.0.113.9')
      }),
    )
  })

  it('other headers are not read', () => {
    const headers = { forwarded: 'for=192.0.2.1', 'x-real-ip': '192.0.2.1', 'cf-connecting-ip': '192.0.2.1' }
    expect(createPeerOf(proxies)({ socket: { remoteAddress: '10.0.0.1' }, headers }).address).toBe('10.0.0.1')
  })

  it('holds through a server, whose address is its own whatever the headers say', async () => {
    const log = createLog('proxies', { logLevel: 'silent' })
    const spoofed = {
      'x-forwarded-for': '192.0.2.1, 198.51.100.1',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'for=192.0.2.1;host=evil.example;proto=https',
    }
    const told = async (trustedProxies: readonly string[]): Promise<string> => {
      const serving = await serve({
        ...{ name: 'proxies', host: '127.0.0.1', port: 0, log, signals: false, trustedProxies },
        fetch: ({ url }, { address }) => new Response(`${url.replace(serving.url, 'own')} ${address}`),
      })
      afterThis(() => serving.stop())
      return await (await fetch(serving.url, { headers: spoofed })).text()
    }
    expect(await told([])).toBe('own/ 127.0.0.1')
    expect(await told(['10.0.0.0/8'])).toBe('own/ 127.0.0.1')
    expect(await told(['127.0.0.1'])).toBe('own/ 198.51.100.1')
  })
})

it('the traces of development stay shut to what came through a proxy, a trusted one too', async () => {
  const tracing = { party: 'authorization-server', linkKey: Buffer.alloc(32, 1) } as const
  const feed = createFeed({ recorder: createRecorder(), tracing, theatreOrigin: 'http://localhost:8080' })
  afterThis(() => feed.close())
  const serving = await serve({
    ...{ name: 'feed', host: '127.0.0.1', port: 0, log: createLog('feed', { logLevel: 'silent' }), signals: false },
    trustedProxies: ['127.0.0.1'],
    fetch: (request, peer) => feed.fetch(request, peer) ?? new Response(null, { status: 404 }),
  })
  afterThis(() => serving.stop())
  for (const headers of [{ 'x-forwarded-for': '127.0.0.1' }, { forwarded: 'for=127.0.0.1' }]) {
    const answer = await fetch(`${serving.url}/trace/events`, { headers })
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('not through a proxy')])
  }
})

describe('the setting of trusted proxies', () => {
  const trusted = (list: string) =>
    loadConfig({ schema: sharedSettings, argv: [], env: { SIGHTGLASS_TRUSTED_PROXIES: list } })

  it('is a list of addresses and networks', async () => {
    expect((await trusted('10.0.0.1, 2001:db8::/32')).trustedProxies).toEqual(['10.0.0.1', '2001:db8::/32'])
    expect((await trusted('')).trustedProxies).toEqual([])
  })

  it.each([
    ['proxy.internal', 'must be an IP address or a network'],
    ['10.0.0.1,10.0.0.0/40', 'must be an IP address or a network'],
    ['0.0.0.0/0', 'must not be the whole internet'],
    ['10.0.0.1,::/0', 'must not be the whole internet'],
  ])('refuses %s', async (list, words) => {
    const reason = await trusted(list).catch((error: unknown) => error)
    expect(reason).toBeInstanceOf(ConfigError)
    expect(String(reason)).toContain(`SIGHTGLASS_TRUSTED_PROXIES: `)
    expect(String(reason)).toContain(words)
  })
})
