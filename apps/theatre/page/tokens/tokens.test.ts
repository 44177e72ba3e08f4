/** Tokens as they are recorded: read, judged by what the parties said of them, and compared. */
import { describe, expect, it } from 'vitest'
import { readToken, textsIn } from '../play/jwt.ts'
import type { Play } from '../play/play.ts'
import { recorded } from '../values/fixtures/recorded.ts'
import { journeysOf, type Value } from '../values/values.ts'
import { addresseesOf } from './audience.ts'
import { differencesOf } from './compare.ts'
import { beforeOf, tokensBy } from './held.ts'
import { leftOf, spanOf } from './lifetime.ts'
import { introspectionsOf, openingOf, verdictsOn } from './verdicts.ts'

function named(play: Play, id: string): Value {
  const value = journeysOf(play).values.find((one) => one.id === id)
  if (value === undefined) throw new Error(`nothing is called ${id}`)
  return value
}

const last = (play: Play): number => play.messages.length - 1

describe('a token', () => {
  it('is read with its scheme, and of an encrypted one the header alone', () => {
    expect(readToken('Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.')).toEqual({
      scheme: 'Bearer',
      header: { alg: 'none' },
      claims: { sub: 'x' },
    })
    expect(readToken('eyJhbGciOiJFQ0RILUVTIn0....')?.claims).toBeUndefined()
  })

  it('is none where it says nothing that can be read', () => {
    for (const text of [
      'abcd… (43 characters)',
      'eyJhbGciOiJub25lIn0.bm8.',
      'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0',
      'Basic •••',
    ])
      expect(readToken(text)).toBeUndefined()
  })

  it('tells how long it lives', () => {
    expect([leftOf(252, 0), leftOf(0, 190), leftOf(5, 5)]).toEqual([
      'expires in 4:12',
      'expired 3:10 ago',
      'expires now',
    ])
    expect([spanOf(3723), spanOf(86_400 * 3)]).toEqual(['1:02:03', '3 days'])
  })
})

describe('what the parties said of a token', () => {
  it('is who verified its signature, and at which message', () => {
    const play = recorded('login')
    const [first] = verdictsOn(play, named(play, 'access-token-1'))
    expect([first?.by, first?.rule, first?.held]).toEqual(['resource-server', 'access-token.signature', true])
    expect(verdictsOn(play, named(play, 'id-token-1')).map(({ by, rule }) => `${by} ${rule}`)).toEqual([
      'client id-token.signature',
    ])
    expect(verdictsOn(play, named(play, 'access-token-1')).some(({ remembered }) => remembered)).toBe(true)
  })

  it('is what introspection told of an opaque one', () => {
    const play = recorded('opaque')
    const told = introspectionsOf(play, named(play, 'access-token-1'))
    expect(told.map(({ active }) => active)).toContain(true)
    expect(told.at(-1)?.active).toBe(false)
  })

  it('is what was inside an encrypted one, once its resource server opened it', () => {
    const play = recorded('encrypted')
    const opening = openingOf(play, named(play, 'access-token-1'))
    expect(opening?.message.to).toBe('resource-server')
    const aud = textsIn(readToken(opening?.inner ?? '')?.claims, 'aud')
    expect(addresseesOf(play, aud).map(({ who }) => who)).toContain('resource-server')
  })
})

describe('whom a token is for', () => {
  const play = recorded('login')
  const sent = play.messages.find(({ kind, to }) => kind === 'request' && to === 'authorization-server')?.request
  const issuer = new URL(sent !== undefined && 'url' in sent ? sent.url : '').origin
  const who = (name: string, beside = {}) => addresseesOf(play, [name], beside)[0]?.who

  it('is a client by its id, and a server by its origin: a resource may be a path that nobody called', () => {
    expect(who(play.flow.clientIds[0] ?? '')).toBe('client')
    expect(who(issuer)).toBe('authorization-server')
    expect(who(`${issuer}/never/called`)).toBe('authorization-server')
    expect(who('https://api.example/vault')).toBeUndefined()
    const servers = [{ party: 'resource-server', url: 'https://api.example/traces' }]
    expect(who('https://api.example/vault', { servers })).toBe('resource-server')
  })

  it('is the authorization server where it is the issuer', () => {
    expect(who('https://as.example', { issuer: 'https://as.example' })).toBe('authorization-server')
    expect(who('urn:x', { issuer: 'https://as.example' })).toBeUndefined()
  })
})

describe('the tokens of a play', () => {
  it('come up one by one, the newest first', () => {
    const play = recorded('login')
    expect(tokensBy(play, 0)).toEqual([])
    expect(tokensBy(play, last(play)).map(({ value }) => value.id)).toEqual(
      expect.arrayContaining(['access-token-2', 'access-token-1', 'id-token-1']),
    )
    expect(tokensBy(play, last(play)).at(-1)?.message.number).toBeLessThan(last(play))
  })

  it('are compared with the one of their kind before', () => {
    const play = recorded('device')
    const tokens = tokensBy(play, last(play))
    const newest = tokens.find(({ value }) => value.id === 'access-token-2')
    const before = newest && beforeOf(tokens, newest)
    expect(before?.value.id).toBe('access-token-1')
    const told = differencesOf(before?.token?.claims ?? {}, newest?.token?.claims ?? {})
    expect(told.find(({ claim }) => claim === 'jti')?.change).toBe('changed')
    expect(told.find(({ claim }) => claim === 'sub')?.change).toBe('same')
  })

  it('differ in words: later, added, gone', () => {
    const told = differencesOf({ exp: 10, sub: 'a', nonce: 'n' }, { exp: 70, sub: 'a', scope: 's' })
    expect(told.map(({ claim, change, seconds }) => [claim, change, seconds])).toEqual([
      ['exp', 'later', 60],
      ['nonce', 'gone', undefined],
      ['scope', 'added', undefined],
      ['sub', 'same', undefined],
    ])
  })
})
