/** What all calls of one client share: its options made good, and what it learnt of its authorization server. */
import type { JwsAlgorithm } from '@sightglass/spec/jwk'
import { isSecureUrl } from '@sightglass/spec/metadata'
import type { AuthMethod, ClientIdentity } from './client-authentication.ts'
import { createDiscovery, type Discovery } from './discovery.ts'
import { createKeySource, type KeySource } from './keys.ts'
import type { Exchange, Fetch, Wire } from './transport.ts'

export interface ClientOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string | undefined
  /** Space-delimited: what is asked for where a call says nothing else. */
  readonly scope?: string | undefined
  /** The resource server that the tokens are for (RFC 8707) where a call names no other; the only place that they are sent to. */
  readonly resource?: string | undefined
  readonly redirectUri?: string | undefined
  readonly authMethod?: AuthMethod | undefined
  /** The `id_token_signed_response_alg` of the registration. */
  readonly idTokenAlg?: JwsAlgorithm | undefined
  readonly trustedAudiences?: readonly string[] | undefined
  readonly fetch?: Fetch | undefined
  /** Seconds since the epoch. */
  readonly clock?: (() => number) | undefined
  /** Milliseconds that pass whatever is done to the wall clock: the age of what is kept. Default `performance.now`. */
  readonly monotonicMs?: (() => number) | undefined
  readonly timeoutMs?: number | undefined
  readonly mostBytes?: number | undefined
  /** The key that the deployment's parties mark traces with; without it this client's traces join nobody's. */
  readonly linkKey?: Uint8Array | undefined
  /** Told of each message and its answer, secrets masked, in the asynchronous context of the call. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined
}

export interface Context {
  readonly options: ClientOptions
  readonly identity: ClientIdentity
  readonly wire: Wire
  /** Seconds since the epoch. */
  readonly clock: () => number
  readonly monotonicMs: () => number
  readonly discovery: Discovery
  readonly keys: KeySource
}

/** @throws {TypeError} for addresses that are neither https nor loopback. */
export function createContext(options: ClientOptions): Context {
  const { issuer, clientId, clientSecret, authMethod, resource, timeoutMs = 10_000, mostBytes = 1024 * 1024 } = options
  demandSecure(issuer)
  if (resource !== undefined) demandSecure(resource)
  const ask: Fetch = options.fetch ?? ((request) => fetch(request))
  const wire = { fetch: ask, timeoutMs, mostBytes, onExchange: options.onExchange }
  const monotonicMs = options.monotonicMs ?? (() => performance.now())
  const discovery = createDiscovery(issuer, wire, monotonicMs)
  return {
    options,
    identity: { clientId, clientSecret, authMethod },
    wire,
    clock: options.clock ?? (() => Math.floor(Date.now() / 1000)),
    monotonicMs,
    discovery,
    keys: createKeySource(discovery, wire, monotonicMs),
  }
}

/** @throws {TypeError} for an address that nothing may be sent to. */
export function demandSecure(address: string): void {
  if (!isSecureUrl(address)) throw new TypeError(`${address} is neither an https URL nor http on a loopback host`)
}
