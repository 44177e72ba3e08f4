/** Going through the messages of a flow without a mouse. */
import { hrefTo } from './address.ts'

export interface Walk {
  readonly toMessage: (by: 1 | -1) => void
  readonly toFailure: (by: 1 | -1) => void
  /** Opens or closes the message where one stands. */
  readonly toggle: () => void
  /** The link to the check or message where one stands. */
  readonly href: () => string | undefined
}

export function createWalk(root: HTMLElement): Walk {
  const current = (): HTMLElement | null => {
    const active = document.activeElement
    return active !== null && root.contains(active) ? active.closest<HTMLElement>('.told') : null
  }
  const go = (selector: string, by: 1 | -1): void => {
    const items = [...root.querySelectorAll<HTMLElement>('.told')].filter((item) => !item.hidden)
    const here = current()
    const from = here === null ? (by === 1 ? -1 : items.length) : items.indexOf(here)
    const ahead = by === 1 ? items.slice(from + 1) : items.slice(0, from).reverse()
    const card = ahead.find((item) => item.matches(selector))?.querySelector<HTMLElement>('.told-card')
    card?.focus({ preventScroll: true })
    card?.scrollIntoView({ block: 'start' })
  }
  return {
    toMessage: (by) => go('.told', by),
    toFailure: (by) => go('[data-failure]', by),
    toggle() {
      const details = [...(current()?.querySelectorAll('details') ?? [])]
      const open = details.some((one) => !one.open)
      for (const one of details) one.open = open
    },
    href() {
      const look = document.activeElement?.closest<HTMLElement>('.look[id]')?.id
      if (look !== undefined) return `#${look}`
      const id = current()?.dataset.id
      return id === undefined ? undefined : hrefTo(id)
    },
  }
}
