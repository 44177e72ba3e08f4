/** What a message is called and why it is sent, by what is in it and by who asks. */
import { afterEach, describe, expect, it } from 'vitest'
import { speak } from '../words.ts'
import { failed, type Made, madePlay } from './fixtures/made.ts'
import { wordsOf } from './kinds.ts'

afterEach(() => speak('en'))

const wordsIn = (made: Made, number: number): string => {
  const message = madePlay([made]).messages[number]
  return (message && wordsOf(message)?.why) ?? ''
}

const sentBack = (came: Record<string, string>): string =>
  wordsIn(
    {
      path: '/oauth2/authorize',
      method: 'GET',
      from: 'browser',
      status: 303,
      location: 'https://app.example/cb',
      came,
    },
    1,
  )

describe('the redirect back to the client', () => {
  it('says what really is in the address', () => {
    expect(sentBack({ code: 'c' })).toContain('a code, to be exchanged')
    expect(sentBack({ access_token: 'a', token_type: 'Bearer' })).toContain('The access token itself is in the address')
    expect(sentBack({ code: 'c', id_token: 'i' })).toContain('A code is in the address, and tokens beside it')
    expect(sentBack({ id_token: 'i' })).toContain('The ID token itself is in the address')
    expect(sentBack({ error: 'access_denied' })).toContain('an error, and no code')
  })

  it('warns in German too', () => {
    speak('de')
    expect(sentBack({ access_token: 'a' })).toContain('wer es hat, kann es benutzen')
  })
})

describe('the return to the client', () => {
  it('says of an answer to the login of another browser that PKCE does not help', () => {
    const callback: Made = { path: '/callback', method: 'GET', party: 'client', from: 'browser' }
    expect(wordsIn({ ...callback, steps: [failed('web.loginBrowser')] }, 0)).toContain('PKCE does not help')
    expect(wordsIn(callback, 0)).not.toContain('PKCE does not help')
  })
})

describe('a request that needs an access token', () => {
  const bare = { method: 'GET', steps: [failed('bearer.presented')] }
  const call: Made = { ...bare, path: '/protected', party: 'resource-server' }

  it('is not said to have one where none came', () => {
    expect(wordsIn(call, 0)).toContain('No access token comes with it')
    expect(wordsIn({ ...call, steps: [] }, 0)).toContain('The client presents its access token')
    expect(wordsIn({ ...bare, path: '/oauth2/userinfo' }, 0)).toContain('no access token comes with it')
  })
})
