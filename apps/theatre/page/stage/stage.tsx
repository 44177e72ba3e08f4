/** The stage: a lane for each party that takes part, and a row for each message between them. The list says the same in words. */
import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { House } from '../house.ts'
import { colourOf } from '../lanes.ts'
import { chapterTitle } from '../play/chapters.ts'
import type { Play } from '../play/play.ts'
import { STEP_MS } from '../play/player.ts'
import { defineWords } from '../words.ts'
import { type Grid, gridOf } from './geometry.ts'
import { Heads } from './heads.tsx'
import { Row } from './row.tsx'
import { HEADING, inSight, ROW, type Score, scoreOf } from './score.ts'
import './stage.css'
import { focusedIndex, view } from './view.ts'

const say = defineWords({
  en: { drawing: 'Drawing; the list of messages says the same' },
  de: { drawing: 'Zeichnung; die Liste der Nachrichten sagt dasselbe' },
})

interface OfHouse {
  readonly house: House
}

export function Stage({ house }: OfHouse) {
  const play = house.play.value
  return play === undefined || view.value !== 'stage' ? null : <Drawing house={house} play={play} />
}

/** Rows that are drawn above and below what is in sight. */
const MARGIN = 4 * ROW
/** Of the room below the last message. */
const FOOT = 24

function Drawing({ house, play }: OfHouse & { readonly play: Play }) {
  const scroller = useRef<HTMLElement>(null)
  const room = useSignal(0)
  const sight = useSignal({ top: 0, height: 0 })
  useLayoutEffect(() => {
    const { current } = scroller
    if (current === null) return
    const look = (): void => {
      room.value = current.clientWidth
      sight.value = { top: current.scrollTop, height: current.clientHeight }
    }
    const observer = new ResizeObserver(look)
    const go = ({ target }: MouseEvent): void => {
      const number = target instanceof Element ? target.closest<SVGElement>('[data-number]')?.dataset.number : undefined
      if (number !== undefined) house.player.step(Number(number) - 1 - house.player.index.peek())
    }
    // The keyboard can scroll it; what is in it, the list says.
    current.tabIndex = 0
    observer.observe(current)
    current.addEventListener('scroll', look, { passive: true })
    current.addEventListener('click', go)
    look()
    return () => {
      observer.disconnect()
      current.removeEventListener('scroll', look)
      current.removeEventListener('click', go)
    }
  }, [house, room, sight])
  const score = scoreOf(play)
  const index = house.player.index.value
  useFollowing(scroller, play, score, index)
  const grid = gridOf(play.lanes, room.value)
  const { top, height } = sight.value
  const [first, end] = inSight(score, top - MARGIN, top + height + MARGIN)
  return (
    <section class="stage-scroll" ref={scroller} aria-label={say('drawing')}>
      <Heads grid={grid} />
      <div class="stage-rows" style={{ height: `${score.height + FOOT}px`, width: `${grid.width}px` }}>
        {room.value > 0 && <Rows house={house} play={play} score={score} grid={grid} first={first} end={end} />}
      </div>
    </section>
  )
}

/** Keeps the current message in sight; whoever scrolls away stays there until the next step. */
function useFollowing(scroller: { current: HTMLElement | null }, play: Play, score: Score, index: number): void {
  const before = useRef({ id: play.id, index: -2 })
  useEffect(() => {
    const { current } = scroller
    const far = before.current.id !== play.id || Math.abs(before.current.index - index) > 8
    before.current = { id: play.id, index }
    if (current === null) return
    const goal = (score.tops[Math.max(0, index)] ?? 0) - current.clientHeight * 0.45
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
    current.scrollTo({ top: Math.max(0, goal), behavior: far || isCalm ? 'instant' : 'smooth' })
  }, [scroller, play.id, index, score])
}

interface RowsProps extends OfHouse {
  readonly play: Play
  readonly score: Score
  readonly grid: Grid
  readonly first: number
  readonly end: number
}

function Rows({ house, play, score, grid, first, end }: RowsProps) {
  const { player } = house
  const index = player.index.value
  const { carries, carriedBy } = score.movements
  const pair = carries.get(index) ?? carriedBy.get(index)
  const begin = Math.max(0, (score.tops[first] ?? 0) - HEADING)
  const bottom = (score.tops[end - 1] ?? 0) + ROW + FOOT
  const stateOf = (at: number) => (at === index ? 'current' : at === pair ? 'paired' : at > index ? 'ahead' : 'past')
  const travelMs = player.playing.value ? (STEP_MS / player.speed.value) * 0.8 : undefined
  const indexes = Array.from({ length: end - first }, (_, at) => first + at)
  return (
    <svg
      class="stage-svg"
      aria-hidden="true"
      width={grid.width}
      height={bottom - begin}
      viewBox={`0 ${begin} ${grid.width} ${bottom - begin}`}
      style={{ top: `${begin}px` }}
    >
      <Band score={score} index={pair} width={grid.width} state="paired" />
      <Band score={score} index={index} width={grid.width} state="current" />
      {play.lanes.map((lane) => (
        <line
          key={lane}
          class="lifeline"
          data-party={colourOf[lane]}
          x1={grid.at(lane)}
          x2={grid.at(lane)}
          y1={begin}
          y2={bottom}
        />
      ))}
      {indexes.map((at) => (
        <Heading key={`heading-${at}`} score={score} index={at} width={grid.width} isAhead={at > index} />
      ))}
      {indexes.map((at) => (
        <Row
          key={play.messages[at]?.id}
          play={play}
          score={score}
          grid={grid}
          index={at}
          state={stateOf(at)}
          travelMs={at === index ? travelMs : undefined}
          focused={at === focusedIndex.value}
        />
      ))}
    </svg>
  )
}

interface BandProps {
  readonly score: Score
  readonly index: number | undefined
  readonly width: number
  readonly state: 'current' | 'paired'
}

/** Beneath the lanes: where we are. */
function Band({ score, index, width, state }: BandProps) {
  const top = index === undefined ? undefined : score.tops[index]
  if (top === undefined) return null
  return <rect class={`band ${state}`} x={2} y={top + 2} width={Math.max(0, width - 4)} height={ROW - 4} rx={10} />
}

interface HeadingProps {
  readonly score: Score
  readonly index: number
  readonly width: number
  readonly isAhead: boolean
}

function Heading({ score, index, isAhead }: HeadingProps) {
  const chapter = score.opening.get(index)
  if (chapter === undefined) return null
  return (
    <text class={`chapter${isAhead ? ' ahead' : ''}`} x={12} y={(score.tops[index] ?? 0) - 14}>
      {chapterTitle(chapter.name)}
    </text>
  )
}
