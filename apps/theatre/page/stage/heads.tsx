/** The names above the lanes: they stay in sight while the messages pass. */
import type { Lane } from '../../programme/run.ts'
import { colourOf, laneName, shortLaneName } from '../lanes.ts'
import type { Grid } from './geometry.ts'
import './heads.css'

/** About how wide a letter is, and what stands around a name, in pixels. */
const LETTER = 7.6
const AROUND = 36

export function Heads({ grid }: { readonly grid: Grid }) {
  const isRoomy = grid.lanes.every((lane) => laneName(lane).length * LETTER + AROUND <= grid.step)
  const nameOf = isRoomy ? laneName : shortLaneName
  const head = (lane: Lane) => (
    <span
      key={lane}
      class="lane-head"
      data-party={colourOf[lane]}
      data-lane={lane}
      style={{ left: `${grid.at(lane) - grid.step / 2}px`, width: `${grid.step}px` }}
    >
      <span class="lane-name">{nameOf(lane)}</span>
    </span>
  )
  return (
    <div class="lane-heads" aria-hidden="true" style={{ width: `${grid.width}px` }}>
      {grid.lanes.map(head)}
    </div>
  )
}
