/** How moments and durations are written, for everybody who prints them. */
import { expect, it } from 'vitest'
import { durationOf, isoSecond, isoTime, utcTime } from './times.ts'

const SECOND = 1_795_256_100

it('writes moments for programs and for people', () => {
  expect([isoTime(SECOND), isoSecond(SECOND), utcTime(SECOND + 0.5)]).toEqual([
    '2026-11-21T10:15:00.000Z',
    '2026-11-21T10:15:00Z',
    '2026-11-21 10:15:00 UTC',
  ])
})

it('writes durations with as much as anybody reads, as the locale writes numbers', () => {
  expect([-1, 0.04, 3.26, 12.34, 999.9, 1234].map((ms) => durationOf(ms))).toEqual([
    '0 ms',
    '0 ms',
    '3.3 ms',
    '12.3 ms',
    '999.9 ms',
    '1.23 s',
  ])
  expect([durationOf(3.26, 'de'), durationOf(1234, 'de')]).toEqual(['3,3 ms', '1,23 s'])
})
