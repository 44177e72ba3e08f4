/** How it stands with what somebody asked to be run. */
import { expect, it } from 'vitest'
import type { RunResult } from '../../programme/run.ts'
import { type AllAsked, type Asking, askedAt, begin, end, fail, hasEndedAt, isUnderWay, underWayAt } from './asked.ts'

const scene = { room: 'scenes', item: 'device' } as const
const attack = { room: 'attacks', item: 'state' } as const

const asking = (spot: Asking['spot'], where: Asking['where'] = 'live'): Asking => ({
  ...{ spot, where, since: 1 },
  ...{ play: spot.item ?? '', id: 'chosen-by-the-page' },
})
const resultOf = ({ play, where }: Asking, id = play): RunResult => ({
  ...{ id, play, where, outcome: 'done' },
  ...{ sent: [], asides: [] },
})
const none: AllAsked = []

it('is under way where it was asked for, and nowhere else, until it ends', () => {
  const begun = begin(none, asking(scene))
  expect(underWayAt(begun, scene)).toMatchObject({ play: 'device', since: 1 })
  expect(underWayAt(begun, attack)).toBeUndefined()
  expect(underWayAt(begun, { ...scene, item: undefined })).toBeUndefined()
  const ended = end(begun, asking(scene), resultOf(asking(scene)))
  expect(ended.some(isUnderWay)).toBe(false)
  expect(askedAt(ended, scene, 'live')).toMatchObject({ state: 'ended', last: { play: 'device' } })
})

it('tells why it failed, until it is asked for again', () => {
  const failed = fail(begin(none, asking(scene)), asking(scene), 'nobody answers')
  expect(askedAt(failed, scene, 'live')).toMatchObject({ state: 'failed', why: 'nobody answers' })
  expect(hasEndedAt(failed, scene)).toBe(false)
  expect(askedAt(begin(failed, asking(scene)), scene, 'live')).not.toHaveProperty('why')
})

it('fails in one place while it goes on in another', () => {
  const both = begin(begin(none, asking(scene)), asking(attack))
  const refused = fail(both, asking(attack), 'one after the other')
  expect(underWayAt(refused, scene)).toBeDefined()
  expect(askedAt(refused, attack, 'live')?.state).toBe('failed')
})

it('keeps what came of the last one while the next is under way, and where that fails', () => {
  const [first, second] = [asking(attack), { ...asking(attack), since: 2 }]
  const again = begin(end(begin(none, first), first, resultOf(first, 'first')), second)
  expect(askedAt(again, attack, 'live')).toMatchObject({ state: 'under way', since: 2, last: { id: 'first' } })
  const failed = fail(again, second, 'too late')
  expect(askedAt(failed, attack, 'live')?.last?.id).toBe('first')
  expect(askedAt(end(again, second, resultOf(second, 'second')), attack, 'live')?.last?.id).toBe('second')
})

it('keeps both sets of servers apart, though one place has both', () => {
  const live = end(begin(none, asking(attack)), asking(attack), resultOf(asking(attack)))
  const both = begin(live, asking(attack, 'sandbox'))
  expect(askedAt(both, attack, 'live')?.state).toBe('ended')
  expect(askedAt(both, attack, 'sandbox')).toMatchObject({ state: 'under way', last: undefined })
  expect([underWayAt(both, attack)?.where, hasEndedAt(both, attack)]).toEqual(['sandbox', true])
})
