import { expect, it } from 'vitest'
import { keptSaying, sample } from './fixtures.ts'
import { fileNameOf, keptOf, playOf, titleOfPlay } from './keep.ts'
import { textOf } from './text.ts'

it('tells a flow as text: lanes, parameters, and each check with its paragraph', () => {
  expect(textOf(sample)).toBe(
    `Login · demo-web
2026-11-21 10:15:00 UTC, 6 messages, trace trace-of-authorize

  1  browser → authorization-server  Authorization request
     GET /oauth2/authorize
       state      abcd… (32 characters)
       client_id  demo-web
     ✓ code_verifier must be that of the code_challenge  RFC 7636 §4.6

  2  authorization-server → browser  Redirect back to the client
     303 → /callback  3.3 ms
       code               Xy12… (44 characters)
       error_description  demo-web

  3  client  Work inside
     demo-web()

  4  browser → attacker  The attacker’s program catches the code

  5  attacker → authorization-server  Token request
     POST /oauth2/token
       content-type   application/x-www-form-urlencoded
       Authorization  Basic •••
       grant_type     authorization_code
       redirect_uri   demo-web
     ✓ code_verifier must be that of the code_challenge  RFC 7636 §4.6
     ✗ code_verifier: code_verifier must be that of the code_challenge  RFC 7636 §4.6
         expected  S256 of demo-web
         received  demo-web

  6  authorization-server → attacker  Refusal
     400  invalid_grant  40 ms
       error              invalid_grant
       error_description  demo-web`,
  )
})

it('says in one line what held, where it shall be brief', () => {
  const [first, second] = [
    sample,
    { ...sample, traces: sample.traces.map((one) => ({ ...one, steps: [...one.steps, ...one.steps] })) },
  ]
  expect(textOf(first, { brief: true })).not.toContain('checks held')
  expect(textOf(second, { brief: true })).toContain('✓ 2 checks held')
})

it('lets no peer move the cursor, begin a line or turn the writing round', () => {
  const text = textOf(keptSaying('a\u001b[2J\r\n\u0007b\u202ec\u2028\u009b1m'))
  expect(text).toContain('a?[2J???b?c??1m')
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  expect(text.split('\n')).toHaveLength(textOf(sample).split('\n').length)
})

it('keeps a play whole: what it keeps of a kept flow is that flow', () => {
  expect(keptOf(playOf(sample), sample.keptAt, sample.title)).toEqual(sample)
})

it('names flow and file by what happened', () => {
  const { run: _, ...login } = sample
  expect(titleOfPlay(playOf(login))).toBe('Sign-in · demo-web')
  expect(titleOfPlay(playOf(sample))).toBe('Catching the code · demo-web')
  expect(fileNameOf(login, 'har')).toMatch(/^sightglass-login-2026-11-21-\d{4}\.har$/)
  expect(fileNameOf(sample, 'html')).toMatch(/^sightglass-code-interception-2026-11-21-\d{4}\.html$/)
})
