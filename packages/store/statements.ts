/**
 * The gathered statements of PostgreSQL: a whole batch is one statement, so one round trip and one transaction,
 * whatever tables it touches. All values are bound.
 */
import type { Put, Shape } from './engine.ts'
import { COLUMNS, columnOf, quoted } from './sql.ts'

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Puts of one kind into one table. */
export interface Section {
  readonly shape: Shape
  readonly kind: 'insert' | 'update'
  readonly puts: readonly Put[]
}

const TYPES = { text: 'text[]', bigint: 'bigint[]', 'double precision': 'double precision[]' } as const

/** Answers a row `(section, issuer, key)` for each write that happened. */
export function writeStatement(sections: readonly Section[]): Statement {
  const values: unknown[][] = []
  const parts = sections.map((section, n) => {
    const first = values.length + 1
    const columns = arraysOf(section)
    values.push(...columns.map((column) => column.values))
    const unnest = columns.map(({ is }, i) => `$${first + i}::${is}`).join(', ')
    const names = columns.map((column) => column.name)
    return `w${n} as (${section.kind === 'insert' ? insertOf(section, names, unnest) : updateOf(section, names, unnest)})`
  })
  const told = sections.map((_, n) => `select ${n} as section, issuer, key from w${n}`).join(' union all ')
  return { text: `with ${parts.join(', ')} ${told}`, values }
}

interface Column {
  readonly name: string
  readonly is: (typeof TYPES)[keyof typeof TYPES]
  readonly values: unknown[]
}

function arraysOf({ shape, kind, puts }: Section): readonly Column[] {
  const of: Readonly<Record<(typeof COLUMNS)[number]['name'], (put: Put) => unknown>> = {
    issuer: (put) => put.issuer,
    key: (put) => put.key,
    version: (put) => put.version,
    body: (put) => put.body,
    attempts: (put) => put.attempts,
    expires_at: (put) => put.expiresAt,
    sweep_after: (put) => put.sweepAfter,
  }
  const common = COLUMNS.map(({ name, is }): Column => ({ name, is: TYPES[is], values: puts.map(of[name]) }))
  const indexes = shape.indexes.map(
    ({ name }, n): Column => ({ name: columnOf(name), is: 'text[]', values: puts.map(({ indexed }) => indexed[n]) }),
  )
  if (kind === 'insert') return [...common, ...indexes]
  return [...common, ...indexes, { name: 'expected', is: 'bigint[]', values: puts.map(({ expected }) => expected) }]
}

function insertOf({ shape }: Section, names: readonly string[], unnest: string): string {
  const columns = names.join(', ')
  const from = `select ${columns} from unnest(${unnest}) as v(${columns})`
  return `insert into ${quoted(shape.table)} (${columns}) ${from} on conflict do nothing returning issuer, key`
}

function updateOf({ shape }: Section, names: readonly string[], unnest: string): string {
  const sets = names.slice(2, -1).map((name) => `${name} = v.${name}`)
  const where = 'r.issuer = v.issuer and r.key = v.key and r.version = v.expected'
  const from = `unnest(${unnest}) as v(${names.join(', ')})`
  return `update ${quoted(shape.table)} r set ${sets.join(', ')} from ${from} where ${where} returning r.issuer, r.key`
}

/** Answers `(place, version, body, attempts, expires_at)` for each row there is; `place` counts from 1 within its table. */
export function readStatement(
  tables: readonly { readonly table: string; readonly issuers: readonly string[]; readonly keys: readonly string[] }[],
): Statement {
  const parts = tables.map(
    ({ table }, n) =>
      `select ${n} as section, k.n::int4 as place, r.version, r.body, r.attempts, r.expires_at ` +
      `from unnest($${2 * n + 1}::text[], $${2 * n + 2}::text[]) with ordinality as k(issuer, key, n) ` +
      `join ${quoted(table)} r on r.issuer = k.issuer and r.key = k.key`,
  )
  return { text: parts.join(' union all '), values: tables.flatMap(({ issuers, keys }) => [issuers, keys]) }
}
