/** Which values travel, told from flows as they are recorded. */
import { describe, expect, it } from 'vitest'
import type { Play } from '../play/play.ts'
import { asideHandsOver } from './asides.ts'
import { recorded } from './fixtures/recorded.ts'
import type { ValueKind } from './kinds.ts'
import { journeysOf, valuesIn } from './values.ts'

const idsOf = (play: Play, kind: ValueKind): string[] =>
  journeysOf(play).values.flatMap((value) => (value.kind === kind ? [value.id] : []))

/** Which messages carry it, as themselves or as a hash. */
const journey = (play: Play, id: string): string[] =>
  play.messages.flatMap((message) =>
    valuesIn(play, message).flatMap((one) =>
      one.id === id ? [`${message.from} > ${message.to} ${one.name}${one.as === 'itself' ? '' : ` (${one.as})`}`] : [],
    ),
  )

describe('the values of a login', () => {
  const play = recorded('login')

  it('are known again wherever they travel', () => {
    expect(journey(play, 'state-1')).toEqual([
      'client > browser state',
      'browser > authorization-server state',
      'authorization-server > browser state',
      'browser > client state',
    ])
    expect(journey(play, 'code-1')).toEqual([
      'authorization-server > browser code',
      'browser > client code',
      'client > authorization-server code',
    ])
  })

  it('are one pair where one is the hash of the other', () => {
    expect(journey(play, 'verifier-1')).toEqual([
      'client > browser code_challenge (hash)',
      'browser > authorization-server code_challenge (hash)',
      'client > authorization-server code_verifier',
    ])
    expect(idsOf(play, 'verifier')).toEqual(['verifier-1'])
  })

  it('travel inside a token too', () => {
    expect(journey(play, 'nonce-1')).toEqual([
      'client > browser nonce',
      'browser > authorization-server nonce',
      'authorization-server > client id_token nonce (inside)',
    ])
    expect(journey(play, 'access-token-1').slice(0, 3)).toEqual([
      'authorization-server > client access_token',
      'authorization-server > client id_token at_hash (hash)',
      'client > resource-server Authorization',
    ])
  })

  it('of two tokens are two, and of one key one', () => {
    expect(idsOf(play, 'access-token')).toEqual(['access-token-1', 'access-token-2'])
    expect(journey(play, 'key-1').filter((place) => place.includes('keys kid')).length).toBeGreaterThan(0)
    expect(idsOf(play, 'client-secret')).toEqual(['client-secret-1'])
  })
})

describe('refresh tokens', () => {
  it('are told apart though they look alike as far as they are shown', () => {
    const play = recorded('device')
    expect(idsOf(play, 'refresh-token')).toEqual(['refresh-token-1', 'refresh-token-2', 'refresh-token-3'])
    const [sent, got] = ['client > authorization-server refresh_token', 'authorization-server > client refresh_token']
    const first = 'authorization-server > device refresh_token'
    expect(journey(play, 'refresh-token-1')).toEqual([first, sent, sent, sent])
    expect(journey(play, 'refresh-token-2')).toEqual([got, sent])
    expect(journey(play, 'refresh-token-3')).toEqual([got])
  })

  it('are known where they are revoked', () => {
    expect(journey(recorded('encrypted'), 'refresh-token-1').at(-1)).toBe('client > authorization-server token')
  })
})

it('session cookies are known by their names', () => {
  const { values } = journeysOf(recorded('login'))
  expect(values.flatMap(({ kind, key }) => (kind === 'cookie' ? [key] : []))).toEqual([
    'sightglass_as_session',
    'sightglass_web_session',
  ])
})

it('an encrypted token is the one that was opened', () => {
  const play = recorded('encrypted')
  expect(idsOf(play, 'access-token')).toEqual(['access-token-1'])
  expect(journey(play, 'access-token-1')).toContain('client > resource-server opened_token')
})

it('a verifier that does not fit is another one', () => {
  const play = recorded('burnt')
  expect(idsOf(play, 'verifier')).toEqual(['verifier-1', 'verifier-2'])
})

it('an aside hands over the newest value of the kind that its key ends in', () => {
  expect(['leak:code', 'x:refresh_token', 'mail', 'code', 'x:y'].map(asideHandsOver)).toEqual([
    'code',
    'refresh-token',
    undefined,
    undefined,
    undefined,
  ])
  const at = recorded('login').messages.at(-1)?.at ?? 0
  const play = recorded('login', { asides: [{ key: 'leak:code', from: 'browser', to: 'attacker', at: at + 1 }] })
  expect(journey(play, 'code-1').at(-1)).toBe('browser > attacker code')
})
