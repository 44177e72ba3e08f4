/** Finding clients by id: from a small cache whose entries live a few seconds, so that a change reaches every node within them. */
import type { Clock, Store } from '@sightglass/store'
import { LRUCache } from 'lru-cache'
import { type Client, clientRecords } from './client.ts'

export interface ClientRegistry {
  readonly find: (clientId: string) => Promise<Client | undefined>
  /** Adds a client, or replaces the one of that id. */
  readonly put: (client: Client) => Promise<void>
}

const FRESH_MS = 4000
const MOST_CLIENTS = 10_000

export function createClientRegistry(store: Store, clock: Clock): ClientRegistry {
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
    async put(client) {
      const now = clock()
      await table.update(client.clientId, (before) => {
        const isEnabled = before?.status === 'disabled' && client.status === 'active'
        const activeSince = isEnabled ? now : before?.activeSince
        const record = activeSince === undefined ? client : { ...client, activeSince }
        return { record, expiresAt: Infinity, outcome: undefined }
      })
      cache.delete(client.clientId)
    },
  }
}
