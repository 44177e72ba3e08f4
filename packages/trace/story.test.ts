/** Which message the looks of a receiver belong to, where it asked somebody else in between. */
import { describe, expect, it } from 'vitest'
import { tell } from './story.ts'
import type { Exchange, Look, Step, Trace } from './trace.ts'

const look = (rule: string, held = true): Look => ({ kind: 'check', rule, cite: 'RFC6749-5', must: rule, held })

const KEYS = 'http://as.example/oauth2/jwks'

/** The keys are asked for after `stepsBefore` steps. */
const keys = (stepsBefore: number): Exchange => ({
  kind: 'exchange',
  to: 'authorization-server',
  request: { method: 'GET', url: KEYS, headers: [], parameters: [] },
  answer: { status: 200, headers: [], parameters: [] },
  sentMs: 1,
  stepsBefore,
  atMs: 8,
})

const called = (steps: readonly Step[]): Trace => ({
  id: 'call',
  party: 'resource-server',
  at: 100,
  tookMs: 9,
  from: 'client',
  received: { method: 'GET', url: 'http://rs.example/vault', headers: [], parameters: [] },
  steps,
  answer: { status: 401, headers: [], parameters: [] },
  error: 'invalid_token',
  links: [],
  clientId: undefined,
})

const toldOf = (...traces: readonly Trace[]) => tell({ id: 'call', traces, clientIds: [] })

const rulesOf = (steps: readonly Step[]) =>
  toldOf(called(steps)).map(({ looks }) => looks.map((one) => (one.kind === 'check' ? one.rule : '')))

describe('a look at a token', () => {
  const begun = [look('bearer.presented'), look('access-token.header')]

  it('that went on once the keys were there is a look at the message that brought the token', () => {
    const steps = [...begun, look('resource-server.jwks'), keys(2), look('access-token.aud', false)]
    expect(rulesOf(steps)[0]).toEqual(['bearer.presented', 'access-token.header', 'access-token.aud'])
    expect(rulesOf(steps)[2]).toEqual(['resource-server.jwks'])
  })

  it('that went on while keys came that were renewed beside it is one at that message too', () => {
    const steps = [...begun, look('resource-server.jwks'), look('access-token.aud', false), keys(2)]
    expect(rulesOf(steps)[0]).toEqual(['bearer.presented', 'access-token.header', 'access-token.aud'])
    expect(rulesOf(steps)[2]).toEqual(['resource-server.jwks'])
    expect(toldOf(called(steps))[0]?.resumed).toBeUndefined()
  })
})

describe('a message that was sent for another', () => {
  it('stands between that and its answer, though its receiver’s clock is behind or ahead', () => {
    for (const at of [99, 100.004, 101]) {
      const asked: Trace = {
        ...called([]),
        id: 'keys',
        party: 'authorization-server',
        at,
        tookMs: 1,
        from: 'resource-server',
        received: keys(0).request,
        answer: keys(0).answer,
        error: undefined,
      }
      const told = toldOf(called([keys(0)]), asked)
      expect(told.map(({ id }) => id)).toEqual(['call', 'keys', 'keys.answer', 'call.answer'])
      expect(told.toSorted((a, b) => a.at - b.at)).toEqual(told)
    }
  })
})
