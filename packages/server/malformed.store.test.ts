/** Every endpoint × everything that can be wrong with a message before its meaning is looked at. */
import { beforeAll, describe, expect, it } from 'vitest'
import { callback, issuer, openTrial, type Trial } from '../../test/authorization-server.ts'
import { type Expected, expectChallenge, expectJson, expectPage, expectPageJson, refusal } from '../../test/refusals.ts'

let trial: Trial
let peers = 0

beforeAll(async () => {
  trial = await openTrial()
})

/** From an address of its own each time, so that no row runs into the limit of refusals. */
const send = (target: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Response> =>
  trial.server.fetch(new Request(target.startsWith('http') ? target : `${issuer}${target}`, init), {
    address: `10.0.${peers >> 8}.${peers++ & 255}`,
  })

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

interface Endpoint {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** What is proven already: the malformed parameter comes on top. */
  readonly with?: string
  readonly tells: (response: Response, expected: Expected) => Promise<void>
  /** What an otherwise sound request without any parameter is told. */
  readonly empty: Expected
}

const noRequest = refusal(400, 'invalid_request', 'request must be one that is waiting here and has not ended')
const noClientId = refusal(400, 'invalid_request', 'client_id: parameter must be present')
const noClient = refusal(401, 'invalid_client', 'client authentication failed')
const proven = new URLSearchParams({ client_id: 'demo-web', redirect_uri: callback }).toString()

const page = { tells: expectPage } as const
const readers: readonly Endpoint[] = [
  { name: 'token', method: 'POST', path: '/oauth2/token', tells: expectJson, empty: noClient },
  { name: 'authorize by GET', method: 'GET', path: '/oauth2/authorize', ...page, empty: noClientId, with: proven },
  { name: 'authorize by POST', method: 'POST', path: '/oauth2/authorize', ...page, empty: noClientId, with: proven },
  { name: 'continue', method: 'GET', path: '/oauth2/authorize/continue', ...page, empty: noRequest },
  { name: 'login by GET', method: 'GET', path: '/login', ...page, empty: noRequest },
  { name: 'login by POST', method: 'POST', path: '/login', ...page, empty: noRequest },
  { name: 'consent by GET', method: 'GET', path: '/consent', ...page, empty: noRequest },
  { name: 'consent by POST', method: 'POST', path: '/consent', ...page, empty: noRequest },
]
const forms = readers.filter(({ method }) => method === 'POST')

function request({ method, path }: Endpoint, text: string, headers: Record<string, string> = {}): Promise<Response> {
  if (method === 'GET') return send(`${path}?${text}`, { headers })
  return send(path, { method, headers: { ...FORM, ...headers }, body: text })
}

const ENCODING = 'parameters must be percent-encoded UTF-8 without control characters'
const badly = (description: string): Expected => refusal(400, 'invalid_request', description)

const malformed: readonly [what: string, text: string, expected: Expected][] = [
  ['a parameter twice', 'display=1&display=2', badly('display: parameter must not be repeated')],
  ['a parameter twice, once without a value', 'display=1&display=', badly('display: parameter must not be repeated')],
  [
    'a parameter of 100 kB',
    `display=${'a'.repeat(100_000)}`,
    badly('display: parameter must not be longer than 32768 characters'),
  ],
  ['an escape that is none', 'display=%zz', badly(`display: ${ENCODING}`)],
  ['an escape cut short', 'display=%4', badly(`display: ${ENCODING}`)],
  ['a lone percent sign', 'display=100%', badly(`display: ${ENCODING}`)],
  ['escaped bytes that are not UTF-8', 'display=%C3%28', badly(`display: ${ENCODING}`)],
  ['an escaped overlong slash', 'display=%C0%AF', badly(`display: ${ENCODING}`)],
  ['an escaped surrogate', 'display=%ED%A0%80', badly(`display: ${ENCODING}`)],
  ['an escaped NUL', 'display=a%00b', badly(`display: ${ENCODING}`)],
  ['an escaped control character', 'display=a%1Bb', badly(`display: ${ENCODING}`)],
  ['an escaped C1 control character', 'display=a%C2%85b', badly(`display: ${ENCODING}`)],
  ['a name that is not UTF-8', '%FF=1', badly(ENCODING)],
  ['a name with a NUL', 'display%00=1', badly(`(unknown name, 8 characters): ${ENCODING}`)],
]

describe.each(readers)('$name', (endpoint) => {
  const more = endpoint.with === undefined ? '' : `${endpoint.with}&`

  it.each(malformed)('refuses %s', async (_, text, expected) => {
    await endpoint.tells(await request(endpoint, more + text), expected)
  })

  it('tells what is missing where nothing was sent', async () => {
    await endpoint.tells(await request(endpoint, ''), endpoint.empty)
    await endpoint.tells(await request(endpoint, '&&&'), endpoint.empty)
    await endpoint.tells(await request(endpoint, '=&=1'.slice(0, 1)), endpoint.empty)
  })

  it('reads past parameters that nobody asked for, up to a number', async () => {
    const many = (count: number) => Array.from({ length: count }, (__, position) => `p${position}=`).join('&')
    await endpoint.tells(await request(endpoint, many(256)), endpoint.empty)
    for (const count of [257, 15_000])
      await endpoint.tells(await request(endpoint, many(count)), badly('parameters must not be more than 256'))
  })

  it('does not take a parameter sent without a value for one that was sent', async () => {
    await endpoint.tells(await request(endpoint, 'client_id=&request=&grant_type='), endpoint.empty)
  })

  it('ignores cookies that are none of its own, or broken', async () => {
    const cookie = `sightglass_as_session=${'x'.repeat(44)}; sightglass_as_browser=; sightglass_as_device=a.b.c; =; ${'y'.repeat(5000)}`
    await endpoint.tells(await request(endpoint, '', { cookie }), endpoint.empty)
  })

  it('speaks JSON to a program, where it would show a page to a person', async () => {
    if (endpoint.tells !== expectPage) return
    await expectPageJson(
      await request(endpoint, `${more}display=1&display=2`, { accept: 'application/json' }),
      badly('display: parameter must not be repeated'),
    )
    await expectPage(await request(endpoint, '', { accept: 'text/html, application/json;q=0.9' }), endpoint.empty)
    await expectPage(await request(endpoint, '', { 'accept-language': '%%%;;q=x,,*;q=9' }), endpoint.empty)
  })
})

const TYPE = 'content type must be application/x-www-form-urlencoded'
const SIZE = 'body must not be longer than 131072 bytes'

describe.each(forms)('$name', (endpoint) => {
  const post = (body: RequestInit['body'], headers: Record<string, string> = FORM): Promise<Response> =>
    send(endpoint.path, { method: 'POST', headers, ...(body == null ? {} : { body }) })

  it.each([
    ['application/json', JSON.stringify({ client_id: 'demo-web' })],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="client_id"\r\n\r\ndemo-web\r\n--x--',
    ],
    ['text/plain', 'client_id=demo-web'],
    ['application/x-www-form-urlencoded-not', 'client_id=demo-web'],
    ['x-application/x-www-form-urlencoded', 'client_id=demo-web'],
    ['application/json, application/x-www-form-urlencoded', 'client_id=demo-web'],
    [';', 'client_id=demo-web'],
    ['', 'client_id=demo-web'],
  ])('refuses a body of type %j', async (type, body) => {
    await endpoint.tells(await post(body, { 'content-type': type }), badly(TYPE))
  })

  it('refuses a body without a type', async () => {
    await endpoint.tells(await post(new TextEncoder().encode('client_id=demo-web'), {}), badly(TYPE))
    await endpoint.tells(await post(null, {}), badly(TYPE))
  })

  it.each(['application/x-www-form-urlencoded; charset=UTF-8', 'Application/X-WWW-Form-URLencoded ;charset=utf-8'])(
    'reads a body of type %j',
    async (type) => {
      await endpoint.tells(
        await post('display=1&display=2', { 'content-type': type }),
        badly('display: parameter must not be repeated'),
      )
    },
  )

  it('reads an empty body as no parameters', async () => {
    await endpoint.tells(await post(''), endpoint.empty)
    await endpoint.tells(await post(null), endpoint.empty)
  })

  it('reads a JSON body under the type of a form as one parameter without a meaning', async () => {
    await endpoint.tells(await post('{"client_id":"demo-web"}'), endpoint.empty)
  })

  it.each([
    ['that is not UTF-8', [0xff]],
    ['that is not UTF-8, beside a plus sign', [0xff, 0x2b]],
    ['that is not UTF-8, beside an escape', [0xc3, 0x28, 0x25, 0x32, 0x30]],
    ['that is a NUL', [0x00]],
  ])('refuses a raw byte %s', async (_, bytes) => {
    await endpoint.tells(await post(Buffer.from([...Buffer.from('display='), ...bytes])), badly(`display: ${ENCODING}`))
  })

  it('refuses a body of 200 kB', async () => {
    await endpoint.tells(await post(`x=${'a'.repeat(200_000)}`), badly(SIZE))
    await endpoint.tells(await post('x=1', { ...FORM, 'content-length': '200000' }), badly(SIZE))
    await endpoint.tells(await post('x=1', { ...FORM, 'content-length': 'many' }), badly(SIZE))
  })

  it('stops reading a body that says no length and never ends', async () => {
    let read = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        read += 16_384
        // Whoever reads on learns it here, not by running out of memory.
        if (read > 4_000_000) controller.error(new Error('nobody should read that much'))
        else controller.enqueue(new Uint8Array(16_384).fill(0x61))
      },
    })
    await endpoint.tells(
      await send(endpoint.path, { method: 'POST', headers: FORM, body, duplex: 'half' }),
      badly(SIZE),
    )
    expect(read).toBeLessThan(400_000)
  })

  it('takes no parameter from the query', async () => {
    const response = await send(`${endpoint.path}?client_id=demo-web&request=x&x=1&x=2`, {
      method: 'POST',
      headers: FORM,
    })
    await endpoint.tells(response, endpoint.empty)
  })
})

