/** Which failure the command line tells: the one that the page tells. */
import { verdictOf } from '@sightglass/theatre/page/checks/verdict-of'
import { failed, madePlay, noted } from '@sightglass/theatre/page/play/fixtures/made'
import { expect, it } from 'vitest'
import { failureText } from './print.ts'
import { lastFailure } from './recorded.ts'

const refused = { path: '/oauth2/token', status: 400, sent: { grant_type: 'refresh_token' }, error: 'invalid_grant' }
const theft = { ...refused, steps: [failed('refresh.notStolen'), noted('refresh.theft')] }
const after = { ...refused, steps: [failed('grant.notRevoked')] }

it('tells a theft, and not the refusal that only follows from it', () => {
  const play = madePlay([theft, after])
  const failure = lastFailure([play])
  expect(failure?.because?.id).toBe(verdictOf(play.messages)?.message.id)
  expect(failure?.message.id).toBe('0.answer')
  expect(failure && failureText(failure)).toContain('rule refresh.notStolen')
})

it('tells of a later failure where nothing was stolen', () => {
  const play = madePlay([{ ...refused, steps: [failed('code.alive')] }, after])
  expect(lastFailure([play])).toMatchObject({ because: { id: '1' }, message: { id: '1.answer' } })
})
