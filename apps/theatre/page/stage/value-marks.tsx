/** The values that a message carries, as marks at the end of its row: the same value has the same mark on every arrow. */
import type { Play, Staged } from '../play/play.ts'
import { isSecret, shapeOf } from '../values/kinds.ts'
import { isLit } from '../values/lit.ts'
import { type Travelling, valuesIn } from '../values/values.ts'
import type { Grid } from './geometry.ts'
import './value-marks.css'

interface Props {
  readonly play: Play
  readonly staged: Staged
  readonly grid: Grid
  readonly y: number
}

/** Between two marks, in pixels. */
const STEP = 23
/** More are told by the message itself. */
const MOST = 3
/** What stays free beside the last lane and at the edge of the stage. */
const AROUND = 14

/** Where there is little room, only the value that is lit. */
export function ValueMarks({ play, staged, grid, y }: Props) {
  const all = once(valuesIn(play, staged).filter(({ kind }) => isSecret(kind) && kind !== 'cookie'))
  const room = Math.min(MOST, Math.floor((grid.step / 2 - AROUND) / STEP))
  const shown = room > 1 ? all.slice(0, room) : all.filter(({ id }) => isLit(id)).slice(0, 1)
  return (
    <>
      {shown.map((value, place) => (
        <ValueMark key={value.id} value={value} x={grid.width - 8 - STEP * (shown.length - place)} y={y} />
      ))}
      {shown.length > 1 && all.length > shown.length && (
        <text class="stage-marks-more" x={grid.width - 10} y={y + 20}>
          +{all.length - shown.length}
        </text>
      )}
    </>
  )
}

function ValueMark({ value, x, y }: { readonly value: Travelling; readonly x: number; readonly y: number }) {
  const { id, kind, letter, as } = value
  return (
    <g class={`stage-mark${as === 'hash' ? ' hollow' : ''}${isLit(id) ? ' lit' : ''}`} data-value={kind}>
      <path d={shapeOf[kind]} transform={`translate(${x} ${y - 6}) scale(0.75)`} />
      <text x={x + 13} y={y + 4}>
        {letter}
      </text>
    </g>
  )
}

/** What stands in several places of a message is marked once: as itself, where it does. */
const once = (values: readonly Travelling[]): readonly Travelling[] => {
  const found = new Map<string, Travelling>()
  for (const value of values) if (found.get(value.id)?.as !== 'itself') found.set(value.id, value)
  return [...found.values()]
}

/** Whether a message carries the value that is lit. */
export const carriesLit = (play: Play, staged: Staged): boolean => valuesIn(play, staged).some(({ id }) => isLit(id))
