/** A host of somebody else's on loopback, behind https: its certificate is the fixture, good for localhost and rp.example. */
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterThis } from './cleaning.ts'

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8')
export const loopbackCertificate = fixture('loopback.cert.pem')

export interface SecureHost {
  /** `localhost:<port>` */
  readonly place: string
  /** Without a slash at its end. */
  readonly url: string
  readonly port: number
  /** What was asked, oldest first. */
  readonly asked: readonly IncomingMessage[]
}

/** Answers on a port of its own until the test ends. */
export async function openSecureHost(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<SecureHost> {
  const asked: IncomingMessage[] = []
  const server = createServer({ cert: loopbackCertificate, key: fixture('loopback.key.pem') }, (request, response) => {
    asked.push(request)
    // Whoever asked may have left.
    response.on('error', () => {})
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve))
  afterThis(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  const place = `localhost:${port}`
  return { place, url: `https://${place}`, port, asked }
}

/** An answer of JSON. */
export const sendJson = (response: ServerResponse, body: unknown, type = 'application/json'): void =>
  void response.writeHead(200, { 'content-type': type }).end(JSON.stringify(body))
