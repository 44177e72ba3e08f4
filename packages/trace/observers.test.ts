/** Whoever looks on changes nothing. */
import { check, defineRules } from '@sightglass/spec/check'
import { expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { type Tracing, tellsEverybody, traceClaim, traceClient, traced, tracedCall, traceUnrecorded } from './index.ts'
import { observeArrivals, observeTraces, type Trace } from './observe.ts'

const tracing: Tracing = { party: 'client', linkKey: new Uint8Array(32) }
const rules = defineRules('observers', { fails: ['RFC6749-3.1', 'invalid_request', 'test must fail'] })
const request = () => new Request('http://localhost:8081/token', { method: 'POST', body: 'a=b' })

const fail = (): never => {
  throw new Error('an observer failed')
}

it('an observer that throws changes no answer and keeps nothing from the others', async () => {
  const [warnings, traces]: [unknown[], Trace[]] = [[], []]
  const warned = (warning: Error): unknown => warnings.push(warning.message)
  process.on('warning', warned)
  afterThis(() => process.off('warning', warned))
  afterThis(observeTraces(fail))
  afterThis(observeArrivals(fail))
  afterThis(observeTraces((trace) => traces.push(trace)))
  const answer = await traced(tracing, request(), async () => new Response('fine', { status: 201 }))
  expect([answer.status, await answer.text()]).toEqual([201, 'fine'])
  expect(await tracedCall(tracing, 'call', async () => 7)).toBe(7)
  const refused = tracedCall(tracing, 'call', async () => check(rules.fails, false))
  await expect(refused).rejects.toThrow('test must fail')
  expect(traces).toHaveLength(3)
  await new Promise(setImmediate)
  expect(warnings).toContain('an observer failed')
})

it('tells the peer the id of its trace where it may know it', async () => {
  const told = async (telling: Tracing, work = () => {}): Promise<string | null> => {
    const answer = await traced(telling, request(), async () => {
      work()
      return new Response()
    })
    return answer.headers.get('sightglass-trace')
  }
  const open = { ...tracing, tellsId: tellsEverybody }
  const traces: Trace[] = []
  afterThis(observeTraces((trace) => traces.push(trace)))
  expect(await told(tracing)).toBeNull()
  expect(await told(open)).toBe(traces.at(-1)?.id)
  expect(await told(open, traceUnrecorded)).toBeNull()
  const ofShop: Tracing = { ...tracing, tellsId: ({ clientId }) => clientId === 'shop' }
  expect(await told(ofShop, () => traceClient('shop'))).toBe(traces.at(-1)?.id)
  expect(await told(ofShop, () => traceClient('bank'))).toBeNull()
  expect(await told(ofShop, () => traceClaim('shop'))).toBeNull()
  const claimedShop: Tracing = { ...tracing, tellsId: ({ claimedId }) => claimedId === 'shop' }
  expect(await told(claimedShop, () => traceClaim('shop'))).toBe(traces.at(-1)?.id)
})
