/** What the page forgets when too much has come. */
import type { Trace } from '@sightglass/trace'
import { expect, it } from 'vitest'
import { createKept } from './kept.ts'

const traceOf = (id: string, claimedId?: string): Trace => ({
  ...{ id, party: 'authorization-server', at: 1, tookMs: 1, from: 'client', received: { call: 'call' }, steps: [] },
  ...{ answer: undefined, error: undefined, links: [], clientId: undefined, claimedId },
})

it('is the oldest, and of claims the oldest claim', () => {
  const kept = createKept({ mostTraces: 2, mostClaims: 1 })
  const forgotten = (trace: Trace): string[] => kept.put(trace).map(({ id }) => id)
  expect(forgotten(traceOf('1'))).toEqual([])
  expect(forgotten(traceOf('2'))).toEqual([])
  expect(forgotten(traceOf('3', 'shop'))).toEqual([])
  expect(forgotten(traceOf('4', 'shop'))).toEqual(['3'])
  expect(forgotten(traceOf('5'))).toEqual(['1'])
  expect(['1', '2', '3', '4', '5'].filter(kept.has)).toEqual(['2', '4', '5'])
})
