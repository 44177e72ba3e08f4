/** What the browser carries on, what is turned back, and in which chapters it is told. */
import { expect, it } from 'vitest'
import { recorded } from '../values/fixtures/recorded.ts'
import { chaptersOf } from './chapters.ts'
import { isFailure } from './failures.ts'
import { kindOf } from './kinds.ts'
import { movementsOf } from './movements.ts'

it('joins each redirect with the request that follows it', () => {
  const { messages } = recorded('login')
  const pairs = [...movementsOf(messages).carriedBy].map(([answer, request]) =>
    [answer, request].map((index) => messages[index]).map((one) => one && kindOf(one)),
  )
  expect(pairs).toContainEqual(['to-authorize', 'authorize'])
  expect(pairs).toContainEqual(['to-client', 'callback'])
})

it('leads a refusal back to the request that it refuses', () => {
  const { messages } = recorded('burnt')
  const { turns } = movementsOf(messages)
  expect(turns.size).toBeGreaterThan(0)
  for (const [answer, request] of turns) {
    expect(messages[answer] && isFailure(messages[answer])).toBe(true)
    expect(messages[request]?.to).toBe(messages[answer]?.from)
  }
})

it('takes a device that is told to wait for no failure', () => {
  const answer = { status: 400, headers: [], parameters: [] }
  const told = { kind: 'answer', looks: [], error: undefined, answer } as const
  expect(isFailure({ ...told, parameters: [{ name: 'error', value: 'authorization_pending', in: 'body' }] })).toBe(
    false,
  )
  expect(isFailure({ ...told, parameters: [{ name: 'error', value: 'expired_token', in: 'body' }] })).toBe(true)
})

it('tells a login in chapters, each beginning where the last one ends', () => {
  const { messages } = recorded('login')
  const chapters = chaptersOf(messages)
  expect(chapters[0]?.name).toBe('ask')
  expect(chapters.map(({ name }) => name)).toContain('redeem')
  expect(chapters.map(({ end }) => end)).toEqual([...chapters.slice(1).map(({ first }) => first), messages.length])
})
