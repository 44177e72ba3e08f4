/** How it stands with what somebody asked to be run: under way, failed in words, or come to its end; of each place of the page by itself. */
import type { RunRequest, RunResult, Where } from '../../programme/run.ts'
import type { Place } from '../route.ts'

/** A room, or one scene, attack or chapter of it. */
type Spot = Pick<Place, 'room' | 'item'>

/** What somebody asked for. */
export interface Asking extends RunRequest {
  /** Where they did. */
  readonly spot: Spot
  /** Milliseconds since the epoch. */
  readonly since: number
}

/** What somebody asked for last at one spot, and how it stands. */
type Asked = Asking & {
  /** What came of the last that came to its end there: it stays while another is under way, or fails. */
  readonly last: RunResult | undefined
} & ({ readonly state: 'under way' | 'ended' } | { readonly state: 'failed'; readonly why: string | undefined })

/** One of each spot and of each set of servers. */
export type AllAsked = readonly Asked[]

/** Whether both are the same room, and the same item of it. */
export const isSameSpot = (one: Spot, other: Spot): boolean => one.room === other.room && one.item === other.item

/** What was asked for last at this spot, to run there. */
export const askedAt = (all: AllAsked, spot: Spot, where: Where): Asked | undefined =>
  all.find((one) => isSameSpot(one.spot, spot) && one.where === where)

/** What is under way of all that was asked for at this spot. */
export const underWayAt = (all: AllAsked, spot: Spot): Asked | undefined =>
  all.find((one) => isSameSpot(one.spot, spot) && isUnderWay(one))

/** Whether it has neither ended nor failed. */
export const isUnderWay = ({ state }: Asked): boolean => state === 'under way'

/** Whether anything that was asked for at this spot came to its end. */
export const hasEndedAt = (all: AllAsked, spot: Spot): boolean =>
  all.some((one) => isSameSpot(one.spot, spot) && one.last !== undefined)

/** It is under way from now on. */
export const begin = (all: AllAsked, asking: Asking): AllAsked =>
  put(all, { ...asking, state: 'under way', last: askedAt(all, asking.spot, asking.where)?.last })

/** Nothing came of it; where nobody knows what did, there is no reason to tell. */
export const fail = (all: AllAsked, asking: Asking, why: string | undefined): AllAsked =>
  put(all, { ...asking, state: 'failed', why, last: askedAt(all, asking.spot, asking.where)?.last })

/** It came to its end. */
export const end = (all: AllAsked, asking: Asking, last: RunResult): AllAsked =>
  put(all, { ...asking, state: 'ended', last })

function put(all: AllAsked, asked: Asked): AllAsked {
  const before = askedAt(all, asked.spot, asked.where)
  return [...all.filter((one) => one !== before), asked]
}
