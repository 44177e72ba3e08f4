/** Which trace is the other side of a message. */
import { expect, it } from 'vitest'
import { receiversOf } from './receivers.ts'
import type { Exchange, Trace } from './trace.ts'

const message = { method: 'GET', url: 'http://localhost:8081/jwks', headers: [], parameters: [] }
const answer = { status: 200, headers: [], parameters: [] }
const base = { at: 1_800_000_000, tookMs: 1, from: undefined, error: undefined, links: [], clientId: undefined }
const exchange = (sentMs: number): Exchange => ({
  ...{ kind: 'exchange', to: 'authorization-server', request: message, answer },
  ...{ sentMs, stepsBefore: 0, atMs: sentMs + 1 },
})
const sender = (id: string, sentMs = 0): Trace => ({
  ...{ ...base, id, party: 'client', received: { call: 'login' }, answer: undefined },
  steps: [exchange(sentMs)],
})
const receiver = (id: string, at = base.at): Trace => ({
  ...{ ...base, id, at, party: 'authorization-server', received: message, answer, steps: [] },
})
const joined = (traces: readonly Trace[]): string[] =>
  receiversOf(traces, (id) => id).map((one) => `${one.sender.id} ${one.receiver.id}`)

it('joins each message with the one of its time', () => {
  const traces = Array.from({ length: 20 }, (_, n) => [sender(`s${n}`, n * 50), receiver(`r${n}`, base.at + n * 0.05)])
  expect(joined(traces.flat()).sort()).toEqual(Array.from({ length: 20 }, (_, n) => `s${n} r${n}`).sort())
})

it('takes each once where thousands came at one time', () => {
  const traces = Array.from({ length: 4000 }, (_, n) => [sender(`s${n}`), receiver(`r${n}`)]).flat()
  const pairs = joined(traces)
  expect(pairs.length).toBeGreaterThan(0)
  const names = pairs.flatMap((pair) => pair.split(' '))
  expect(new Set(names).size).toBe(names.length)
})
