/** What of many checks is named on paper. */
import { expect, it } from 'vitest'
import { failed, held, noted } from '../../play/fixtures/made.ts'
import { heldIn } from './telling.ts'

it('names those that attacks turn on, and the number of the others', () => {
  const looks = [
    'http.method',
    'client.oneMethod',
    'code.unused',
    'scope.left',
    'pkce.verifierMatches',
    'code.clientBound',
  ]
  expect(heldIn([...looks, 'resource.left'].map(held))).toEqual({
    count: 7,
    named: ['code.unused', 'pkce.verifierMatches', 'code.clientBound'],
    others: 4,
  })
})

it('names those that were looked at last where no attack turns on any', () => {
  const looks = ['logout-token.size', 'logout-token.event', 'logout-token.jti', 'logout-token.once'].map(held)
  expect(heldIn(looks).named).toEqual(['logout-token.event', 'logout-token.jti', 'logout-token.once'])
})

it('names nothing of the mere form, nothing that failed, and nothing twice', () => {
  expect(heldIn([held('http.method'), held('http.method'), failed('code.unused'), noted('code.burnt')])).toEqual({
    count: 2,
    named: [],
    others: 2,
  })
  expect(heldIn([held('code.alive'), held('code.alive')])).toEqual({ count: 2, named: ['code.alive'], others: 1 })
})
