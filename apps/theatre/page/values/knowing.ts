/**
 * Who knows which secret of a play at which step. A party knows what it made, what it was sent and what it sent; a browser sees
 * pass what goes through it; an attacker keeps whatever reaches him. A hash tells nobody what it is the hash of.
 */
import type { Lane } from '../../programme/run.ts'
import type { Play, Staged } from '../play/play.ts'
import { isSecret, type ValueKind } from './kinds.ts'
import { journeysOf, type Travelling, type Value, valuesIn } from './values.ts'
import { type Ended, endingsOf } from './worth.ts'

export type Knows = 'made' | 'knows' | 'saw' | 'not'

export interface Cell {
  readonly lane: Lane
  readonly knows: Knows
  /** Learned with this very step. */
  readonly fresh: boolean
}

/** One secret at one step. */
export interface Known {
  readonly value: Value
  readonly cells: readonly Cell[]
  readonly ended: Ended | undefined
  /** Its worth ended with this very step. */
  readonly endsNow: boolean
}

interface Learned {
  readonly index: number
  readonly how: Exclude<Knows, 'not'>
}

/** All that is ever learned of one secret, in the order of the play. */
interface History {
  readonly value: Value
  readonly appears: number
  readonly lanes: ReadonlyMap<Lane, Learned>
  readonly ended: Ended | undefined
}

/** The secrets that have come up by the message of this index, and who knows them then. */
export function knowledgeAt(play: Play, index: number): Known[] {
  return historiesOf(play)
    .filter(({ appears }) => appears <= index)
    .map(({ value, lanes, ended }) => ({
      value,
      cells: play.lanes.map((lane) => cellAt(lane, lanes.get(lane), index)),
      ended: ended !== undefined && ended.index <= index ? ended : undefined,
      endsNow: ended?.index === index,
    }))
}

function cellAt(lane: Lane, learned: Learned | undefined, index: number): Cell {
  if (learned === undefined || learned.index > index) return { lane, knows: 'not', fresh: false }
  return { lane, knows: learned.how, fresh: learned.index === index }
}

/** What was learned, or ended, with this very step. */
export const changesIn = (known: readonly Known[]): readonly Known[] =>
  known.filter(({ cells, endsNow }) => endsNow || cells.some(({ fresh }) => fresh))

const histories = new WeakMap<Play, readonly History[]>()

function historiesOf(play: Play): readonly History[] {
  const told = histories.get(play) ?? tellHistories(play)
  histories.set(play, told)
  return told
}

function tellHistories(play: Play): History[] {
  const endings = endingsOf(play)
  const learned = new Map<string, Map<Lane, Learned>>()
  const appears = new Map<string, number>()
  play.messages.forEach((message, index) => {
    for (const one of valuesIn(play, message)) {
      const lanes = learned.get(one.id) ?? new Map<Lane, Learned>()
      learned.set(one.id, lanes)
      if (!appears.has(one.id)) {
        appears.set(one.id, index)
        const maker = makerOf(one, message)
        if (maker !== undefined) lanes.set(maker, { index, how: 'made' })
      }
      for (const [lane, how] of learners(one, message)) if (!lanes.has(lane)) lanes.set(lane, { index, how })
    }
  })
  return journeysOf(play)
    .values.filter(({ kind }) => isSecret(kind))
    .map((value) => ({
      value,
      appears: appears.get(value.id) ?? 0,
      lanes: learned.get(value.id) ?? new Map(),
      ended: endings.get(value.id),
    }))
}

/** Who makes values of this kind, where the first that is seen of it comes through a browser. */
const makers: Readonly<Partial<Record<ValueKind, Lane>>> = {
  state: 'client',
  nonce: 'client',
  verifier: 'client',
  assertion: 'client',
  password: 'browser',
  code: 'authorization-server',
  request: 'authorization-server',
  'access-token': 'authorization-server',
  'refresh-token': 'authorization-server',
  'id-token': 'authorization-server',
  'logout-token': 'authorization-server',
  'device-code': 'authorization-server',
  'user-code': 'authorization-server',
  'registration-token': 'authorization-server',
}

/** Passwords and client secrets were agreed upon before the play began, but for a new one that the server tells. */
const AGREED: ReadonlySet<ValueKind> = new Set(['password', 'client-secret'])

function makerOf({ kind }: Travelling, { from, kind: messageKind }: Staged): Lane | undefined {
  if (AGREED.has(kind)) return messageKind === 'answer' ? from : undefined
  // Who hands over what nobody has sent yet need not have made it.
  return from === 'browser' || messageKind === 'aside' ? makers[kind] : from
}

/** What a browser keeps or what is typed into it did not only pass through. */
const OF_BROWSER: ReadonlySet<ValueKind> = new Set(['cookie', 'password', 'user-code'])

function learners({ as, kind }: Travelling, { from, to, channel }: Staged): [Lane, 'knows' | 'saw'][] {
  if (as === 'hash') return []
  const seenBy = (lane: Lane): 'knows' | 'saw' =>
    lane === 'browser' && channel === 'front' && !OF_BROWSER.has(kind) ? 'saw' : 'knows'
  return [
    [from, seenBy(from)],
    [to, seenBy(to)],
  ]
}
