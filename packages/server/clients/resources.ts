/** The resource servers that tokens can be for: their identifier (RFC 8707) and their scopes, each in plain words. */
import { defineRecord, type Store } from '@sightglass/store'

export interface ResourceServer {
  /** An absolute URI without fragment; becomes `aud`. */
  readonly resource: string
  readonly name: string
  /** Completes "It will be allowed to …". */
  readonly scopes: Readonly<Record<string, string>>
}

export const resourceServers = defineRecord<ResourceServer>('resource_server', {
  indexes: { every: { of: () => 'all' } },
})

export interface ResourceRegistry {
  readonly find: (resource: string) => Promise<ResourceServer | undefined>
  /** Read from the store every few seconds at most; what is put here is seen at once. */
  readonly all: () => Promise<readonly ResourceServer[]>
  readonly put: (server: ResourceServer) => Promise<void>
}

const FRESH_MS = 4000

export function createResourceRegistry(store: Store): ResourceRegistry {
  const table = store.table(resourceServers)
  const read = async () => (await table.list('every', 'all', { limit: 1000 })).map(({ record }) => record)
  let last: { readonly servers: Promise<readonly ResourceServer[]>; readonly until: number } | undefined
  return {
    find: (resource) => table.get(resource),
    async all() {
      if (last !== undefined && performance.now() < last.until) return await last.servers
      const asked = { servers: read(), until: performance.now() + FRESH_MS }
      last = asked
      // Whoever comes after a failure asks again.
      asked.servers.catch(() => {
        if (last === asked) last = undefined
      })
      return await asked.servers
    },
    async put(server) {
      await table.update(server.resource, () => ({ record: server, expiresAt: Infinity, outcome: undefined }))
      last = undefined
    },
  }
}
