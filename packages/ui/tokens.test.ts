import { describe, expect, it } from 'vitest'
import { type ColourToken, colours } from './tokens.ts'

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['paper', 'surface', 'sunken'] as const
const text: readonly (readonly [ColourToken, readonly ColourToken[]])[] = [
  ['ink', [...grounds, 'danger-surface', 'warning-surface', 'resource-surface']],
  ['ink-soft', grounds],
  ['link', grounds],
  ['on-button', ['button', 'button-hover']],
  ['danger', ['danger-surface', 'surface']],
  ['warning', ['warning-surface']],
  ['good', ['surface', 'resource-surface']],
  ['client', ['client-surface', 'surface']],
  ['authorization', ['authorization-surface', 'surface']],
  ['resource', ['resource-surface', 'surface']],
]

describe.each(['light', 'dark'] as const)('the %s colours', (scheme) => {
  const table: Record<ColourToken, string> = colours[scheme]

  it.each(text)('let people read %s (WCAG AA, 4.5 : 1)', (front, backs) => {
    for (const back of backs) expect(contrast(table[front], table[back]), `on ${back}`).toBeGreaterThanOrEqual(4.5)
  })

  it('let people see the edge of a field (3 : 1)', () => {
    for (const back of grounds) expect(contrast(table['line-strong'], table[back])).toBeGreaterThanOrEqual(3)
  })
})
