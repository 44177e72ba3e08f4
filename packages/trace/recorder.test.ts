/** The recorder keeps the newest, in order, as plain JSON. */
import { check, defineRules } from '@sightglass/spec/check'
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import {
  createRecorder,
  link,
  observeTraces,
  type RecorderOptions,
  type Tracing,
  traceAnswer,
  traceClaim,
  traceClient,
  traced,
  traceExchange,
  traceParameters,
  traceSender,
  traceSending,
} from './index.ts'

const tracing: Tracing = { party: 'client', linkKey: new Uint8Array(32) }
const rules = defineRules('recorder', { same: ['RFC6749-3.1', 'invalid_request', 'test must be the same'] })

function open(options: RecorderOptions = {}) {
  const recorder = createRecorder(options)
  afterThis(recorder.stop)
  const record = (path: string, work: () => Promise<unknown> = async () => {}): Promise<Response> =>
    traced(tracing, new Request(`http://localhost:8081${path}`), async () => {
      await work()
      return new Response(null, { status: 204 })
    })
  const urls = () => recorder.traces().map(({ received }) => ('url' in received ? new URL(received.url).pathname : ''))
  return { recorder, record, urls }
}

it('forgets the oldest where there are too many, and goes on from whatever was read last', async () => {
  const { recorder, record, urls } = open({ mostTraces: 3 })
  expect([recorder.after(undefined), recorder.after('unknown')]).toEqual([undefined, undefined])
  for (let number = 1; number <= 7; number++) {
    await record(`/${number}`)
    expect(urls()).toEqual([number - 2, number - 1, number].filter((kept) => kept > 0).map((kept) => `/${kept}`))
    const [oldest, second] = recorder.traces()
    expect(recorder.after(undefined)).toBe(oldest)
    expect(recorder.after('unknown')).toBe(oldest)
    expect(recorder.after(oldest?.id)).toBe(second)
    expect(recorder.after(recorder.traces().at(-1)?.id)).toBeUndefined()
    expect(recorder.find(second?.id ?? 'none')).toBe(second)
  }
})

it('forgets the oldest where they weigh too much', async () => {
  const { record, urls } = open({ mostBytes: 5000 })
  for (let number = 1; number <= 9; number++)
    await record(`/${number}`, async () => traceParameters([['scope', 'x'.repeat(500)]]))
  expect(urls().at(-1)).toBe('/9')
  expect(urls().length).toBeLessThan(6)
})

it('keeps of an address no user and no fragment', async () => {
  const { recorder, record } = open()
  await record('/a?state=b#access_token=of-a-fragment')
  await record('/a#of-a-fragment?of-a-fragment=1')
  const url = 'http://user:of-a-user@localhost:8081/a'
  const request = { method: 'GET', url, headers: new Headers() } as Request
  await traced(tracing, request, async () => new Response())
  const received = recorder.traces().flatMap((trace) => ('url' in trace.received ? trace.received : []))
  expect(received.map((message) => message.url)).toEqual(Array(3).fill('http://localhost:8081/a'))
  expect(received.map(({ parameters }) => parameters.length)).toEqual([1, 0, 0])
})

it('weighs all of a message, as the least part of it keeps the text it was cut out of', async () => {
  const { recorder } = open({ mostBytes: 100_000 })
  const send = (headers: Record<string, string>, path = '/') =>
    traced(tracing, new Request(`http://localhost:8081${path}`, { headers }), async () => new Response())
  for (let number = 1; number <= 9; number++) await send({ 'content-length': '20000' }, `/${number}`)
  expect(recorder.traces()).toHaveLength(2)
  for (let number = 1; number <= 9; number++) await send({}, `/${number}?error=${'x'.repeat(20_000)}`)
  expect(recorder.traces()).toHaveLength(2)
  await send({ 'transfer-encoding': 'chunked' }, '/chunks')
  expect(recorder.traces()).toHaveLength(0)
})

it('keeps ten thousand messages of development, and reads on among them by their places', async () => {
  const { recorder, record } = open({ mostPerSecond: Infinity })
  for (let number = 0; number < 10_000; number++) await record('/same?state=0123456789012345678901')
  expect(recorder.traces()).toHaveLength(10_000)
  let [place, read] = [recorder.placeAfter(undefined), 0]
  for (let next = recorder.from(place); next !== undefined; next = recorder.from(place)) {
    place = next[1]
    read += 1
  }
  expect(read).toBe(10_000)
  await record('/later')
  expect(recorder.from(place)?.[0]).toBe(recorder.traces().at(-1))
  expect(recorder.placeAfter(recorder.traces().at(-1)?.id)).toBe(place + 1)
})

