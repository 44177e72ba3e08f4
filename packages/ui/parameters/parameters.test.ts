/** The words of parameters. */
import { metadataMembers } from '@sightglass/spec/client-metadata'
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

  it('are there of every member that a client can register', () => {
    expect(metadataMembers.filter((name) => explainParameter(name, 'en') === undefined)).toEqual([])
  })

  it('are none where no specification defines it', () => {
    expect(explainParameter('toString', 'en')).toBeUndefined()
  })
})
