/** What came of a run is brought before the eyes of whoever asked for it, when it comes. */
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { RunResult } from '../../programme/run.ts'
import { isNarrow } from '../lead.ts'

/**
 * For the part of the room that has the button of a run above its result, the latter marked by `data-result`. Who has scrolled away
 * from the button meanwhile is left alone; in one column the stage is shown first.
 */
export function useArrival(run: RunResult | undefined): RefObject<HTMLElement | null> {
  const part = useRef<HTMLElement>(null)
  const seen = useRef(run?.id)
  useLayoutEffect(() => {
    if (seen.current === run?.id) return
    seen.current = run?.id
    if (part.current !== null && run !== undefined) bring(part.current)
  }, [run?.id])
  return part
}

function bring(part: HTMLElement): void {
  const button = part.querySelector('.run .button')
  const result = part.querySelector('[data-result]')
  if (button === null || result === null || isNarrow.peek() || !isInRoom(button)) return
  if (document.activeElement === button) result.querySelector<HTMLElement>('[tabindex]')?.focus({ preventScroll: true })
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  result.scrollIntoView({ block: 'start', behavior: isCalm ? 'instant' : 'smooth' })
}

function isInRoom(button: Element): boolean {
  const frame = button.closest('.room')?.getBoundingClientRect()
  const { top, bottom } = button.getBoundingClientRect()
  return frame !== undefined && bottom > frame.top && top < frame.bottom
}
