/** The verbs as pure functions over what is stored, so that several of them fold into one write and may run again. */
import { FOREVER, type Place, type Put, type Row } from './engine.ts'
import { decodeRecord, encodeRecord, indexValues, LONGEST_KEY } from './records.ts'
import type { Change, RecordType } from './table.ts'

/** A live record as it is stored. */
export interface Stored {
  readonly body: string
  readonly expiresAt: number
  readonly indexed: readonly string[]
}

/** Without `next` nothing is to be written; `null` removes. */
export interface Applied<Outcome> {
  readonly next?: Stored | null
  readonly outcome: Outcome
}

/** @throws where the caller made a mistake: no plain JSON, no expiry, too long a key. */
export type Apply<Outcome> = (stored: Pick<Stored, 'body' | 'expiresAt'> | undefined) => Applied<Outcome>

export function addition<R>(type: RecordType<R>, key: string, record: R, expiresAt: number): Apply<boolean> {
  return (stored) => (stored ? { outcome: false } : { next: store(type, key, record, expiresAt), outcome: true })
}

export const removal: Apply<boolean> = (stored) => (stored ? { next: null, outcome: true } : { outcome: false })

export function alteration<R, Outcome>(type: RecordType<R>, key: string, change: Change<R, Outcome>): Apply<Outcome> {
  return (stored) => {
    const { record, expiresAt, outcome } = change(stored && decodeRecord(type, stored.body))
    if (record === undefined) return { outcome }
    return { next: store(type, key, record, expiresAt ?? stored?.expiresAt), outcome }
  }
}

function store<R>(type: RecordType<R>, key: string, record: R, expiresAt: number | undefined): Stored {
  if (expiresAt === undefined || Number.isNaN(expiresAt)) throw new Error(`a new ${type.name} must say when it expires`)
  if (key.length > LONGEST_KEY) throw new Error(`a key of ${type.name} must not be longer than ${LONGEST_KEY}`)
  return {
    body: encodeRecord(type, record),
    expiresAt: Math.min(expiresAt, FOREVER),
    indexed: indexValues(type, key, record),
  }
}

/** A row as it is, to be written again: to fence off an older write, or to fill new index columns. */
export function unchanged(type: RecordType<never>, key: string, row: Row): Stored | null {
  if (row.body === '') return null
  const { body, expiresAt } = row
  return { body, expiresAt, indexed: indexValues(type, key, decodeRecord(type, body)) }
}

/** What exists for every verb: a row that has not expired. */
export function alive(row: Row | undefined, now: number): Row | undefined {
  return row !== undefined && row.expiresAt > now ? row : undefined
}

const ATTEMPTS_KEPT = 8

/** The write that makes `row` into `next`; a removed record leaves a marker behind, which tells whose removal it was. */
export function putOf(
  place: Place,
  type: RecordType<never>,
  row: Row | undefined,
  next: Stored | null,
  { attempt, now }: { attempt: string; now: number },
): Put {
  const { body, expiresAt, indexed } = next ?? {
    body: '',
    expiresAt: 0,
    indexed: indexValues(type, place.key, undefined),
  }
  return {
    ...place,
    expected: row?.version,
    version: row === undefined ? firstVersion() : row.version + 1,
    body,
    attempts: [attempt, ...(row?.attempts.split(' ') ?? [])].slice(0, ATTEMPTS_KEPT).join(' '),
    expiresAt,
    sweepAfter: sweepAfter(Math.max(expiresAt, now), now),
    indexed,
  }
}

// Were it always 1, a row that was deleted and came again would look like the one that somebody read before.
function firstVersion(): number {
  return 1 + Math.floor(Math.random() * 2 ** 40)
}

// Clocks of nodes differ: what is expired for one is alive for another a little longer.
const CLOCK_SKEW_SECONDS = 60

/**
 * When a row may be deleted: rounded up by an eighth of its life at most, so that the indexed column keeps its value
 * over most updates and PostgreSQL can rewrite the row without touching an index.
 */
function sweepAfter(expiresAt: number, now: number): number {
  if (expiresAt >= FOREVER) return FOREVER
  const step = 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, (expiresAt - now) / 8))))
  return Math.ceil((expiresAt + CLOCK_SKEW_SECONDS) / step) * step
}

/** When a row expires, in seconds since the epoch, or `Infinity`. */
export function expiryOf({ expiresAt }: Row): number {
  return expiresAt >= FOREVER ? Infinity : expiresAt
}
