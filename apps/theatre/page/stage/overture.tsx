/** A login in small, as the stage would draw it: what stands there before there is one. */
import type { Lane } from '../../programme/run.ts'
import { colourOf } from '../lanes.ts'
import './arrow.css'
import { gridOf, wayOf } from './geometry.ts'
import './overture.css'

const lanes: readonly Lane[] = ['browser', 'client', 'authorization-server', 'resource-server']
const grid = gridOf(lanes, 480)

const common = { grid, start: 'lane', end: 'lane', above: 0, below: 0 } as const
const messages = [
  { ...common, of: 'client', road: true, from: 'client', to: 'browser', y: 26, end: 'carried', below: 45 },
  {
    ...common,
    of: 'client',
    road: true,
    from: 'browser',
    to: 'authorization-server',
    y: 64,
    start: 'carried',
    above: 45,
  },
  {
    ...common,
    of: 'authorization',
    road: true,
    from: 'authorization-server',
    to: 'browser',
    y: 98,
    end: 'carried',
    below: 117,
  },
  { ...common, of: 'authorization', road: true, from: 'browser', to: 'client', y: 136, start: 'carried', above: 117 },
  { ...common, of: 'client', road: false, from: 'client', to: 'authorization-server', y: 166 },
  { ...common, of: 'client', road: false, from: 'client', to: 'resource-server', y: 192 },
] as const

export const Overture = () => (
  <svg class="overture" viewBox="0 0 480 216" aria-hidden="true" focusable="false">
    {lanes.map((lane) => (
      <line
        class="lifeline"
        key={lane}
        data-party={colourOf[lane]}
        x1={grid.at(lane)}
        x2={grid.at(lane)}
        y1={6}
        y2={210}
      />
    ))}
    {messages.map(({ of, road, ...course }) => {
      const { drawn, tip } = wayOf(course)
      const back = tip.x - tip.direction * 10
      return (
        <g key={course.y} class={`row ${road ? 'front' : 'back'}`} data-party={of}>
          {road && <path class="row-road" d={drawn} />}
          <path class="row-line" d={drawn} />
          {course.end === 'carried' ? (
            <circle class="bead through" cx={tip.x} cy={course.below} r={5} />
          ) : (
            <path class="row-head" d={`M${tip.x} ${tip.y}L${back} ${tip.y - 5}V${tip.y + 5}Z`} />
          )}
        </g>
      )
    })}
  </svg>
)
