/** What an arrow has besides its line: where it touches the browser, and how it ends. */
import type { Staged } from '../play/play.ts'
import './arrow.css'
import type { End, Grid, Way } from './geometry.ts'
import { ROW } from './score.ts'

const BEAD = 5.5

interface BeadsProps {
  readonly grid: Grid
  readonly staged: Staged
  readonly y: number
  readonly start: End
  readonly end: End
}

/** Where a message touches the browser: on the lane, or between two rows where it is carried on. */
export function Beads({ grid, staged, y, start, end }: BeadsProps) {
  const bead = (cx: number, cy: number, kind: string) => <circle class={`bead ${kind}`} cx={cx} cy={cy} r={BEAD} />
  if (end === 'carried') return bead(grid.at(staged.to), y + ROW / 2, 'through')
  if (start !== 'carried' && staged.kind === 'request') return bead(grid.at(staged.from), y, 'start')
  return null
}

export function Tip({ way, end, staged }: { readonly way: Way; readonly end: End; readonly staged: Staged }) {
  const { x, y, direction } = way.tip
  if (end === 'carried') return null
  if (end === 'blocked') return <Cross x={x} y={y} />
  const isLost = staged.kind === 'answer' && staged.answer === undefined
  if (isLost) return <Cross x={way.middle} y={y} />
  const back = x - direction * 11
  return staged.kind === 'request' ? (
    <path class="row-head" d={`M${x - direction} ${y}L${back} ${y - 6}V${y + 6}Z`} />
  ) : (
    <path class="row-open-head" d={`M${back} ${y - 6}L${x - direction * 2} ${y}L${back} ${y + 6}`} />
  )
}

const Cross = ({ x, y }: { readonly x: number; readonly y: number }) => (
  <g class="cross">
    <circle cx={x} cy={y} r={10} />
    <path d={`M${x - 4} ${y - 4}l8 8m0 -8l-8 8`} />
  </g>
)