it('forgets what is too old, though nothing new comes', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] })
  afterThis(() => vi.useRealTimers())
  const { recorder, record, urls } = open({ mostAgeSeconds: 60 })
  await record('/1')
  const first = recorder.traces()[0]?.id ?? ''
  vi.advanceTimersByTime(40_000)
  await record('/2')
  vi.advanceTimersByTime(19_000)
  expect(urls()).toEqual(['/1', '/2'])
  vi.advanceTimersByTime(2000)
  expect(urls()).toEqual(['/2'])
  expect(recorder.find(first)).toBeUndefined()
  expect(recorder.from(0)?.[0]).toBe(recorder.traces()[0])
  vi.advanceTimersByTime(40_000)
  expect([recorder.after(undefined), recorder.from(0)]).toEqual([undefined, undefined])
})

it('forgets what is too old also of those with bounds of their own', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] })
  afterThis(() => vi.useRealTimers())
  const apart = {
    holder: ({ claimedId }: { claimedId?: string | undefined }) => claimedId,
    mostTraces: 3,
    mostBytes: 9000,
  }
  const { record, urls } = open({ mostAgeSeconds: 60, apart })
  await record('/1', async () => traceClaim('shop'))
  vi.advanceTimersByTime(40_000)
  await record('/2', async () => traceClaim('bank'))
  await record('/3')
  vi.advanceTimersByTime(21_000)
  expect(urls()).toEqual(['/2', '/3'])
  vi.advanceTimersByTime(40_000)
  expect(urls()).toEqual([])
})

it('forgets those that it is told to, and goes on from whatever was read last', async () => {
  const { recorder, record, urls } = open()
  for (const path of ['/1', '/2', '/3', '/4']) await record(path)
  const third = recorder.traces()[2]
  const place = recorder.placeAfter(third?.id)
  recorder.forget(({ received }) => 'url' in received && /[12]$/.test(received.url))
  expect(urls()).toEqual(['/3', '/4'])
  expect(recorder.from(place)?.[0]).toBe(recorder.traces()[1])
  recorder.forget(() => true)
  expect(recorder.from(place)).toBeUndefined()
  await record('/5')
  expect(urls()).toEqual(['/5'])
  expect(recorder.from(place)?.[0]).toBe(recorder.traces()[0])
})

it('keeps only what it is to keep', async () => {
  const { record, urls } = open({ keeps: ({ clientId }) => clientId === 'shop' })
  for (const client of ['shop', 'bank', undefined])
    await record(`/${client}`, async () => client && traceClient(client))
  expect(urls()).toEqual(['/shop'])
})

it('keeps claims of who sent a message apart from whose it is, and nothing of a claim that was proven', async () => {
  const { recorder, record } = open()
  await record('/', async () => traceClaim('shop'))
  await record('/', async () => {
    traceClaim('shop')
    traceClient('shop')
  })
  await record('/', async () => {
    traceClient('shop')
    traceClaim('bank')
  })
  await record('/', async () => traceClaim(''))
  const whose = [
    [undefined, 'shop'],
    ['shop', undefined],
    ['shop', undefined],
    [undefined, undefined],
  ]
  expect(recorder.traces().map(({ clientId, claimedId }) => [clientId, claimedId])).toEqual(whose)
  const told: { clientId?: string; claimedId?: string }[] = JSON.parse(JSON.stringify(recorder.traces()))
  expect(told.map(({ clientId, claimedId }) => [clientId, claimedId])).toEqual(whose)
})

it('keeps claims apart that differ in nothing but who is claimed', async () => {
  const { recorder, record } = open()
  const claimed = ['shop', 'shop', 'bank', 'bank', 'shop', undefined]
  for (const one of claimed) await record('/', async () => one && traceClaim(one))
  expect(recorder.traces().map(({ claimedId }) => claimedId)).toEqual(claimed)
})

