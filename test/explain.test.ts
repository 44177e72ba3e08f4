import { describe, expect, it } from 'vitest'
import { explain, type Step } from './explain.ts'

/** Something that can be taken once. */
const take: Step<{ taken: boolean }, 'take' | 'look', boolean> = (state, event) =>
  event === 'take' ? [{ taken: true }, !state.taken] : [state, state.taken]

const taken = [{ taken: true }]

describe('explain', () => {
  it('finds the state after answers that came in some order', () => {
    const seen = [
      { event: 'take', answer: false },
      { event: 'look', answer: false },
      { event: 'take', answer: true },
    ] as const
    expect(explain([{ taken: false }], seen, take)).toEqual(taken)
  })

  it('finds none where no order gives these answers', () => {
    const twice = { event: 'take', answer: true } as const
    expect(explain([{ taken: false }], [twice, twice], take)).toEqual([])
  })

  it('keeps every state that is still possible', () => {
    const states = [{ taken: false }, { taken: true }]
    expect(explain(states, [], take)).toEqual(states)
    expect(explain(states, [{ event: 'look', answer: true }], take)).toEqual(taken)
  })
})
