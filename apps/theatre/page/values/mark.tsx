/** The mark of a value: a shape for its kind and a letter for which one, so that its hue is never alone. */
import { kindName, shapeOf } from './kinds.ts'
import './values.css'
import type { Guise } from './finders.ts'
import type { Value } from './values.ts'

interface OfMark {
  readonly value: Value
  readonly as?: Guise
}

/** Filled for the value itself, hollow for a hash of it. */
export function Mark({ value: { kind, letter }, as = 'itself' }: OfMark) {
  return (
    <span class={as === 'hash' ? 'value-mark hollow' : 'value-mark'} data-value={kind}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={shapeOf[kind]} />
      </svg>
      <span aria-hidden="true">{letter}</span>
    </span>
  )
}

/** `code B`: what a value is called. */
export const nameOfValue = ({ kind, letter }: Value): string => `${kindName(kind)} ${letter}`
