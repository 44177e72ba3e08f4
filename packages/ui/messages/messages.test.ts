/** The words of messages. */
import { describe, expect, it } from 'vitest'
import { messages, messageWords } from './index.ts'

describe('the words of a message', () => {
  it('are there in both languages', () => {
    const missing = Object.entries(messages).filter(([, [, en, de]]) => [...en, ...de].includes('') || en[1] === de[1])
    expect(missing).toEqual([])
  })

  it('are those of the first variant that is known, else those of its kind', () => {
    expect(messageWords('keys', 'en', 'unheard of', 'client').why).toBe(messages['keys@client'][1][1])
    expect(messageWords('keys', 'de', undefined, 'unheard of').why).toBe(messages.keys[2][1])
  })
})
