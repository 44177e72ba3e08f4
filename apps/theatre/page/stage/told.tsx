/** An aside on the stage: what happened where no party could see it, in as many lines as its words need, above a dotted arrow. */
import { titleOf } from '../play/kinds.ts'
import type { Play, Staged } from '../play/play.ts'
import './arrow.css'
import { type Grid, placeText } from './geometry.ts'
import { linesOf } from './lines.ts'
import { LINE } from './score.ts'

/** About how wide a letter is, in pixels, and how high a line. */
const LETTER = 7.1
const LEADING = 16
/** A row holds no more. */
const MOST_LINES = 3
/** From the top of the row to the first line, and from the last line to the arrow. */
const ABOVE = 23
const BELOW = 12

interface ToldProps {
  readonly play: Play
  readonly grid: Grid
  readonly staged: Staged
  readonly y: number
}

export function Told({ play, grid, staged, y }: ToldProps) {
  const [a, b] = [grid.at(staged.from), grid.at(staged.to)]
  const lines = linesFor(titleOf(staged, play), Math.abs(b - a), grid)
  const top = y - LINE + ABOVE - (lines.length - 1) * 5
  const arrow = lines.length === 1 ? y : top + (lines.length - 1) * LEADING + BELOW
  const direction = b < a ? -1 : 1
  const middle = placeText((a + b) / 2, Math.max(...lines.map(({ length }) => length)) * LETTER, grid)
  return (
    <>
      <path class="row-line" d={`M${a} ${arrow}H${b}`} />
      <path
        class="row-open-head"
        d={`M${b - direction * 11} ${arrow - 6}L${b - direction * 2} ${arrow}L${b - direction * 11} ${arrow + 6}`}
      />
      <text class="row-title" text-anchor="middle">
        {lines.map((line, place) => (
          <tspan key={line} x={middle} y={top + place * LEADING}>
            {place === lines.length - 1 ? line : `${line} `}
          </tspan>
        ))}
      </text>
    </>
  )
}

/** One line where the arrow is as long as it; else two that are about as long as each other, and three on a narrow stage. */
function linesFor(title: string, way: number, { width, gutter }: Grid): readonly string[] {
  const room = Math.floor((width - gutter - 16) / LETTER)
  if (title.length * LETTER <= way - 8) return [title]
  return linesOf(title, Math.min(room, Math.max(Math.ceil(title.length / 2) + 4, Math.floor(way / LETTER))), MOST_LINES)
}
