/** Ways to a message, or to one check of it. */
import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { House } from '../house.ts'
import { showStage } from '../lead.ts'
import type { Staged } from '../play/play.ts'
import { hrefTo } from '../route.ts'

/** Which check somebody asked for: it is shown once its message stands there. */
export const sought = signal<{ readonly id: string; readonly check: string } | undefined>(undefined)

interface OfGoing {
  readonly house: House
  readonly message: Staged
  readonly check?: string | undefined
  readonly children: ComponentChildren
}

/** A link that goes there and leaves everything else as it is. */
export function Going({ house, message, check, children }: OfGoing) {
  const go = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    house.player.playing.value = false
    house.player.to(message.number - 1)
    sought.value = check === undefined ? undefined : { id: message.id, check }
    showStage()
  }
  return (
    <a href={hrefTo(message.id, check)} onClick={go}>
      {children}
    </a>
  )
}
