/** Flows that belong to a run. */
import { signal } from '@preact/signals'
import { joinFlows } from '@sightglass/trace/flow'
import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../programme/run.ts'
import { runOf } from '../play/run-of.ts'
import { tracesOf } from '../values/fixtures/recorded.ts'
import { entryOf, onceForEachRun } from './of-runs.ts'

const traces = [...tracesOf('login'), ...tracesOf('device')]
const flows = joinFlows(traces)
const ran: RunResult = {
  id: 'run-1',
  play: 'code-interception',
  where: 'live',
  sent: flows.map((flow) => ({ traceId: flow.traces[0]?.id ?? '', by: 'attacker' })),
  asides: [],
  outcome: 'stopped',
}

const houseWith = (...runs: readonly RunResult[]) => ({
  runs: signal(new Map(runs.map((run) => [run.id, run]))),
  feeds: {
    flows: signal(flows),
    loose: signal([]),
    connected: signal(new Set<never>()),
    caughtUp: signal(true),
    passedOver: signal(0),
    arrivalsOf: () => [],
  },
})

describe('a list of flows', () => {
  const [first] = flows
  if (first === undefined) throw new Error('nothing was recorded')

  it('tells what a run made as that run, once', () => {
    const house = houseWith(ran)
    expect(flows.length).toBeGreaterThan(1)
    expect(onceForEachRun(house, flows)).toEqual([first])
    const entry = entryOf(house, first)
    expect([entry.title, entry.outcome, entry.state]).toEqual(['Catching the code', 'The attack was stopped', 'good'])
    expect(entry.flow.traces.length).toBe(traces.length)
  })

  it('calls a scene by its title', () => {
    expect(entryOf(houseWith({ ...ran, play: 'password', outcome: 'done' }), first).title).toBe('Password grant')
  })

  it('leaves all others as they are, and a sandbox out', () => {
    for (const house of [houseWith(), houseWith({ ...ran, where: 'sandbox', traces: [] })]) {
      expect(runOf(house.runs.value, first)).toBeUndefined()
      expect(onceForEachRun(house, flows)).toEqual(flows)
      expect(entryOf(house, first).flow).toBe(first)
    }
  })
})
