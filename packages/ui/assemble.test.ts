/** A table of many parts. */
import { expect, it } from 'vitest'
import { assemble } from './assemble.ts'

it('holds the rows of every part', () => {
  expect(assemble({ code: 1 }, { token: 2, error: 3 })).toEqual({ code: 1, token: 2, error: 3 })
})

it('refuses a name that two parts have', () => {
  expect(() => assemble({ code: 1 }, { token: 2 }, { code: 1 })).toThrow('"code" is in two parts')
})
