/** What is printed of what peers sent: text for terminals, whatever it was. */
import { expect, it } from 'vitest'
import { jsonForTerminal } from './print.ts'

it('prints JSON without a sign that a terminal obeys, and with the same content', () => {
  const value = { said: 'a\u001b[2J\u007f\u009b31m\u202eb\u2028c\u{e0001}d ✓ é 😀' }
  const printed = jsonForTerminal(JSON.stringify(value, null, 2))
  expect(JSON.parse(printed)).toEqual(value)
  expect(printed).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}]/u)
  expect(printed).toContain('✓ é 😀')
})
