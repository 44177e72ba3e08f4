import { describe, expect, it } from 'vitest'
import { createMac, parseKeyEncryptionKey, systemRandom } from './secrets.ts'

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

describe('a MAC', () => {
  const keyOf = (fill: number) => parseKeyEncryptionKey(Buffer.alloc(32, fill).toString('base64url'))

  it('is made with the first key, and recognised while any configured key is that one', () => {
    const before = createMac([keyOf(1)], 'form')('a text')
    const after = createMac([keyOf(2), keyOf(1)], 'form')
    expect(after('a text')).toBe(createMac([keyOf(2)], 'form')('a text'))
    expect(after('a text')).not.toBe(before)
    expect([after.isOf('a text', before), after.isOf('a text', after('a text'))]).toEqual([true, true])
  })

  it('is recognised under no other key, of no other text, for no other purpose', () => {
    const before = createMac([keyOf(1)], 'form')('a text')
    expect(createMac([keyOf(2)], 'form').isOf('a text', before)).toBe(false)
    expect(createMac([keyOf(1)], 'form').isOf('another', before)).toBe(false)
    expect(createMac([keyOf(1)], 'device').isOf('a text', before)).toBe(false)
  })
})
