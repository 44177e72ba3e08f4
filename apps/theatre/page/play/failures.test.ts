/** How much went wrong, counted once. */
import { describe, expect, it } from 'vitest'
import { recorded } from '../values/fixtures/recorded.ts'
import { countFailures, failedOf, isSetback } from './failures.ts'

const messagesOf = (...[name]: Parameters<typeof recorded>) => recorded(name).messages

describe('failures', () => {
  it('are none where all went well', () => {
    expect(countFailures(messagesOf('login'))).toBe(0)
  })

  it('are counted once for a check and the answer that tells of it', () => {
    const messages = messagesOf('replayed')
    const checks = messages.flatMap(failedOf).length
    expect(messages.filter(({ error }) => error !== undefined).length).toBeGreaterThan(0)
    expect(countFailures(messages)).toBe(checks)
  })

  it('are none where a password was wrong: that is a setback, of the message that brought it and of its answer', () => {
    const messages = messagesOf('login').map((one) => ({
      ...one,
      looks: one.looks.map((look) =>
        look.kind === 'note' && look.note === 'login.succeeded' ? { ...look, note: 'login.failed' } : look,
      ),
    }))
    expect(messages.filter(isSetback).map(({ request }) => 'url' in request && new URL(request.url).pathname)).toEqual([
      '/login',
    ])
    const answer = { status: 422, headers: [], parameters: [] }
    expect(isSetback({ kind: 'answer', answer, parameters: [], looks: [], error: undefined })).toBe(true)
    expect(countFailures(messages)).toBe(0)
  })

  it('are counted where an answer refuses and no check says why', () => {
    const messages = messagesOf('replayed').map((one) => ({ ...one, looks: [] }))
    expect(countFailures(messages)).toBe(messages.filter(({ error }) => error !== undefined).length)
  })
})
