/** One message on the stage: its arrow, its title above, what went over the wire beneath. */
import { colourOf } from '../lanes.ts'
import { isFailure, isSetback, turnedBackBy } from '../play/failures.ts'
import { titleOf } from '../play/kinds.ts'
import type { Play, Staged } from '../play/play.ts'
import { Beads, Tip } from './arrow.tsx'
import { type Bend, type End, type Grid, loopOf, placeText, type Way, wayOf } from './geometry.ts'
import './row.css'
import { checksOf, LINE, ROW, type Score, wireOf } from './score.ts'
import { SETBACK_SIGN, setbackInWords } from './setback.ts'
import { Told } from './told.tsx'
import { carriesLit, ValueMarks } from './value-marks.tsx'

interface RowProps {
  readonly play: Play
  readonly score: Score
  readonly grid: Grid
  readonly index: number
  readonly state: 'past' | 'current' | 'paired' | 'ahead'
  /** How long the dot is on its way; `undefined`: nothing moves. */
  readonly travelMs: number | undefined
  readonly focused: boolean
}

export function Row(props: RowProps) {
  const { play, score, grid, index, state, focused } = props
  const staged = play.messages[index]
  if (staged === undefined) return null
  const y = (score.tops[index] ?? 0) + LINE
  const manner = mannerOf(staged)
  return (
    <g
      class={`row ${staged.kind} ${staged.channel} ${state} ${manner}${staged.underWay ? ' waiting' : ''}${carriesLit(play, staged) ? ' lit' : ''}`}
      data-party={colourOf[leadOf(play, score, index)]}
      data-number={staged.number}
      data-channel={staged.kind === 'call' ? undefined : staged.channel}
    >
      {/* Catches the pointer where nothing is drawn. */}
      <rect class="row-reach" x={0} y={y - LINE} width={grid.width} height={ROW} />
      {focused && <rect class="row-ring" x={3} y={y - LINE + 3} width={grid.width - 6} height={ROW - 6} rx={9} />}
      <text class="row-number" x={grid.gutter - 10} y={y + 4}>
        {staged.number}
      </text>
      {staged.from === staged.to ? (
        <Inside {...props} staged={staged} y={y} />
      ) : staged.kind === 'aside' ? (
        <Told play={play} grid={grid} staged={staged} y={y} />
      ) : (
        <Between {...props} staged={staged} y={y} />
      )}
      <ValueMarks play={play} staged={staged} grid={grid} y={y} />
    </g>
  )
}

/** A redirect and the request that carries it on have one colour: that of the party which wanted it so. */
function leadOf({ messages }: Play, { movements }: Score, index: number) {
  const origin = messages[movements.carries.get(index) ?? index] ?? messages[index]
  return origin?.from ?? 'browser'
}

const mannerOf = (staged: Staged): string => (isSetback(staged) ? 'setback' : isFailure(staged) ? 'failure' : '')

/** A row with its message. */
interface Placed extends RowProps {
  readonly staged: Staged
  readonly y: number
}

function Inside({ play, grid, staged, y }: Placed) {
  const x = grid.at(staged.from)
  const title = titleOf(staged, play)
  const onLeft = x + 40 + widthOf(title) > grid.width
  return (
    <>
      <path class="row-line" d={loopOf(x, y)} />
      <path class="row-head" d={`M${x + 1} ${y + 12}l8 -5v10Z`} />
      <text class="row-title" x={x + (onLeft ? -14 : 38)} y={y + 1} text-anchor={onLeft ? 'end' : 'start'}>
        {title}
      </text>
      <text class="row-wire" x={x + (onLeft ? -14 : 38)} y={y + 17} text-anchor={onLeft ? 'end' : 'start'}>
        {wireOf(staged)}
      </text>
    </>
  )
}

function Between({ play, score, grid, index, staged, y, travelMs }: Placed) {
  const { carries, carriedBy, turns } = score.movements
  const isBlocked = turnedBackBy(staged).length > 0
  const turnedAt = turns.get(index)
  const turned = turnedAt === index - 1 && turnedBackBy(play.messages[turnedAt] ?? staged).length > 0
  const start: End = carries.has(index) ? 'carried' : turned ? 'blocked' : 'lane'
  const end: End = carriedBy.has(index) ? 'carried' : isBlocked ? 'blocked' : 'lane'
  const yOf = (at: number | undefined): number => (score.tops[at ?? index] ?? 0) + LINE
  const above = turned ? yOf(turnedAt) + 10 : yOf(carries.get(index)) + ROW / 2
  const way = wayOf({ grid, from: staged.from, to: staged.to, y, start, end, above, below: y + ROW / 2 })
  return (
    <>
      {staged.channel === 'front' && <path class="row-road" d={way.drawn} />}
      <path class="row-line" d={way.drawn} />
      {staged.channel === 'front' && <Beads grid={grid} staged={staged} y={y} start={start} end={end} />}
      <Tip way={way} end={end} staged={staged} />
      <Words play={play} grid={grid} staged={staged} y={y} way={way} start={start} end={end} />
      {travelMs !== undefined && (
        <circle
          class="row-dot"
          key={staged.number}
          r={6}
          style={{ offsetPath: `path("${way.whole}")`, animationDuration: `${travelMs}ms` }}
        />
      )}
    </>
  )
}

interface WordsProps extends Pick<Placed, 'play' | 'grid' | 'staged' | 'y'> {
  readonly way: Way
  readonly start: End
  readonly end: End
}

/** An arrow that comes from above bends where its title would begin, one that goes on below where the line beneath would. */
function Words({ play, grid, staged, y, way, start, end }: WordsProps) {
  const title = cut(titleOf(staged, play), (grid.width - grid.gutter - 16) / TITLE)
  const { held, failed } = checksOf(staged)
  const again = isSetback(staged) ? `${SETBACK_SIGN} ${setbackInWords(staged)}` : ''
  const looks = (held > 0 ? 5 : 0) + (failed > 0 ? 4 : 0) + (again === '' ? 0 : again.length + 1)
  const wire = cut(wireOf(staged), (grid.width - grid.gutter - 16) / WIRE - looks)
  const { direction } = way.tip
  const above: Bend | undefined = start === 'lane' ? undefined : { x: way.begin + direction * CLEAR, direction }
  const below: Bend | undefined =
    end !== 'lane' ? { x: way.tip.x - direction * CLEAR, direction: direction === 1 ? -1 : 1 } : undefined
  return (
    <>
      <text class="row-title" x={placeText(way.middle, widthOf(title), grid, above)} y={y - 13} text-anchor="middle">
        {title}
      </text>
      <text
        class="row-wire"
        x={placeText(way.middle, (wire.length + looks) * WIRE, grid, below)}
        y={y + 21}
        text-anchor="middle"
      >
        {wire}
        {held > 0 && (
          <tspan class="held" dx="8">
            ✓ {held}
          </tspan>
        )}
        {failed > 0 && (
          <tspan class="failed" dx="8">
            ✗ {failed}
          </tspan>
        )}
        {again !== '' && (
          <tspan class="again" dx="8">
            {again}
          </tspan>
        )}
      </text>
    </>
  )
}

/** Between a bend and a text. */
const CLEAR = 14
/** About how wide a letter is, in pixels. */
const TITLE = 7.6
const WIRE = 7.1
const widthOf = (title: string): number => title.length * TITLE

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, Math.max(1, Math.floor(most) - 1))}…`
