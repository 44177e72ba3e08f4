/** The authorization server as it runs in development: on a socket of loopback, by the clock on the wall, its issuer what it listens at. */
import { createLog, serve } from '@sightglass/process'
import { createServer, type Server, seedDevelopment } from '@sightglass/server'
import type { OpenOptions, Store } from '@sightglass/store'
import { testKeys } from './authorization-server.ts'
import { afterThis } from './cleaning.ts'

export interface LoopbackServer {
  readonly issuer: string
  readonly server: Server
}

/** Seconds since the epoch, as programs of others see them. */
export const wallClock = (): number => Math.floor(Date.now() / 1000)

export const loopbackSeeds = { clientOrigin: 'http://localhost:8080', resource: 'https://api.example' } as const

/** Serves the development seeds until the test ends. */
export async function openLoopbackServer(openStore: (options: OpenOptions) => Promise<Store>): Promise<LoopbackServer> {
  let server: Server | undefined
  const serving = await serve({
    ...{ name: 'loopback-server', host: '127.0.0.1', port: 0, signals: false },
    log: createLog('loopback-server', { logLevel: 'silent' }),
    fetch: (request, peer) => server?.fetch(request, peer) ?? new Response(null, { status: 503 }),
  })
  afterThis(() => serving.stop())
  const issuer = serving.url
  const store = await openStore({ issuer, clock: wallClock })
  server = await createServer({ issuer, store, environment: 'development', ...testKeys })
  await seedDevelopment(server, loopbackSeeds)
  return { issuer, server }
}
