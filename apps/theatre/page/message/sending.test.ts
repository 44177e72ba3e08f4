import { execFileSync } from 'node:child_process'
import type { Message, Place, Shown } from '@sightglass/trace'
import fc, { array, constantFrom, property, record, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asCurl } from './as-curl.ts'
import { asFetch } from './as-fetch.ts'
import { type Sendable, secretsIn, sendableOf } from './sendable.ts'

const TOKEN = 'https://as.example/oauth2/token'

const plain = (name: string, value: string, place: Place = 'body'): Shown => ({ name, value, in: place })
const masked = (name: string, value = 'abcd… (43 characters)', place: Place = 'body'): Shown => ({
  ...plain(name, value, place),
  masked: true,
})

function requestOf(change: Partial<Message>): Sendable {
  const request = { method: 'POST', url: TOKEN, headers: [], parameters: [], ...change }
  const sendable = sendableOf({ kind: 'request', request })
  if (sendable === undefined) throw new Error('it can be sent')
  return sendable
}

/** What curl is called with. */
const argumentsOf = (text: string, env: Readonly<Record<string, string>> = {}): string[] =>
  execFileSync('/bin/sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${text}`], { encoding: 'utf8', env })
    .split('\0')
    .slice(0, -1)

/** What `fetch` is called with. */
async function fetched(text: string, fill: (code: string) => string = (code) => code): Promise<Request> {
  const asked: Request[] = []
  const fetch = async (url: string, init: RequestInit) => {
    asked.push(new Request(url, init))
    return new Response('')
  }
  const AsyncFunction = (async () => undefined).constructor as new (
    ...code: string[]
  ) => (...values: unknown[]) => Promise<void>
  await new AsyncFunction('fetch', 'console', fill(text))(fetch, { log: () => undefined })
  const [request] = asked
  if (request === undefined) throw new Error('nothing was asked')
  return request
}

const redeem = requestOf({
  headers: [plain('Content-Type', 'application/x-www-form-urlencoded', 'header')],
  parameters: [
    masked('Authorization', 'Basic •••', 'header'),
    plain('grant_type', 'authorization_code'),
    plain('redirect_uri', 'https://a.example/cb'),
    masked('code'),
    masked('code_verifier'),
    plain('(unknown name, 3 characters)', 'x'),
  ],
})

describe('a request as it can be sent again', () => {
  it('has a placeholder for each thing that was masked', () => {
    expect(secretsIn(redeem)).toEqual(['CLIENT_ID', 'CLIENT_SECRET', 'CODE', 'CODE_VERIFIER'])
    expect(asCurl(redeem)).toBe(`curl --include --request POST https://as.example/oauth2/token \\
  --user "$CLIENT_ID:$CLIENT_SECRET" \\
  --header 'Content-Type: application/x-www-form-urlencoded' \\
  --data-urlencode grant_type=authorization_code \\
  --data-urlencode redirect_uri=https://a.example/cb \\
  --data-urlencode "code=$CODE" \\
  --data-urlencode "code_verifier=$CODE_VERIFIER"`)
  })

  it('is of requests alone', () => {
    const request = { method: 'GET', url: TOKEN, headers: [], parameters: [] }
    expect(sendableOf({ kind: 'answer', request })).toBeUndefined()
    expect(sendableOf({ kind: 'call', request: { call: 'callback' } })).toBeUndefined()
    expect(sendableOf({ kind: 'request', request: { ...request, url: 'not an address' } })).toBeUndefined()
  })

  it('asks with the query where it was a GET', () => {
    const request = requestOf({
      method: 'GET',
      parameters: [plain('scope', 'openid read', 'query'), masked('state', '•••', 'query')],
    })
    const sent = argumentsOf(asCurl(request), { STATE: 'a b' })
    expect(sent).toContain('--get')
    expect(sent.slice(-4)).toEqual(['--data-urlencode', 'scope=openid read', '--data-urlencode', 'state=a b'])
  })

  it('sends JSON as JSON, lists as lists', async () => {
    const request = requestOf({
      headers: [plain('Content-Type', 'application/json', 'header')],
      parameters: [
        plain('client_name', 'it’s "mine"'),
        plain('redirect_uris', '["https://a.example/cb"]'),
        masked('token'),
      ],
    })
    const body = argumentsOf(asCurl(request), { TOKEN: 't0' }).at(-1) ?? ''
    const expected = { client_name: 'it’s "mine"', redirect_uris: ['https://a.example/cb'], token: 't0' }
    expect(JSON.parse(body)).toEqual(expected)
    const sent = await fetched(asFetch(request), (code) => code.replace("'…'", "'t0'"))
    expect(await sent.json()).toEqual(expected)
  })

  it('presents an access token, and names a value that was cut', () => {
    const request = requestOf({
      method: 'GET',
      url: 'https://api.example/notes',
      parameters: [
        masked('Authorization', 'Bearer eyJh.eyJz.', 'header'),
        plain('claims', 'x… (900 characters)', 'query'),
      ],
    })
    const sent = argumentsOf(asCurl(request), { ACCESS_TOKEN: 'at', CLAIMS: '{}' })
    expect(sent).toEqual(expect.arrayContaining(['Authorization: Bearer at', 'claims={}']))
    expect(asFetch(request)).toContain('"Bearer " + ACCESS_TOKEN')
  })

  it('asks the shell for no variable that a file chose the name of', () => {
    const parameters = [masked('AWS_SECRET_ACCESS_KEY', '•••', 'query'), masked('1x', '•••', 'query')]
    const request = requestOf({ method: 'GET', url: 'https://api.example/notes', parameters })
    expect(secretsIn(request)).toEqual(['VALUE'])
    expect(asCurl(request)).toContain('"AWS_SECRET_ACCESS_KEY=$VALUE"')
  })

  it('is a call of fetch that sends the same', async () => {
    const filled = (code: string) => code.replace(/const (\w+) = '…'/g, "const $1 = 'my $1'")
    const request = await fetched(asFetch(redeem), filled)
    expect([request.method, request.url, request.redirect]).toEqual(['POST', TOKEN, 'manual'])
    expect(request.headers.get('authorization')).toBe(`Basic ${btoa('my%20CLIENT_ID:my%20CLIENT_SECRET')}`)
    expect([...new URLSearchParams(await request.text())]).toEqual([
      ['grant_type', 'authorization_code'],
      ['redirect_uri', 'https://a.example/cb'],
      ['code', 'my CODE'],
      ['code_verifier', 'my CODE_VERIFIER'],
    ])
  })
})

const hostile = constantFrom(
  "'; touch /tmp/owned; '",
  '$(id)',
  '`id`',
  "a'b\\",
  '\\',
  '!!',
  '\u0003\nid\n',
  '"; id; "',
  '&',
  '%27',
)
const values = constantFrom('a', 'b').chain(() => string({ unit: 'binary', maxLength: 20 }))
const shownValue = record({ name: constantFrom('scope', 'redirect_uri', 'client_id'), value: values, bad: hostile })

describe('what peers sent', () => {
  it('is nothing but data to a shell', async () => {
    await fc.assert(
      property(array(shownValue, { minLength: 1, maxLength: 3 }), constantFrom('GET', 'POST'), (rows, method) => {
        const place = method === 'GET' ? 'query' : 'body'
        const parameters = rows.map(({ name, value, bad }) => plain(name, value + bad, place))
        const url = `${TOKEN}/${encodeURI(rows[0]?.bad ?? '')}`
        const sent = argumentsOf(asCurl(requestOf({ method, url, parameters })))
        const data = sent.flatMap((word, at) => (/^--data/.test(word) ? [[word, sent[at + 1] ?? '']] : []))
        expect(sent.length).toBe(method === 'GET' ? 3 + 2 * rows.length : 4 + 2 * rows.length)
        const decoded = data.map(([option, text = '']) => {
          const value = text.slice(text.indexOf('=') + 1)
          return option === '--data-urlencode' ? value : decodeURIComponent(value)
        })
        expect(decoded).toEqual(parameters.map(({ value }) => value.toWellFormed()))
      }),
      { numRuns: 40 },
    )
  })

  it('is nothing but data to JavaScript', async () => {
    for (const value of ['"; alert(1); "', "'", '\\', '$' + '{1}', '</script>', '\u2028', '`'])
      expect(
        new URLSearchParams(
          await (await fetched(asFetch(requestOf({ parameters: [plain('scope', value)] })))).text(),
        ).get('scope'),
      ).toBe(value)
  })
})
