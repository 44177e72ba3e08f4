/** The head of a room, and of what was opened in it: one look for all of them. */
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import './room-title.css'

interface RoomTitleProps {
  readonly children: ComponentChildren
  readonly id?: string
  /** Reading begins here as soon as it is there: somebody has opened it. */
  readonly opened?: boolean
}

export function RoomTitle({ children, id, opened = false }: RoomTitleProps) {
  const title = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (opened) title.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h2 class="room-title" ref={title} {...(id !== undefined && { id })} {...(opened && { tabIndex: -1 })}>
      {children}
    </h2>
  )
}
