/**
 * What a backend must do; everything else (gathering, folding, retries, expiry, encoding) stands above it, once.
 * An engine knows rows and versions, no record types, no clock and no features.
 */

/** A table and its index columns; each holds a text, or NULL where the writer did not know the index yet. */
export interface Shape {
  readonly table: string
  readonly indexes: readonly { readonly name: string; readonly unique: boolean }[]
}

/** Where a row is. */
export interface Place {
  readonly table: string
  readonly issuer: string
  readonly key: string
}

/** What a row holds. Times are seconds since the epoch; `FOREVER` for no end. */
export interface Row {
  readonly version: number
  /** The encoded record; empty once removed. */
  readonly body: string
  /** Ids of the last writes, newest first, separated by spaces. */
  readonly attempts: string
  readonly expiresAt: number
}

/** One conditional write: it happens only where the row still has the version `expected`, or is missing for `undefined`. */
export interface Put extends Place, Row {
  readonly expected: number | undefined
  /** Seconds since the epoch after which `sweep` may delete the row. */
  readonly sweepAfter: number
  /** One value for each index of the shape, in its order. */
  readonly indexed: readonly string[]
}

/** `conflict`: the row was another than expected. `duplicate`: a unique index refused it. */
export type Written = 'done' | 'conflict' | 'duplicate'

export interface Listing {
  readonly table: string
  readonly issuer: string
  readonly index: string
  readonly value: string
  /** Only rows that expire after this time. */
  readonly aliveAt: number
  /** Only keys behind this one; the empty string for the first page. */
  readonly after: string
  readonly limit: number
}

export interface Engine {
  /** Creates what is missing: tables, index columns, indexes. Safe while other nodes do the same. */
  declare(shapes: readonly Shape[]): Promise<void>
  /** The rows in the order of the places; one round trip. */
  read(places: readonly Place[]): Promise<readonly (Row | undefined)[]>
  /** Independent writes of different rows, in one transaction; durable when it resolves. Throws when one of them cannot be told apart. */
  write(puts: readonly Put[]): Promise<readonly Written[]>
  /** All or nothing; tells the first reason against it. */
  commit(puts: readonly Put[]): Promise<Written>
  /** Rows under an index value, ascending by key. */
  list(listing: Listing): Promise<readonly (Place & Row)[]>
  /** Rows with an index column that is still NULL. */
  unindexed(table: string, limit: number): Promise<readonly (Place & Row)[]>
  /** Deletes up to `limit` rows whose `sweepAfter` is not after `now`, without waiting for anyone's lock. */
  sweep(table: string, now: number, limit: number): Promise<number>
  ping(): Promise<void>
  close(): Promise<void>
}

/** The stored form of `Infinity`. */
export const FOREVER: number = Number.MAX_SAFE_INTEGER

/**
 * A failure that is nobody's fault among the writes.
 * `transient`: nothing was written, trying again may help. `unknown`: the answer was lost, it may have been written.
 * `down`: the database cannot be used. Any other error is taken as caused by one of the writes.
 */
export class EngineError extends Error {
  readonly kind: 'transient' | 'unknown' | 'down'

  constructor(kind: EngineError['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EngineError'
    this.kind = kind
  }
}
