/** What was sent, in a line. */
import { expect, it } from 'vitest'
import { answerLine, requestLine } from './line.ts'

const message = (method: string, url: string) => ({ method, url, headers: [], parameters: [] })
const answer = (location?: string) => ({ status: 303, headers: [], parameters: [], ...(location && { location }) })

it('names a message by method and path, and a call by its name', () => {
  expect(requestLine(message('POST', 'https://as.example/tenant/token'))).toBe('POST /tenant/token')
  expect(requestLine(message('GET', 'no address'))).toBe('GET no address')
  expect(requestLine({ call: 'redeemCode' })).toBe('redeemCode()')
})

it('names an answer by its status and where it leads: out of http by the whole address', () => {
  expect(
    ['https://web.example/callback', '/login', 'app.example:/back', undefined].map((to) => answerLine(answer(to))),
  ).toEqual(['303 → /callback', '303 → /login', '303 → app.example:/back', '303'])
})
