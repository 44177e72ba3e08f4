import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { joseSignature } from './ecdsa.ts'

const integer = (...digits: number[]): number[] => [2, digits.length, ...digits]
const der = (...body: number[]): Buffer => Buffer.from([0x30, body.length, ...body])

describe('joseSignature', () => {
  it.each([
    ['P-256', 32],
    ['P-384', 48],
  ] as const)('is what verifies as the two numbers side by side, on %s', (namedCurve, numberBytes) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
    // Numbers with a leading zero byte come once in 128 signatures: enough to meet some.
    for (let n = 0; n < 600; n++) {
      const input = Buffer.from(`input ${n}`)
      const signature = joseSignature(sign('sha256', input, privateKey), numberBytes)
      expect(verify('sha256', input, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true)
    }
  })

  it('fills short numbers up with zeros in front', () => {
    const signature = joseSignature(der(...integer(1), ...integer(2, 3)), 32)
    expect(signature).toEqual(Buffer.from([...Array(31).fill(0), 1, ...Array(30).fill(0), 2, 3]))
  })

  it('drops the zero before a high bit', () => {
    const high = Array(32).fill(0xff)
    const signature = joseSignature(der(...integer(0, ...high), ...integer(0, ...high)), 32)
    expect(signature).toEqual(Buffer.from([...high, ...high]))
  })
})
