/** The drawing beside the messages: a line for each party, and an arrow for the message. The list beside it says the same in words. */
import type { Told } from '@sightglass/trace/story'
import { el } from './dom.ts'
import { colourOf, lanes, type Say } from './model.ts'

/** The names above the lines. */
export const laneHeads = (say: Say): HTMLElement =>
  el(
    'div',
    { class: 'lane-heads', 'aria-hidden': 'true' },
    lanes.map((lane) =>
      el(
        'span',
        { class: 'lane-head', 'data-party': colourOf[lane] },
        el('span', { class: 'long' }, say(`${lane}-lane`)),
        el('span', { class: 'short' }, say(lane === 'browser' ? lane : `${lane}-short`)),
      ),
    ),
  )

/** The words under an arrow are those of the message, in short. */
export function arrow({ from, to, channel, kind, error, underWay }: Told, words: string): HTMLElement {
  const [start, end] = [lanes.indexOf(from), lanes.indexOf(to)]
  const line = el('b', {
    class: `arrow-line ${end < start ? 'leftward' : 'rightward'} ${channel} ${kind}${error === undefined ? '' : ' refused'}${underWay ? ' waiting' : ''}`,
    'data-party': colourOf[from],
  })
  const label = el('em', { class: 'arrow-label' }, words)
  for (const part of [line, label]) {
    part.style.setProperty('--start', String(Math.min(start, end)))
    part.style.setProperty('--span', String(Math.abs(end - start)))
  }
  return el('div', { class: 'lanes', 'aria-hidden': 'true' }, lifelines(), line, label)
}

/** The lines go on where there is no message. */
export const emptyLanes = (): HTMLElement => el('div', { class: 'lanes', 'aria-hidden': 'true' }, lifelines())

const lifelines = (): HTMLElement[] => lanes.map((lane) => el('i', { class: 'lifeline', 'data-party': colourOf[lane] }))
