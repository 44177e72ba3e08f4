/** The keys of the authorization server: what its `jwks_uri` serves (RFC 7517). */
import { readJson } from '@sightglass/spec/answer'
import { check, defineRules } from '@sightglass/spec/check'
import { type KeySet, parseJwks } from '@sightglass/spec/jwk'
import { type AuthorizationServerMetadata, endpointOf } from '@sightglass/spec/metadata'
import { TransportError } from './errors.ts'
import type { Incoming, Outgoing } from './transport.ts'

export const rules = defineRules('keys-response', {
  set: ['RFC7517-5', 'invalid_keys', 'answer of the jwks_uri must be a JWK Set'],
})

export const keysRequest = (metadata: AuthorizationServerMetadata): Outgoing => ({
  to: 'authorization-server',
  method: 'GET',
  url: endpointOf(metadata, 'jwks_uri'),
  headers: { accept: 'application/jwk-set+json, application/json' },
})

/**
 * The keys in an answer.
 * @throws {Refusal} `keys-response.set`, `answer.json` @throws {TransportError} for any status but 200.
 */
export function processKeysResponse({ request, status, headers, body }: Incoming): KeySet {
  if (status !== 200) throw new TransportError('status', request, `answered ${status}`, { status })
  const set = parseJwks(readJson(headers.get('content-type'), body))
  check(rules.set, set)
  return set
}
