/** A play that grows: however its traces come, it is told as if all of them had been there at once. */
import type { Trace } from '@sightglass/trace'
import { type Flow, joinFlows } from '@sightglass/trace/flow'
import { tell } from '@sightglass/trace/story'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../programme/run.ts'
import { createJoined } from '../feeds/joined.ts'
import { scoreOf } from '../stage/score.ts'
import { tokensBy } from '../tokens/held.ts'
import { tracesOf } from '../values/fixtures/recorded.ts'
import { knowledgeAt } from '../values/knowing.ts'
import { journeysOf } from '../values/values.ts'
import { endingsOf } from '../values/worth.ts'
import { type Play, playOfFlow, playOfRun } from './play.ts'
import { summarize } from './summary.ts'

const LOGINS = 2
const apart = (trace: Trace, login: number): Trace => ({
  ...structuredClone(trace),
  id: `${trace.id}${login}`,
  at: trace.at + login,
  links: trace.links.map(({ kind, mark }) => (kind === 'grant' ? { kind, mark } : { kind, mark: `${mark}${login}` })),
})

/** Logins at almost one time: some of their traces fit each other's messages, and two share a grant. */
const names = ['login', 'device', 'burnt', 'replayed', 'opaque'] as const
const recorded = names.map((name) =>
  Array.from({ length: LOGINS }, (_, login) => tracesOf(name).map((trace) => apart(trace, login))).flat(),
)

/** In any order, in any bursts. */
const arriving = fc.constantFrom(...recorded).chain((all) =>
  fc.record({
    traces: fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    burst: fc.integer({ min: 2, max: 9 }),
  }),
)

function everythingOf(play: Play) {
  const last = play.messages.length - 1
  return {
    play,
    summary: [summarize(play.messages), summarize(tell(play.flow))],
    score: scoreOf(play),
    journeys: journeysOf(play),
    endings: endingsOf(play),
    known: [0, last >> 1, last].map((index) => knowledgeAt(play, index)),
    tokens: tokensBy(play, last),
  }
}

/** Of objects that nobody has seen before. */
const anew = ({ id, traces, clientIds }: Flow): Flow => ({ id, traces: structuredClone(traces), clientIds })

const membersOf = (flows: readonly Flow[]) => flows.map(({ traces }) => traces.map(({ id }) => id).sort()).sort()

describe('a play that grows', () => {
  it('is at each time what it is when told anew', () => {
    fc.assert(
      fc.property(arriving, ({ traces, burst }) => {
        const joined = createJoined()
        for (let at = 0; at < traces.length; at += burst) {
          const flows = joined.change(traces.slice(at, at + burst), [])
          expect(membersOf(flows)).toEqual(membersOf(joinFlows(structuredClone(traces.slice(0, at + burst)))))
          for (const flow of flows)
            expect(everythingOf(playOfFlow(flow, []))).toEqual(everythingOf(playOfFlow(anew(flow), [])))
        }
      }),
      { numRuns: 8 },
    )
  })

  it('keeps the messages that are told as before', () => {
    const all = tracesOf('login').toSorted((a, b) => a.at - b.at)
    const flowOf = (traces: readonly Trace[]): Flow => ({ id: 'one', traces, clientIds: [] })
    const before = playOfFlow(flowOf(all.slice(0, all.length >> 1)), [])
    const after = playOfFlow(flowOf(all), [])
    expect(after.messages.length).toBeGreaterThan(before.messages.length)
    expect(after.messages[0]).toBe(before.messages[0])
  })

  it('is told by a run as the run knows it, and by itself as it was recorded', () => {
    const [flow] = joinFlows(tracesOf('login'))
    const first = flow?.traces.find(({ from }) => from === 'browser')
    if (flow === undefined || first === undefined) throw new Error('a browser asks')
    const sent = [{ traceId: first.id, by: 'attacker' }] as const
    const ran = { id: 'run', play: 'run', where: 'sandbox', outcome: 'succeeded' } as const
    const run: RunResult = { ...ran, sent, asides: [], off: 'client.known' }
    const alone = playOfFlow(flow, [])
    expect(playOfRun(run, [flow])).toEqual(playOfRun(run, [anew(flow)]))
    expect(playOfRun(run, [flow])?.lanes).toContain('attacker')
    expect(playOfFlow(flow, [])).toEqual(alone)
  })
})
