/** The mark of a value on paper: its shape, its letter, its name. */
import { kindName, shapeOf } from '../../values/kinds.ts'
import type { Value } from '../../values/values.ts'

interface OfSign {
  readonly value: Value
  /** A hash of the value, not the value itself. */
  readonly hollow?: boolean
}

export const Sign = ({ value: { kind, letter }, hollow = false }: OfSign) => (
  <span class="poster-sign">
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path class={hollow ? 'hollow' : ''} d={shapeOf[kind]} />
    </svg>
    {kindName(kind)} {letter}
  </span>
)
