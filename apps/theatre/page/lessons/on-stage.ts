/** Leads the eye to the stage where that is not beside the text but below it. */

const BELOW = '(max-width: 63.99rem)'

export function showStage(): void {
  if (!matchMedia(BELOW).matches) return
  document.getElementById('stage')?.scrollIntoView({ block: 'start' })
}
