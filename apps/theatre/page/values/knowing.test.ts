/** Who knows what at which step, told from flows as they are recorded. */
import { describe, expect, it } from 'vitest'
import type { Play, Staged } from '../play/play.ts'
import { recorded } from './fixtures/recorded.ts'
import { changesIn, knowledgeAt } from './knowing.ts'
import { nameOfValue } from './mark.tsx'

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
