/** The authorization server: the list of its features and the wiring, nothing else. */
import type { Clock, Store } from '@sightglass/store'
import type { Tracing } from '@sightglass/trace'
import { clientRecords } from './clients/client.ts'
import { type ClientRegistry, createClientRegistry } from './clients/registry.ts'
import { createEdge, type Edge } from './edge.ts'
import { type Assembled, assemble, type Feature } from './feature.ts'
import { clientCredentials } from './features/client-credentials/index.ts'
import { discovery } from './features/discovery/index.ts'
import { tellToken } from './http.ts'
import { createMint } from './issue.ts'
import { openKeyRing } from './keys/ring.ts'
import { signingKeys } from './keys/signing-key.ts'
import { createRefusalLimit } from './limits/refusals.ts'
import { type Log, silent } from './log.ts'
import { createSeal, type KeyEncryptionKey, type Random, systemRandom } from './secrets.ts'
import { tokenEndpoint } from './token.ts'

export interface ServerOptions {
  /** Compared as a plain string by everyone: no trailing slash, no query, no fragment. */
  readonly issuer: string
  readonly store: Store
  readonly keyEncryptionKeys: readonly KeyEncryptionKey[]
  readonly linkKey: Uint8Array
  readonly clock?: Clock
  readonly random?: Random
  readonly log?: Log
}

export interface Server {
  readonly fetch: Edge
  readonly clients: ClientRegistry
}

const systemClock: Clock = () => Math.floor(Date.now() / 1000)

/** Makes a server of one issuer. Its tables and its keys exist when this resolves. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { issuer, keyEncryptionKeys, linkKey, clock = systemClock, random = systemRandom, log = silent } = options
  const store = options.store.forIssuer(issuer)
  await store.declare([clientRecords, signingKeys])

  const keys = await openKeyRing(store, createSeal(keyEncryptionKeys, `${issuer} signing-key`), clock)
  const clients = createClientRegistry(store)
  const mint = createMint({ issuer, keys, random })
  const limit = createRefusalLimit({ refusals: 120, withinSeconds: 60 })
  const tracing: Tracing = { party: 'authorization-server', linkKey }

  let assembled: Assembled
  const features: Feature[] = [
    discovery({ issuer, keys, scopes: [], metadata: () => assembled.metadata }),
    tokenEndpoint({ issuer, clock, clients, mint, limit, grants: () => assembled.grants }),
    clientCredentials(),
  ]
  assembled = assemble(features)

  const fetch = createEdge({
    issuer,
    routes: assembled.routes,
    tellers: { token: tellToken, page: tellToken },
    tracing,
    log,
  })
  return { fetch, clients }
}
