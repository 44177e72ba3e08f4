/** The keys of a client: those it registered, or those at its `jwks_uri`, followed through their rotation. */
import { type Known, type Located, RemoteJwks } from '@sightglass/jwks'
import { check, type Rule } from '@sightglass/spec/check'
import { type Fetched, textOf } from '@sightglass/spec/guarded-fetch'
import { type KeySet, parseJwks } from '@sightglass/spec/jwk'
import type { UnverifiedJwt } from '@sightglass/spec/jwt'
import { LRUCache } from 'lru-cache'
import type { GuardedFetch } from '../fetch/index.ts'
import type { Client } from './client.ts'

/** How the feature that needs the keys refuses. */
export interface KeyRules {
  /** The client has keys, and they could be had. */
  readonly keysKnown: Rule
  /** What its `jwks_uri` answers is a JWK Set. */
  readonly keySet: Rule
}

export interface ClientKeys {
  /**
   * The key set of a client, fetched again where it lacks the key that this token names.
   * @throws {Refusal} one of `told`
   */
  readonly keySetFor: (client: Pick<Client, 'jwks' | 'jwksUri'>, jwt: UnverifiedJwt, told: KeyRules) => Promise<KeySet>
}

const MOST_SETS = 1000
const MOST_BYTES = 128 * 1024
const TYPES = ['application/jwk-set+json', 'application/json'] as const
/** The guarded fetcher has a time limit of its own, which is shorter. */
const PATIENCE_MS = 60_000

interface Remote {
  readonly jwks: RemoteJwks
  /** What the newest fetch found: whoever needs it checks it in a trace of its own. */
  newest: Fetched | undefined
}

export function createClientKeys(fetch: GuardedFetch): ClientKeys {
  const remotes = new LRUCache<string, Remote>({ max: MOST_SETS })
  const parsed = new WeakMap<object, KeySet | undefined>()

  const remoteOf = (jwksUri: string): Remote => {
    const known = remotes.get(jwksUri)
    if (known !== undefined) return known
    const remote: Remote = {
      newest: undefined,
      jwks: openJwks(jwksUri, fetch, (found) => {
        remote.newest = found
      }),
    }
    remotes.set(jwksUri, remote)
    return remote
  }

  const ofValue = (jwks: object): KeySet | undefined => {
    if (!parsed.has(jwks)) parsed.set(jwks, parseJwks(jwks))
    return parsed.get(jwks)
  }

  return {
    async keySetFor({ jwks, jwksUri }, jwt, told) {
      if (jwksUri === undefined) {
        const set = jwks && ofValue(jwks)
        check(told.keysKnown, set)
        return set
      }
      const remote = remoteOf(jwksUri)
      return believed(await remote.jwks.getFor(jwt), remote.newest, told)
    },
  }
}

function openJwks(jwksUri: string, fetch: GuardedFetch, heard: (found: Fetched) => void): RemoteJwks {
  return new RemoteJwks({
    locate: () => ({ jwksUri }),
    timeoutMs: PATIENCE_MS,
    mostBytes: MOST_BYTES,
    async fetch({ url }) {
      const found = await fetch({ url, types: TYPES, mostBytes: MOST_BYTES })
      // Whether it could be had is all that is looked at again: a thousand texts would fill the memory.
      heard(found.failure === undefined ? { ...found, text: '' } : found)
      if (found.failure !== undefined) throw new Error(`fetch.${found.failure.rule}`)
      const headers = found.cacheControl === undefined ? {} : { 'cache-control': found.cacheControl }
      return new Response(found.text, { headers })
    },
  })
}

function believed({ keySet }: Known<Located>, newest: Fetched | undefined, told: KeyRules): KeySet {
  // Keys of before are good while newer ones cannot be had.
  if (newest !== undefined && (newest.failure === undefined || keySet === undefined)) {
    textOf(newest, told.keysKnown, 'jwks_uri')
  }
  check(told.keySet, keySet, { parameter: 'jwks_uri' })
  return keySet
}
