import { observeTraces } from '@sightglass/trace'
import { VisitFailure } from '@sightglass/visitor'
import { describe, expect, it } from 'vitest'
import { createRuns, type RunOptions } from './run.ts'
import { createWeb } from './web.ts'

const webUrl = 'http://localhost:8080'
const servers = { webUrl, issuer: 'http://localhost:8081', resource: 'http://localhost:8082' }
const here = { address: '127.0.0.1' }
const result = { id: 'run', play: 'code', where: 'live', sent: [], asides: [], outcome: 'done' }
const runnerOf: RunOptions['runnerOf'] = ({ play }) => (play === 'code' ? async () => result : undefined)

interface Asking {
  readonly method?: string
  readonly url?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

const asking = ({
  method = 'POST',
  url = webUrl,
  headers = {},
  body = { play: 'code', where: 'live' },
}: Asking = {}): Request =>
  new Request(`${url}/theatre/run`, {
    method,
    headers: { origin: webUrl, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...headers },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  })

const webWith = (runnerOf: RunOptions['runnerOf']) => {
  const { fetch } = createWeb({
    ...servers,
    clientId: 'demo-web',
    linkKey: new Uint8Array(32),
    theatre: true,
    runnerOf,
  })
  return fetch
}
const runs = webWith(runnerOf)
const answerTo = async (asked: Asking, peer = here) => {
  const response = await runs(asking(asked), peer)
  return { status: response.status, body: await response.json() }
}

describe('POST /theatre/run', () => {
  it('runs a play and tells what came of it', async () => {
    expect(await answerTo({})).toEqual({ status: 200, body: result })
  })

  it('leaves every other path to the application', () => {
    expect(createRuns({ ...servers, runnerOf })(new Request(`${webUrl}/theatre`), here)).toBeUndefined()
  })

  it.each<[string, Asking, number, string]>([
    ['a page of elsewhere', { headers: { origin: 'https://evil.example' } }, 403, 'by the page of the theatre'],
    ['a page without an origin', { headers: { origin: 'null' } }, 403, 'by the page of the theatre'],
    ['a page of another port', { headers: { 'sec-fetch-site': 'same-site' } }, 403, 'by the page of the theatre'],
    ['a name of elsewhere', { url: 'http://rebound.example:8080' }, 403, 'Host must be a name of the loopback'],
    ['a proxy', { headers: { 'x-forwarded-for': '10.0.0.1' } }, 403, 'from the machine of the server'],
    ['a form', { headers: { 'content-type': 'text/plain' } }, 400, 'content type must be application/json'],
    ['a list', { body: [] }, 400, 'body must be a JSON object'],
    ['nothing', { body: null }, 400, 'body must be a JSON object'],
    ['too much', { body: { play: 'x'.repeat(2000), where: 'live' } }, 400, 'body must be a JSON object'],
    ['no place', { body: { play: 'code' } }, 400, 'body must be a JSON object'],
    ['another place', { body: { play: 'code', where: 'elsewhere' } }, 400, 'body must be a JSON object'],
    ['an unknown play', { body: { play: 'constructor', where: 'live' } }, 404, 'play must be one of the programme'],
    ['a GET', { method: 'GET' }, 405, 'method must be one that this path allows'],
  ])('refuses %s', async (_, asked, status, must) => {
    const answer = await answerTo(asked)
    expect([answer.status, answer.body.error_description]).toEqual([status, expect.stringContaining(must)])
  })

  it('refuses what is no JSON', async () => {
    const request = new Request(asking(), { body: '{"play":' })
    expect((await runs(request, here)).status).toBe(400)
  })

  it('refuses another machine', async () => {
    expect((await answerTo({}, { address: '192.0.2.7' })).status).toBe(403)
    expect((await answerTo({}, { address: '::1' })).status).toBe(200)
  })

  it('runs one play at a time, and the next one when it has ended', async () => {
    const { promise, resolve } = Promise.withResolvers<object>()
    const slow = webWith(() => () => promise)
    const first = slow(asking(), here)
    const second = await slow(asking(), here)
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '5'])
    resolve(result)
    expect((await first).status).toBe(200)
    expect((await slow(asking(), here)).status).toBe(200)
  })

  it.each([
    ['a server is down', new VisitFailure('http://localhost:8081 does not answer (ECONNREFUSED)'), 'does not answer'],
    ['it takes too long', new DOMException('aborted', 'TimeoutError'), 'did not come to its end in time'],
  ])('tells where %s, and runs the next one', async (_, reason, words) => {
    const failing = webWith(() => () => Promise.reject(reason))
    for (let times = 0; times < 2; times++) {
      const response = await failing(asking(), here)
      expect(response.status).toBe(503)
      expect(await response.json()).toEqual({
        error: 'temporarily_unavailable',
        error_description: expect.stringContaining(words),
      })
    }
  })

  it('hides no bug of ours', async () => {
    const broken = webWith(() => () => Promise.reject(new TypeError('a bug')))
    await expect(broken(asking(), here)).rejects.toThrow('a bug')
  })
})

describe('the demo application', () => {
  const web = (theatre: boolean) =>
    createWeb({ ...servers, clientId: 'demo-web', linkKey: new Uint8Array(32), theatre })

  it('runs plays where it has a theatre, and knows no such path elsewhere', async () => {
    const unknown = () => asking({ body: { play: 'nothing', where: 'live' } })
    const answer = await web(true).fetch(unknown(), here)
    expect(await answer.json()).toMatchObject({ error: 'not_found' })
    expect((await web(false).fetch(unknown(), here)).headers.get('content-type')).toContain('text/html')
  })

  it('runs no scene in a sandbox', async () => {
    const answer = await web(true).fetch(asking({ body: { play: 'code', where: 'sandbox' } }), here)
    expect(answer.status).toBe(404)
  })

  it('makes no run part of any flow', async () => {
    const seen: string[] = []
    const stop = observeTraces(({ target }) => void seen.push(target))
    await web(true).fetch(asking({ headers: { origin: 'https://evil.example' } }), here)
    stop()
    expect(seen).toEqual([])
  })
})
