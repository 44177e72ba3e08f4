/** How a message travels, by who sends it. */
import { afterEach, describe, expect, it } from 'vitest'
import { failed, held, type Made, madePlay, noted } from '../play/fixtures/made.ts'
import { kindOf } from '../play/kinds.ts'
import type { Play, Staged } from '../play/play.ts'
import { speak } from '../words.ts'
import { decidedIn } from './decided.ts'
import { clientTypeOf, travelOf } from './travel.ts'

afterEach(() => speak('en'))

const at = ({ messages }: Play, number: number): Staged => {
  const message = messages[number - 1]
  if (message === undefined) throw new Error(`no message ${number}`)
  return message
}

const travel = (play: Play, number: number) => {
  const { way, sentences, warns } = travelOf(at(play, number), play)
  return { way, told: sentences.join(' '), warns }
}

const authorize: Made = {
  path: '/oauth2/authorize',
  method: 'GET',
  from: 'browser',
  status: 303,
  location: 'https://app.example/cb',
  came: { access_token: 'a', id_token: 'i' },
}
const redeem: Made = { path: '/oauth2/token', sent: { grant_type: 'authorization_code' }, came: { access_token: 'a' } }

describe('a message through the browser', () => {
  it('is warned of where a token stands in the address', () => {
    const { told, warns } = travel(madePlay([authorize]), 2)
    expect(told).toContain('a token itself stands in the address (access_token, id_token)')
    expect(warns).toBe(true)
  })

  it('tells a form from an address, and that a password may be in it', () => {
    const play = madePlay([{ path: '/login', from: 'browser', sent: { username: 'alice', password: '…' } }])
    expect(travel(play, 1)).toMatchObject({ way: 'through the browser', warns: false })
    expect(travel(play, 1).told).toMatch(/in the body and not in the address.*a password may be in it/)
    expect(travel(play, 1).told).not.toContain('nothing secret may be in it')
    expect(travel(madePlay([{ ...authorize, came: { code: 'c' } }]), 2).told).toContain('nothing secret may be in it')
  })
})

describe('a message past the browser', () => {
  it('goes from server to server only where the client proved to be one', () => {
    const server = madePlay([{ ...redeem, steps: [held('client.secret')] }])
    expect(travel(server, 1).told).toContain('from one server to the other')
    for (const step of [noted('client.public'), held('code.alive')]) {
      const play = madePlay([{ ...redeem, steps: [step] }])
      expect(travel(play, 1).told).not.toContain('one server to the other')
      expect(travel(play, 1).way).toBe('directly')
    }
    expect(clientTypeOf(madePlay([{ ...redeem, steps: [noted('client.public')] }]))).toBe('public')
  })

  it('is told as sent by a device where it is one', () => {
    const poll = { path: '/oauth2/token', sent: { grant_type: 'urn:ietf:params:oauth:grant-type:device_code' } }
    expect(travel(madePlay([poll]), 1).told).toContain('between the device and the server')
    speak('de')
    expect(travel(madePlay([poll]), 1).way).toBe('direkt')
  })
})

describe('what came of a message', () => {
  const told = (play: Play) => {
    const message = at(play, 1)
    return decidedIn(message, kindOf(message)).map(({ words, state }) => `${state}: ${words}`)
  }

  it('begins with what failed, such as a theft', () => {
    const steps = ['refresh.genuine', 'refresh.clientBound', 'grant.notRevoked', 'grant.sessionLives'].map(held)
    const sent = { grant_type: 'refresh_token' }
    const theft = [...steps, noted('client.public'), failed('refresh.notStolen'), noted('refresh.theft')]
    const all = told(madePlay([{ path: '/oauth2/token', sent, steps: theft, error: 'invalid_grant', status: 400 }]))
    expect(all.map((one) => one.split(':')[0])).toEqual(['wrong', 'wrong', 'open'])
    expect(all.join('\n')).toMatch(/The grant was revoked, with all that it gave.*\n.*Whoever has the refresh token/)
  })

  it('says of a switched-off check that the message was taken all the same', () => {
    const run = { play: 'code-replay', where: 'sandbox', outcome: 'succeeded', off: 'code.unused' } as const
    expect(told(madePlay([{ ...redeem, steps: [failed('code.unused')] }], run))).toEqual([
      'wrong: A check failed. It is switched off here, so the message was taken all the same.',
    ])
  })

  it('says of a public client what counts instead, by its grant', () => {
    const steps = [noted('client.public')]
    const by = (grant_type: string) => told(madePlay([{ path: '/oauth2/token', sent: { grant_type }, steps }])).join()
    expect(by('password')).toContain('Nothing but the name and the password')
    expect(by('refresh_token')).not.toContain('code_verifier')
    expect(by('authorization_code')).not.toContain('code_verifier')
    expect(told(madePlay([{ ...redeem, steps: [...steps, held('pkce.verifierMatches')] }])).join()).toContain(
      'What counts is the code_verifier',
    )
  })
})
