/** Where the lanes stand, and the ways that messages take between them. Lengths are pixels. */
import type { Lane } from '../../programme/run.ts'

export interface Grid {
  readonly width: number
  /** Left of the lanes: the numbers of the messages. */
  readonly gutter: number
  readonly at: (lane: Lane) => number
  readonly lanes: readonly Lane[]
  readonly step: number
}

const NARROW = 560
/** A lane with less room cannot be told from the next one. */
const LEAST_STEP = 68

export function gridOf(lanes: readonly Lane[], room: number): Grid {
  const gutter = room < NARROW ? 26 : 44
  const width = Math.max(room, gutter + lanes.length * LEAST_STEP)
  const step = (width - gutter) / Math.max(1, lanes.length)
  return { width, gutter, lanes, step, at: (lane) => gutter + (lanes.indexOf(lane) + 0.5) * step }
}

/** How an arrow begins or ends. */
export type End =
  /** At the lane itself. */
  | 'lane'
  /** It comes out of the message above, or goes on into the one below, along the lane. */
  | 'carried'
  /** A check keeps it from the lane. */
  | 'blocked'

/** Room that an arrow leaves for what it passes, and for the sign of a check. */
const GAP = 7
const BLOCKED = 26
const BEND = 18

interface Course {
  readonly grid: Grid
  readonly from: Lane
  readonly to: Lane
  readonly y: number
  readonly start: End
  readonly end: End
  /** Of a start or an end that is carried: the height where the one goes over into the other. */
  readonly above: number
  readonly below: number
}

export interface Way {
  /** With gaps where it passes beneath a lane that has no part in it. */
  readonly drawn: string
  /** In one piece: what moves along it knows no gaps. */
  readonly whole: string
  readonly tip: { readonly x: number; readonly y: number; readonly direction: 1 | -1 }
  /** Where it begins, from left to right. */
  readonly begin: number
  readonly middle: number
}

/** The way of a message between two lanes. */
export function wayOf({ grid, from, to, y, start, end, above, below }: Course): Way {
  const [a, b] = [grid.at(from), grid.at(to)]
  const direction = b < a ? -1 : 1
  const from0 = start === 'blocked' ? a + direction * BLOCKED : a
  const to0 = end === 'blocked' ? b - direction * BLOCKED : b
  const head =
    start === 'lane'
      ? `M${from0} ${y}`
      : `M${from0} ${above}V${y - BEND}Q${from0} ${y} ${from0 + direction * BEND} ${y}`
  const tail = end === 'carried' ? `H${to0 - direction * BEND}Q${to0} ${y} ${to0} ${y + BEND}V${below}` : `H${to0}`
  const passed = grid.lanes
    .map(grid.at)
    .filter((x) => x > Math.min(a, b) && x < Math.max(a, b))
    .toSorted((one, other) => direction * (one - other))
  const gaps = passed.map((x) => `H${x - direction * GAP}M${x + direction * GAP} ${y}`).join('')
  return {
    drawn: `${head}${gaps}${tail}`,
    whole: `${head}${tail}`,
    tip: { x: to0, y, direction },
    begin: from0,
    middle: (from0 + to0) / 2,
  }
}

/** The loop of what happens inside one party. */
export function loopOf(x: number, y: number): string {
  return `M${x} ${y - 12}h14a12 12 0 0 1 0 24h-14`
}

/** Where a text of this length stands, nearest to `middle`: in sight, and clear of the bend of an arrow at `bend`. */
export function placeText(middle: number, length: number, { gutter, width }: Grid, bend?: Bend): number {
  const half = length / 2
  const [least, most] = [gutter + half, width - 8 - half]
  const clear =
    bend === undefined
      ? middle
      : bend.direction === 1
        ? Math.max(middle, bend.x + half)
        : Math.min(middle, bend.x - half)
  return Math.max(least, Math.min(most, clear))
}

/** A text stays on this side of it. */
export interface Bend {
  readonly x: number
  readonly direction: 1 | -1
}
