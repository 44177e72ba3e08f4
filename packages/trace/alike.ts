/** What two traces have in common: those that differ in nothing but what is masked are kept as one, with a text each. */
import { HIDDEN } from './mask.ts'
import type { Shown } from './trace.ts'

/** Between two texts. */
export const END = '\0'

/** What differs from one request to the next: of what is hidden whole, nothing is told that could. */
export const varies = ({ masked, value }: Shown): boolean => masked === true && !value.endsWith(HIDDEN)

export function areAlike(one: readonly Shown[], other: readonly Shown[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) if (!isAlike(one[index], other[index])) return false
  return true
}

function isAlike(one: Shown | undefined, other: Shown | undefined): boolean {
  if (one === other) return true
  if (one === undefined || other === undefined || one.name !== other.name || one.masked !== other.masked) return false
  return varies(one) ? varies(other) : one.value === other.value
}
