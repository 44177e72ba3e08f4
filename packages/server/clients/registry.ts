/** Finding clients by id: from a small cache whose entries live a few seconds, so that a change reaches every node within them. */
import type { Clock, Store } from '@sightglass/store'
import { LRUCache } from 'lru-cache'
import { type Client, clientRecords, type Registration } from './client.ts'
import { mistakesOf } from './sound-client.ts'

export interface ClientRegistry {
  readonly find: (clientId: string) => Promise<Client | undefined>
  /**
   * Adds a client, or replaces the one of that id; one that an operator disabled stays so where nothing is said of it.
   * @throws {Error} with every mistake of the client
   */
  readonly put: (client: Registration) => Promise<void>
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
      const mistakes = mistakesOf(client)
      if (mistakes.length > 0) throw new Error(`client ${client.clientId}: ${mistakes.join('; ')}`)
      const now = clock()
      await table.update(client.clientId, (before) => {
        const status = client.status ?? before?.status ?? 'active'
        const isEnabled = before?.status === 'disabled' && status === 'active'
        const activeSince = isEnabled ? now : before?.activeSince
        const record = { ...client, status, ...(activeSince === undefined ? {} : { activeSince }) }
        return { record, expiresAt: Infinity, outcome: undefined }
      })
      cache.delete(client.clientId)
    },
  }
}
