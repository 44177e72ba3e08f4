/** The port on top of an engine: what every backend has in common. */
import { randomBytes } from 'node:crypto'
import type { Ask } from './chain.ts'
import { addition, alive, alteration, expiryOf, putOf, removal, unchanged } from './change.ts'
import { applyOf, commitAll } from './commit.ts'
import type { Engine, Place, Row } from './engine.ts'
import { createReader, type Read } from './reader.ts'
import { decodeKey, decodeRecord, encodeKey, indexValue, shapeOf } from './records.ts'
import { retrying } from './retry.ts'
import type { Clock, Entry, RecordType, Store, StoreOptions, Table } from './table.ts'
import { watchWrites } from './watch.ts'
import { createWriter, type Write } from './writer.ts'

/** What the stores of all issuers on one engine share. */
interface Shared {
  readonly engine: Engine
  readonly ping: () => Promise<void>
  readonly clock: Clock
  readonly read: Read
  readonly write: Write
  readonly nextAttempt: () => string
  readonly declared: Map<string, RecordType<never>>
  /** Counts what is under way, for `close`. */
  readonly track: <Result>(work: () => Promise<Result>) => Promise<Result>
  readonly close: () => Promise<void>
}

export function createStore(bare: Engine, { issuer, clock }: StoreOptions): Store {
  const nextAttempt = attemptIds()
  const { engine, ping } = watchWrites(bare, clock)
  const shared: Shared = {
    engine,
    ping,
    clock,
    read: createReader(engine),
    write: createWriter(engine, clock, nextAttempt),
    nextAttempt,
    declared: new Map(),
    ...tracker(engine),
  }
  return storeOf(shared, issuer, shared.close)
}

function storeOf(shared: Shared, issuer: string, close: () => Promise<void>): Store {
  const { engine, ping, clock, track, nextAttempt, declared } = shared
  return {
    declare: (types) => track(() => declare(shared, types)),
    table: (type) => tableOf(shared, issuer, type),
    commit: (writes) =>
      track(async () => {
        const parts = writes.map((write) => {
          const place = placeOf(shared, issuer, write.type, write.key)
          return { place, type: write.type, apply: applyOf(write, place.key) }
        })
        return commitAll(parts, { engine, clock, nextAttempt })
      }),
    sweep: (limit = 1000) =>
      track(async () => {
        let gone = 0
        for (const type of declared.values()) {
          await index(shared, type, limit)
          gone += await retrying(() => engine.sweep(type.name, clock(), limit))
        }
        return gone
      }),
    forIssuer: (other) => storeOf(shared, other, async () => {}),
    ping: () => track(ping),
    close,
  }
}

function tableOf<R>(shared: Shared, issuer: string, type: RecordType<R>): Table<R> {
  const { engine, clock, read, write, track } = shared
  const ask = <Outcome>(key: string, verb: (key: string) => Omit<Ask<Outcome>, 'place' | 'type'>): Promise<Outcome> =>
    track(async () => {
      const place = placeOf(shared, issuer, type, key)
      return write({ place, type, ...verb(place.key) })
    })
  return {
    type,
    get: (key) =>
      track(async () => {
        const row = alive(await read(placeOf(shared, issuer, type, key)), clock())
        return row && decodeRecord(type, row.body)
      }),
    add: (key, record, expiresAt) =>
      ask(key, (stored) => ({ apply: addition(type, stored, record, expiresAt), blind: true, duplicate: () => false })),
    update: (key, change) =>
      ask(key, (stored) => ({
        apply: alteration(type, stored, change),
        duplicate: () => {
          throw new Error(`another ${type.name} has a value that must be unique`)
        },
      })),
    remove: (key) => ask(key, () => ({ apply: removal, duplicate: () => false })),
    list: (name, value, { limit = 100, after } = {}) =>
      track(async () => {
        const of = type.indexes[name]?.of
        if (of === undefined) throw new Error(`${type.name} has no index ${name}`)
        const { table } = placeOf(shared, issuer, type, '')
        const listing = { table, issuer, index: name, value: indexValue(value), aliveAt: clock() }
        const rows = await retrying(() =>
          engine.list({ ...listing, after: after === undefined ? '' : encodeKey(after), limit }),
        )
        return rows.map((row): Entry<R> => entryOf(type, row)).filter(({ record }) => of(record) === value)
      }),
  }
}

function entryOf<R>(type: RecordType<R>, row: Place & Row): Entry<R> {
  return { key: decodeKey(row.key), record: decodeRecord(type, row.body), expiresAt: expiryOf(row) }
}

/** @throws where the type was not declared: its table may be missing. */
function placeOf({ declared }: Shared, issuer: string, type: RecordType<never>, key: string): Place {
  if (!declared.has(type.name)) throw new Error(`record type ${type.name} was not declared`)
  return { table: type.name, issuer: encodeKey(issuer), key: encodeKey(key) }
}

async function declare(shared: Shared, types: readonly RecordType<never>[]): Promise<void> {
  const { engine, declared } = shared
  const news = types.filter((type) => declared.get(type.name) !== type)
  for (const [n, { name }] of news.entries())
    if (declared.has(name) || news.findIndex((type) => type.name === name) !== n)
      throw new Error(`record type ${name} is declared twice`)
  if (news.length > 0) await retrying(() => engine.declare(news.map(shapeOf)))
  for (const type of news) {
    while ((await index(shared, type, BACKFILL)) === BACKFILL);
    declared.set(type.name, type)
  }
}

const BACKFILL = 500

/** Fills the index columns of rows whose writer, an older node, did not know them; resolves to how many it found. */
async function index({ engine, clock, nextAttempt }: Shared, type: RecordType<never>, limit: number): Promise<number> {
  const rows = await retrying(() => engine.unindexed(type.name, limit))
  if (rows.length === 0) return 0
  const puts = rows.map((row) =>
    putOf(row, type, row, unchanged(type, row.key, row), { attempt: nextAttempt(), now: clock() }),
  )
  const results = await retrying(() => engine.write(puts))
  if (results.includes('duplicate')) throw new Error(`two ${type.name} records share a value of a new unique index`)
  return rows.length
}

/** Ids that no other node makes. */
function attemptIds(): () => string {
  const node = randomBytes(9).toString('base64url')
  let count = 0
  return () => `${node}.${(count++).toString(36)}`
}

function tracker(engine: Engine): Pick<Shared, 'track' | 'close'> {
  let underWay = 0
  let closed: Promise<void> | undefined
  let idle = (): void => {}
  return {
    async track(work) {
      if (closed) throw new Error('the store is closed')
      underWay++
      try {
        return await work()
      } finally {
        underWay--
        if (underWay === 0) idle()
      }
    },
    close() {
      closed ??= new Promise<void>((resolve) => {
        idle = resolve
        if (underWay === 0) resolve()
      }).then(() => engine.close())
      return closed
    },
  }
}
