import type { Trace } from '@sightglass/trace'
import { afterEach, describe, expect, it } from 'vitest'
import { madePlay, noted, type Made as Refused } from '../play/fixtures/made.ts'
import { type Play, playOfKept } from '../play/play.ts'
import { reasonOf } from '../play/refusal.ts'
import { summarize } from '../play/summary.ts'
import { speak } from '../words.ts'
import { explanationOf } from './explain.ts'
import { countOf, looksOf } from './looks.ts'
import { seenOfFailed, seenOfHeld } from './seen-values.ts'
import { verdictOf } from './verdict-of.ts'

afterEach(() => speak('en'))

const AS = 'http://as.example'
const cite = 'RFC6749-4.1'

const held = (rule: string, received?: string) =>
  ({ kind: 'check', rule, cite, must: `${rule} must hold`, held: true, ...(received && { received }) }) as const
const failed = (rule: string, received?: string, expected?: string) =>
  ({ ...held(rule, received), held: false, ...(expected && { expected }) }) as const

interface Made extends Partial<Trace> {
  readonly id: string
  readonly path: string
}

const trace = ({ id, path, steps = [], ...rest }: Made): Trace => ({
  id,
  party: 'authorization-server',
  at: Number(id),
  tookMs: 1,
  from: 'client',
  received: { method: 'POST', url: `${AS}${path}`, headers: [], parameters: [] },
  answer: { status: 400, headers: [], parameters: [] },
  error: undefined,
  links: [],
  clientId: undefined,
  steps,
  ...rest,
})

const playOf = (...traces: readonly Trace[]): Play =>
  playOfKept('k', { format: 'sightglass-flow', version: 1, keptAt: 0, title: '', traces })

const secretWrong = trace({
  id: '1',
  path: '/oauth2/token',
  error: 'invalid_client',
  steps: [held('client.known', 'shop'), failed('client.secret')],
})

describe('the verdict', () => {
  it('says who refused what, why, and what to change', () => {
    const verdict = verdictOf(playOf(secretWrong).messages)
    expect(verdict).toMatchObject({
      sentence: 'The authorization server refused the token request of the client',
      message: { id: '1', number: 1 },
      check: { rule: 'client.secret' },
      explanation: explanationOf('client.secret'),
      configuration: { command: 'npm run sightglass -- client update shop --new-secret' },
      otherLogin: undefined,
    })
  })

  it('speaks German', () => {
    speak('de')
    expect(verdictOf(playOf(secretWrong).messages)?.sentence).toBe(
      'Der Autorisierungsserver hat die Token-Anfrage vom Client abgelehnt',
    )
  })

  it('is none where nothing was refused, or who is told to slow down', () => {
    const slower = trace({ id: '1', path: '/oauth2/token', error: 'slow_down', steps: [failed('device.interval')] })
    expect(verdictOf(playOf(slower).messages)).toBeUndefined()
    expect(verdictOf([])).toBeUndefined()
  })

  it('names the message alone where no check says why', () => {
    const bare = trace({ id: '1', path: '/oauth2/token', error: 'server_error' })
    expect(verdictOf(playOf(bare).messages)).toMatchObject({
      check: undefined,
      explanation: undefined,
      message: { id: '1' },
    })
  })

  it('finds the other login that a code_verifier belongs to', () => {
    const began = trace({
      id: '1',
      path: '/oauth2/authorize',
      received: {
        method: 'GET',
        url: `${AS}/oauth2/authorize`,
        headers: [],
        parameters: [{ name: 'code_challenge', value: 'other', in: 'query' }],
      },
    })
    const wrong = trace({
      id: '2',
      path: '/oauth2/token',
      error: 'invalid_grant',
      steps: [failed('pkce.verifierMatches', 'other', 'own')],
    })
    expect(verdictOf(playOf(began, wrong).messages)?.otherLogin?.id).toBe('1')
  })
})

describe('the verdict on the message that was opened', () => {
  const call: Refused = {
    party: 'resource-server',
    path: '/api/admin',
    method: 'GET',
    status: 403,
    error: 'insufficient_scope',
    steps: [failed('bearer.scope')],
  }
  const twice: Refused = { path: '/oauth2/token', status: 400, error: 'invalid_grant', steps: [failed('code.unused')] }
  const { messages } = madePlay([{ path: '/oauth2/token' }, call, twice])

  it('speaks of that one, whether the request, its answer or its trace is named', () => {
    for (const opened of ['1', '1.answer'])
      expect(verdictOf(messages, opened)).toMatchObject({
        sentence: 'The resource server refused the API call of the client',
        why: 'permission missing',
        message: { id: '1' },
        check: { rule: 'bearer.scope' },
      })
    expect(summarize(messages, '1').outcome).toBe('Tokens issued, then refused: permission missing')
  })

  it('speaks of the whole where that one was not refused, or is not known', () => {
    for (const opened of ['0', '0.answer', 'elsewhere', undefined])
      expect(verdictOf(messages, opened)).toMatchObject({ why: 'code used twice', message: { id: '2' } })
    expect(summarize(messages, '0').outcome).toBe('Tokens issued, then refused: code used twice')
  })

  it('needs no error code where a check says why', () => {
    const bare: Refused = { ...call, status: 401, error: undefined, steps: [failed('bearer.presented')] }
    expect(verdictOf(madePlay([bare, twice]).messages, '0')).toMatchObject({ why: 'no token', message: { id: '0' } })
  })
})

