import { describe, expect, it } from 'vitest'
import { type Round, ratioTable, spread } from './summary.ts'

const round = (answers: number): Round => ({
  answers,
  seconds: 1,
  p50Ms: 1,
  p99Ms: 2,
  startMs: 100,
  idleRssBytes: 1e8,
  rssBytes: 2e8,
  cpuMicrosEach: 1e6 / answers,
})

describe('spread', () => {
  it('is the middle with the least and the most', () => {
    expect(spread([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 })
    expect(spread([4, 1])).toEqual({ median: 2.5, least: 1, most: 4 })
  })
})

describe('ratioTable', () => {
  it('compares what ran in the same round', () => {
    const rounds = new Map([
      ['ours', [round(200), round(20)]],
      ['theirs', [round(100), round(10)]],
    ])
    expect(ratioTable(rounds)).toContain('2.00 (2.00–2.00)')
  })
})
