/** Who knows what at which step, told from flows as they are recorded. */
import type { Step, Trace } from '@sightglass/trace'
import { describe, expect, it } from 'vitest'
import { madePlay } from '../play/fixtures/made.ts'
import { type Play, playOfKept, type Staged, traceIdOf } from '../play/play.ts'
import { recorded, tracesOf } from './fixtures/recorded.ts'
import { changesIn, knowledgeAt } from './knowing.ts'
import { nameOfValue } from './mark.tsx'
import { turnedPassword, turnedSecret } from './refused.ts'

const indexOf = (play: Play, is: (message: Staged) => boolean): number => play.messages.findIndex(is)
const carries = (name: string, to: string) => (message: Staged) =>
  message.to === to && message.parameters.some((one) => one.name === name)

/** `client made, browser saw`: who knows it at this step. */
function told(play: Play, index: number, id: string): string | undefined {
  const row = knowledgeAt(play, index).find(({ value }) => value.id === id)
  const cells = row?.cells.filter(({ knows }) => knows !== 'not') ?? []
  return row && cells.map(({ lane, knows }) => `${lane} ${knows}`).join(', ')
}

const endOf = (play: Play, id: string, index = play.messages.length - 1): string | undefined =>
  knowledgeAt(play, index).find(({ value }) => value.id === id)?.ended?.why

describe('a login', () => {
  const play = recorded('login')
  const at = {
    asked: indexOf(play, carries('code_challenge', 'browser')),
    answered: indexOf(play, carries('code', 'browser')),
    redeemed: indexOf(play, carries('code_verifier', 'authorization-server')),
  }

  it('begins with nobody knowing anything', () => {
    expect(knowledgeAt(play, -1)).toEqual([])
  })

  it('shows the browser what goes through it, and the verifier to nobody until it is used', () => {
    expect(told(play, at.asked, 'state-1')).toBe('browser saw, client made')
    expect(told(play, at.redeemed - 1, 'verifier-1')).toBe('client made')
    expect(told(play, at.redeemed, 'verifier-1')).toBe('client made, authorization-server knows')
  })

  it('shows the code to the browser, and never a token', () => {
    expect(told(play, at.answered, 'code-1')).toBe('browser saw, authorization-server made')
    const last = play.messages.length - 1
    expect(told(play, last, 'access-token-1')).toBe('client knows, authorization-server made, resource-server knows')
    expect(told(play, last, 'refresh-token-1')).toBe('client knows, authorization-server made')
  })

  it('marks what changes with a step', () => {
    const changed = changesIn(knowledgeAt(play, at.answered)).map(({ value }) => nameOfValue(value))
    expect(changed).toContain('code A')
    expect(
      knowledgeAt(play, at.answered)
        .find(({ value }) => value.kind === 'nonce')
        ?.cells.some(({ fresh }) => fresh),
    ).toBe(false)
  })

  it('ends the worth of a code and its verifier when they are redeemed, of the state when it came back', () => {
    expect(endOf(play, 'code-1', at.redeemed - 1)).toBeUndefined()
    expect([endOf(play, 'code-1'), endOf(play, 'verifier-1')]).toEqual(['redeemed', 'used'])
    expect([endOf(play, 'state-1'), endOf(play, 'nonce-1'), endOf(play, 'request-1')]).toEqual([
      'compared',
      'compared',
      'answered',
    ])
    expect(endOf(play, 'access-token-2')).toBeUndefined()
  })
})

/** The login of the recording, with the looks of one message changed. */
function changed(is: (trace: Trace) => boolean, change: (look: Step) => Step): Play {
  const traces = tracesOf('login').map((trace) => (is(trace) ? { ...trace, steps: trace.steps.map(change) } : trace))
  return playOfKept('login', { format: 'sightglass-flow', version: 1, keptAt: 0, title: 'login', traces })
}

describe('a login whose client records no check', () => {
  const COMPARED = ['web.loginKnown', 'authorization-response.state', 'id-token.nonce']
  const silent = changed(
    () => true,
    (step) => (step.kind === 'check' && COMPARED.includes(step.rule) ? { ...step, rule: 'web.other' } : step),
  )
  const redeemed = indexOf(silent, carries('code_verifier', 'authorization-server'))

  it('ends the worth of state and nonce when the client goes on with the answer', () => {
    const ends = (index: number) => ['state-1', 'nonce-1'].map((id) => endOf(silent, id, index))
    expect(ends(redeemed - 1)).toEqual([undefined, undefined])
    expect(ends(redeemed)).toEqual(['spent', 'spent'])
  })

  it('leaves them their worth where a thief uses the code', () => {
    const by = traceIdOf(silent.messages[redeemed]?.id ?? '')
    const stolen = playOfKept('stolen', {
      ...{ format: 'sightglass-flow', version: 1, keptAt: 0, title: 'stolen' },
      traces: silent.flow.traces,
      sent: [{ traceId: by, by: 'attacker' }],
    })
    expect(['state-1', 'nonce-1', 'code-1'].map((id) => endOf(stolen, id, redeemed + 1))).toEqual([
      undefined,
      undefined,
      'redeemed',
    ])
  })
})

