/** What two traces have in common: those that differ in nothing but what is masked are kept as one, with a text each. */
import type { Shown } from './trace.ts'
import { HIDDEN } from './withheld.ts'

/** Between two texts. */
export const END = '\0'

/** What differs from one request to the next: of what is hidden whole, nothing is told that could. */
export const varies = ({ masked, value }: Shown): boolean => masked === true && !value.endsWith(HIDDEN)

export function areAlike(one: readonly Shown[], other: readonly Shown[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) if (!isAlike(one[index], other[index])) return false
  return true
}

/** Alike in all that is shown. */
export function areSame(one: readonly Shown[], other: readonly Shown[]): boolean {
  if (one === other) return true
  return areAlike(one, other) && one.every(({ value }, index) => value === other[index]?.value)
}

function isAlike(one: Shown | undefined, other: Shown | undefined): boolean {
  if (one === other) return true
  if (one === undefined || other === undefined || one.name !== other.name || one.in !== other.in) return false
  if (one.masked !== other.masked) return false
  return varies(one) ? varies(other) : one.value === other.value
}
