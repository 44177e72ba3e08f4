/** The relying party's own host: callbacks, keys, request objects and logouts, over https on loopback. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly method: string
  readonly url: URL
  readonly contentType: string
  readonly text: string
}

export interface Published {
  readonly type: string
  readonly text: string
  readonly status?: number
}

export interface RelyingPartyOptions {
  readonly certificate: string
  readonly key: string
  /** As browsers and the provider reach it: `127.0.0.1` unless told otherwise. */
  readonly host?: string | undefined
  /** 0 takes any. */
  readonly port?: number | undefined
  /** Where it listens. */
  readonly listen?: string | undefined
  /** What every address on it begins with, such as `/test/a/alias`. */
  readonly path?: string | undefined
}

export interface RelyingParty {
  readonly origin: string
  /** An address on this host. */
  readonly at: (path: string) => string
  /** An address that nobody else uses, below this path. */
  readonly fresh: (path: string) => string
  /** What is answered there from now on. */
  readonly publish: (address: string, published: Published) => void
  readonly publishJson: (address: string, value: unknown) => void
  /** What came there, oldest first. */
  readonly received: (address: string) => readonly Received[]
  /** Waits until something came there; undefined where nothing does in time. */
  readonly receive: (address: string, withinMs: number) => Promise<Received | undefined>
  readonly close: () => Promise<void>
}

const BODY_MOST_BYTES = 100_000
const POLL_MS = 20

export async function openRelyingParty(options: RelyingPartyOptions): Promise<RelyingParty> {
  const { certificate: cert, key, host = '127.0.0.1', port = 0, listen = '127.0.0.1', path: base = '' } = options
  const published = new Map<string, Published>()
  const received = new Map<string, Received[]>()
  let count = 0
  let origin = ''

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await bodyOf(request)
    const url = new URL(request.url ?? '/', origin)
    const { method = 'GET', headers } = request
    const list = received.get(url.pathname) ?? []
    list.push({ method, url, contentType: headers['content-type'] ?? '', text })
    received.set(url.pathname, list)
    const found = published.get(url.pathname) ?? {
      type: 'text/html',
      text: '<!doctype html><title>Relying party</title>',
    }
    response.writeHead(found.status ?? 200, { 'content-type': found.type, 'cache-control': 'no-store' }).end(found.text)
  }
  const server = createServer({ cert, key }, (request, response) => {
    response.on('error', () => {})
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: listen, port }, resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  origin = `https://${host}:${taken}`

  const pathOf = (address: string): string => new URL(address).pathname
  const of = (address: string): readonly Received[] => received.get(pathOf(address)) ?? []
  return {
    origin,
    at: (path) => origin + base + path,
    fresh(path) {
      count += 1
      return `${origin}${base}${path}/${count}`
    },
    publish: (address, what) => void published.set(pathOf(address), what),
    publishJson(address, value) {
      published.set(pathOf(address), { type: 'application/json', text: JSON.stringify(value) })
    },
    received: of,
    async receive(address, withinMs) {
      for (const endMs = performance.now() + withinMs; performance.now() < endMs; ) {
        const [first] = of(address)
        if (first !== undefined) return first
        await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      }
      return of(address)[0]
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    const part = Buffer.from(chunk)
    bytes += part.length
    if (bytes > BODY_MOST_BYTES) throw new Error('the request is too long')
    chunks.push(part)
  }
  return Buffer.concat(chunks).toString('utf8')
}