describe('the verdict on a theft', () => {
  const refused = { path: '/oauth2/token', status: 400, sent: { grant_type: 'refresh_token' }, error: 'invalid_grant' }
  const theft: Refused = { ...refused, steps: [failed('refresh.notStolen'), noted('refresh.theft')] }
  const after: Refused = { ...refused, steps: [failed('grant.notRevoked')] }

  it('comes before what only follows from it', () => {
    const { messages } = madePlay([theft, after])
    expect(verdictOf(messages)).toMatchObject({ message: { id: '0' }, check: { rule: 'refresh.notStolen' } })
    expect(verdictOf(messages)?.later.map(({ id }) => id)).toEqual(['1'])
    expect(verdictOf(messages, '1')).toMatchObject({ check: { rule: 'grant.notRevoked' }, revokedAt: { id: '0' } })
  })

  it('says of a grant that was revoked where that was', () => {
    const { messages } = madePlay([{ path: '/oauth2/revoke', steps: [noted('revocation.grant')] }, after])
    expect(verdictOf(messages)).toMatchObject({ check: { rule: 'grant.notRevoked' }, revokedAt: { id: '0' } })
  })
})

describe('the verdict on what the attacker sent', () => {
  it('names the attacker, and no service', () => {
    const sent = { grant_type: 'client_credentials' }
    const asked = {
      path: '/oauth2/token',
      sent,
      status: 401,
      error: 'invalid_client',
      steps: [failed('client.secret')],
    }
    const byAttacker = madePlay([asked]).messages.map((one, index) => ({
      ...one,
      ...(index === 0 && { from: 'attacker' as const }),
    }))
    expect(verdictOf(byAttacker)?.sentence).toContain('the token request of the attacker')
    expect(verdictOf(madePlay([asked]).messages)?.sentence).toContain('the token request of the service')
  })
})

describe('the reason of a refusal', () => {
  it('is the check that failed at what it answers, not at another message', () => {
    const first = { ...secretWrong, tookMs: 5000 }
    const second = trace({ id: '2', path: '/oauth2/token', error: 'invalid_grant', steps: [failed('code.alive')] })
    const { messages } = playOf(first, second)
    const reasons = messages.map((_, index) => reasonOf(messages, index)?.check.rule)
    expect(messages.map(({ id }, index) => [id, reasons[index]])).toEqual(
      expect.arrayContaining([
        ['1.answer', 'client.secret'],
        ['2.answer', 'code.alive'],
      ]),
    )
  })
})

describe('what was looked at', () => {
  it('is grouped: about the message, what was done, its form', () => {
    const note = { kind: 'note', note: 'code.redeemed', cite, says: 'the code is used up' } as const
    const looks = [note, held('http.path'), held('params.single'), held('params.single'), held('code.alive')]
    const { about, form, failed: none } = looksOf({ looks, resumed: { index: 4, after: 'x' } })
    expect(about.map(([look]) => look)).toEqual([looks[4], note])
    expect(form.map((group) => group.length)).toEqual([1, 2])
    expect(none).toEqual([])
    expect(countOf(looks)).toEqual({ held: 4, failed: 0, notes: 1 })
    expect(looksOf({ looks, resumed: { index: 4, after: 'x' } }).resumedAt).toBe(0)
  })

  it('tells what a failed check compared, and of a held one what explains something', () => {
    const [message] = playOf(secretWrong).messages
    if (message === undefined) throw new Error('a message')
    expect(seenOfFailed([failed('a.b', 'x', 'y')])).toEqual([
      ['expected', 'y'],
      ['received', 'x'],
    ])
    expect(seenOfHeld([{ ...held('a.b', 'x'), expected: 'x, y' }], message)).toEqual([
      ['value', 'x'],
      ['allowed', 'x, y'],
    ])
    expect(seenOfHeld([{ ...held('a.b', '(none)'), parameter: 'nonce' }], message)).toBe('not-sent')
    expect(seenOfHeld([{ ...held('a.b', '43'), expected: '512' }], message)).toEqual([])
  })
})
