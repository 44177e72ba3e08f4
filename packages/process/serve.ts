/** Listens: one fetch handler over node:http or node:https, with health answers, limits against slow clients and a graceful stop. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import { ConfigError } from './config.ts'
import type { Log } from './log.ts'
import about from './package.json' with { type: 'json' }
import { describePort, isMissingLoopback, listenAddresses, type PortProblem } from './ports.ts'
import { type Health, probes } from './probes.ts'
import { onSignals } from './signals.ts'

/** Who sent the request. */
export interface Peer {
  /** The address at the other end of the connection: the proxy's, where there is one. */
  readonly address: string
}

export interface ServeOptions {
  readonly name: string
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  readonly fetch: (request: Request, peer: Peer) => Response | Promise<Response>
  /** Whether work can be done now (database reachable, keys there); a throw or `false` makes `/readyz` answer 503. */
  readonly health?: Health
  readonly tls?: { readonly certFile: string; readonly keyFile: string }
  readonly log: Log
  readonly version?: string
  /** Called when the stop begins: end long answers (SSE) here. */
  readonly onStop?: () => void
  /** Called when the last answer is out: close stores here. */
  readonly onClose?: () => void | Promise<void>
  /** How long answers under way may take once the stop began; default 10 seconds. */
  readonly stopSeconds?: number
  /** False leaves SIGTERM and SIGINT alone (tests). */
  readonly signals?: boolean
}

export interface Serving {
  readonly port: number
  readonly url: string
  /** Stops listening, lets answers under way finish, closes what is left and calls `onClose`; the second call waits for the first. */
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
const SILENT_SOCKET_MS = 120_000

/**
 * Listens and answers until stopped.
 * @throws {ListenError} where the port cannot be had.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { name, host, log, tls } = options
  let stopping: Promise<void> | undefined
  const version = options.version ?? about.version
  const probe = probes({ name, version, health: options.health, isStopping: () => stopping !== undefined })
  const listener = requestListener(options)
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const answer = probe(incoming.url)
    if (answer === undefined) void listener(incoming, outgoing)
    else answer(incoming, outgoing)
  }
  const secure = tls === undefined ? undefined : { cert: readPem(tls.certFile), key: readPem(tls.keyFile) }
  const servers: Server[] = []
  let port = options.port
  for (const address of listenAddresses(host)) {
    const server =
      secure === undefined ? createServer(LIMITS, onRequest) : createSecureServer({ ...LIMITS, ...secure }, onRequest)
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
  const stop = () => {
    stopping ??= stopServers(servers, options)
    return stopping
  }
  if (options.signals !== false) onSignals({ stop, failed: (reason) => log.error({ err: reason }, 'the stop failed') })
  const url = `${secure === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`
  log.info({ url, version }, 'listening')
  return { port, url, stop }
}

function readPem(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (reason) {
    throw new ConfigError([{ where: file, what: reason instanceof Error ? reason.message : 'cannot be read' }])
  }
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

/** Asks the socket for its address only when somebody wants to know. */
class SocketPeer implements Peer {
  readonly #socket: Socket

  constructor(socket: Socket) {
    this.#socket = socket
  }

  get address(): string {
    const address = this.#socket.remoteAddress ?? ''
    return address.startsWith('::ffff:') ? address.slice(7) : address
  }
}

function requestListener({ fetch, log }: ServeOptions) {
  return getRequestListener((request, { incoming }) => fetch(request, new SocketPeer(incoming.socket)), {
    errorHandler: (reason) => {
      if (reason instanceof RequestError) return plainAnswer(400, 'invalid_request')
      log.error({ err: reason }, 'a request failed by a fault of ours')
      return plainAnswer(500, 'server_error')
    },
  })
}

function plainAnswer(status: number, error: string): Response {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }
  return new Response(JSON.stringify({ error }), { status, headers })
}

const DEFAULT_STOP_SECONDS = 10

async function stopServers(servers: readonly Server[], options: ServeOptions): Promise<void> {
  const { log, onStop, onClose, stopSeconds = DEFAULT_STOP_SECONDS } = options
  log.info('stopping')
  const closed = Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  onStop?.()
  // A connection that was busy when listening ended becomes idle later: only asking again closes it in time.
  const sweep = setInterval(() => {
    for (const server of servers) server.closeIdleConnections()
  }, 20)
  const patience = setTimeout(() => {
    log.warn({ after_seconds: stopSeconds }, 'closing busy connections')
    for (const server of servers) server.closeAllConnections()
  }, stopSeconds * 1000)
  await closed
  clearInterval(sweep)
  clearTimeout(patience)
  await onClose?.()
  log.info('stopped')
}
