/** How deep the page explains: for somebody new to it, for a developer, or by the specification. */
import { signal } from '@preact/signals'

export const depths = ['newcomer', 'developer', 'specification'] as const
export type Depth = (typeof depths)[number]

const KEY = 'sightglass-depth'

/** The depth that was chosen; where nothing can be kept, it lasts as long as the page. */
export const depth = signal<Depth>(keptDepth())

export function chooseDepth(next: Depth): void {
  depth.value = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // Browsers may forbid it; then the choice ends with the page.
  }
}

function keptDepth(): Depth {
  try {
    const kept = localStorage.getItem(KEY)
    return depths.find((one) => one === kept) ?? 'newcomer'
  } catch {
    return 'newcomer'
  }
}
