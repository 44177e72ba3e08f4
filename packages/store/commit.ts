/** Writes of several keys, all or nothing. */

import { placeId } from './chain.ts'
import { type Apply, addition, alive, alteration, putOf, removal, type Stored, unchanged } from './change.ts'
import { makeRoom } from './duplicate.ts'
import type { Engine, Place, Put, Row } from './engine.ts'
import { CONFLICTS_AT_MOST, FAILURES_AT_MOST, kindOf, pauseAfter } from './retry.ts'
import type { Change, Clock, RecordType, Write } from './table.ts'

/** The verb of a write; its outcome tells whether the commit may happen. */
export function applyOf(write: Write, key: string): Apply<boolean> {
  if (write.kind === 'remove') return removal
  if (write.kind === 'update') return alteration(write.type, key, write.change as Change<never, boolean>)
  return addition(write.type, key, write.record as never, write.expiresAt)
}

/** One write of a commit, with its place in the database. */
export interface Part {
  readonly place: Place
  readonly type: RecordType<never>
  readonly apply: Apply<boolean>
}

interface Group {
  readonly place: Place
  readonly type: RecordType<never>
  readonly applies: Apply<boolean>[]
}

export interface Circumstances {
  readonly engine: Engine
  readonly clock: Clock
  readonly nextAttempt: () => string
}

/** Resolves to whether everything was written; nothing was otherwise. */
export async function commitAll(
  parts: readonly Part[],
  { engine, clock, nextAttempt }: Circumstances,
): Promise<boolean> {
  const groups = groupsOf(parts)
  if (groups.length === 0) return true
  // Attempts whose answer was lost, and what to answer should one of them turn out to be written.
  const doubts = new Map<string, boolean>()
  for (let failures = 0, conflicts = 0; conflicts <= CONFLICTS_AT_MOST; ) {
    try {
      const answer = await once()
      if (answer !== undefined) return answer
      if (conflicts++ > 5) await pauseAfter(1)
    } catch (error) {
      const kind = kindOf(error)
      const worthwhile = kind !== undefined && (kind !== 'down' || doubts.size > 0)
      if (!worthwhile || failures++ > FAILURES_AT_MOST) throw error
      await pauseAfter(failures)
    }
  }
  throw new Error('commit: too many writers of the same records')

  /** `undefined` where another writer came between. */
  async function once(): Promise<boolean | undefined> {
    const rows = await engine.read(groups.map(({ place }) => place))
    const written = rows.flatMap((row) => row?.attempts.split(' ') ?? []).find((id) => doubts.has(id))
    if (written !== undefined) return doubts.get(written)
    const stamp = { attempt: nextAttempt(), now: clock() }
    const { puts, holds } = putsOf(groups, rows, stamp)
    // While a lost attempt may still be on its way, also a refusal is written: the new versions make it fail.
    if (!holds && doubts.size === 0) return false
    const result = await engine.commit(puts).catch((error: unknown) => {
      if (kindOf(error) === 'unknown') doubts.set(stamp.attempt, holds)
      throw error
    })
    if (result === 'done') return holds
    if (result === 'conflict') return undefined
    return (await roomForAll(engine, groups, puts, stamp)) ? undefined : false
  }
}

function groupsOf(parts: readonly Part[]): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const { place, type, apply } of parts) {
    const id = placeId(place)
    const group = groups.get(id)
    if (group) group.applies.push(apply)
    else groups.set(id, { place, type, applies: [apply] })
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

/** Every row is written, also one that was only looked at: its new version proves that it was still the same. */
function putsOf(groups: readonly Group[], rows: readonly (Row | undefined)[], stamp: { attempt: string; now: number }) {
  const runs = groups.map((group, n) => run(group, alive(rows[n], stamp.now)))
  const holds = runs.every((ran) => ran.holds)
  const puts = groups.map(({ place, type }, n): Put => {
    const row = rows[n]
    const next = holds ? runs[n]?.next : undefined
    const kept = next === undefined && row ? unchanged(type, place.key, row) : next
    return putOf(place, type, row, kept ?? null, stamp)
  })
  return { puts, holds }
}

function run({ applies }: Group, row: Row | undefined) {
  let current: Pick<Stored, 'body' | 'expiresAt'> | undefined = row
  let next: Stored | null | undefined
  let holds = true
  for (const apply of applies) {
    const applied = apply(current)
    holds &&= applied.outcome
    if (applied.next === undefined) continue
    next = applied.next
    current = next ?? undefined
  }
  return { next, holds }
}

async function roomForAll(
  engine: Engine,
  groups: readonly Group[],
  puts: readonly Put[],
  stamp: { attempt: string; now: number },
) {
  for (const [n, put] of puts.entries()) {
    const type = groups[n]?.type
    if (type && !(await makeRoom(engine, type, put, stamp))) return false
  }
  return true
}
