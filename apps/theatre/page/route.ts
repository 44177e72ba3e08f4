/** Where in the page somebody is: `#/scenes/refresh`, or `#<id of a trace or message>` with `/<check>` behind it. */
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
}

export const hrefTo = (id: string, check?: string): string => `#${id}${check === undefined ? '' : `/${check}`}`
export const hrefOf = (room: Room, item?: string): string => `#/${room}${item === undefined ? '' : `/${item}`}`

export function placeIn(hash: string): Place {
  const parts = hash.replace(/^#/, '').split('/')
  const [first = '', second, third] = parts
  if (first !== '') return { room: 'flows', item: undefined, message: first, check: second }
  const room = rooms.find((one) => one === second) ?? 'flows'
  return { room, item: third === '' ? undefined : third, message: undefined, check: undefined }
}

export function createRoute(): Route {
  const place = signal(placeIn(location.hash))
  addEventListener('hashchange', () => {
    place.value = placeIn(location.hash)
  })
  return {
    place,
    go(href) {
      location.hash = href
    },
  }
}
