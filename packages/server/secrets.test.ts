import { describe, expect, it } from 'vitest'
import { systemRandom } from './secrets.ts'

describe('systemRandom', () => {
  it('gives as many bytes as are asked for, never the same, however often it is asked', () => {
    const drawn = Array.from({ length: 2000 }, () => Buffer.from(systemRandom(16)).toString('hex'))
    expect(new Set(drawn).size).toBe(2000)
    expect(drawn.every((hex) => hex.length === 32)).toBe(true)
  })

  it('gives bytes that nobody else holds', () => {
    const first = systemRandom(16)
    const copy = Buffer.from(first)
    for (let n = 0; n < 1000; n++) systemRandom(16).fill(0)
    expect(first).toEqual(copy)
  })

  it('gives more than it keeps ready', () => {
    const many = systemRandom(10_000)
    expect(many.length).toBe(10_000)
    expect(new Set(many).size).toBe(256)
  })
})
