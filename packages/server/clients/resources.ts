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
  readonly all: () => Promise<readonly ResourceServer[]>
  readonly put: (server: ResourceServer) => Promise<void>
}

export function createResourceRegistry(store: Store): ResourceRegistry {
  const table = store.table(resourceServers)
  return {
    find: (resource) => table.get(resource),
    all: async () => (await table.list('every', 'all', { limit: 1000 })).map(({ record }) => record),
    async put(server) {
      await table.update(server.resource, () => ({ record: server, expiresAt: Infinity, outcome: undefined }))
    },
  }
}