describe('what reads no parameters', () => {
  it.each(['/oauth2/jwks', '/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'])(
    '%s answers the same whatever the query is',
    async (path) => {
      const plain = await (await send(path)).text()
      for (const query of ['x=1&x=2', '%zz', 'x=%00', `x=${'a'.repeat(100_000)}`]) {
        const response = await send(`${path}?${query}`, { headers: { authorization: 'Basic %%%', cookie: '=;=' } })
        expect([response.status, await response.text()]).toEqual([200, plain])
        expect(response.headers.get('x-content-type-options')).toBe('nosniff')
        expect(response.headers.has('set-cookie')).toBe(false)
      }
    },
  )

  const NO_TOKEN = refusal(401, 'invalid_token', 'request must carry an access token in its Authorization header')

  it.each(['GET', 'POST'])('userinfo by %s asks for a token whatever else was sent', async (method) => {
    for (const query of ['', '?x=1&x=2', '?%zz', `?x=${'a'.repeat(100_000)}`]) {
      const body =
        method === 'POST'
          ? { body: 'access_token=x'.repeat(20_000), headers: { 'content-type': 'application/json' } }
          : {}
      const response = await send(`/oauth2/userinfo${query}`, { method, ...body })
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="sightglass"')
      await expectJson(response, NO_TOKEN)
    }
  })
})

