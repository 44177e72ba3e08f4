/**
 * Where in the page somebody is: `#/scenes/refresh`, or `#<id of a trace or message>` with `/<check>` behind it; in the room of
 * one's own client `#/client/<id of a trace>`.
 */
import { type ReadonlySignal, signal } from '@preact/signals'

export const rooms = ['flows', 'scenes', 'attacks', 'lessons', 'client'] as const
export type Room = (typeof rooms)[number]

export interface Place {
  readonly room: Room
  /** Which scene, attack or lesson. */
  readonly item: string | undefined
  /** A message, or a trace, that the address names; and one check of it. */
  readonly message: string | undefined
  readonly check: string | undefined
}

export interface Route {
  readonly place: ReadonlySignal<Place>
  readonly go: (href: string) => void
  /** Writes what is shown into the address; nobody goes anywhere. */
  readonly write: (href: string) => void
}

export const hrefTo = (id: string, check?: string): string => `#${id}${check === undefined ? '' : `/${check}`}`
export const hrefOf = (room: Room, item?: string): string => `#/${room}${item === undefined ? '' : `/${item}`}`

export function placeIn(hash: string): Place {
  const parts = hash.replace(/^#/, '').split('/')
  const [first = '', second, third] = parts
  if (first !== '') return { room: 'flows', item: undefined, message: first, check: second }
  const room = rooms.find((one) => one === second) ?? 'flows'
  if (room === 'client') return { room, item: undefined, message: third === '' ? undefined : third, check: undefined }
  return { room, item: third === '' ? undefined : third, message: undefined, check: undefined }
}

/** Whether a scene, an attack or a chapter is open. */
export const isOfProgramme = ({ room, item }: Place): boolean =>
  item !== undefined && (room === 'scenes' || room === 'attacks' || room === 'lessons')

const TRACE_ID = /^[\w-]{22}$/

/** The trace id in what somebody pasted: the id alone, or an address that carries it. */
export function traceIdIn(pasted: string): string | undefined {
  const id = pasted.trim().split('#').at(-1)?.split(/[./]/)[0] ?? ''
  return TRACE_ID.test(id) ? id : undefined
}

export function createRoute(): Route {
  const place = signal(placeIn(location.hash))
  let known = location.hash
  const come = (): void => {
    known = location.hash
    place.value = placeIn(known)
  }
  addEventListener('hashchange', come)
  // Whoever follows a link to where the address is already, though something else came on stage, gets there too.
  addEventListener('popstate', () => {
    if (location.hash === known) come()
  })
  return {
    place,
    go(href) {
      if (location.hash === href) come()
      else location.hash = href
    },
    write(href) {
      if (location.hash === href) return
      known = href
      history.replaceState(null, '', href)
    },
  }
}
