/** What may be shown of a parameter. */
import { defineRules, describe as wording } from '@sightglass/spec/check'
import { describe, expect, it } from 'vitest'
import { shown, shownAll, shownHeaders } from './mask.ts'

const HIDDEN = '•••'
const rules = defineRules('mask', { once: ['RFC6749-3.1', 'invalid_request', 'parameter must not be repeated'] })

describe('a name', () => {
  it('is shown where specifications or forms of ours have it', () => {
    for (const name of ['client_id', 'code', 'id_token_hint', 'csrf', 'username', 'client_secret'])
      expect(shown(name, 'x', 'body').name).toBe(name)
  })

  it('is told by its length where nobody knows it, since it may be the secret itself', () => {
    const secret = '{"client_secret":"kx9-VerySecret-kx9="}'
    expect(shown(secret, '', 'body')).toEqual({
      name: '(unknown name, 39 characters)',
      value: HIDDEN,
      in: 'body',
      masked: true,
    })
    expect(wording(rules.once, { parameter: secret })).toBe(
      '(unknown name, 39 characters): parameter must not be repeated',
    )
  })
})

describe('a value', () => {
  it('is hidden, length and all, where a person chose it or it tells who a person is', () => {
    const value = 'Alice-Liddell-with-a-long-name'
    for (const name of ['name', 'given_name', 'picture', 'website', 'address', 'email', 'username', 'password', 'otp'])
      expect(shown(name, value, 'body')).toEqual({ name: expect.any(String), value: HIDDEN, in: 'body', masked: true })
  })

  it('of a token is what it says, without the signature', () => {
    const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl'
    expect(shown('access_token', token, 'body')).toEqual({
      name: 'access_token',
      value: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.',
      in: 'body',
      masked: true,
    })
    expect(shown('access_token', `${token}.x`, 'body').value).not.toContain('c2ln')
    expect(shownHeaders(new Headers({ authorization: `Bearer ${token}` }))[0]?.value).not.toContain('c2ln')
  })

  it('of a token is nothing that tells who a person is, however deep it stands', () => {
    const jwt = (claims: object): string =>
      `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2lnbmF0dXJl`
    const said = (token: string): unknown =>
      JSON.parse(Buffer.from(shown('id_token', token, 'body').value.split('.')[1] ?? '', 'base64url').toString())
    const claims = { sub: 'x', email: 'a@example.com', address: { locality: 'Oxford' }, act: { name: 'Alice' } }
    expect(said(jwt(claims))).toEqual({ sub: 'x', email: HIDDEN, address: HIDDEN, act: { name: HIDDEN } })
    const spaced = Buffer.from('{"email" : "a@example.com", }').toString('base64url')
    expect(said(`eyJhbGciOiJub25lIn0.${spaced}.c2ln`)).toEqual({})
  })

  it('of a key set is what is public of its keys', () => {
    const key = { kty: 'EC', crv: 'P-256', x: 'x-of-the-key', y: 'y-of-the-key' }
    const secret = 'the-part-that-nobody-else-may-know'
    const all = JSON.stringify({ keys: [key] })
    expect(shown('jwks', all, 'body')).toEqual({ name: 'jwks', value: all, in: 'body' })
    expect(shown('jwks', JSON.stringify({ keys: [{ ...key, d: secret }] }), 'body')).toEqual({
      ...{ name: 'jwks', in: 'body', masked: true },
      value: JSON.stringify({ keys: [{ ...key, d: HIDDEN }] }),
    })
    const odd = [{ keys: [secret] }, { keys: [{ kty: 'oct', k: secret }] }, { keys: [], d: secret }, { d: secret }]
    const texts = [...odd.map((one) => JSON.stringify(one)), `{"keys":[{"d":"${secret}"`, secret, `"${secret}"`]
    for (const name of ['jwks', 'keys'])
      for (const text of texts) expect(shown(name, text, 'body').value).not.toContain(secret)
    expect(shown('keys', JSON.stringify([{ kty: 'oct', k: secret }]), 'body').value).toBe('[{"kty":"oct","k":"•••"}]')
  })

  it('of an encrypted token is its header, which everybody on the way can read, and nothing else', () => {
    const token = 'eyJhbGciOiJFQ0RILUVTIn0.a2V5.aXY.Y2lwaGVydGV4dA.dGFn'
    const value = 'eyJhbGciOiJFQ0RILUVTIn0....'
    expect(shown('access_token', token, 'body')).toEqual({ name: 'access_token', value, in: 'body', masked: true })
    expect(shown('access_token', token.replace('a2V5', ''), 'body').value).toBe(value)
    expect(shownHeaders(new Headers({ authorization: `Bearer ${token}` }))[0]?.value).toBe(`Bearer ${value}`)
    expect(shown('code', token, 'body').value).not.toContain('eyJhbGci')
  })

  it('that is long and random is known by its beginning', () => {
    expect(shown('code', 'abcdefghijklmnopqrstuvwxyz', 'body')).toEqual({
      name: 'code',
      value: 'abcd… (26 characters)',
      in: 'body',
      masked: true,
    })
    expect(shownAll([['code', 'short']], 'body')).toEqual([{ name: 'code', value: HIDDEN, in: 'body', masked: true }])
  })
})
