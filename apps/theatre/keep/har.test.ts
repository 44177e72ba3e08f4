import { expect, it } from 'vitest'
import { keptSaying, sample } from './fixtures.ts'
import { harOf } from './har.ts'
import { contentOf } from './har-body.ts'
import { cookiesSent, cookiesSet } from './har-cookies.ts'
import { strictHar } from './har-fixtures.ts'

const madeOf = (kept: Parameters<typeof harOf>[0]) => strictHar(JSON.stringify(harOf(kept)))

it('is a HAR 1.2 log of each message that travelled', () => {
  const made = madeOf(sample)
  expect(made.log.version).toBe('1.2')
  expect(made.log.entries).toMatchObject([
    {
      request: {
        method: 'GET',
        url: 'http://localhost:8081/oauth2/authorize?state=abcd%E2%80%A6+%2832+characters%29&client_id=demo-web',
        queryString: [
          { name: 'state', value: 'abcd… (32 characters)' },
          { name: 'client_id', value: 'demo-web' },
        ],
      },
      response: {
        status: 303,
        redirectURL: 'http://localhost:8080/callback?code=Xy12%E2%80%A6+%2844+characters%29#error_description=demo-web',
      },
      timings: { send: 0, wait: 3.25, receive: 0 },
      comment: 'Authorization request',
    },
    {
      request: {
        method: 'POST',
        url: 'http://localhost:8081/oauth2/token',
        headers: [
          { name: 'content-type', value: 'application/x-www-form-urlencoded' },
          { name: 'Authorization', value: 'Basic •••' },
        ],
        postData: { text: 'grant_type=authorization_code&redirect_uri=demo-web' },
      },
      response: { status: 400, content: { text: '{"error":"invalid_grant","error_description":"demo-web"}' } },
      _from: 'attacker',
      _error: 'invalid_grant',
      _checks: [{ held: true }, { held: false, paragraph: 'RFC 7636 §4.6', received: 'demo-web' }],
    },
  ])
})

it('is one whatever peers say', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  for (const says of ['', '\u0000\uD800', '"\\"', '__proto__', '&a=b#c?d', deep])
    expect(() => madeOf(keptSaying(says))).not.toThrow()
})

it('gives the members of a body the types that they were sent with', () => {
  const members = [
    { name: 'active', value: 'true' },
    { name: 'exp', value: '1795256100' },
    { name: 'sub', value: '007' },
    { name: 'keys', value: '[{"kid":"k1"}]' },
    { name: 'scope', value: '[cut…' },
  ]
  const body = '{"active":true,"exp":1795256100,"sub":"007","keys":[{"kid":"k1"}],"scope":"[cut…"}'
  expect(contentOf('application/json', members)).toEqual({
    ...{ mimeType: 'application/json', text: body, size: new TextEncoder().encode(body).length },
  })
  expect(contentOf('text/html', [])).toMatchObject({ size: 0, comment: 'Not recorded.' })
})

it('lists the cookies of each message', () => {
  expect(cookiesSent([{ name: 'Cookie', value: 'a=•••; b=•••' }])).toEqual([
    { name: 'a', value: '•••' },
    { name: 'b', value: '•••' },
  ])
  const set = [
    { name: 'Set-Cookie', value: 'a=•••; Path=/; HttpOnly; SameSite=Lax; Max-Age=60' },
    { name: 'Set-Cookie', value: 'b=•••; Domain=as.example; Secure' },
  ]
  expect(cookiesSet(set)).toEqual([
    { name: 'a', value: '•••', path: '/', httpOnly: true },
    { name: 'b', value: '•••', domain: 'as.example', secure: true },
  ])
})
