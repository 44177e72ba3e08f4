/** The guarded fetcher against real hosts behind https, of the kinds that a stranger may name. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { afterThis } from '../../../test/cleaning.ts'
import { loopbackCertificate, openSecureHost, type SecureHost, sendJson } from '../../../test/https-server.ts'
import { createGuardedFetch, type FetcherOptions } from './index.ts'
import type { FetchRequest } from './request.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const json = { types: ['application/json'], mostBytes: 1000 } as const

/** A host, and what becomes of a fetch from it by a fetcher that its operator told of it. */
async function fetchFrom(answer: Answer, request: Partial<FetchRequest> = {}, options: FetcherOptions = {}) {
  const host = await openSecureHost(answer)
  const fetch = createGuardedFetch({ ...known(host), ...options })
  return { host, fetched: await fetch({ url: `${host.url}/keys`, ...json, ...request }) }
}

const known = ({ place }: SecureHost): FetcherOptions => ({
  privateHosts: [place],
  caCertificates: [loopbackCertificate],
})

const failureOf = async (url: string, options: FetcherOptions = {}) =>
  (await createGuardedFetch(options)({ url, ...json })).failure

/** Many packed files, each of nothing: all together are as good as one. */
const emptyMembers = Buffer.concat([...Array<Buffer>(500).fill(gzipSync('')), gzipSync('{}')])

const publicly = async () => ['93.184.215.14']