it('keeps some within bounds of their own, so that they push out none of the others, and tells all in order', async () => {
  const apart = {
    holder: ({ claimedId }: { claimedId?: string | undefined }) => claimedId,
    mostTraces: 3,
    mostBytes: 2100,
  }
  const { recorder, record, urls } = open({ mostTraces: 2, apart })
  const claim = (path: string, size = 0) =>
    record(path, async () => {
      traceClaim('shop')
      if (size > 0) traceParameters([['scope', 'x'.repeat(size)]])
    })
  await record('/1')
  for (const path of ['/2', '/3', '/4', '/5']) await claim(path)
  await record('/6')
  expect(urls()).toEqual(['/1', '/3', '/4', '/5', '/6'])
  const read: string[] = []
  for (let next = recorder.from(0); next !== undefined; next = recorder.from(next[1])) read.push(next[0].id)
  expect(read).toEqual(recorder.traces().map(({ id }) => id))
  expect(recorder.after(read[0])?.id).toBe(read[1])
  expect(recorder.find(read[3] ?? '')?.id).toBe(read[3])
  for (const path of ['/7', '/8']) await claim(path, 500)
  expect(urls()).toEqual(['/1', '/6', '/7', '/8'])
  await claim('/9', 500)
  await record('/10')
  expect([urls().includes('/1'), urls().includes('/6'), urls().at(-1)]).toEqual([false, true, '/10'])
  recorder.forget(({ claimedId }) => claimedId === 'shop')
  expect(urls()).toEqual(['/6', '/10'])
})

it('gives each of those who share bounds a fair part of them: whoever holds most makes room', async () => {
  const holder = ({ claimedId }: { claimedId?: string | undefined }) => claimedId
  const { recorder, record, urls } = open({ apart: { holder, mostTraces: 6, mostBytes: 100_000 } })
  const claim = (client: string, path: string) => record(path, async () => traceClaim(client))
  for (const path of ['/a1', '/a2', '/a3', '/a4']) await claim('a', path)
  for (const path of ['/b1', '/b2']) await claim('b', path)
  for (let number = 1; number <= 50; number++) await claim('a', `/a-${number}`)
  expect(urls()).toEqual(['/b1', '/b2', '/a-47', '/a-48', '/a-49', '/a-50'])
  await claim('c', '/c1')
  expect(urls()).toEqual(['/b1', '/b2', '/a-48', '/a-49', '/a-50', '/c1'])
  const read: string[] = []
  for (let next = recorder.from(0); next !== undefined; next = recorder.from(next[1])) read.push(next[0].id)
  expect(read).toEqual(recorder.traces().map(({ id }) => id))
  for (let number = 1; number <= 3; number++) await claim('b', `/b-${number}?error=${'x'.repeat(20_000)}`)
  expect(urls()).toEqual(['/a-49', '/a-50', '/c1', '/b-2', '/b-3'])
  recorder.forget(({ claimedId }) => claimedId === 'b')
  expect(urls()).toEqual(['/a-49', '/a-50', '/c1'])
  await claim('b', '/b4')
  expect(urls().at(-1)).toBe('/b4')
})

it('passes over what comes too thick, and says how much that was', async () => {
  const { recorder, record, urls } = open({ mostPerSecond: 50 })
  expect(recorder.passedOver()).toBe(0)
  const paths = Array.from({ length: 500 }, (_, index) => `/${index}`)
  for (const path of paths) await record(path)
  const kept = urls()
  expect(kept.slice(0, 5)).toEqual(paths.slice(0, 5))
  expect(kept.length).toBeLessThan(500)
  expect(recorder.passedOver()).toBe(500 - kept.length)
  const all: unknown[] = []
  afterThis(observeTraces((trace) => all.push(trace)))
  for (const path of paths) await record(path)
  expect(all).toHaveLength(500)
})

