/** Listens: one fetch handler over node:http or node:https, with health answers, limits against slow clients and a graceful stop. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer, Server as SecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import { openCertificate } from './certificate.ts'
import { version } from './config.ts'
import { describePort, isMissingLoopback, listenAddresses, type PortProblem } from './ports.ts'
import { type Health, probes } from './probes.ts'
import { createPeerOf, type Peer } from './sender.ts'
import { onSignals } from './signals.ts'
import { type StopOptions, stopServers } from './stop.ts'
import { tellListening } from './supervision.ts'
import type { PairFiles } from './tls.ts'

export interface ServeOptions extends StopOptions {
  readonly name: string
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  readonly fetch: (request: Request, peer: Peer) => Response | Promise<Response>
  /** Whether work can be done now (database reachable, keys there); a throw or `false` makes `/readyz` answer 503. */
  readonly health?: Health
  /** Speaks HTTPS; the files are looked at again and again, and taken over when they change. */
  readonly tls?: PairFiles & { readonly lookEveryMs?: number }
  /** Addresses and networks of proxies that are believed about who sent a request; none unless told. */
  readonly trustedProxies?: readonly string[]
  /** The event of the log that says where. */
  readonly event?: string
  /** False leaves SIGTERM and SIGINT alone (tests). */
  readonly signals?: boolean
}

export interface Serving {
  readonly port: number
  readonly url: string
  /** Says so, stops listening, lets answers under way finish and calls `onClose`; the second call waits for the first. */
  readonly stop: () => Promise<void>
}

/** The port cannot be had; the message is one line for people. */
export class ListenError extends Error {
  readonly problem: PortProblem
  override readonly name = 'ListenError'

  constructor(problem: PortProblem) {
    super(problem.message)
    this.problem = problem
  }
}

const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // Longer than the 60 s for which common proxies keep an idle connection, so that the proxy is the one to close it.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
}
const TLS_LIMITS = { minVersion: 'TLSv1.2', handshakeTimeout: 10_000 } as const
const SILENT_SOCKET_MS = 120_000

/**
 * Listens and answers until stopped.
 * @throws {ListenError} where the port cannot be had.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { name, host, log, tls } = options
  let stopping: Promise<void> | undefined
  const isStopping = () => stopping !== undefined
  const probe = probes({ name, version, health: options.health, isStopping })
  const listener = requestListener(options, isStopping)
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (isStopping()) outgoing.setHeader('connection', 'close')
    const answer = probe(incoming.url)
    if (answer === undefined) void listener(incoming, outgoing)
    else answer(incoming, outgoing)
  }
  const certificate = tls && openCertificate({ ...tls, log })
  const servers: Server[] = []
  let port = options.port
  for (const address of listenAddresses(host)) {
    const server =
      certificate === undefined
        ? createServer(LIMITS, onRequest)
        : createSecureServer({ ...LIMITS, ...TLS_LIMITS, ...certificate.first }, onRequest)
    server.setTimeout(SILENT_SOCKET_MS)
    const code = await listening(server, address, port)
    if (code === undefined) {
      servers.push(server)
      port = (server.address() as AddressInfo).port
    } else if (!isMissingLoopback(address, code) && !(options.port === 0 && servers.length > 0)) {
      for (const open of servers) open.close()
      throw new ListenError(describePort(host, port, code))
    }
  }
  certificate?.watch((pair) => {
    for (const server of servers)
      if (server instanceof SecureServer) server.setSecureContext({ ...pair, minVersion: TLS_LIMITS.minVersion })
  })
  const stop = () => {
    stopping ??= stopServers(servers, options).finally(() => certificate?.close())
    return stopping
  }
  if (options.signals !== false) onSignals({ stop, failed: (reason) => log.error({ err: reason }, 'the stop failed') })
  const url = `${certificate === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`
  log.info({ url, version }, options.event ?? 'listening')
  tellListening(port)
  return { port, url, stop }
}

function listening(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const refused = (reason: NodeJS.ErrnoException) => resolve(reason.code ?? 'EUNKNOWN')
    server.once('error', refused)
    server.listen({ host, port }, () => {
      server.off('error', refused)
      resolve(undefined)
    })
  })
}

function requestListener({ fetch, log, trustedProxies }: ServeOptions, isStopping: () => boolean) {
  const peerOf = createPeerOf(trustedProxies)
  return getRequestListener(
    (request, { incoming, outgoing }) => {
      const answer = fetch(request, peerOf(incoming))
      if (!(answer instanceof Promise)) return answer
      return answer.then((response) => {
        // The stop began meanwhile: who waited must not send its next request into a closing connection.
        if (isStopping() && !outgoing.headersSent) outgoing.setHeader('connection', 'close')
        return response
      })
    },
    {
      errorHandler: (reason) => {
        if (reason instanceof RequestError) return plainAnswer(400, 'invalid_request')
        log.error({ err: reason }, 'a request failed by a fault of ours')
        return plainAnswer(500, 'server_error')
      },
    },
  )
}

function plainAnswer(status: number, error: string): Response {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }
  return new Response(JSON.stringify({ error }), { status, headers })
}