it('a state is spent too when a token that came with it is used', () => {
  const play = madePlay([
    {
      path: '/oauth2/authorize',
      method: 'GET',
      from: 'browser',
      status: 303,
      location: 'http://app.example/cb',
      came: { state: 's', access_token: 't' },
    },
    { path: '/api/reports', party: 'resource-server', method: 'GET', sent: { access_token: 't' } },
  ])
  expect([1, 2].map((index) => endOf(play, 'state-1', index))).toEqual([undefined, 'spent'])
})

describe('what was refused', () => {
  const isOf = (path: string) => (trace: Trace) => 'url' in trace.received && trace.received.url.endsWith(path)

  it('is a wrong password, which is worth nothing', () => {
    const wrong = changed(isOf('/login'), (step) =>
      step.kind === 'note' && step.note === 'login.succeeded' ? { ...step, note: 'login.failed' } : step,
    )
    expect(endOf(recorded('login'), 'password-1')).toBeUndefined()
    expect(endOf(wrong, 'password-1')).toBe('refused')
  })

  it('is a wrong client secret, and one of a client that nobody knows', () => {
    expect(endOf(recorded('login'), 'client-secret-1')).toBeUndefined()
    for (const rule of ['client.secret', 'client.known']) {
      const wrong = changed(isOf('/oauth2/token'), (step) =>
        step.kind === 'check' && step.rule === rule ? { ...step, held: false } : step,
      )
      expect(endOf(wrong, 'client-secret-1')).toBe('refused')
    }
  })

  it('may be right where nobody looked at it', () => {
    const check = { kind: 'check', cite: 'RFC6585-4', must: 'm', held: false } as const
    expect(turnedPassword({ looks: [{ ...check, rule: 'login.notWaiting' }] })).toBe('unread')
    expect(turnedSecret({ looks: [{ ...check, rule: 'client.enabled' }] })).toBe('unread')
    const proven = { ...check, rule: 'client.secret', held: true }
    expect(turnedSecret({ looks: [proven, { ...check, rule: 'client.grantType' }] })).toBeUndefined()
  })
})

describe('what has gone wrong', () => {
  it('burns a code, and leaves its verifier without one', () => {
    const play = recorded('burnt')
    expect(endOf(play, 'code-1')).toBe('burnt')
    expect([endOf(play, 'verifier-1'), endOf(play, 'verifier-2')]).toEqual(['pointless', 'wrong'])
  })

  it('revokes all that a code gave when it comes twice', () => {
    const play = recorded('replayed')
    expect([endOf(play, 'code-1'), endOf(play, 'access-token-1')]).toEqual(['redeemed', 'revoked'])
  })

  it('rotates refresh tokens one by one, and revokes what is left when a spent one comes back', () => {
    const play = recorded('device')
    const ends = ['refresh-token-1', 'refresh-token-2', 'refresh-token-3', 'access-token-3'].map((id) =>
      endOf(play, id),
    )
    expect(ends).toEqual(['rotated', 'rotated', 'revoked', 'revoked'])
    expect([endOf(play, 'device-code-1'), endOf(play, 'user-code-1')]).toEqual(['redeemed', 'decided'])
  })

  it('tells who was given a password before it was sent for the first time', () => {
    const at = (recorded('login').messages[0]?.at ?? 0) - 1
    const play = recorded('login', { asides: [{ key: 'password-typed:password', from: 'browser', to: 'client', at }] })
    expect(told(play, 0, 'password-1')).toBe('browser knows, client knows')
    expect(told(play, play.messages.length - 1, 'password-1')).toBe(
      'browser knows, client knows, authorization-server knows',
    )
  })

  it('gives an attacker what leaks to him', () => {
    const before = recorded('login')
    const leak = indexOf(before, carries('code', 'browser'))
    const at = (before.messages[leak]?.at ?? 0) + 0.0001
    const play = recorded('login', { asides: [{ key: 'leak:code', from: 'browser', to: 'attacker', at }] })
    expect(told(play, leak, 'code-1')).not.toContain('attacker')
    expect(told(play, play.messages.length - 1, 'code-1')).toContain('attacker knows')
    expect(told(play, play.messages.length - 1, 'verifier-1')).not.toContain('attacker')
  })
})

it('a token ends when its time is over, though nobody says so', () => {
  const play = recorded('login')
  const [first] = play.messages
  const messages = play.messages.map((message, index) =>
    index === play.messages.length - 1 ? { ...message, at: (first?.at ?? 0) + 86_400 } : message,
  )
  expect(endOf({ ...play, messages }, 'access-token-2')).toBe('expired')
})
