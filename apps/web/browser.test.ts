import { expect, it } from 'vitest'
import { readCookie, writeCookie } from './browser.ts'

const ID = 'a'.repeat(43)
const sending = (cookie: string): Request => new Request('https://app.example/', { headers: { cookie } })

it('on https takes only a cookie that this very host has set, so that no sibling domain plants one', () => {
  const [pair = '', ...attributes] = writeCookie('browser', ID, true).split('; ')
  expect(pair).toBe(`__Host-sightglass_web_browser=${ID}`)
  expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']))
  expect(readCookie(sending(pair), 'browser', true)).toBe(ID)
  expect(readCookie(sending(`sightglass_web_browser=${ID}`), 'browser', true)).toBeUndefined()
})

it('on loopback without https takes the plain name', () => {
  const [pair = ''] = writeCookie('session', ID, false).split('; ')
  expect(readCookie(sending(pair), 'session', false)).toBe(ID)
})
