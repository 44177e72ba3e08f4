/** Words in lines. */
import { expect, it } from 'vitest'
import { linesOf } from './lines.ts'

it('breaks between words, as late as it can', () => {
  expect(linesOf('Alice types her password', 40, 2)).toEqual(['Alice types her password'])
  expect(linesOf('Alice types her password', 15, 2)).toEqual(['Alice types her', 'password'])
})

it('says where something was left out', () => {
  expect(linesOf('one two three four', 5, 2)).toEqual(['one', 'two …'])
})

it('leaves a word that is too long in one piece', () => {
  expect(linesOf('a refresh_token', 5, 3)).toEqual(['a', 'refresh_token'])
})
