/** Messages under way: which flow they belong to, and how they are told. */
import { expect, it } from 'vitest'
import { placeArrivals } from './arrivals.ts'
import { joinFlows, tell } from './index.ts'
import type { Arrival, Shown, Trace } from './trace.ts'

const AUTHORIZE = 'http://localhost:8081/oauth2/authorize'
const CALLBACK = 'http://localhost:8080/callback'

const state = (value: string): Shown => ({
  name: 'state',
  value: `${value}… (43 characters)`,
  in: 'query',
  masked: true,
})

function asked(id: string, at: number, parameters: readonly Shown[]): Trace {
  const received = { method: 'GET', url: AUTHORIZE, headers: [], parameters }
  const answer = { status: 303, location: CALLBACK, headers: [], parameters: [] }
  const rest = { steps: [], links: [], error: undefined, clientId: 'c', tookMs: 5 }
  return { id, party: 'authorization-server', at, from: 'browser', received, answer, ...rest }
}

function arriving(id: string, at: number, parameters: readonly Shown[]): Arrival {
  return {
    id,
    party: 'client',
    at,
    from: 'browser',
    received: { method: 'GET', url: CALLBACK, headers: [], parameters },
  }
}

const flows = joinFlows([asked('one', 100, [state('aaaa')]), asked('two', 200, [state('bbbb')])])
const ofTrace = (id: string) => flows.find(({ traces }) => traces.some((trace) => trace.id === id))

it('belongs to the flow that it shares a fresh value with, and to none by what repeats', () => {
  const [mine, strange] = [
    arriving('x', 101, [state('aaaa')]),
    arriving('y', 201, [{ name: 'scope', value: 'read', in: 'query' }]),
  ]
  const { byFlow, loose } = placeArrivals(flows, [mine, strange])
  const one = ofTrace('one')
  expect(one && byFlow.get(one)).toEqual([mine])
  expect(loose).toEqual([strange])
})

it('follows its token, however that is carried', () => {
  const token = 'eyJhbGciOiJFUzI1NiJ9.eyJqdGkiOiIxIn0.'
  const held = joinFlows([asked('one', 100, [{ name: 'access_token', value: token, in: 'query', masked: true }])])
  const call = arriving('x', 101, [{ name: 'Authorization', value: `Bearer ${token}`, in: 'header', masked: true }])
  expect(placeArrivals(held, [call]).loose).toEqual([])
})

it('is told in its place in time as a request without an answer, under the id that its trace will have', () => {
  const flow = ofTrace('one')
  const told = flow === undefined ? [] : tell(flow, [arriving('x', 100.5, [state('aaaa')])])
  expect(told.map(({ id, kind, underWay }) => [id, kind, underWay])).toEqual([
    ['one', 'request', false],
    ['one.answer', 'answer', false],
    ['x', 'request', true],
  ])
})
