/** A production server with its management API, whose recordings are read as a reader reads them. */
import { createServer, type Server, type ServerOptions } from '@sightglass/server'
import { createManagement } from '@sightglass/server/admin/index'
import { parseManagementTokens } from '@sightglass/server/admin/tokens'
import type { Trace } from '@sightglass/trace'
import { expect } from 'vitest'
import { basic, issuer, openTrial, serviceSecret, type Trial, testKeys, tokenRequest } from './authorization-server.ts'
import { afterThis } from './cleaning.ts'
import { managementToken } from './management.ts'

export type Members = Readonly<Record<string, unknown>>

export interface Started {
  readonly id: string
  readonly viewing_token: string
  readonly theatre: string
  readonly ends_at: number
}

export interface Production extends Pick<Trial, 'clock' | 'store'> {
  readonly server: Server
  readonly logged: { readonly event: string; readonly fields: Members }[]
  readonly manage: (method: string, path: string, body?: Members) => Promise<{ status: number; body: Members }>
  readonly start: (clientId: string, minutes?: number, asked?: Members) => Promise<Started>
  readonly get: (path: string, token?: string, headers?: Record<string, string>) => Promise<Response>
}

const theatre: NonNullable<ServerOptions['theatre']> = {
  page: ({ locale }) => new Response(`the theatre in ${locale}`, { headers: { 'content-type': 'text/html' } }),
  asset: (path) => (path === '/assets/theatre/main.js' ? new Response('1') : undefined),
}

export async function openProduction(
  trial?: Pick<Trial, 'clock' | 'store'>,
  options: Partial<ServerOptions> = {},
): Promise<Production> {
  const { clock, store } = trial ?? (await openTrial())
  const logged: Production['logged'] = []
  const log: ServerOptions['log'] = (_, event, fields = {}) => void logged.push({ event, fields })
  const server = await createServer({
    issuer,
    clock,
    store,
    theatre,
    log,
    environment: 'production',
    ...testKeys,
    ...options,
  })
  afterThis(server.recordings.close)
  const tokens = parseManagementTokens(`ada ${managementToken}\n`)
  const api = createManagement({ server, tokens, tracing: { party: 'authorization-server', ...testKeys }, log })
  const manage: Production['manage'] = async (method, path, body) => {
    const headers = { authorization: `Bearer ${managementToken}`, 'content-type': 'application/json' }
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await api(new Request(`http://127.0.0.1:8083${path}`, init))
    const text = await response.text()
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) }
  }
  return {
    ...{ clock, store, server, logged, manage },
    async start(clientId, minutes = 60, asked = {}) {
      const { status, body } = await manage('POST', '/recordings', { client_id: clientId, minutes, ...asked })
      expect(status).toBe(201)
      return body as unknown as Started
    },
    get: (path, token, headers = {}) =>
      server.fetch(
        new Request(`${issuer}${path}`, {
          headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
        }),
      ),
  }
}

export const byService = ({ server }: Production, secret = serviceSecret) =>
  tokenRequest(server, { grant_type: 'client_credentials', scope: 'read' }, basic('demo-service', secret))

/** What a reader gets until there is nothing more for now. */
export async function read({ get }: Production, token: string, lastId?: string): Promise<Trace[]> {
  const response = await get('/trace/events', token, lastId === undefined ? {} : { 'last-event-id': lastId })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  expect(response.headers.get('cache-control')).toBe('no-store')
  const reader = response.body?.getReader()
  let text = ''
  for (;;) {
    const next = await Promise.race([reader?.read(), new Promise<undefined>((done) => setTimeout(done, 50))])
    if (next?.value === undefined) break
    text += new TextDecoder().decode(next.value)
  }
  await reader?.cancel()
  return [...text.matchAll(/^data: (\{.*\})$/gm)].map(([, json = '']) => JSON.parse(json) as Trace)
}

export const calls = (traces: readonly Trace[]): string[] =>
  traces.map(({ received }) => ('url' in received ? `${received.method} ${new URL(received.url).pathname}` : ''))
