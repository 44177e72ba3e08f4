/** The address of a message, or of one check of it, and how to take it along. */
import { el } from './dom.ts'
import type { Say } from './model.ts'

export interface Place {
  /** The id of a message, or of a trace. */
  readonly id: string
  readonly check: string | undefined
}

/** `#<message>` or `#<message>/<check>` */
export const hrefTo = (id: string, check?: string): string => `#${id}${check === undefined ? '' : `/${check}`}`

export function placeIn(hash: string): Place | undefined {
  const [id = '', check] = hash.slice(1).split('/')
  return id === '' ? undefined : { id, check }
}

const ICON =
  'M10 14a4.2 4.2 0 0 0 6 0l3.2-3.2a4.2 4.2 0 0 0-6-6L12 6m2 4a4.2 4.2 0 0 0-6 0l-3.2 3.2a4.2 4.2 0 0 0 6 6L12 18'
const SVG = 'http://www.w3.org/2000/svg'

/** Copies the link to a place when it is pressed. */
export function copyButton(href: string, say: Say): HTMLElement {
  const [svg, path] = [document.createElementNS(SVG, 'svg'), document.createElementNS(SVG, 'path')]
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  path.setAttribute('d', ICON)
  svg.append(path)
  return el(
    'button',
    { class: 'copy', type: 'button', 'data-copy': href, 'aria-label': say('copy'), title: say('copy') },
    svg,
  )
}

/** Copies a link; where the browser does not allow that, it stands in the address bar. */
export async function copyLink(href: string, say: Say, tell: (words: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(new URL(href, location.href).href)
    tell(say('copied'))
  } catch {
    history.replaceState(null, '', href)
    tell(say('copyFailed'))
  }
}
