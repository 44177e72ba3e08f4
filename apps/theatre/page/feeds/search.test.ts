/** What is found among recorded flows, and in which order. */
import type { Step, Trace } from '@sightglass/trace'
import { type Flow, joinFlows } from '@sightglass/trace/flow'
import { describe, expect, it } from 'vitest'
import { tracesOf } from '../values/fixtures/recorded.ts'
import { checkIn, everything, found, matches } from './search.ts'

const flowOf = (traces: readonly Trace[]): Flow => joinFlows(traces)[0] ?? expect.unreachable()
const good = flowOf(tracesOf('login'))
const refused = flowOf(tracesOf('burnt'))
const find = (text: string, flows: readonly Flow[] = [good, refused]) => found({ ...everything, text }, flows)

describe('the search', () => {
  it('finds the flows in which a check failed before those in which it held, and says which', () => {
    const rule = 'pkce.verifierMatches'
    expect(find(rule)).toEqual([refused, good])
    expect([checkIn(rule, refused), checkIn(rule, good)]).toEqual(['failed', 'held'])
    expect(checkIn('pkce.', refused)).toBe('failed')
    expect([checkIn('', good), checkIn('code', good), checkIn('no.such', good)]).toEqual(Array(3).fill(undefined))
  })

  it('finds a person by the sub in the ID token', () => {
    const tokens = JSON.stringify(good.traces).match(/eyJ[\w-]+\.eyJ[\w-]+/g) ?? []
    const [sub = ''] = tokens.flatMap((token) => {
      const claims = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')))
      return typeof claims.sub === 'string' && claims.nonce !== undefined ? [claims.sub] : []
    })
    expect(sub).not.toBe('')
    expect(find(sub)).toContain(good)
    expect(find(`${sub}x`)).toEqual([])
  })

  it('finds a trace by its id, or by an address that carries it', () => {
    const id = good.traces.at(-1)?.id ?? ''
    for (const text of [id, ` ${id} `, `http://localhost:8080/theatre#${id}`, `#${id}.answer`, `#${id}/pkce.required`])
      expect(find(text)).toEqual([good])
  })

  it('shows what failed, also where one may try again', () => {
    const only = { ...everything, failures: true }
    expect([good, refused].map((flow) => matches(only, flow))).toEqual([false, true])
    const failed = (step: Step): Step =>
      step.kind === 'note' && step.note === 'login.succeeded' ? { ...step, note: 'login.failed' } : step
    const again = tracesOf('login').map((trace) =>
      'url' in trace.received && trace.received.url.endsWith('/login') && trace.received.method === 'POST'
        ? { ...trace, steps: trace.steps.map(failed), answer: { status: 422, headers: [], parameters: [] } }
        : trace,
    )
    expect(matches(only, flowOf(again))).toBe(true)
  })
})
