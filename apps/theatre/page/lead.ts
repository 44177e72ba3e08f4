/** Where the stage lies below the text: leads there and back, and keeps the current message in sight with the beginning of what is told of it. */
import { effect, signal } from '@preact/signals'
import type { House } from './house.ts'

const below = matchMedia('(max-width: 71.99rem)')

/** All of it stands in one column. */
export const isNarrow = signal(below.matches)
/** In one column: the stage, or what is told below it, is what somebody looks at. */
export const isAtStage = signal(false)
/** In one column: the list of the recorded flows is open above the stage. */
export const unfolded = signal(false)

const state = {
  /** Where the text was left, in pixels from its top. */
  left: 0,
  /** Somebody was led to the stage, and is not there yet: nothing was on it. */
  isAwaited: false,
  /** What was wanted of one text is not done to the next. */
  wish: 0,
}

/** Called once, when the house is open. */
export function leadAlong({ player, play }: House): void {
  below.addEventListener('change', ({ matches }) => {
    isNarrow.value = matches
  })
  const look = (): void => {
    isAtStage.value = below.matches && isStageInFront()
    if (isAtStage.value) state.isAwaited = false
  }
  addEventListener('scroll', look, { passive: true })
  addEventListener('resize', look)
  effect(() => {
    const isThere = play.value !== undefined && player.index.value > -2
    if (!isThere) return
    const { wish } = state
    afterDrawing(() => {
      if (wish === state.wish && (isAtStage.peek() || state.isAwaited)) bringIntoSight()
      look()
    })
  })
}

/** To the stage, wherever it is. */
export function showStage(): void {
  if (!below.matches) return
  unfolded.value = false
  if (!isAtStage.value) state.left = scrollY
  state.isAwaited = true
  afterDrawing(bringIntoSight)
}

/** Back to the text, to where it was left. */
export function backToText(): void {
  state.isAwaited = false
  scrollTo({ top: state.left, behavior: 'instant' })
}

/** Another text was opened: it is read from its top. */
export function forgetText(): void {
  Object.assign(state, { left: 0, isAwaited: false, wish: state.wish + 1 })
}

const stageBox = (): Element | null => document.querySelector('.stage-scroll, .message-list:not(.unseen)')

/** The upper part of the window shows the stage, or what lies below it. */
function isStageInFront(): boolean {
  const box = stageBox()
  return box !== null && box.getBoundingClientRect().top < innerHeight * 0.4
}

/** What has just appeared is seen, however far down it stands. */
export function showWhole(find: () => Element | null | undefined): void {
  afterDrawing(() => find()?.scrollIntoView({ block: 'nearest' }))
}

/** The stage is drawn, and has scrolled by itself. */
const afterDrawing = (act: () => void): void => {
  requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(act)))
}

/** How much of what is told stands below the stage at least, and how much of the stage may be covered by the names of its lanes, in pixels. */
const BEGINNING = 200
const HEADS = 40

function bringIntoSight(): void {
  const box = stageBox()
  const floor = document.getElementById('stage')
  if (box === null || floor === null || !below.matches) return
  // A page that is still too short cannot be scrolled there.
  if (isStageInFront()) state.isAwaited = false
  const bottom = innerHeight - (document.querySelector('.transport')?.clientHeight ?? 0)
  if (isInSight(box, bottom)) return
  const { top, bottom: end } = box.getBoundingClientRect()
  const head = floor.getBoundingClientRect().top
  const by = end - head + BEGINNING <= bottom ? head : top
  const isCalm = Math.abs(by) > innerHeight || matchMedia('(prefers-reduced-motion: reduce)').matches
  scrollBy({ top: by, behavior: isCalm ? 'instant' : 'smooth' })
}

function isInSight(box: Element, bottom: number): boolean {
  // Somebody was led on, to a check of the message.
  if (document.activeElement?.closest('.checks') != null) return true
  const frame = box.getBoundingClientRect()
  const row = box.querySelector('.row.current .row-reach, [aria-current]')?.getBoundingClientRect()
  if (row === undefined || row.top < Math.max(frame.top, -HEADS) + HEADS || row.bottom > frame.bottom) return false
  const title = document.getElementById('told-title')?.getBoundingClientRect()
  return title === undefined || title.bottom + HEADS <= bottom
}
