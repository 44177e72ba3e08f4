/** What a flow is called and how it ended. */
import { describe, expect, it } from 'vitest'
import { countFailures, isFailure } from './failures.ts'
import { failed, type Made, madePlay, noted } from './fixtures/made.ts'
import { summarize } from './summary.ts'

const told = (...all: Made[]) => {
  const { title, outcome, state, failures } = summarize(madePlay(all).messages)
  return { title, outcome, state, failures }
}

const TOKENS = { access_token: 'a' }
const authorize: Made = {
  path: '/oauth2/authorize',
  method: 'GET',
  from: 'browser',
  status: 303,
  location: 'https://app.example/callback',
}
const redeem: Made = { path: '/oauth2/token', sent: { grant_type: 'authorization_code' }, came: TOKENS }
const refresh: Made = { path: '/oauth2/token', sent: { grant_type: 'refresh_token' }, came: TOKENS }
const refused = { status: 400, error: 'invalid_grant', came: { error: 'invalid_grant' } }

describe('the outcome of a flow', () => {
  it('is a sign-in where the token came in the address, as of old', () => {
    expect(told({ ...authorize, came: TOKENS })).toMatchObject({ outcome: 'Signed in: tokens issued', state: 'good' })
  })

  it('is open where a code was given and nobody redeemed it', () => {
    expect(told({ ...authorize, came: { code: 'c' } })).toMatchObject({
      outcome: 'Code issued, not redeemed yet',
      state: 'open',
    })
  })

  it('is a sign-out where that came last', () => {
    const out: Made = { path: '/logout', party: 'client', from: 'browser', status: 303, location: '/' }
    expect(told(redeem, out).outcome).toBe('Signed in, then signed out')
    expect(told(out)).toMatchObject({ title: 'Sign-out', outcome: 'Signed out', state: 'good' })
  })

  it('counts nothing as failed where a device was told to wait', () => {
    const sent = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code' }
    const poll = (error: string, ...steps: Made['steps'] & object): Made => ({
      path: '/oauth2/token',
      sent,
      came: { error },
      status: 400,
      error,
      steps,
    })
    const all = [poll('authorization_pending'), poll('slow_down', failed('device.interval'))]
    expect(told(...all, { path: '/oauth2/token', sent, came: TOKENS })).toEqual({
      title: 'Login of a device',
      outcome: 'Signed in: tokens issued',
      state: 'good',
      failures: 0,
    })
  })

  it('tells of the theft, where a later refusal only follows from it', () => {
    const theft: Made = { ...refresh, ...refused, steps: [failed('refresh.notStolen'), noted('refresh.theft')] }
    const after: Made = { ...refresh, ...refused, steps: [failed('grant.notRevoked')] }
    expect(told(redeem, theft, after).outcome).toBe('Tokens issued, then refused: stolen refresh token')
    expect(told(redeem, after).outcome).toBe('Tokens issued, then refused: grant revoked')
  })

  it('says what was asked for where nobody signed in', () => {
    expect(told(refresh).outcome).toBe('Token issued')
    expect(told({ path: '/oauth2/jwks', method: 'GET' }).title).toBe('Fetch of the public keys')
    expect(told({ path: '/oauth2/register' }).title).toBe('Registration of a client')
  })
})

describe('a check that was switched off', () => {
  it('turned nothing back, so nothing failed', () => {
    const call: Made = { path: '/oauth2/token', came: TOKENS, steps: [failed('code.unused')] }
    const run = { play: 'code-replay', where: 'sandbox', outcome: 'succeeded', off: 'code.unused' } as const
    const { messages } = madePlay([call], run)
    expect(messages.some(isFailure)).toBe(false)
    expect(countFailures(messages)).toBe(0)
    expect(madePlay([call]).messages.filter(isFailure)).toHaveLength(1)
  })
})
