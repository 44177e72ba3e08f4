/** How a record becomes a row: the envelope `{ type, version, record }`, the index values, and safe keys. */
import { createHash } from 'node:crypto'
import type { Shape } from './engine.ts'
import type { RecordType } from './table.ts'

/** @throws where the record is not plain JSON. */
export function encodeRecord<R>(type: RecordType<R>, record: R): string {
  return JSON.stringify({ type: type.name, version: type.version, record })
}

/**
 * Reads what this or an older version of the type wrote.
 * @throws where a newer version wrote it, or it is no such record.
 */
export function decodeRecord<R>(type: RecordType<R>, body: string): R {
  const envelope: { type?: unknown; version?: unknown; record?: unknown } = JSON.parse(body)
  const { version } = envelope
  if (envelope.type !== type.name || typeof version !== 'number')
    throw new Error(`a row of ${type.name} holds something else`)
  if (version > type.version)
    throw new Error(
      `a ${type.name} of version ${version} was stored; this program knows versions up to ${type.version}`,
    )
  let record: unknown = envelope.record
  for (const upcast of type.upcasters.slice(version - 1)) record = upcast(record as never)
  return record as R
}

/** @throws where a name would not fit every database. */
export function shapeOf(type: RecordType<never>): Shape {
  const indexes = Object.entries(type.indexes).map(([name, { unique = false }]) => ({ name, unique }))
  for (const { name } of indexes)
    if (!/^[a-z][a-zA-Z0-9_]{0,17}$/.test(name))
      throw new Error(`index ${name} of ${type.name}: a name is letters and digits, at most 18`)
  return { table: type.name, indexes }
}

/** The values of all index columns. A record that is not in an index has one too: NULL says that the writer did not know the index. */
export function indexValues<R>(type: RecordType<R>, key: string, record: R | undefined): readonly string[] {
  return Object.values(type.indexes).map(({ of, unique = false }) => {
    const value = record === undefined ? undefined : of(record)
    return value === undefined ? (unique ? `-${key}` : '-') : indexValue(value)
  })
}

const LONGEST_INDEX_VALUE = 256

/** What stands in an index column: databases bound the size of what they index, so that a long value is stood for by its hash. */
export function indexValue(value: string): string {
  if (value.length <= LONGEST_INDEX_VALUE) return `=${encodeKey(value)}`
  return `#${createHash('sha256').update(encodeKey(value)).digest('base64url')}`
}

// In characters as encoded; four bytes each stay under what the index of every database takes.
export const LONGEST_KEY = 512

const ODD = /[\\\0]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

// A page starts behind a key, and the first one behind the empty string: so no stored key is empty.
const EMPTY = '\\'

/** NUL is no text for PostgreSQL, and half a surrogate pair would turn into another key on its way. */
export function encodeKey(key: string): string {
  if (key === '') return EMPTY
  return key.replace(ODD, (odd) => `\\${odd.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

export function decodeKey(stored: string): string {
  if (stored === EMPTY) return ''
  return stored.replace(/\\(....)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
