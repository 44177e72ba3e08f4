/** What a feature is, and how features become one server. */
import type { Note } from '@sightglass/spec/check'
import type { Channel } from '@sightglass/spec/errors'
import type { AuthorizationServerMetadata } from '@sightglass/spec/metadata'
import type { Params } from '@sightglass/spec/params'
import type { RecordType } from '@sightglass/store'
import type { AuthenticatedClient } from './clients/client.ts'
import type { Authorization } from './issue.ts'

/** A request as features see it: the address is the peer's as the transport knows it, never what a header claims. */
export interface Exchange {
  readonly request: Request
  readonly address: string
}

export type Handler = (exchange: Exchange) => Promise<Response>

export interface Route {
  readonly path: string
  /** Of the issuer's URL, where its path begins: `issuer` unless said otherwise. */
  readonly below?: 'origin'
  /** How a refusal is told here. */
  readonly channel: Channel
  /** Callable by scripts of any origin, without credentials. Never for what a person's browser session decides. */
  readonly cors?: boolean
  /** Whether there is such a path now: always, unless told otherwise. */
  readonly isThere?: () => boolean
  readonly GET?: Handler
  readonly POST?: Handler
  readonly PUT?: Handler
  readonly DELETE?: Handler
}

/** A request to the token endpoint whose client has authenticated. */
export interface TokenRequest {
  readonly client: AuthenticatedClient
  readonly exchange: Exchange
  readonly params: Params
  readonly resources: readonly string[]
  readonly now: number
}

/** Somebody has still to decide: the client is not refused, and asks again later (`authorization_pending`). */
export interface Pending {
  readonly pending: Note
}

/** Redeems what the client presents; refuses by `check`, never issues. */
export type Grant = (request: TokenRequest) => Promise<Authorization | Pending>

export interface Feature {
  readonly name: string
  /** Its part of the discovery documents: lists merge by union, single values conflict loudly. */
  readonly metadata?: Partial<AuthorizationServerMetadata>
  readonly routes?: readonly Route[]
  /** By `grant_type`. */
  readonly grants?: Readonly<Record<string, Grant>>
  /** The record types that it reads and writes, itself or by what it is given: their tables exist before the first request. */
  readonly records?: readonly RecordType<never>[]
}

export interface Assembled {
  readonly metadata: Partial<AuthorizationServerMetadata>
  readonly routes: readonly Route[]
  readonly grants: ReadonlyMap<string, Grant>
  readonly records: readonly RecordType<never>[]
}

/** @throws {Error} where two features claim one path, one grant type or one value of the metadata. */
export function assemble(features: readonly Feature[]): Assembled {
  const routes = new Map<string, Route>()
  const grants = new Map<string, Grant>()
  const metadata: Record<string, unknown> = {}
  for (const feature of features) {
    for (const route of feature.routes ?? [])
      claim(routes, `${route.below ?? 'issuer'} ${route.path}`, route, feature.name)
    for (const [grantType, grant] of Object.entries(feature.grants ?? {})) claim(grants, grantType, grant, feature.name)
    merge(metadata, feature)
  }
  const records = [...new Set(features.flatMap((feature) => feature.records ?? []))]
  merge(metadata, { name: 'token', metadata: { grant_types_supported: [...grants.keys()] } })
  return { metadata, routes: [...routes.values()], grants, records }
}

function claim<V>(taken: Map<string, V>, name: string, value: V, feature: string): void {
  if (taken.has(name)) throw new Error(`feature ${feature}: ${name} is claimed by another feature`)
  taken.set(name, value)
}

function merge(metadata: Record<string, unknown>, { name, metadata: own = {} }: Feature): void {
  for (const [member, value] of Object.entries(own)) {
    const before = metadata[member]
    if (Array.isArray(value)) metadata[member] = [...new Set([...(Array.isArray(before) ? before : []), ...value])]
    else if (before === undefined || before === value) metadata[member] = value
    else throw new Error(`feature ${name}: metadata ${member} is ${String(before)} already`)
  }
}
