/** What no `Request` can say: bytes on a socket, as an attacker writes them. Nothing of it is a bug in the log. */
import { connect } from 'node:net'
import { createLog, type Serving, serve } from '@sightglass/process'
import { beforeAll, expect, it } from 'vitest'
import { openTrial } from './authorization-server.ts'
import { afterThis } from './cleaning.ts'

const logged: unknown[] = []
let serving: Serving

beforeAll(async () => {
  const { server } = await openTrial({ log: (...line) => logged.push(line) })
  serving = await serve({
    name: 'raw-messages',
    host: '127.0.0.1',
    port: 0,
    log: createLog('raw-messages', { write: (line) => logged.push(line) }),
    signals: false,
    fetch: (request, peer) => server.fetch(request, peer),
  })
  afterThis(() => serving.stop())
})

/** Sends bytes and reads until the other side closes; `hangUp` closes at once. */
function answered(message: string, hangUp = false): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(serving.port, '127.0.0.1', () => {
      socket.write(Buffer.from(message.replaceAll('\n', '\r\n'), 'latin1'))
      if (hangUp) socket.end()
    })
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    socket.on('close', () => resolve(text))
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? resolve(text) : reject(error)))
  })
}

const host = 'Host: localhost\nConnection: close\n'
const get = (target: string, headers = ''): string => `GET ${target} HTTP/1.1\n${host}${headers}\n`
const post = (headers: string, body = ''): string =>
  `POST /oauth2/token HTTP/1.1\n${host}Content-Type: application/x-www-form-urlencoded\n${headers}\n${body}`

it.each<[what: string, status: number, message: string, says?: string]>([
  ['dot segments', 200, get('/oauth2/../oauth2/jwks')],
  ['two slashes, which name no host', 404, get('//evil.example/oauth2/jwks')],
  [
    'a whole URL of a host that is not ours',
    400,
    get('http://evil.example/oauth2/jwks'),
    'host must be the one of the issuer',
  ],
  ['a whole URL of ours', 200, get('http://localhost/oauth2/jwks')],
  ['a fragment', 200, get('/oauth2/jwks#x')],
  ['a backslash', 400, get('/oauth2\\jwks/..\\x')],
  ['a broken escape in the path', 404, get('/%zz')],
  [
    'a broken escape in the query',
    400,
    get('/login?display=%zz', 'Accept: application/json\n'),
    'display: parameters must be percent-encoded UTF-8',
  ],
  ['a byte beyond ASCII in the target', 400, get('/login?request=\xff')],
  ['a tab in the target', 400, get('/login?x=\t')],
  ['an asterisk', 400, `OPTIONS * HTTP/1.1\n${host}\n`],
  ['TRACE', 405, `TRACE /oauth2/token HTTP/1.1\n${host}\n`, 'method must be one that this path allows'],
  ['a method nobody knows', 400, `FOO /login HTTP/1.1\n${host}\n`],
  ['a host that is none', 400, 'GET /oauth2/jwks HTTP/1.1\nHost: a:b:c\nConnection: close\n\n'],
  ['a host with a path and a user', 400, 'GET /oauth2/jwks HTTP/1.1\nHost: user@evil/../x?y#z\nConnection: close\n\n'],
  ['no host', 400, 'GET /oauth2/jwks HTTP/1.1\nConnection: close\n\n'],
  ['headers beyond their bound', 431, get('/login', `X: ${'a'.repeat(20_000)}\n`)],
  [
    'two Authorization headers at UserInfo',
    400,
    get('/oauth2/userinfo', 'Authorization: Bearer a\nAuthorization: Bearer b\n'),
    'Bearer followed by one token, once',
  ],
  [
    'two Authorization headers at the token endpoint',
    401,
    post('Authorization: Basic YTpi\nAuthorization: Basic YTpi\nContent-Length: 3\n', 'a=1'),
    'client authentication failed',
  ],
  ['two lengths', 400, post('Content-Length: 3\nContent-Length: 4\n', 'a=1')],
  ['a length beside chunks', 400, post('Content-Length: 3\nTransfer-Encoding: chunked\n', '3\na=1\n0\n\n')],
  ['a chunk that is none', 400, post('Transfer-Encoding: chunked\n', '5\na=1&b\nzz\n')],
  [
    'a length beyond the bound, refused before the body came',
    400,
    post('Content-Length: 900000\n', 'a=1'),
    'body must not be longer than 131072 bytes',
  ],
  [
    'chunks beyond the bound',
    400,
    post('Transfer-Encoding: chunked\n', `30000\n${'a'.repeat(0x30000)}\n0\n\n`),
    'body must not be longer than 131072 bytes',
  ],
])('%s: %i', async (_, status, message, says = '') => {
  const answer = await answered(message)
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(answer).toContain(says)
  expect(answer).not.toMatch(/\.ts:\d|node:internal/)
})

it('a peer that hangs up in the middle is told of as such, not as a fault of ours', async () => {
  const brokenOff = (): number => JSON.stringify(logged).split('params.whole').length - 1
  const before = brokenOff()
  await answered(post('Content-Length: 10\n', 'a=1'), true)
  await answered(post('Transfer-Encoding: chunked\n', '5\na=1&b\n'), true)
  await expect.poll(brokenOff).toBe(before + 2)
})

it('nothing of all this was a fault of ours', () => {
  expect(logged.filter((line) => /"(?:error|level":50)/.test(JSON.stringify(line).slice(0, 40)))).toEqual([])
  expect(JSON.stringify(logged)).not.toContain('fault of ours')
})
