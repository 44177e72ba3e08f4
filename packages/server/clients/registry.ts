/** Finding clients by id: from a small cache whose entries live a few seconds, so that a change reaches every node within them. */
import type { Supported } from '@sightglass/spec/registration'
import type { Clock, Page, Store } from '@sightglass/store'
import { LRUCache } from 'lru-cache'
import { type Client, clientRecords, defaultPolicy, type Registration } from './client.ts'
import type { SecretKeeper } from './client-secret.ts'
import { mistakesOf } from './sound-client.ts'

export interface ClientRegistry {
  readonly find: (clientId: string) => Promise<Client | undefined>
  /** As it is stored now: for who goes on to change it. */
  readonly read: (clientId: string) => Promise<Client | undefined>
  /** A page of all clients, in the order of their ids. */
  readonly list: (page?: Page) => Promise<readonly Client[]>
  /** What a client may be registered for here. */
  readonly supported: () => Supported
  /**
   * Adds a client, or replaces the one of that id; one that an operator disabled stays so where nothing is said of it.
   * With `holds`, only where that is so of the one before; resolves to whether it was written.
   * @throws {Error} with every mistake of the client
   */
  readonly put: (client: Registration, holds?: (before: Client | undefined) => boolean) => Promise<boolean>
  /** What it was granted ends with it, here at once and elsewhere within seconds. Resolves to whether there was such a client. */
  readonly remove: (clientId: string) => Promise<boolean>
}

const FRESH_MS = 4000
const MOST_CLIENTS = 1000

export interface ClientRegistryOptions {
  readonly store: Store
  readonly clock: Clock
  readonly secrets: SecretKeeper
  /** Asked at each registration: what the server can do is known when it is assembled. */
  readonly supported: () => Supported
}

export function createClientRegistry({ store, clock, secrets, supported }: ClientRegistryOptions): ClientRegistry {
  const table = store.table(clientRecords)
  const cache = new LRUCache<string, Client>({ max: MOST_CLIENTS, ttl: FRESH_MS })
  return {
    async find(clientId) {
      const cached = cache.get(clientId)
      if (cached !== undefined) return cached
      // Unknown ids are asked of the store each time: caching them would let anyone fill the cache.
      const client = await table.get(clientId)
      if (client !== undefined) cache.set(clientId, client)
      return client
    },
    read: (clientId) => table.get(clientId),
    async list(page) {
      return (await table.list('every', 'all', page)).map(({ record }) => record)
    },
    supported,
    async put(registration, holds = () => true) {
      const mistakes = mistakesOf(registration, supported())
      if (mistakes.length > 0) throw new Error(`client ${registration.clientId}: ${mistakes.join('; ')}`)
      const client = { ...keptOf(registration, secrets), policy: { ...defaultPolicy, ...registration.policy } }
      const now = clock()
      const written = await table.update(client.clientId, (before) => {
        if (!holds(before)) return { outcome: false }
        const status = client.status ?? before?.status ?? 'active'
        const isEnabled = before?.status === 'disabled' && status === 'active'
        const activeSince = isEnabled ? now : before?.activeSince
        const record = { ...client, status, ...(activeSince === undefined ? {} : { activeSince }) }
        return { record, expiresAt: Infinity, outcome: true }
      })
      cache.delete(client.clientId)
      return written
    },
    async remove(clientId) {
      const removed = await table.remove(clientId)
      cache.delete(clientId)
      return removed
    },
  }
}

/** The registration with its secret as it is stored; a new one takes the place of the old in whatever form. */
function keptOf(registration: Registration, secrets: SecretKeeper): Omit<Registration, 'clientSecret'> {
  const { clientSecret, ...rest } = registration
  if (clientSecret === undefined) return rest
  const { clientSecretHash: _hash, sealedClientSecret: _sealed, ...open } = rest
  return { ...open, ...secrets.keep(rest.clientId, rest.tokenEndpointAuthMethod, clientSecret) }
}
