/** A play in chapters. */
import { describe, expect, it } from 'vitest'
import { recorded } from '../values/fixtures/recorded.ts'
import { chaptersOf } from './chapters.ts'
import { kindOf } from './kinds.ts'

const namesOf = (messages: Parameters<typeof chaptersOf>[0]) => chaptersOf(messages).map(({ name }) => name)

describe('the chapters of a play', () => {
  const { messages } = recorded('login')
  const found = messages.filter((one) => kindOf(one) === 'discovery').slice(0, 1)

  it('hold all of its messages, in order', () => {
    const chapters = chaptersOf(messages)
    expect(chapters[0]?.first).toBe(0)
    expect(chapters.map(({ end }) => end)).toEqual([...chapters.slice(1).map(({ first }) => first), messages.length])
  })

  it('begin with what leads to the first of them', () => {
    expect(found.length).toBe(1)
    expect(namesOf([...found, ...messages])).toEqual(namesOf(messages))
  })

  it('are one without a name where nothing is known to happen', () => {
    expect(namesOf(found)).toEqual(['other'])
    expect(namesOf([])).toEqual([])
  })
})
