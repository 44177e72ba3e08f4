/** Whoever looks on changes nothing. */
import { check, defineRules } from '@sightglass/spec/check'
import { expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { type Tracing, traced, tracedCall } from './index.ts'
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
