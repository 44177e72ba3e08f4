import { describe, expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { watchTraces } from '../../test/watching.ts'
import {
  createFeed,
  createRecorder,
  type FeedOptions,
  type RecorderOptions,
  type Trace,
  type Tracing,
  traced,
} from './index.ts'
import { observeTraces } from './observe.ts'

const tracing: Tracing = { party: 'client', linkKey: new Uint8Array(32) }
const THEATRE = 'http://localhost:8080'
const EVENTS = 'http://localhost:8081/trace/events'
const here = { address: '127.0.0.1' }

function open(options: Partial<FeedOptions> & RecorderOptions = {}) {
  const recorder = createRecorder(options)
  const feed = createFeed({ recorder, tracing, theatreOrigin: THEATRE, ...options })
  afterThis(() => {
    feed.close()
    recorder.stop()
  })
  const ask = async (url: string, init: RequestInit = {}, peer = here): Promise<Response> =>
    (await feed.fetch(new Request(url, init), peer)) ?? new Response('not of the feed', { status: 418 })
  const record = async (path: string): Promise<string> => {
    await traced(tracing, new Request(`http://localhost:8081${path}`), async () => new Response())
    return recorder.traces().at(-1)?.id ?? ''
  }
  return { recorder, feed, ask, record }
}

/** Reads events until there are so many. */
async function events(response: Response, count: number): Promise<{ id: string; trace: Trace }[]> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (text.split('\ndata: ').length <= count) {
    const part = await reader?.read()
    if (part?.value === undefined) throw new Error(`the stream ended after ${text}`)
    text += decoder.decode(part.value, { stream: true })
  }
  await reader?.cancel()
  return [...text.matchAll(/^id: (.*)\ndata: (.*)$/gm)].map(([, id = '', data = '']) => ({
    id,
    trace: JSON.parse(data),
  }))
}

/** A message that is answered when the test says so. */
function slowMessage(): { answer: () => void; ended: Promise<Response> } {
  const { promise, resolve } = Promise.withResolvers<Response>()
  const ended = traced(tracing, new Request('http://localhost:8081/slow'), () => promise)
  return { answer: () => resolve(new Response()), ended }
}

/** Reads on until what came since the last time matches. */
function reading(response: Response): { until: (pattern: RegExp) => Promise<string>; leave: () => Promise<void> } {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  return {
    async until(pattern) {
      let text = ''
      while (!pattern.test(text)) {
        const part = await reader?.read()
        if (part?.value === undefined) throw new Error(`the stream ended after ${text}`)
        text += decoder.decode(part.value, { stream: true })
      }
      return text
    },
    leave: async () => await reader?.cancel(),
  }
}