describe('an answer', () => {
  it('comes from a private host that the operator names, over its certificate', async () => {
    const { host, fetched } = await fetchFrom((_, response) => sendJson(response, { keys: [] }))
    expect(fetched).toEqual({ status: 200, text: '{"keys":[]}', cacheControl: undefined })
    const [asked] = host.asked
    expect(asked?.headers).toMatchObject({ host: host.place, accept: 'application/json', connection: 'close' })
    expect(asked?.headers).not.toHaveProperty('cookie')
    expect(asked?.headers).not.toHaveProperty('authorization')
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('is decompressed from %s', async (coding, compress) => {
    const { fetched } = await fetchFrom((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-encoding': coding })
      response.end(compress('{"sch\u00f6n":true}'))
    })
    expect(fetched).toMatchObject({ text: '{"sch\u00f6n":true}' })
  })

  it('to a form is of the status that the caller expects', async () => {
    let body = ''
    const { host, fetched } = await fetchFrom(
      (request, response) => {
        request.on('data', (part) => {
          body += part
        })
        request.on('end', () => response.writeHead(204).end())
      },
      { form: 'logout_token=x', statuses: [200, 204], types: [''] },
    )
    expect([fetched.failure, body, host.asked[0]?.method]).toEqual([undefined, 'logout_token=x', 'POST'])
  })

  it.each<[string, string, Answer]>([
    ['status', 'redirects', (_, response) => response.writeHead(302, { location: 'https://a.example/' }).end()],
    ['status', 'is an error', (_, response) => response.writeHead(404, { 'content-type': 'application/json' }).end()],
    ['type', 'is a page', (_, response) => sendJson(response, {}, 'text/html')],
    ['type', 'has no type', (_, response) => response.writeHead(200).end('{}')],
    ['size', 'declares too much', (_, response) => sendJson(response, 'x'.repeat(1000))],
    ['size', 'never ends', (_, response) => endless(response, Buffer.alloc(600, 32))],
    ['size', 'unpacks to too much', (_, response) => packed(response, 'gzip', gzipSync(Buffer.alloc(50_000_000)))],
    ['size', 'unpacks to too much by brotli', (_, response) => packed(response, 'br', brotliBomb)],
    ['size', 'sends much that unpacks to nothing', (_, response) => packed(response, 'gzip', emptyMembers)],
    ['text', 'is packed in an unknown way', (_, response) => packed(response, 'zstd', Buffer.from('{}'))],
    ['text', 'is not packed as it says', (_, response) => packed(response, 'gzip', Buffer.from('{}'))],
    ['text', 'is not packed as it says by brotli', (_, response) => packed(response, 'br', Buffer.from('{"a":1}'))],
    ['text', 'is no UTF-8', (_, response) => packed(response, 'identity', Buffer.from([0xff]))],
    ['answered', 'breaks off before', (request) => request.socket.destroy()],
    ['answered', 'breaks off inside', (_, response) => brokenOff(response)],
  ])('fails by %s where it %s', async (rule, _, answer) => {
    const { fetched } = await fetchFrom(answer)
    expect(fetched.failure?.rule).toBe(rule)
  })

  it.each<[string, Answer]>([
    ['does not begin', () => {}],
    ['does not end', (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{')],
  ])('fails by inTime where it %s', async (_, answer) => {
    const { fetched } = await fetchFrom(answer, {}, { timeoutMs: 300 })
    expect(fetched.failure?.rule).toBe('inTime')
  })

  it('is never fetched from where a redirect leads', async () => {
    const elsewhere = await openSecureHost((_, response) => sendJson(response, {}))
    const host = await openSecureHost((_, response) => response.writeHead(307, { location: elsewhere.url }).end())
    const fetch = createGuardedFetch({ ...known(host), privateHosts: [host.place, elsewhere.place] })
    expect((await fetch({ url: host.url, ...json })).failure?.rule).toBe('status')
    expect(elsewhere.asked).toEqual([])
  })
})

describe('an address', () => {
  it.each([
    ['url', 'http://a.example/'],
    ['url', 'file:///etc/passwd'],
    ['url', 'https://user@a.example/'],
    ['url', 'https://:password@a.example/'],
    ['url', 'no address'],
    ['port', 'https://a.example:8443/'],
    ['port', 'https://a.example:22/'],
    ['address', 'https://127.0.0.1/'],
    ['address', 'https://2130706433/'],
    ['address', 'https://0x7f.1/'],
    ['address', 'https://[::1]/'],
    ['address', 'https://[::ffff:169.254.169.254]/'],
    ['address', 'https://[64:ff9b::a9fe:a9fe]/'],
    ['address', 'https://169.254.169.254/latest/meta-data/'],
  ])('is refused by %s: %s', async (rule, url) => {
    expect((await failureOf(url, { resolve: publicly }))?.rule).toBe(rule)
  })

  it('is refused where its host has none', async () => {
    expect(await failureOf('https://a.example/', { resolve: async () => [] })).toEqual({
      rule: 'resolved',
      received: 'a.example',
    })
  })

  it('is refused where one of several is private', async () => {
    const resolve = async () => ['93.184.215.14', '10.0.0.1']
    expect(await failureOf('https://a.example/', { resolve })).toEqual({ rule: 'address', received: '10.0.0.1' })
  })

  it('is refused while the name takes longer than the whole exchange may', async () => {
    const resolve = (): Promise<never> => new Promise(() => {})
    expect((await failureOf('https://a.example/', { resolve, timeoutMs: 50 }))?.rule).toBe('inTime')
  })

  it('is allowed by host and port together, and by nothing that looks like it', async () => {
    const host = await openSecureHost((_, response) => sendJson(response, {}))
    const other = await openSecureHost((_, response) => sendJson(response, {}))
    const fetch = createGuardedFetch(known(host))
    const ruleOf = async (url: string) => (await fetch({ url, ...json })).failure?.rule
    expect(await ruleOf(`https://LOCALHOST:${host.port}/`)).toBe(undefined)
    expect(await ruleOf(`https://localhost:${other.port}/`)).toBe('port')
    expect(await ruleOf(`https://127.0.0.1:${host.port}/`)).toBe('port')
    expect(await ruleOf('https://localhost/')).toMatch(/address|resolved/)
    expect(other.asked).toEqual([])
  })

  it('is asked by http only on loopback, where the operator names it, in development', async () => {
    const host = createServer((_, response) => sendJson(response, {})).listen({ host: '127.0.0.1', port: 0 })
    afterThis(() => void host.close())
    await once(host, 'listening')
    const { port } = host.address() as AddressInfo
    const named = { privateHosts: [`localhost:${port}`], plainLoopback: true }
    const url = `http://localhost:${port}/`
    expect(await createGuardedFetch(named)({ url, ...json })).toMatchObject({ text: '{}' })
    expect((await failureOf(url, { ...named, plainLoopback: false }))?.rule).toBe('url')
    expect((await failureOf(url, { plainLoopback: true }))?.rule).toBe('url')
    expect(
      (await failureOf('http://a.example:8080/', { privateHosts: ['a.example:8080'], plainLoopback: true }))?.rule,
    ).toBe('url')
    expect((await failureOf('http://localhost/', { privateHosts: ['localhost:443'], plainLoopback: true }))?.rule).toBe(
      'url',
    )
  })

  it('that was checked is the one that is connected to, however often the name changes', async () => {
    const host = await openSecureHost((_, response) => sendJson(response, {}))
    const addresses = ['127.0.0.1', '192.0.2.1']
    const options = { ...known(host), privateHosts: [`rp.example:${host.port}`] }
    const fetch = createGuardedFetch({ ...options, resolve: async () => addresses.splice(0, 1) })
    expect(await fetch({ url: `https://rp.example:${host.port}/`, ...json })).toMatchObject({ text: '{}' })
    expect([addresses, host.asked.length]).toEqual([['192.0.2.1'], 1])
  })
})

describe('a certificate', () => {
  it('that nobody vouches for is refused, whatever the environment says', async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      const { fetched } = await fetchFrom((_, response) => sendJson(response, {}), {}, { caCertificates: [] })
      expect(fetched.failure?.rule).toBe('answered')
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
    }
  })

  it('of another host is refused', async () => {
    const host = await openSecureHost((_, response) => sendJson(response, {}))
    const place = `localhost.localdomain:${host.port}`
    const fetch = createGuardedFetch({ privateHosts: [place], caCertificates: [loopbackCertificate] })
    const { failure } = await fetch({ url: `https://${place}/`, ...json })
    expect(failure?.rule).toMatch(/answered|resolved/)
    expect(host.asked).toEqual([])
  })
})

it('a host that is no host and port is no setting', () => {
  for (const text of ['', 'a.example/path', 'https://a.example', 'user@a.example', 'a.example:99999'])
    expect(() => createGuardedFetch({ privateHosts: [text] })).toThrow('must be a host and its port')
})

const packed = (response: ServerResponse, coding: string, body: Buffer): void =>
  void response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding }).end(body)

const brotliBomb = brotliCompressSync(Buffer.alloc(50_000_000))

/** Bounded all the same: nobody reads two hundred pieces. */
function endless(response: ServerResponse, piece: Buffer, pieces = 200): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const more = (left: number): void => {
    if (left > 0 && !response.destroyed) response.write(piece, () => more(left - 1))
  }
  more(pieces)
}

function brokenOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 })
  response.write('{', () => response.destroy())
}
