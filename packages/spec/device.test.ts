import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  afterPoll,
  canonicalUserCode,
  createUserCode,
  judgePoll,
  judgeRedemption,
  shownUserCode,
  type WaitingDevice,
} from './device.ts'

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })

it('a user code is found again however a person types it', () => {
  const spacing = fc.constantFrom('', '-', ' ', ' - ', '\t', '–', '\u00a0')
  fc.assert(
    fc.property(bytes, spacing, fc.boolean(), (random, between, isLower) => {
      const code = createUserCode(() => random)
      expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/)
      expect(shownUserCode(code)).toBe(`${code.slice(0, 4)}-${code.slice(4)}`)
      const typed = `${between}${[...code].join(between)}${between}`
      expect(canonicalUserCode(isLower ? typed.toLowerCase() : typed)).toBe(code)
    }),
  )
})

it('each letter of a user code can be any of the twenty', () => {
  const seen = new Set<string>()
  const letterOf = (value: number) => {
    const drawn = new Uint8Array(32)
    new DataView(drawn.buffer).setUint32(28, value)
    return createUserCode(() => drawn).at(-1) ?? ''
  }
  for (let value = 0; value < 20; value++) seen.add(letterOf(value))
  expect(seen.size).toBe(20)
})

it.each(['', 'WDJB-MJH', 'WDJB-MJHTT', 'WDJA-MJHT', 'WDJB_MJHT', 'WDJB-MJH1', 'ŴDJB-MJHT', 'x'.repeat(5000)])(
  'nobody is found by %j',
  (typed) => {
    expect(canonicalUserCode(typed)).toBeUndefined()
  },
)

const presented = { clientId: 'c', hash: 'h' }
const waiting: WaitingDevice = { ...presented, expiresAt: 600, intervalSeconds: 5 }

it('each poll that comes too soon makes the interval five seconds longer, and counts as a poll', () => {
  let device = waiting
  const outcomes = [0, 4, 13, 27, 47].map((now) => {
    const outcome = judgePoll(device, presented, now)
    device = afterPoll(device, outcome, now)
    return [outcome, device.intervalSeconds]
  })
  expect(outcomes).toEqual([
    ['pending', 5],
    ['too soon', 10],
    ['too soon', 15],
    ['too soon', 20],
    ['pending', 20],
  ])
})

it('another client, or another code, learns and changes nothing', () => {
  for (const decision of [undefined, 'approved', 'refused'] as const) {
    const device = decision === undefined ? waiting : { ...waiting, decision }
    expect(judgePoll(device, { ...presented, clientId: 'other' }, 0)).toBe('other client')
    expect(judgePoll(device, { ...presented, hash: 'other' }, 0)).toBe('unknown')
    expect(afterPoll(device, 'other client', 0)).toBe(device)
  }
})

it('what was approved is redeemed once, in time, by its own client', () => {
  const approved = { ...presented, expiresAt: 600, revoked: false }
  expect([0, 599, 600].map((now) => judgeRedemption(approved, presented, now))).toEqual(['redeem', 'redeem', 'expired'])
  const used = { ...approved, usedAt: 1 }
  expect([1, 700].map((now) => judgeRedemption(used, presented, now))).toEqual(['replay', 'replay'])
  expect(judgeRedemption({ ...used, revoked: true }, presented, 2)).toBe('revoked')
  expect(judgeRedemption(used, { ...presented, clientId: 'other' }, 2)).toBe('other client')
  expect(judgeRedemption(undefined, presented, 2)).toBe('unknown')
})
