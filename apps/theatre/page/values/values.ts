/**
 * Which values travel in the messages of a play. Traces are masked, so a value is known by what is shown of it, by the id
 * inside it, or by the mark that its traces share; one that is hidden whole is known by its name alone.
 */
import { type Play, type Staged, traceIdOf } from '../play/play.ts'
import { asideHandsOver } from './asides.ts'
import { type Found, foundIn, type Guise, type Scene } from './finders.ts'
import type { ValueKind } from './kinds.ts'

/** One value of a play, the same wherever it travels. */
export interface Value {
  /** Within its play: `code-2`. */
  readonly id: string
  readonly kind: ValueKind
  readonly key: string
  /** From 1: the second code of a play is another one than the first. */
  readonly ordinal: number
  /** `A` for the first of its kind. */
  readonly letter: string
}

/** A value at a place: under the name of a parameter of a message. */
export interface Travelling extends Value {
  readonly name: string
  readonly as: Guise
}

/** Where each value is, and each message's values. */
export interface Journeys {
  readonly values: readonly Value[]
  readonly byMessage: ReadonlyMap<string, readonly Travelling[]>
  /** By id of the value: the messages that carry it. */
  readonly carriers: ReadonlyMap<string, readonly Staged[]>
}

/** The values that a message of the play carries. */
export const valuesIn = (play: Play, { id }: Staged): readonly Travelling[] => journeysOf(play).byMessage.get(id) ?? []

const known = new WeakMap<Play, Journeys>()

export function journeysOf(play: Play): Journeys {
  const before = known.get(play)
  if (before !== undefined) return before
  const journeys = travel(play)
  known.set(play, journeys)
  return journeys
}

function travel(play: Play): Journeys {
  const traces = new Map(play.flow.traces.map((trace) => [trace.id, trace]))
  const scene: Scene = { byMark: new Map(), challenges: new Map(), kinds: new Map() }
  const values = new Map<string, Value>()
  const counts = new Map<ValueKind, number>()
  const byMessage = new Map<string, readonly Travelling[]>()
  const carriers = new Map<string, Staged[]>()
  const identify = ({ kind, key }: Found): Value => {
    const met = values.get(`${kind} ${key}`)
    if (met !== undefined) return met
    const ordinal = (counts.get(kind) ?? 0) + 1
    counts.set(kind, ordinal)
    const value = { id: `${kind}-${ordinal}`, kind, key, ordinal, letter: letterOf(ordinal) }
    values.set(`${kind} ${key}`, value)
    return value
  }
  const recorded = play.messages.map((message) =>
    message.aside === undefined ? foundIn(message, traces.get(traceIdOf(message.id)), scene) : [],
  )
  for (const [index, message] of play.messages.entries()) {
    const found =
      message.aside === undefined
        ? (recorded[index] ?? [])
        : handedOver(message.aside, [...values.values()], recorded.slice(index))
    const here = found.map((one) => ({ ...identify(one), name: one.name, as: one.as }))
    byMessage.set(message.id, here)
    for (const id of new Set(here.map((one) => one.id))) {
      const carrying = carriers.get(id)
      if (carrying === undefined) carriers.set(id, [message])
      else carrying.push(message)
    }
  }
  return { values: [...values.values()], byMessage, carriers }
}

/** `A` to `Z`, then `A2`. */
function letterOf(ordinal: number): string {
  const round = Math.floor((ordinal - 1) / 26)
  return String.fromCharCode(65 + ((ordinal - 1) % 26)) + (round === 0 ? '' : String(round + 1))
}

/** What is handed over is the newest value of its kind; before there was any, the next one: somebody types a password first. */
function handedOver(aside: string, before: readonly Value[], after: readonly (readonly Found[])[]): Found[] {
  const kind = asideHandsOver(aside)
  const value =
    before.findLast((one) => one.kind === kind) ?? after.flat().find((one) => one.kind === kind && one.as === 'itself')
  return value === undefined ? [] : [{ kind: value.kind, key: value.key, name: value.kind, as: 'itself' }]
}
