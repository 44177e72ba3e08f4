/** The resource servers that tokens can be for: their identifier (RFC 8707) and their scopes, each in plain words. */
import { isHostOrNetwork } from '@sightglass/spec/addresses'
import { defineRecord, type Page, type Store } from '@sightglass/store'
import type { SigningAlgorithm } from '../keys/algorithms.ts'
import { secretHash } from './client.ts'
import { type EncryptionJwk, mistakeInEncryptionKey } from './encryption-key.ts'

export interface ResourceServer {
  /** An absolute URI without fragment; becomes `aud`. */
  readonly resource: string
  readonly name: string
  /** Completes "It will be allowed to …". */
  readonly scopes: Readonly<Record<string, string>>
  /** How it proves itself where it asks what a token is worth (RFC 7662 §2.1); one without may not ask. */
  readonly introspection?: IntrospectionAccess
  /**
   * What access tokens for it are: a signed JWT where left out; a random reference, which it has to ask about; or a JWT that is
   * encrypted to its key once signed.
   */
  readonly accessTokenFormat?: 'jwt' | 'opaque' | 'encrypted'
  /** A public JWK, for encrypted tokens: RSA for RSA-OAEP-256, EC or X25519 for ECDH-ES. */
  readonly encryptionKey?: EncryptionJwk
  /** ES256 where left out. */
  readonly accessTokenSigningAlg?: SigningAlgorithm
}

export interface IntrospectionAccess {
  /** Its name there: a client id, but no client's. */
  readonly clientId: string
  /** `secretHash(clientId, secret)` */
  readonly clientSecretHash: string
  /** The addresses and networks that it may ask from, `10.0.0.7` or `10.1.0.0/16`; any where left out. */
  readonly allowedHosts?: readonly string[]
}

/** As it is registered: the secret comes in plain and is kept as a hash; what was kept of one before serves as well. */
export interface ResourceRegistration extends Omit<ResourceServer, 'introspection'> {
  readonly introspection?: Omit<IntrospectionAccess, 'clientSecretHash'> &
    Partial<Pick<IntrospectionAccess, 'clientSecretHash'>> & { readonly clientSecret?: string }
}

export const resourceServers = defineRecord<ResourceServer>('resource_server', {
  indexes: { every: { of: () => 'all' } },
})

export interface ResourceRegistry {
  readonly find: (resource: string) => Promise<ResourceServer | undefined>
  /** Read from the store every few seconds at most; what is put here is seen at once. */
  readonly all: () => Promise<readonly ResourceServer[]>
  /** @throws {Error} where its credentials cannot be used, or are another's */
  readonly put: (registration: ResourceRegistration) => Promise<void>
  /** Resolves to whether there was such a resource server. */
  readonly remove: (resource: string) => Promise<boolean>
  /** A page of them as they are stored now, in the order of their identifiers. */
  readonly list: (page?: Page) => Promise<readonly ResourceServer[]>
}

const FRESH_MS = 4000

export function createResourceRegistry(store: Store): ResourceRegistry {
  const table = store.table(resourceServers)
  const list: ResourceRegistry['list'] = async (page) =>
    (await table.list('every', 'all', page)).map(({ record }) => record)
  const read = () => list({ limit: 1000 })
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
    async put(registration) {
      const mistake = mistakeIn(registration, await read())
      if (mistake !== undefined) throw new Error(`resource server ${registration.resource}: ${mistake}`)
      const record = keptOf(registration)
      await table.update(record.resource, () => ({ record, expiresAt: Infinity, outcome: undefined }))
      last = undefined
    },
    async remove(resource) {
      const removed = await table.remove(resource)
      last = undefined
      return removed
    },
    list,
  }
}

function keptOf({ introspection, ...server }: ResourceRegistration): ResourceServer {
  if (introspection === undefined) return server
  const { clientSecret, clientSecretHash = '', ...access } = introspection
  const kept = clientSecret === undefined ? clientSecretHash : secretHash(access.clientId, clientSecret)
  return { ...server, introspection: { ...access, clientSecretHash: kept } }
}

function mistakeIn(server: ResourceRegistration, present: readonly ResourceServer[]): string | undefined {
  const { accessTokenFormat, encryptionKey } = server
  if (encryptionKey !== undefined) return mistakeInEncryptionKey(encryptionKey) ?? mistakeInAccess(server, present)
  return accessTokenFormat === 'encrypted'
    ? 'encrypted tokens need its encryption key'
    : mistakeInAccess(server, present)
}

function mistakeInAccess(
  { resource, introspection }: ResourceRegistration,
  present: readonly ResourceServer[],
): string | undefined {
  if (introspection === undefined) return undefined
  const { clientId, clientSecret, clientSecretHash, allowedHosts = [] } = introspection
  if (!/^[\x21-\x7e]{1,255}$/.test(clientId)) return 'its client_id must be 1 to 255 printable ASCII characters'
  if (!clientSecret && !clientSecretHash) return 'it must have a secret to prove itself'
  const wrong = allowedHosts.find((host) => !isHostOrNetwork(host))
  if (wrong !== undefined) return `${wrong} must be an IP address or a network such as 10.1.0.0/16`
  const other = present.find((server) => server.resource !== resource && server.introspection?.clientId === clientId)
  return other && `its client_id is the one of ${other.resource} already`
}
