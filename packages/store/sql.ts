/** The columns that both SQL engines share, and the little SQL that is the same in both. */
import type { Row, Shape } from './engine.ts'

/** Common columns in the order in which every statement names them. */
export const COLUMNS = [
  { name: 'issuer', is: 'text' },
  { name: 'key', is: 'text' },
  { name: 'version', is: 'bigint' },
  { name: 'body', is: 'text' },
  { name: 'attempts', is: 'text' },
  { name: 'expires_at', is: 'double precision' },
  { name: 'sweep_after', is: 'double precision' },
] as const

export const FOUND = 'issuer, key, version, body, attempts, expires_at'

/** Names of record types and indexes are checked when they are declared; some are words of SQL. */
export function quoted(name: string): string {
  return `"${name}"`
}

export function columnOf(index: string): string {
  return quoted(`ix_${index}`)
}

export interface IndexName {
  readonly name: string
  readonly unique: boolean
}

/**
 * Issuer and key as an index of values holds them. Were they the plain columns, PostgreSQL 18 could take such an index
 * for a lookup by key, skipping through all its values: on a small table that looks as cheap as the primary key.
 */
export const ISSUER_IN_INDEX = "(issuer || '')"
export const KEY_IN_INDEX = "(key || '')"

/** Unique and plain have different names, so that one becomes the other by declaring it. 63 characters at most. */
export function indexNameOf(table: string, { name, unique }: IndexName): string {
  return `${table}__${name}_${unique ? 'u' : 'i'}`
}

/** Every statement that creates a table, by the name of what it creates. */
export function schemaOf(
  { table, indexes }: Shape,
  dialect: { readonly text: string; readonly options: string },
): ReadonlyMap<string, string> {
  const columns = COLUMNS.map(({ name, is }) => `${name} ${is === 'text' ? dialect.text : is} not null`)
  const statements = new Map([
    [
      table,
      `create table if not exists ${quoted(table)} (${columns.join(', ')}, primary key (issuer, key))${dialect.options}`,
    ],
  ])
  for (const { name } of indexes)
    statements.set(`${table}.ix_${name}`, `alter table ${quoted(table)} add column ${columnOf(name)} ${dialect.text}`)
  const sweep = `${table}__sweep`
  statements.set(sweep, `create index if not exists ${quoted(sweep)} on ${quoted(table)} (sweep_after)`)
  for (const index of indexes) {
    const name = indexNameOf(table, index)
    const on = `on ${quoted(table)} (${columnOf(index.name)}, ${ISSUER_IN_INDEX}${index.unique ? '' : `, ${KEY_IN_INDEX}`})`
    statements.set(name, `create ${index.unique ? 'unique ' : ''}index if not exists ${quoted(name)} ${on}`)
  }
  return statements
}

/** Numbers come as strings from PostgreSQL's bigint. */
export function rowOf(version: unknown, body: unknown, attempts: unknown, expiresAt: unknown): Row {
  return { version: Number(version), body: String(body), attempts: String(attempts), expiresAt: Number(expiresAt) }
}

/** Rows under an index value: value, issuer, key behind, alive at, limit. */
export function listSql(table: string, index: string, parameter: (n: number) => string): string {
  const value = `${columnOf(index)} = ${parameter(1)} and ${ISSUER_IN_INDEX} = ${parameter(2)}`
  const where = `${value} and ${KEY_IN_INDEX} > ${parameter(3)} and expires_at > ${parameter(4)}`
  return `select ${FOUND} from ${quoted(table)} where ${where} order by ${KEY_IN_INDEX} limit ${parameter(5)}`
}
