/** The words of parameters. */
import { describe, expect, it } from 'vitest'
import { explainParameter, parameters } from './index.ts'

describe('the words of a parameter', () => {
  it('are there in both languages', () => {
    const missing = Object.entries(parameters).filter(([, [, en, de]]) => [en, de].includes('') || en === de)
    expect(missing).toEqual([])
  })

  it('are the same of every scope that can be ticked', () => {
    expect(explainParameter('scope.openid', 'en')).toEqual(explainParameter('scope.*', 'en'))
  })

  it('are none where no specification defines it', () => {
    expect(explainParameter('toString', 'en')).toBeUndefined()
  })
})