it('gives later what it told at once, however alike traces are', async () => {
  const some = fc.record({
    path: fc.constantFrom('/a', '/b', '/b?state=0123456789012345678901&state=a%00b'),
    parameters: fc.array(
      fc.tuple(fc.constantFrom('scope', 'code', 'password', 'made_up'), fc.constantFrom('x', 'é\0', 'r'.repeat(43))),
      { maxLength: 2 },
    ),
    looks: fc.array(fc.constantFrom(undefined, { received: 'a' }, { received: 'b' }, {}), { maxLength: 3 }),
    links: fc.array(fc.tuple(fc.constantFrom('jti', 'code'), fc.constantFrom('v'.repeat(22), `w${'\0'.repeat(21)}`)), {
      maxLength: 2,
    }),
    answer: fc.constantFrom(
      {},
      { token_type: 'Bearer' },
      { access_token: 'eyJ.one.sig' },
      { access_token: 'eyJ.two.sig' },
    ),
    clientId: fc.constantFrom(undefined, 'one', 'two'),
    claimed: fc.boolean(),
    sender: fc.constantFrom(undefined, 'browser'),
    asked: fc.boolean(),
    location: fc.constantFrom(undefined, 'http://localhost/cb?code=1234567890123456789012'),
  } as const)
  await fc.assert(
    fc.asyncProperty(fc.array(some, { maxLength: 12 }), async (requests) => {
      const recorder = createRecorder({ mostPerSecond: Infinity })
      const heard: unknown[] = []
      recorder.subscribe((trace) => heard.push(JSON.parse(JSON.stringify(trace))))
      for (const { path, parameters, looks, links, answer, clientId, claimed, sender, asked, location } of requests)
        await traced(tracing, new Request(`http://localhost:8081${path}`), async () => {
          traceParameters(parameters)
          for (const seen of looks) check(rules.same, true, seen)
          for (const [kind, value] of links) link(kind, value)
          if (clientId !== undefined) (claimed ? traceClaim : traceClient)(clientId)
          if (sender !== undefined) traceSender(sender)
          const request = { method: 'GET', url: 'http://localhost/', headers: [], parameters: [] }
          if (asked) traceExchange('authorization-server', request, undefined, traceSending())
          traceAnswer(answer)
          return new Response(null, { status: 204, headers: location === undefined ? {} : { location } })
        })
      const read = JSON.parse(JSON.stringify(recorder.traces()))
      recorder.stop()
      expect(read).toEqual(heard)
    }),
    { numRuns: 200 },
  )
})

it('keeps apart what was looked at alike but for one word', async () => {
  const { recorder, record } = open()
  const seen = [
    { expected: ['a', 'b'], received: 'a' },
    { expected: ['a', 'b'], received: 'a' },
    { expected: ['a'], received: 'a' },
    { expected: undefined, received: 'a' },
    { received: 'a' },
    { received: 'x'.repeat(300) },
    { received: 'b', parameter: 'scope' },
    { received: 'b' },
    { received: undefined },
    {},
    undefined,
  ]
  for (const _ of [1, 2])
    await record('/', async () => {
      for (const told of seen) check(rules.same, true, told)
    })
  const told = recorder
    .traces()
    .map(({ steps }) =>
      steps.map((step) => ('received' in step || 'expected' in step ? [step.expected, step.received] : [])),
    )
  const words = [
    ['a, b', 'a'],
    ['a, b', 'a'],
    ['a', 'a'],
    ['(none)', 'a'],
    [undefined, 'a'],
    [undefined, 'x'.repeat(300)],
    [undefined, 'b'],
    [undefined, 'b'],
    [undefined, '(none)'],
    [],
    [],
  ]
  expect(told).toEqual([words, words])
  const parameters = recorder.traces().map(({ steps }) => steps.map((step) => 'parameter' in step))
  expect(parameters[1]).toEqual(seen.map((told) => told !== undefined && 'parameter' in told))
})

it('gives what was said as plain JSON', async () => {
  const { recorder, record } = open()
  await record('/token?state=abcdefghijklmnopqrstuvwxyz', async () => {
    check(rules.same, true, { parameter: 'scope', expected: ['a', 'b'], received: undefined })
    link('code', 'a-code-that-is-long-enough')
    link('code', 'a-code-that-is-long-enough')
    traceAnswer({ token_type: 'Bearer', expires_in: 600, scopes: ['a'] })
  })
  const [trace] = recorder.traces()
  const plain = JSON.parse(JSON.stringify(trace))
  expect(plain).toEqual({
    id: trace?.id,
    party: 'client',
    at: expect.any(Number),
    tookMs: expect.any(Number),
    received: {
      method: 'GET',
      url: 'http://localhost:8081/token',
      headers: [],
      parameters: [{ name: 'state', value: 'abcd… (26 characters)', in: 'query', masked: true }],
    },
    steps: [
      {
        kind: 'check',
        rule: 'recorder.same',
        cite: 'RFC6749-3.1',
        must: 'test must be the same',
        held: true,
        parameter: 'scope',
        expected: 'a, b',
        received: '(none)',
      },
    ],
    answer: {
      status: 204,
      headers: [],
      parameters: [
        { name: 'token_type', value: 'Bearer', in: 'body' },
        { name: 'expires_in', value: '600', in: 'body' },
        { name: 'scopes', value: '["a"]', in: 'body' },
      ],
    },
    links: [{ kind: 'code', mark: expect.stringMatching(/^[\w-]{22}$/) }],
  })
  expect(plain.id).toMatch(/^[\w-]{22}$/)
})
