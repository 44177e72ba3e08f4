/** Joining as traces come: it comes to what joining all at once comes to. */
import type { Link, Trace } from '@sightglass/trace'
import { joinFlows } from '@sightglass/trace/flow'
import { expect, it } from 'vitest'
import { createJoined } from './joined.ts'

const link = (kind: Link['kind'], mark: string): Link => ({ kind, mark })

/** A login as three parties record it: a state and a challenge, a code, a token; and the token endpoint asked by the client. */
function loginOf(login: number): Trace[] {
  const at = 1000 + login * 1.5
  const name = (part: string) => `${part}-${login}`
  const base = {
    tookMs: 20,
    steps: [],
    answer: { status: 200, headers: [], parameters: [] },
    error: undefined,
    clientId: 'c',
  } as const
  const exchange = {
    kind: 'exchange',
    to: 'authorization-server',
    request: { method: 'POST', url: 'http://as/token', headers: [], parameters: [] },
    answer: { status: 200, headers: [], parameters: [] },
    sentMs: 2,
    stepsBefore: 0,
    atMs: 15,
  } as const
  const message = (path: string) => ({ method: 'GET', url: `http://x${path}`, headers: [], parameters: [] })
  return [
    {
      ...base,
      id: name('start'),
      party: 'client',
      at,
      from: 'browser',
      received: message('/login'),
      links: [link('state', name('s')), link('challenge', name('h'))],
    },
    {
      ...base,
      id: name('authorize'),
      party: 'authorization-server',
      at: at + 0.3,
      from: 'browser',
      received: message('/authorize'),
      links: [link('state', name('s')), link('challenge', name('h')), link('code', name('c'))],
    },
    {
      ...base,
      id: name('callback'),
      party: 'client',
      at: at + 0.6,
      from: 'browser',
      received: message('/callback'),
      steps: [exchange],
      links: [link('state', name('s'))],
    },
    {
      ...base,
      id: name('token'),
      party: 'authorization-server',
      at: at + 0.604,
      from: 'client',
      received: { method: 'POST', url: 'http://as/token', headers: [], parameters: [] },
      links: login % 2 === 0 ? [link('code', name('c'))] : [],
    },
  ]
}

const namesOf = (flows: ReturnType<typeof joinFlows>) => flows.map(({ traces }) => traces.map(({ id }) => id))

/** Neighbours change places, as three feeds are read side by side. */
const mixed = (traces: readonly Trace[]): Trace[] =>
  traces
    .map((trace, index) => ({ trace, place: index + ((index * 7) % 5) }))
    .sort((a, b) => a.place - b.place)
    .map(({ trace }) => trace)

it('joins traces that come one by one as it joins them all at once', () => {
  const all = Array.from({ length: 40 }, (_, login) => loginOf(login)).flat()
  const joined = createJoined()
  let flows: ReturnType<typeof joined.change> = []
  for (const trace of mixed(all)) flows = joined.change([trace], [])
  expect(namesOf([...flows])).toEqual(namesOf(joinFlows(all)))
  expect(flows).toHaveLength(40)
})

it('joins what is left when the oldest traces are forgotten', () => {
  const all = Array.from({ length: 20 }, (_, login) => loginOf(login)).flat()
  const joined = createJoined()
  joined.change(all.slice(0, 60), [])
  const flows = joined.change(all.slice(60), all.slice(0, 10))
  expect(namesOf([...flows])).toEqual(namesOf(joinFlows(all.slice(10))))
})

it('keeps the object of a flow that did not change', () => {
  const joined = createJoined()
  const before = joined.change([...loginOf(1), ...loginOf(50)], [])
  const after = joined.change(loginOf(100), [])
  expect(after.slice(1)).toEqual(before)
  expect(after[1]).toBe(before[0])
  expect(after[2]).toBe(before[1])
})
