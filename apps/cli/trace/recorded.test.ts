/** Which failure the command line tells: the one that the page tells. */
import { verdictOf } from '@sightglass/theatre/page/checks/verdict-of'
import { loginBySdk } from '@sightglass/theatre/page/play/fixtures/by-sdk'
import { failed, madePlay, noted } from '@sightglass/theatre/page/play/fixtures/made'
import type { Play } from '@sightglass/theatre/page/play/play'
import { summarize } from '@sightglass/theatre/page/play/summary'
import { recorded } from '@sightglass/theatre/page/values/fixtures/recorded'
import { describe, expect, it } from 'vitest'
import { failureText } from './print.ts'
import { lastFailure } from './recorded.ts'

const refused = { path: '/oauth2/token', status: 400, sent: { grant_type: 'refresh_token' }, error: 'invalid_grant' }
const theft = { ...refused, steps: [failed('refresh.notStolen'), noted('refresh.theft')] }
const after = { ...refused, steps: [failed('grant.notRevoked')] }

/** What page and terminal say of a play, once they were seen to speak of the same message and check. */
function toldAlike(play: Play) {
  const [verdict, failure] = [verdictOf(play.messages), lastFailure([play])]
  expect(failure?.message.id).toBe(verdict?.message.id)
  const text = failure === undefined ? '' : failureText(failure)
  expect(text).toContain(verdict?.check === undefined ? '' : `rule ${verdict.check.rule}`)
  return { sentence: verdict?.sentence, rule: verdict?.check?.rule, answer: failure?.answer?.error }
}

describe('the last failure', () => {
  it('is a theft, and not the refusal that only follows from it', () => {
    const play = madePlay([theft, after])
    expect(toldAlike(play)).toMatchObject({ rule: 'refresh.notStolen', answer: 'invalid_grant' })
    expect(lastFailure([play])?.answer?.id).toBe('0.answer')
  })

  it('is a later one where nothing was stolen', () => {
    const play = madePlay([{ ...refused, steps: [failed('code.alive')] }, after])
    expect(toldAlike(play).rule).toBe('grant.notRevoked')
    expect(lastFailure([play])).toMatchObject({ message: { id: '1' }, answer: { id: '1.answer' } })
  })

  it('is that of the authorization server where it refused', () => {
    expect(toldAlike(recorded('burnt'))).toEqual({
      sentence: 'The authorization server refused the token request of the client',
      rule: 'code.unburnt',
      answer: 'invalid_grant',
    })
  })

  it('is an answer with an error where nobody recorded who refused', async () => {
    const failure = lastFailure([await loginBySdk('refused')])
    expect(failure).toMatchObject({ message: { kind: 'answer', answer: { status: 400 } }, answer: undefined })
    expect(failure && failureText(failure)).toContain('no check says why: 400')
  })

  it('is that of the client’s SDK where it refused an answer of another issuer', async () => {
    expect(toldAlike(await loginBySdk('foreign-answer'))).toEqual({
      sentence: 'The client refused what it was given',
      rule: 'authorization-response.issuer',
      answer: undefined,
    })
  })

  it('is that of the client’s SDK where it refused an ID token, whatever had been refused before', async () => {
    const play = await loginBySdk('foreign-id-token')
    const told = { sentence: 'The client refused the tokens that the authorization server sent', rule: 'id-token.iss' }
    expect(toldAlike(play)).toMatchObject(told)
    expect(summarize(play.messages)).toMatchObject({ state: 'bad', outcome: 'Refused: what came was not in order' })
    const before = recorded('burnt').messages
    expect(toldAlike({ ...play, messages: [...before, ...play.messages] })).toMatchObject(told)
  })

  it('is none where all went well', async () => {
    const play = await loginBySdk('good')
    expect([lastFailure([play]), verdictOf(play.messages)]).toEqual([undefined, undefined])
    expect(summarize(play.messages).state).toBe('good')
  })
})
