/**
 * What was looked at, kept once however many requests it was the same for: that most traces share most of what they hold is
 * what makes recording cheap.
 */
import type { Note, Rule, Seen } from '@sightglass/spec/check'

/** What `check` or `note` told. */
export interface Looked {
  readonly entry: Rule | Note
  readonly held: boolean
  readonly seen: Seen | undefined
}

const MOST_VARIANTS = 4
const MOST_CHARACTERS = 128

interface Variants {
  readonly looked: Looked[]
  replaced: number
}

const known = new Map<Rule | Note, Variants>()

export const isLook = (looked: Looked, entry: Rule | Note, held: boolean, seen: Seen | undefined): boolean =>
  looked.entry === entry && looked.held === held && isSame(looked.seen, seen)

/** The look as it was told lately, where it was. */
export function sharedLook(entry: Rule | Note, held: boolean, seen: Seen | undefined): Looked {
  const variants = known.get(entry)
  if (variants !== undefined) for (const looked of variants.looked) if (isLook(looked, entry, held, seen)) return looked
  const made = { entry, held, seen }
  if (seen === undefined || isShort(seen)) remember(variants, made)
  return made
}

function remember(variants: Variants | undefined, made: Looked): void {
  if (variants === undefined) known.set(made.entry, { looked: [made], replaced: 0 })
  else if (variants.looked.length < MOST_VARIANTS) variants.looked.push(made)
  else variants.looked[variants.replaced++ % MOST_VARIANTS] = made
}

type Value = Seen['expected']

function isSame(one: Seen | undefined, other: Seen | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return (
    isSameValue(one.received, other.received) &&
    isSameValue(one.expected, other.expected) &&
    one.parameter === other.parameter &&
    saysAsMuch(one, other)
  )
}

function isSameValue(one: Value, other: Value): boolean {
  if (one === other) return true
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false
  return true
}

/** That nothing was received is something else than that nothing is said of it. */
const saysAsMuch = (one: Seen, other: Seen): boolean =>
  (one.received !== undefined || 'received' in one === 'received' in other) &&
  (one.expected !== undefined || 'expected' in one === 'expected' in other)

/** What peers sent at length is kept as long as their trace is, not longer. */
const isShort = ({ expected, received, parameter }: Seen): boolean =>
  lengthOf(expected) + lengthOf(received) + lengthOf(parameter) <= MOST_CHARACTERS

function lengthOf(value: Value): number {
  if (typeof value === 'string') return value.length
  return Array.isArray(value) ? value.reduce((sum: number, text: string) => sum + text.length, 0) : 0
}