describe('the feed', () => {
  it('gives what is kept, then what comes, each under the id of its trace', async () => {
    const { ask, record } = open()
    const kept = [await record('/one'), await record('/two')]
    const answer = await ask(EVENTS)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'access-control-allow-origin': THEATRE,
    })
    const reading = events(answer, 3)
    const live = await record('/three')
    const told = await reading
    expect(told.map(({ id }) => id)).toEqual([...kept, live])
    expect(told.map(({ trace }) => trace.id)).toEqual([...kept, live])
    expect(told[2]?.trace.received).toMatchObject({ method: 'GET', url: 'http://localhost:8081/three' })
  })

  it('says once when all that was kept has been told', async () => {
    const { ask, record } = open()
    const kept = [await record('/one'), await record('/two')]
    const stream = reading(await ask(EVENTS))
    const told = await stream.until(/event: caught-up\ndata\n\n/)
    expect([...told.matchAll(/^id: (.*)$/gm)].map(([, id]) => id)).toEqual(kept)
    const live = await record('/three')
    expect(await stream.until(new RegExp(`id: ${live}\n`))).not.toContain('caught-up')
    await stream.leave()
  })

  it('says how many messages were passed over, as there were too many at once', async () => {
    const { ask, record, recorder } = open({ mostPerSecond: 20 })
    for (let number = 0; number < 100; number++) await record(`/${number}`)
    const stream = reading(await ask(EVENTS))
    const told = await stream.until(/event: passed-over\ndata: \d+\n\n/)
    await stream.leave()
    expect(recorder.passedOver()).toBeGreaterThan(50)
    expect(told).toContain(`event: passed-over\ndata: ${recorder.passedOver()}\n`)
  })

  it('tells of a message that waits for its answer, and then of its trace', async () => {
    const { ask } = open()
    const stream = reading(await ask(EVENTS))
    const slow = slowMessage()
    const before = await stream.until(/event: arrival\ndata: .*\n\n/)
    slow.answer()
    const told = before + (await stream.until(/id: .*\ndata: .*\n\n/))
    await slow.ended
    await stream.leave()
    const [arrival, trace] = [...told.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data))
    expect(arrival).toMatchObject({ party: 'client', received: { url: 'http://localhost:8081/slow' } })
    expect(trace).toMatchObject({ id: arrival.id, answer: { status: 200 } })
  })

  it('looks at no message under way while nobody reads', async () => {
    const { ask } = open()
    await reading(await ask(EVENTS)).leave()
    const slow = slowMessage()
    const stream = reading(await ask(EVENTS))
    const seen = slowMessage()
    const told = await stream.until(/event: arrival\ndata: .*\n\n/)
    expect(told.match(/event: arrival/g)).toHaveLength(1)
    for (const { answer, ended } of [slow, seen]) {
      answer()
      await ended
    }
    await stream.leave()
  })

  it('goes on after the trace that the reader got last, and begins anew where that is forgotten', async () => {
    const { ask, record } = open({ mostTraces: 2 })
    const first = await record('/one')
    const second = await record('/two')
    const after = (id: string) => ask(EVENTS, { headers: { 'last-event-id': id } })
    expect(await events(await after(first), 1)).toMatchObject([{ id: second }])
    const third = await record('/three')
    expect(await events(await after(first), 2)).toMatchObject([{ id: second }, { id: third }])
    expect(await events(await after('never heard of'), 2)).toMatchObject([{ id: second }, { id: third }])
  })

  it('gives one trace as JSON, and nothing for an id that it does not keep', async () => {
    const { ask, record } = open()
    const id = await record('/one')
    expect(await (await ask(`http://localhost:8081/trace/${id}`)).json()).toMatchObject({ id })
    const unknown = await ask('http://localhost:8081/trace/AAAAAAAAAAAAAAAAAAAAAA')
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { error: 'not_found' }])
  })

  it('leaves other addresses to the server', async () => {
    const { ask } = open()
    for (const path of ['/', '/trace', '/trace/', '/trace/a/b', '/traces/events', '/x/trace/events'])
      expect((await ask(`http://localhost:8081${path}`)).status).toBe(418)
  })

  it.each([
    ['a program', EVENTS, {}],
    ['the theatre', EVENTS, { origin: THEATRE, 'sec-fetch-site': 'same-site' }],
    ['a page of the server itself', EVENTS, { 'sec-fetch-site': 'same-origin' }],
    ['the address bar', EVENTS, { 'sec-fetch-site': 'none' }],
    ['a loopback address', 'http://127.0.0.1:8081/trace/events', {}],
    ['the loopback address of IPv6', 'http://[::1]:8081/trace/events', {}],
  ])('is readable by %s', async (_, url, headers) => {
    const answer = await open().ask(url, { headers })
    expect(answer.status).toBe(200)
    await answer.body?.cancel()
  })

  it.each([
    ['another machine', 'feed.loopback', EVENTS, {}, '192.0.2.7'],
    ['another machine by IPv6', 'feed.loopback', EVENTS, {}, '2001:db8::7'],
    ['somebody behind a proxy', 'feed.loopback', EVENTS, { 'x-forwarded-for': '192.0.2.7' }, '127.0.0.1'],
    ['a name that was rebound to this machine', 'feed.host', 'http://evil.example:8081/trace/events', {}, '127.0.0.1'],
    ['a page of elsewhere', 'feed.origin', EVENTS, { origin: 'https://evil.example' }, '127.0.0.1'],
    ['a page on another port', 'feed.origin', EVENTS, { origin: 'http://localhost:9999' }, '127.0.0.1'],
    ['a page without an origin', 'feed.origin', EVENTS, { origin: 'null' }, '127.0.0.1'],
    ['an image on a page of elsewhere', 'feed.origin', EVENTS, { 'sec-fetch-site': 'cross-site' }, '127.0.0.1'],
  ])('refuses %s', async (_, rule, url, headers, address) => {
    const failed: string[] = []
    const { ask } = open()
    const notice = ({ steps }: Trace): void => {
      for (const step of steps) if (step.kind === 'check' && !step.held) failed.push(step.rule)
    }
    afterThis(observeTraces(notice, { unrecorded: true }))
    const answer = await ask(url, { headers }, { address })
    expect([answer.status, await answer.json()]).toMatchObject([403, { error: 'access_denied' }])
    expect(failed).toEqual([rule])
  })

  it('reads and never writes', async () => {
    const answer = await open().ask(EVENTS, { method: 'POST' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('tells who only looks what a reader would be told, and reads nothing for them', async () => {
    const { ask } = open({ mostReaders: 1 })
    for (let n = 0; n < 3; n++) {
      const { status, headers, body } = await ask(EVENTS, { method: 'HEAD' })
      expect([status, headers.get('content-type'), body]).toEqual([200, 'text/event-stream', null])
    }
  })

  it('tells of everything but itself', async () => {
    const { recorder, ask } = open()
    const traces = watchTraces()
    await (await ask(EVENTS)).body?.cancel()
    await ask(EVENTS, { headers: { origin: 'https://evil.example' } })
    expect([recorder.traces(), traces]).toEqual([[], []])
  })

  it('serves so many readers at once; who leaves makes room', async () => {
    const { ask } = open({ mostReaders: 1 })
    const first = await ask(EVENTS)
    const second = await ask(EVENTS)
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '5'])
    await first.body?.cancel()
    const third = await ask(EVENTS)
    expect(third.status).toBe(200)
    await third.body?.cancel()
  })

  it('drops a reader that takes nothing, instead of keeping for it', async () => {
    const { ask, record } = open({ heartbeatMs: 1, mostReaders: 1 })
    const reader = (await ask(EVENTS)).body?.getReader()
    await record('/one')
    const other = async (): Promise<number> => (await ask(EVENTS)).status
    while ((await other()) === 503) await new Promise((resolve) => setTimeout(resolve, 1))
    await expect(Promise.all(Array.from({ length: 4 }, () => reader?.read()))).rejects.toThrow('too slow')
  })

  it('ends its streams when the process stops, and those that come after at once', async () => {
    const { feed, ask } = open()
    const before = await ask(EVENTS)
    feed.close()
    expect(await before.text()).toBe('retry: 2000\n\n')
    expect(await (await ask(EVENTS)).text()).toBe('retry: 2000\n\n')
  })
})
