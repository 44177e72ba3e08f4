/** What addresses tell. */
import { describe, expect, it } from 'vitest'
import { traceIdIn } from './route.ts'

describe('a pasted text', () => {
  it('tells the trace id in it, whatever is around it, and none where there is none', () => {
    const id = 'Ab3-_fghijklmnopqrstuv'
    const pasted = [id, ` ${id}\n`, `https://login.example/theatre#${id}`, `#${id}.answer`, `#${id}/pkce.required`]
    expect(pasted.map(traceIdIn)).toEqual(pasted.map(() => id))
    expect(['', 'short', 'https://login.example/theatre', `${id}0`].map(traceIdIn)).toEqual(Array(4).fill(undefined))
  })
})
