/** What several verbs on one key come to: their changes run one on the other, and one write carries them all. */
import { type Apply, alive, putOf, type Stored, unchanged } from './change.ts'
import type { Place, Put, Row } from './engine.ts'
import type { RecordType } from './table.ts'

/** One verb on one key. */
export interface Ask<Outcome> {
  readonly place: Place
  readonly type: RecordType<never>
  readonly apply: Apply<Outcome>
  /** Likely a new key: written without reading first. */
  readonly blind?: boolean
  /** What it comes to where a unique index refuses the record. @throws where that is no outcome. */
  readonly duplicate: () => Outcome
}

/** An ask under way: running it tells what to write and, for when that is known to be written, how to answer. */
export interface Work {
  readonly place: Place
  readonly type: RecordType<never>
  readonly blind: boolean
  run(stored: Pick<Stored, 'body' | 'expiresAt'> | undefined): Ran
  duplicate(): void
  reject(reason: unknown): void
  /** Attempts whose answer was lost, and how to answer should one of them turn out to be written. */
  readonly doubts: Map<string, () => void>
  conflicts: number
  failures: number
}

interface Ran {
  readonly next: Stored | null | undefined
  readonly settle: () => void
}

/** All work on one key in a batch, in the order it came. */
export type Chain = readonly [Work, ...Work[]]

/** A chain that ran, and its one write. */
export interface Folded {
  readonly chain: Chain
  readonly attempt: string
  readonly put: Put
  readonly settles: ReadonlyMap<Work, () => void>
}

/** Takes the ask up; the promise settles when what it came to is durable. */
export function workOf<Outcome>(ask: Ask<Outcome>, start: (work: Work) => void): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const run = (stored: Parameters<Work['run']>[0]): Ran => {
      const { next, outcome } = ask.apply(stored)
      return { next, settle: () => resolve(outcome) }
    }
    const duplicate = (): void => {
      try {
        resolve(ask.duplicate())
      } catch (error) {
        reject(error)
      }
    }
    const { place, type, blind = false } = ask
    start({ place, type, blind, run, duplicate, reject, doubts: new Map(), conflicts: 0, failures: 0 })
  })
}

/** One chain for each key; ordered by table, issuer and key, so that two nodes never wait for each other's locks. */
export function chainsOf(all: readonly Work[]): readonly Chain[] {
  const chains = new Map<string, [Work, ...Work[]]>()
  for (const work of all) {
    const id = placeId(work.place)
    const chain = chains.get(id)
    if (chain) chain.push(work)
    else chains.set(id, [work])
  }
  return [...chains].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, chain]) => chain)
}

/** Neither table names, issuers nor stored keys contain NUL. */
export function placeId({ table, issuer, key }: Place): string {
  return `${table}\0${issuer}\0${key}`
}

/** Runs a chain on the row that was read; settles what needs no write, and is `undefined` where that was all. */
export function fold(chain: Chain, row: Row | undefined, now: number, nextAttempt: () => string): Folded | undefined {
  const open = chain.filter((work) => !recognised(work, row))
  const { next, settles } = runAll(open, alive(row, now))
  const [first, ...rest] = settles.keys()
  if (first === undefined) return undefined
  // A write whose answer was lost may still be on its way: a new version makes sure that it fails.
  const fence = [first, ...rest].some(({ doubts }) => doubts.size > 0)
  if (next === undefined && !fence) {
    for (const settle of settles.values()) settle()
    return undefined
  }
  const { place, type } = first
  const attempt = nextAttempt()
  const written = next === undefined ? row && unchanged(type, place.key, row) : next
  return { chain: [first, ...rest], attempt, settles, put: putOf(place, type, row, written ?? null, { attempt, now }) }
}

/** The chain as it would be for one piece of its work alone. */
export function apart(chain: Chain): readonly Chain[] {
  return chain.map((work) => [work])
}

/** Whether an earlier attempt, whose answer was lost, was written after all; answers it then. */
function recognised(work: Work, row: Row | undefined): boolean {
  if (work.doubts.size === 0 || row === undefined) return false
  const settle = row.attempts
    .split(' ')
    .map((id) => work.doubts.get(id))
    .find((found) => found !== undefined)
  settle?.()
  return settle !== undefined
}

function runAll(open: readonly Work[], row: Row | undefined) {
  const settles = new Map<Work, () => void>()
  let current: Pick<Stored, 'body' | 'expiresAt'> | undefined = row
  let next: Stored | null | undefined
  for (const work of open) {
    try {
      const ran = work.run(current)
      settles.set(work, ran.settle)
      if (ran.next === undefined) continue
      next = ran.next
      current = next ?? undefined
    } catch (error) {
      work.reject(error)
    }
  }
  return { next, settles }
}