describe('headers of credentials', () => {
  const grant = 'grant_type=client_credentials'
  const token = (authorization: string, body = grant): Promise<Response> =>
    send('/oauth2/token', { method: 'POST', headers: { ...FORM, authorization }, body })
  const encoded = (text: string): string => Buffer.from(text).toString('base64')
  const right = encoded('demo-service:demo-service-secret-for-development-only')

  it.each([
    ['garbage', 'Basic %%%'],
    ['nothing after Basic', 'Basic '],
    ['Basic alone', 'Basic'],
    ['no colon', `Basic ${encoded('demo-service')}`],
    ['no client', `Basic ${encoded(':secret')}`],
    ['bytes that are not UTF-8', `Basic ${Buffer.from([0x64, 0xff, 0x3a, 0x78]).toString('base64')}`],
    ['a NUL in the client', `Basic ${encoded('demo\0service:x')}`],
    ['an escaped NUL in the client', `Basic ${encoded('demo%00service:x')}`],
    ['a broken escape in the client', `Basic ${encoded('demo%zz:x')}`],
    ['a client of 12 kB', `Basic ${encoded(`${'d'.repeat(12_000)}:x`)}`],
    ['two of them', `Basic ${right}, Basic ${right}`],
    ['one more part', `Basic ${right} ${right}`],
    ['base64url', `Basic ${right.replaceAll('=', '').slice(0, -1)}_`],
    ['another scheme', `Bearer ${right}`],
    ['a scheme nobody knows', `Digest username="demo-service"`],
    ['a tab for the space', `Basic\t${right}`],
    ['no space', `Basic${right}`],
    ['an empty header', ''],
  ])('%s in Authorization is told as failed authentication, with a challenge', async (_, authorization) => {
    const response = await token(authorization)
    expect(response.headers.get('www-authenticate')).toBe('Basic realm="sightglass"')
    await expectJson(response, noClient)
  })

  it.each([`basic ${right}`, `BASIC ${right}`, `Basic   ${right}`, ` Basic ${right} `])(
    '%.9s… is Basic all the same',
    async (authorization) => {
      expect((await token(authorization)).status).toBe(200)
    },
  )

  it('two credentials in one request are one too many', async () => {
    const response = await token(`Basic ${right}`, `${grant}&client_id=demo-service&client_secret=x`)
    await expectJson(response, badly('client must not use more than one authentication method in a request'))
  })

  const SYNTAX = badly('Authorization header must be Bearer followed by one token, once')
  it.each([
    'Bearer a b',
    'Bearer a, Bearer b',
    'Bearer a,b',
    'Bearer',
    'Bearer ',
    'Bearer\ta',
    'bearer a=b',
    'Bearer "a"',
    'Basic x, Bearer a',
  ])('%j is no Bearer header', async (authorization) => {
    await expectChallenge(await send('/oauth2/userinfo', { headers: { authorization } }), SYNTAX)
  })
})
