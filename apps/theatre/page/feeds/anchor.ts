/** Whoever looks at older flows keeps them before the eyes while new ones come in above. */
import type { Flow } from '@sightglass/trace/flow'
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { filter } from './browse.ts'

/** Where the list is looked at: the flow at the upper edge, and its place; nothing where the list is seen from its top. */
interface Anchor {
  readonly id: string
  readonly index: number
}

/** `heightPx` is that of an entry. The list scrolls with the room that it stands in. */
export function useAnchor(list: RefObject<HTMLElement | null>, flows: readonly Flow[], heightPx: number): void {
  const anchor = useRef<Anchor | undefined>(undefined)
  const filtered = useRef(filter.value)
  useLayoutEffect(() => {
    const scroller = list.current?.closest('.room')
    if (!(scroller instanceof HTMLElement)) return
    const { current: before } = anchor
    const at = flows.findIndex(({ id }) => id === before?.id)
    if (before !== undefined && at >= 0 && filtered.current === filter.value)
      scroller.scrollTop += (at - before.index) * heightPx
    filtered.current = filter.value
    const look = (): void => {
      const top = list.current?.getBoundingClientRect().top ?? 0
      const index = Math.floor((scroller.getBoundingClientRect().top - top) / heightPx)
      const flow = flows[index]
      anchor.current = index < 0 || flow === undefined ? undefined : { id: flow.id, index }
    }
    look()
    scroller.addEventListener('scroll', look, { passive: true })
    return () => scroller.removeEventListener('scroll', look)
  }, [list, flows, heightPx])
}
