/** The storage port. Features declare record types and speak these verbs; the engines behind know no feature. */

/** What a record is to the store: plain JSON. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json }

/**
 * A kind of record, declared by the feature that owns it. Stored as `{ type, version, … }`: a newer node reads what an
 * older one wrote through `upcasters`, and nodes of neighbouring versions share one database.
 */
export interface RecordType<R> {
  /** Snake case, at most 40 characters; names the table. */
  readonly name: string
  readonly version: number
  /** From version n (the position, starting at 1) to n + 1. */
  readonly upcasters: readonly ((older: never) => unknown)[]
  /** Values under which `list` finds a record; `undefined` leaves it out. A unique index refuses a second record. */
  readonly indexes: Readonly<Record<string, Index<R>>>
}

export interface Index<R> {
  readonly of: (record: R) => string | undefined
  readonly unique?: boolean
}

/** What a change makes of a record. Without `record` nothing is written; the outcome is told all the same. */
export interface Changed<R, Outcome> {
  readonly record?: R
  /** Seconds since the epoch; keeps the former time where left out. */
  readonly expiresAt?: number
  readonly outcome: Outcome
}

/** Pure: no clock, no I/O, no throw. It may run several times; only the run whose record was written counts. */
export type Change<R, Outcome> = (record: R | undefined) => Changed<R, Outcome>

export interface Page {
  /** At most this many records; 100 where left out. */
  readonly limit?: number
  /** The last key of the page before. */
  readonly after?: string
}

export interface Entry<R> {
  readonly key: string
  readonly record: R
  readonly expiresAt: number
}

/** Each verb is atomic, and durable when its promise resolves. An expired record does not exist for any verb. */
export interface Table<R> {
  readonly type: RecordType<R>
  get(key: string): Promise<R | undefined>
  /** Resolves to whether it was added: `false` where the key, or a unique index value, exists already. `expiresAt` in seconds, `Infinity` for ever. */
  add(key: string, record: R, expiresAt: number): Promise<boolean>
  /** A change of a missing record that returns one adds it, and must then say `expiresAt`. */
  update<Outcome>(key: string, change: Change<R, Outcome>): Promise<Outcome>
  list(index: string, value: string, page?: Page): Promise<readonly Entry<R>[]>
  /** Resolves to whether there was such a record. */
  remove(key: string): Promise<boolean>
}

/** One conditional write of a `commit`; built by `adding`, `changing` and `removing`. */
export type Write =
  | {
      readonly kind: 'add'
      readonly type: RecordType<never>
      readonly key: string
      readonly record: unknown
      readonly expiresAt: number
    }
  | {
      readonly kind: 'update'
      readonly type: RecordType<never>
      readonly key: string
      readonly change: (record: never) => Changed<unknown, boolean>
    }
  | { readonly kind: 'remove'; readonly type: RecordType<never>; readonly key: string }

export interface Store {
  /** Record types are known before the first use: their tables exist when this resolves. Idempotent. */
  declare(types: readonly RecordType<never>[]): Promise<void>
  table<R>(type: RecordType<R>): Table<R>
  /** All or nothing. Resolves to `false`, and writes nothing, where an `add` meets a record, a `remove` none, or the outcome of a change is `false`. */
  commit(writes: readonly Write[]): Promise<boolean>
  /** Deletes up to `limit` expired rows of each type without holding up writers; resolves to how many went. */
  sweep(limit?: number): Promise<number>
  /** The same database for another issuer: every key and index value of it is apart. */
  forIssuer(issuer: string): Store
  /** Answers when the database does, and rejects where the last write failed and another one fails too; for readiness. */
  ping(): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

/** Seconds since the epoch, as the server's clock sees it. */
export type Clock = () => number

export interface StoreOptions {
  readonly issuer: string
  readonly clock: Clock
}

/** Declares a record type; the first version needs no upcasters. */
export function defineRecord<R>(
  name: string,
  { version = 1, upcasters = [], indexes = {} }: Partial<Omit<RecordType<R>, 'name'>> = {},
): RecordType<R> {
  if (!/^[a-z][a-z_]{0,39}$/.test(name))
    throw new Error(`record type ${name}: a name is snake case, at most 40 characters`)
  if (upcasters.length !== version - 1)
    throw new Error(`record type ${name}: version ${version} needs ${version - 1} upcasters`)
  return { name, version, upcasters, indexes }
}

/** For `commit`: the record must be new. */
export function adding<R>(type: RecordType<R>, key: string, record: R, expiresAt: number): Write {
  return { kind: 'add', type, key, record, expiresAt }
}

/** For `commit`: the outcome of the change tells whether the commit may happen. */
export function changing<R>(type: RecordType<R>, key: string, change: Change<R, boolean>): Write {
  return { kind: 'update', type, key, change }
}

/** For `commit`: there must be such a record. */
export function removing<R>(type: RecordType<R>, key: string): Write {
  return { kind: 'remove', type, key }
}
