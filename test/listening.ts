/** A plain HTTP server of somebody else's on loopback: an application in a test. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterThis } from './cleaning.ts'

/** Answers on a port of its own until the test ends. Resolves to its origin at this host name. */
export async function listening(listener: RequestListener, hostname = 'localhost'): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve))
  afterThis(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://${hostname}:${(server.address() as AddressInfo).port}`
}
