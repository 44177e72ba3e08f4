/** Leads to the stage where that is not beside the text but below it, and back again. */
import { signal } from '@preact/signals'

const BELOW = '(max-width: 63.99rem)'

/** Somebody was led away from the text. */
export const isAway = signal(false)

export function showStage(): void {
  if (!matchMedia(BELOW).matches) return
  document.getElementById('stage')?.scrollIntoView({ block: 'start' })
  isAway.value = true
}

/** Back to the text, to where it was left. */
export function backToText(text: Element | null): void {
  text?.scrollIntoView({ block: 'center' })
  isAway.value = false
}
