import { observeTraces } from '@sightglass/trace'
import { VisitFailure } from '@sightglass/visitor'
import { describe, expect, it, vi } from 'vitest'
import { createRuns, type RunOptions } from './run.ts'
import { createWeb } from './web.ts'

const webUrl = 'http://localhost:8080'
const servers = { webUrl, issuer: 'http://localhost:8081', resource: 'http://localhost:8082' }
const here = { address: '127.0.0.1' }
const id = 'chosen-by-the-page'
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
  body = { play: 'code', where: 'live', id },
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
    ['too much', { body: { play: 'x'.repeat(2000), where: 'live', id } }, 400, 'body must be a JSON object'],
    ['no place', { body: { play: 'code', id } }, 400, 'body must be a JSON object'],
    ['another place', { body: { play: 'code', where: 'elsewhere', id } }, 400, 'body must be a JSON object'],
    ['no id', { body: { play: 'code', where: 'live' } }, 400, 'an id of the run'],
    ['no id to speak of', { body: { play: 'code', where: 'live', id: '../..' } }, 400, 'an id of the run'],
    ['an unknown play', { body: { play: 'constructor', where: 'live', id } }, 404, 'play must be one of the programme'],
    ['a PUT', { method: 'PUT' }, 405, 'method must be one that this path allows'],
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

describe('GET /theatre/run', () => {
  const reading = (asked: string, headers: Readonly<Record<string, string>> = { 'sec-fetch-site': 'same-origin' }) =>
    new Request(`${webUrl}/theatre/run?id=${asked}`, { headers })

  it('tells what came of a run while it is under way, and afterwards, to a page that was loaded anew', async () => {
    const { promise, resolve } = Promise.withResolvers<object>()
    const slow = webWith(() => () => promise)
    const asked = slow(asking(), here)
    await vi.waitFor(async () => expect((await slow(asking(), here)).status).toBe(503))
    const waiting = slow(reading(id), here)
    resolve(result)
    expect(await (await waiting).json()).toEqual(result)
    expect(await (await slow(reading(id), here)).json()).toEqual(await (await asked).json())
  })

  it('tells why a run failed', async () => {
    const failing = webWith(() => () => Promise.reject(new VisitFailure('it does not answer')))
    await failing(asking(), here)
    const response = await failing(reading(id), here)
    expect([response.status, await response.json()]).toMatchObject([503, { error_description: 'it does not answer' }])
  })

  it('knows the last few runs alone, and none that was never asked for', async () => {
    const some = webWith(runnerOf)
    const ids = Array.from({ length: 9 }, (_, nth) => `run-number-${nth}-of-nine`)
    for (const one of ids) await some(asking({ body: { play: 'code', where: 'live', id: one } }), here)
    const statuses = await Promise.all(
      [...ids, 'never-asked-for-it'].map(async (one) => (await some(reading(one), here)).status),
    )
    expect(statuses).toEqual([404, ...Array(8).fill(200), 404])
  })

  it.each<[string, Request, string]>([
    ['a page of elsewhere', reading(id, { origin: 'https://evil.example' }), here.address],
    ['another site', reading(id, { 'sec-fetch-site': 'cross-site' }), here.address],
    ['whoever types the address', reading(id, { 'sec-fetch-site': 'none' }), here.address],
    ['another machine', reading(id), '192.0.2.7'],
  ])('refuses %s', async (_, request, address) => {
    expect((await runs(request, { address })).status).toBe(403)
  })
})

describe('the demo application', () => {
  const web = (theatre: boolean) =>
    createWeb({ ...servers, clientId: 'demo-web', linkKey: new Uint8Array(32), theatre })

  it('runs plays where it has a theatre, and knows no such path elsewhere', async () => {
    const unknown = () => asking({ body: { play: 'nothing', where: 'live', id } })
    const answer = await web(true).fetch(unknown(), here)
    expect(await answer.json()).toMatchObject({ error: 'not_found' })
    expect((await web(false).fetch(unknown(), here)).headers.get('content-type')).toContain('text/html')
  })

  it('runs no scene in a sandbox', async () => {
    const answer = await web(true).fetch(asking({ body: { play: 'code', where: 'sandbox', id } }), here)
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
