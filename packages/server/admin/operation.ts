/** What the management API does, one row an operation: routing, validation, the audit line and the OpenAPI document follow from it. */
import { check } from '@sightglass/spec/check'
import { rules } from '@sightglass/spec/management'
import { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** A member at fault. */
export interface Fault {
  /** A JSON Pointer into the body (RFC 6901), or the name of a parameter of the query. */
  readonly pointer: string
  readonly detail: string
}

/** A request as it came: nothing of it is proven. */
export interface Asked {
  /** What the path names; empty where it names nothing. */
  readonly key: string
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  /** What is written here is told with the refusal that follows. */
  readonly faults: Fault[]
}

/** A request whose query and body are what the row says. */
export interface Call<Query, Body> {
  readonly key: string
  readonly query: Query
  readonly body: Body
  readonly fault: FaultTelling
}

/** Names the member at fault, before the check that refuses. */
export type FaultTelling = (pointer: string, detail: string) => void

export interface Done {
  readonly body?: object
  /** What was changed, as the audit line tells it: `client shop`. */
  readonly target?: string
  /** What ended with it: an audit line each. */
  readonly also?: readonly Audited[]
}

export interface Audited {
  readonly action: string
  readonly target: string
}

interface Head {
  /** Unique; the `operationId`. */
  readonly id: string
  readonly method: Method
  /** With at most one place: `/clients/{client_id}`. */
  readonly path: string
  readonly summary: string
  /** What the audit line calls it; of every operation that changes something. */
  readonly action?: string
  /** 200 unless said otherwise. */
  readonly status?: 201 | 204
  readonly answer?: z.ZodType
}

export interface Operation extends Head {
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly run: (asked: Asked) => Promise<Done>
}

interface Row<Query, Body> extends Head {
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
  readonly run: (call: Call<Query, Body>) => Promise<Done>
}

/** An operation of a row: query and body are judged before it runs. */
export function operation<Query = undefined, Body = undefined>(row: Row<Query, Body>): Operation {
  return {
    ...row,
    async run({ key, query, body, faults }) {
      const judgedQuery = judged(row.query, query, faults, false)
      return await row.run({
        key,
        query: judgedQuery,
        body: judged(row.body, body, faults, true),
        fault: (pointer, detail) => void faults.push({ pointer, detail }),
      })
    },
  }
}

function judged<T>(schema: z.ZodType<T> | undefined, value: unknown, faults: Fault[], isBody: boolean): T {
  if (schema === undefined) return undefined as T
  return fitting(schema, value, faults, isBody)
}

/**
 * The value, when it fits; every fault is told.
 * @throws {Refusal} `management.members`
 */
export function fitting<T>(schema: z.ZodType<T>, value: unknown, faults: Fault[], isBody = true): T {
  const { data, error } = schema.safeParse(value)
  for (const issue of error?.issues ?? []) faults.push(...faultsOf(issue, isBody))
  check(rules.members, error === undefined)
  return data as T
}

function faultsOf(issue: z.core.$ZodIssue, isBody: boolean): Fault[] {
  const place = (path: readonly PropertyKey[]): string =>
    isBody
      ? path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
      : path.join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ pointer: place([...issue.path, key]), detail: 'is not known here' }))
  return [{ pointer: place(issue.path), detail: issue.message.replace(/^Invalid input: /, '') }]
}

const MOST_A_PAGE = 100

/** Of a list: which page of it. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(MOST_A_PAGE).default(50).meta({ description: 'How many at most.' }),
  after: z.string().max(512).optional().meta({ description: 'The `next` of the page before.' }),
}

export interface AskedPage {
  readonly limit: number
  readonly after?: string | undefined
}

/** One more is read than is told: whether there is a next page is known then. */
export const pageOf = ({ limit, after }: AskedPage): { limit: number; after?: string } => ({
  limit: limit + 1,
  ...(after === undefined ? {} : { after }),
})

/** What is told of a page that was read by `pageOf`. */
export function told<R>(
  records: readonly R[],
  { limit }: AskedPage,
  keyOf: (record: R) => string,
  tell: (record: R) => object,
): { readonly items: readonly object[]; readonly next?: string } {
  const shown = records.slice(0, limit)
  const last = shown.at(-1)
  const next = records.length > limit && last !== undefined ? { next: keyOf(last) } : {}
  return { items: shown.map(tell), ...next }
}

/** The answer of a list. */
export const listOf = (item: z.ZodType): z.ZodType =>
  z.object({
    items: z.array(item),
    next: z.string().optional().meta({ description: 'Where the next page begins; absent on the last one.' }),
  })
