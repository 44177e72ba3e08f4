/** The floor of HTTP: what `node:http` does when it parses the form and answers with fixed JSON. No token, no client. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LIFETIME_SECONDS } from '../exchange.ts'
import { announce } from './announce.ts'

// As long as what the others answer with, so that as many bytes travel.
const answer = JSON.stringify({ access_token: 'x'.repeat(520), token_type: 'Bearer', expires_in: LIFETIME_SECONDS })
const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', 'content-length': answer.length }

const server = createServer(async (incoming, outgoing) => {
  const params = new URLSearchParams(await textOf(incoming))
  outgoing.writeHead(params.has('grant_type') ? 200 : 400, headers).end(answer)
})

function textOf(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    incoming.setEncoding('utf8')
    incoming.on('data', (chunk: string) => {
      text += chunk
    })
    incoming.on('end', () => resolve(text))
  })
}

server.listen(0, '127.0.0.1', () => announce((server.address() as AddressInfo).port))
