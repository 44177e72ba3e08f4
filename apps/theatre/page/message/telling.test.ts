import { afterEach, describe, expect, it } from 'vitest'
import { loadRuleBook } from '../../../../test/rule-book.ts'
import { partsOf } from '../glossary/glossary.ts'
import { kindOf } from '../play/kinds.ts'
import { recorded } from '../values/fixtures/recorded.ts'
import { speak } from '../words.ts'
import { decidedIn, decidedNeeds } from './decided.ts'
import { explainHeader } from './header-words.ts'

afterEach(() => speak('en'))

const sentencesOf = (name: Parameters<typeof recorded>[0]): string[] =>
  recorded(name).messages.flatMap((message) => decidedIn(message, kindOf(message)).map(({ words }) => words))

describe('what a message decided', () => {
  it('follows from rules and notes that exist', async () => {
    const { rules, notes } = await loadRuleBook()
    const known = new Set([...rules, ...notes].map(({ id }) => id))
    expect(decidedNeeds.filter((need) => !known.has(need))).toEqual([])
  })

  it('is told of a login in plain words', () => {
    const told = sentencesOf('login').join('\n')
    for (const words of [
      'state',
      'Code, client, redirect_uri and code_verifier fit',
      'ID token',
      'access token (works until',
    ])
      expect(told).toContain(words)
    expect(told).not.toMatch(/\{|\?\)|Invalid/)
  })

  it('is told in German too', () => {
    speak('de')
    expect(sentencesOf('login').join('\n')).toContain('Sie gehören zu ein und derselben Anmeldung')
  })

  it('says of a wrong code_verifier that the code is burnt', () => {
    expect(sentencesOf('burnt').join('\n')).toContain('The code was burnt')
  })
})

describe('words of the trade', () => {
  it('can be asked about where they stand first', () => {
    expect(partsOf('A code, and a code again: PKCE.')).toEqual([
      'A ',
      { word: 'code', term: 'code' },
      ', and a code again: ',
      { word: 'PKCE', term: 'pkce' },
      '.',
    ])
  })

  it('have an explanation each, the names of claims and of documents too', () => {
    const text =
      'aud iss kid jti crit JWS jwks_uri acr amr sid sub at_hash loopback opaque metadata discovery offline_access OAuth 2.1'
    const asked = partsOf(text).flatMap((part) => (typeof part === 'string' ? [] : part.word))
    expect(asked.join(' ')).toBe(text)
    expect(partsOf('A JWK Set.')[1]).toEqual({ word: 'JWK Set', term: 'jwk-set' })
  })

  it('are not found inside of names', () => {
    expect(partsOf('authorization_code and code_challenge_method')).toEqual([
      'authorization_code and code_challenge_method',
    ])
    expect(partsOf('')).toEqual([])
  })
})

describe('headers', () => {
  it('have a sentence and a paragraph each, those that are recorded', () => {
    expect(explainHeader('Origin')).toMatchObject({ cite: 'RFC9700-4.7' })
    expect(explainHeader('X-Own')).toBeUndefined()
    speak('de')
    expect(explainHeader('Content-Type')?.why).toBe('Wie der Inhalt geschrieben ist.')
  })
})
