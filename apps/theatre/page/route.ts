/**
 * Where in the page somebody is: `#/scenes/refresh`, with `/<id of a message>` behind it once there is one on stage, or
 * `#<id of a trace or message>` with `/<check>` behind it; in the room of one's own client `#/client/<id of a trace or message>`.
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
  /** Writes what is shown into the address, a little later where it was just written; nobody goes anywhere. */
  readonly write: (href: string) => void
}

export const hrefTo = (id: string, check?: string): string => `#${id}${check === undefined ? '' : `/${check}`}`
export const hrefOf = (room: Room, ...inside: readonly (string | undefined)[]): string =>
  `#/${[room, ...inside.filter((one) => one !== undefined)].join('/')}`

export function placeIn(hash: string): Place {
  const parts = hash.replace(/^#/, '').split('/')
  const [first = '', second, third, fourth] = parts
  if (first !== '') return { room: 'flows', item: undefined, message: first, check: second }
  const room = rooms.find((one) => one === second) ?? 'flows'
  if (room === 'client') return { room, item: undefined, message: third === '' ? undefined : third, check: undefined }
  const isNamed = third !== undefined && third !== '' && fourth !== ''
  return { room, item: third === '' ? undefined : third, message: isNamed ? fourth : undefined, check: undefined }
}

/** Whether a scene, an attack or a chapter is open. */
export const isOfProgramme = ({ room, item }: Place): boolean => item !== undefined && hasList(room)

/** Whether there are scenes, attacks or chapters to choose from. */
export const hasList = (room: Room): boolean => room === 'scenes' || room === 'attacks' || room === 'lessons'

const TRACE_ID = /^[\w-]{22}$/

/** The trace id in what somebody pasted: the id alone, or an address that carries it. */
export function traceIdIn(pasted: string): string | undefined {
  const id = pasted.trim().split('#').at(-1)?.split(/[./]/)[0] ?? ''
  return TRACE_ID.test(id) ? id : undefined
}

/** Browsers refuse to write an address much more often. */
const WRITE_MS = 250

export function createRoute(): Route {
  const place = signal(placeIn(location.hash))
  let known = location.hash
  let wanted: string | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  const come = (): void => {
    known = location.hash
    wanted = undefined
    place.value = placeIn(known)
  }
  const put = (): void => {
    waiting = undefined
    // Who has gone elsewhere is told of it in a moment.
    if (wanted === undefined || wanted === location.hash || location.hash !== known) return
    known = wanted
    history.replaceState(null, '', wanted)
    waiting = setTimeout(put, WRITE_MS)
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
      wanted = href
      if (waiting === undefined) put()
    },
  }
}
