/**
 * The floor of the whole operation: bare `node:http`, client compared, claims built, and all that came in one turn of the
 * event loop signed, then answered. No rule beyond the secret, no store, no routes.
 */
import { createHash, generateKeyPairSync, randomBytes, sign, timingSafeEqual } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { joseSignature } from '@sightglass/server/keys/ecdsa'
import { basic, clientId, clientSecret, issuer, LIFETIME_SECONDS } from '../exchange.ts'
import { announce } from './announce.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const kid = 'floor'
const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'ES256' }] })
const header = encode({ alg: 'ES256', typ: 'at+jwt', kid })
const known = hash(basic(clientSecret))

interface Waiting {
  readonly outgoing: ServerResponse
  readonly params: URLSearchParams
}

let waiting: Waiting[] = []

function signBatch(): void {
  const batch = waiting
  waiting = []
  const answers = batch.map(({ params }) => tokenResponse(params))
  for (const [n, { outgoing }] of batch.entries()) {
    const answer = answers[n] ?? ''
    const length = { 'content-length': answer.length }
    outgoing.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store', ...length }).end(answer)
  }
}

function tokenResponse(params: URLSearchParams): string {
  const iat = Math.floor(Date.now() / 1000)
  const scope = params.get('scope')
  const jti = randomBytes(16).toString('base64url')
  const who = { iss: issuer, sub: clientId, aud: params.get('resource'), client_id: clientId }
  const input = `${header}.${encode({ ...who, iat, exp: iat + LIFETIME_SECONDS, jti, scope })}`
  const signature = joseSignature(sign('sha256', Buffer.from(input), privateKey), 32)
  const access_token = `${input}.${signature.toString('base64url')}`
  return JSON.stringify({ access_token, token_type: 'Bearer', expires_in: LIFETIME_SECONDS, scope })
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

const server = createServer((incoming, outgoing) => {
  if (incoming.url === '/jwks') {
    outgoing.end(jwks)
    return
  }
  let body = ''
  incoming.setEncoding('utf8')
  incoming.on('data', (chunk: string) => {
    body += chunk
  })
  incoming.on('end', () => {
    if (!timingSafeEqual(hash(incoming.headers.authorization ?? ''), known)) outgoing.writeHead(401).end()
    else if (waiting.push({ outgoing, params: new URLSearchParams(body) }) === 1) setImmediate(signBatch)
  })
})

server.listen(0, '127.0.0.1', () => announce((server.address() as AddressInfo).port))
