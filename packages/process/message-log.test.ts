import { stripVTControlCharacters } from 'node:util'
import { check, defineNotes, defineRules, note, Refusal } from '@sightglass/spec/check'
import { traced, traceExchange, traceParameters, traceRefusal, traceSending } from '@sightglass/trace'
import { describe, expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { createLog, type LogOptions } from './log.ts'
import { logMessages } from './message-log.ts'

const rules = defineRules('message-log-test', {
  one: ['RFC6749-4.1.3', 'invalid_grant', 'code must be known'],
  other: ['RFC7636-4.6', 'invalid_grant', 'code_verifier must match'],
})
const notes = defineNotes('message-log-test', { told: ['RFC6749-4.1.2', 'something was done'] })
const tracing = { party: 'authorization-server', from: 'client', linkKey: new Uint8Array(16) } as const
const ours = ['http://localhost:8081']

function written(options: LogOptions = { logFormat: 'json', debug: true }): string[] {
  const lines: string[] = []
  afterThis(logMessages(createLog('auth', { ...options, write: (line) => void lines.push(line) }), { ours }))
  return lines
}

const eventsIn = (lines: readonly string[]): Record<string, unknown>[] => lines.map((line) => JSON.parse(line))

const token = (verifier: string, work: () => void = () => {}) =>
  traced(tracing, new Request('http://localhost:8081/oauth2/token?resource=a', { method: 'POST' }), async () => {
    await Promise.resolve()
    traceParameters([['grant_type', 'authorization_code']])
    traceParameters([['code_verifier', verifier]])
    await new Promise((resolve) => setImmediate(resolve))
    work()
    try {
      check(rules.one, true)
      note(notes.told)
      check(rules.other, verifier === 'right', { parameter: 'code_verifier', expected: 'a', received: 'b' })
      return Response.json({})
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      traceRefusal(error.error)
      return new Response(null, { status: 400 })
    }
  })

describe('the message log', () => {
  it('tells a message, what was looked at, and the answer, each as one line', async () => {
    const lines = written()
    await token('right')
    const events = eventsIn(lines)
    expect(events.map(({ msg }) => msg)).toEqual(['request', 'note', 'checks held', 'response'])
    expect(events[0]).toMatchObject({
      from: 'client',
      to: 'authorization-server',
      method: 'POST',
      url: 'http://localhost:8081/oauth2/token',
      parameters: [
        { name: 'resource', value: 'a' },
        { name: 'grant_type', value: 'authorization_code' },
        { name: 'code_verifier', value: '•••', masked: true },
      ],
    })
    expect(events[2]).toMatchObject({ count: 2, rules: ['message-log-test.one', 'message-log-test.other'] })
    expect(events[3]).toMatchObject({ from: 'authorization-server', to: 'client', status: 200 })
    expect(new Set(events.map(({ trace }) => trace)).size).toBe(1)
  })

  it('tells the check that failed with what was expected and received', async () => {
    const lines = written()
    await token('wrong')
    const events = eventsIn(lines)
    expect(events.map(({ msg }) => msg)).toEqual(['request', 'note', 'check failed', 'response'])
    expect(events[2]).toMatchObject({
      rule: 'message-log-test.other',
      section: 'RFC7636-4.6',
      must: 'code_verifier must match',
      parameter: 'code_verifier',
      expected: 'a',
      received: 'b',
    })
    expect(events[3]).toMatchObject({ status: 400, error: 'invalid_grant' })
  })

  it('tells a message before those that answering it causes', async () => {
    const lines = written()
    await token('right', () => lines.push(JSON.stringify({ msg: 'a message of another process' })))
    expect(eventsIn(lines).map(({ msg }) => msg)).toEqual([
      'request',
      'a message of another process',
      'note',
      'checks held',
      'response',
    ])
  })

  it('leaves a message to who receives it, unless that is none of ours or nobody answered', async () => {
    const lines = written()
    const send = (url: string, answered: boolean) =>
      traceExchange(
        'authorization-server',
        { method: 'GET', url, headers: [], parameters: [] },
        answered ? { status: 200, headers: [], parameters: [] } : undefined,
        traceSending(),
      )
    await token('right', () => {
      send('http://localhost:8081/oauth2/jwks', true)
      send('http://localhost:8081/oauth2/jwks', false)
      send('https://elsewhere.example/jwks', true)
    })
    const sent = eventsIn(lines).filter(({ msg }) => msg === 'exchange')
    expect(sent.map(({ url }) => url)).toEqual(['http://localhost:8081/oauth2/jwks', 'https://elsewhere.example/jwks'])
    expect(sent.map(({ answer }) => answer)).toMatchObject([undefined, { status: 200 }])
  })

  it('is silent above debug', async () => {
    const lines = written({ logFormat: 'json' })
    await token('wrong')
    expect(lines).toEqual([])
  })

  it('says of a token what it says itself, and nothing of its signature', async () => {
    const lines = written()
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const jwt = `${part({ typ: 'at+jwt', alg: 'ES256' })}.${part({ iss: 'i', aud: ['a', 'b'], exp: 0 })}.c2lnbmF0dXJl`
    await traced(tracing, new Request(`http://localhost:8081/x?token=${jwt}`), async () => new Response())
    expect(lines.join()).toContain('JWT (at+jwt, ES256): iss i, aud a b, exp 1970-01-01T00:00:00Z')
    expect(lines.join()).not.toContain('c2lnbmF0dXJl')
  })

  it('is readable when pretty, and lets no peer steer the terminal or forge a line', async () => {
    const lines = written({ logFormat: 'pretty', debug: true })
    const url = 'http://localhost:8081/oauth2/authorize?scope=read%0A12:00:00%20info%20%1b[2Jforged'
    await traced(tracing, new Request(url), async () => {
      check(rules.one, true)
      return new Response(null, { status: 303, headers: { location: 'http://localhost:8080/callback?state=x' } })
    })
    const text = stripVTControlCharacters(lines.join(''))
    expect(text).toMatch(/debug request {6}CLIENT → AUTH-SERVER {2}GET \/oauth2\/authorize\n +scope {2}read·12:00:00/)
    expect(text).toContain('AUTH-SERVER  ✓ 1 check held (message-log-test 1)')
    expect(text).toContain('AUTH-SERVER → CLIENT  303 to http://localhost:8080/callback')
    expect(lines.join('')).not.toContain('\u001b[2J')
  })
})
