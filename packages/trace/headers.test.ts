/** Which headers are told, and what of them. */
import { describe, expect, it } from 'vitest'
import { answerHeaders, constantHeaders, requestHeaders } from './headers.ts'
import { createRecorder, traceAnswer, traced, tracedCall } from './index.ts'

const HIDDEN = '•••'
const told = (headers: Record<string, string>): string[] =>
  requestHeaders(new Headers(headers)).map(({ name, value }) => `${name}: ${value}`)

describe('of a request', () => {
  it('those are told that explain something', () => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      accept: 'text/html,application/xhtml+xml;q=0.9, */*;q=0.8',
      origin: 'https://app.example.com:8443',
      'accept-language': 'de-CH,de;q=0.9, en;q=0.8',
      'user-agent': 'Mozilla',
    }
    expect(told(headers)).toEqual([
      'Content-Type: application/x-www-form-urlencoded;charset=UTF-8',
      'Accept: text/html,application/xhtml+xml;q=0.9, */*;q=0.8',
      'Origin: https://app.example.com:8443',
      'Accept-Language: de-CH,de;q=0.9, en;q=0.8',
    ])
    expect(requestHeaders(new Headers({ origin: 'null' }))).toEqual([{ name: 'Origin', value: 'null', in: 'header' }])
  })

  it('cookies are told by their names, proofs not at all', () => {
    const cookie = `__Host-sg=verysecret; theme=dark; bare-secret; "odd name"=x`
    expect(told({ cookie })).toEqual([`Cookie: __Host-sg=${HIDDEN}; theme=${HIDDEN}; ${HIDDEN}; ${HIDDEN}`])
    expect(requestHeaders(new Headers({ dpop: 'eyJ.eyJ.sig' }))).toEqual([
      { name: 'DPoP', value: HIDDEN, in: 'header', masked: true },
    ])
  })

  it('what is not spelled as it should be is hidden', () => {
    const odd = {
      'content-type': 'a secret',
      accept: 'x'.repeat(300),
      origin: 'secret',
      'accept-language': 'my secret!',
    }
    expect(told(odd)).toEqual(
      ['Content-Type', 'Accept', 'Origin', 'Accept-Language'].map((name) => `${name}: ${HIDDEN}`),
    )
  })

  it('that are the same the same objects are told, never those of others', () => {
    const one = () => requestHeaders(new Headers({ accept: 'text/html' }))
    expect(one()).toBe(one())
    for (let number = 0; number < 30; number++) {
      expect(told({ accept: `text/v${number}` })).toEqual([`Accept: text/v${number}`])
      expect(told({ accept: 'text/html', cookie: `n${number}=x` })[1]).toBe(`Cookie: n${number}=${HIDDEN}`)
    }
    expect(one()[0]?.value).toBe('text/html')
  })
})

describe('of an answer', () => {
  it('caching, cookies without their values, and when to come back are told', () => {
    const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store', 'retry-after': '5' })
    headers.append('set-cookie', '__Host-sg=verysecret; Path=/; HttpOnly; SameSite=Lax; Max-Age=600')
    headers.append('set-cookie', 'gone=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; odd=secret')
    const shown = answerHeaders(headers)
    expect(shown.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Content-Type: application/json',
      'Cache-Control: no-store',
      'Retry-After: 5',
      `Set-Cookie: __Host-sg=${HIDDEN}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600`,
      `Set-Cookie: gone=${HIDDEN}; Expires=Thu, 01 Jan 1970 00:00:00 GMT; ${HIDDEN}`,
    ])
  })

  it('they are kept with its trace, told by whoever made it or read from it', async () => {
    const recorder = createRecorder()
    const tracing = { party: 'client', linkKey: new Uint8Array(32) } as const
    const headers = { 'content-type': 'application/json' }
    const ask = (work: () => Response) =>
      traced(tracing, new Request('http://localhost/a', { headers: { accept: '*/*' } }), async () => work())
    for (const told of [headers, undefined, headers])
      await ask(() => {
        traceAnswer({}, told)
        return new Response('{}', { headers })
      })
    await ask(() => new Response('<p>', { headers: { 'content-type': 'text/html', 'cache-control': 'no-store' } }))
    await tracedCall(tracing, 'call', async () => undefined)
    const traces = recorder.traces().map(({ received, answer }) => ({ ...received, ...answer }))
    recorder.stop()
    const values = traces.map((trace) => 'headers' in trace && trace.headers?.map(({ value }) => value))
    const json = ['application/json']
    expect(values).toEqual([json, json, json, ['text/html', 'no-store'], false])
    expect(constantHeaders(headers)).toBe(constantHeaders(headers))
  })
})
