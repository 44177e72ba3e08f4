/** The arrow of a message on paper: thin through the browser, thick past it, dotted where nobody saw it. */
import type { Lane } from '../../../programme/run.ts'
import type { Staged } from '../../play/play.ts'

const WIDTH = 400
const HEIGHT = 24
const MIDDLE = HEIGHT / 2
const TIP = 11
const GAP = 7

/** How far from the left a lane stands, in percent. */
export const at = (lanes: readonly Lane[], lane: Lane): number => ((lanes.indexOf(lane) + 0.5) / lanes.length) * 100

export type Manner = 'front' | 'back' | 'aside' | 'inside'

export const mannerOf = ({ kind, channel }: Staged): Manner =>
  kind === 'aside' ? 'aside' : kind === 'call' ? 'inside' : channel

interface OfArrow {
  readonly lanes: readonly Lane[]
  readonly staged: Staged
}

export function Arrow({ lanes, staged }: OfArrow) {
  const x = (lane: Lane): number => (at(lanes, lane) / 100) * WIDTH
  const [from, to] = [x(staged.from), x(staged.to)]
  const passed = lanes.map(x).filter((one) => one > Math.min(from, to) && one < Math.max(from, to))
  return (
    <svg class="poster-arrow" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <Stroke from={from} to={to} passed={passed} manner={mannerOf(staged)} open={staged.kind === 'answer'} />
    </svg>
  )
}

interface OfStroke {
  readonly from: number
  readonly to: number
  /** Where it passes a lane that has no part in it. */
  readonly passed?: readonly number[]
  readonly manner: Manner
  /** Of an answer. */
  readonly open: boolean
}

export function Stroke({ from, to, passed = [], manner, open }: OfStroke) {
  if (from === to) return <path class={manner} d={`M${from} 5h16v14h-14`} />
  const direction = to < from ? -1 : 1
  const back = to - direction * TIP
  const gaps = passed
    .toSorted((one, other) => direction * (one - other))
    .map((x) => `H${x - direction * GAP}M${x + direction * GAP} ${MIDDLE}`)
  const tip = `M${back} ${MIDDLE - 6}L${to} ${MIDDLE}L${back} ${MIDDLE + 6}${open ? '' : 'Z'}`
  return (
    <>
      <path class={manner} d={`M${from} ${MIDDLE}${gaps.join('')}H${open ? to - direction * 2 : back}`} />
      <path class={open ? 'tip open' : 'tip'} d={tip} />
    </>
  )
}
