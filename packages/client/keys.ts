/** The keys of the authorization server: what its `jwks_uri` serves (RFC 7517). */
import { type Asking, type Failure, RemoteJwks } from '@sightglass/jwks'
import { check, defineRules } from '@sightglass/spec/check'
import { chooseKey, hasKeyFor, type KeySet, type VerificationKey } from '@sightglass/spec/jwk'
import type { JwtRules, UnverifiedJwt } from '@sightglass/spec/jwt'
import { endpointOf } from '@sightglass/spec/metadata'
import { traceSending } from '@sightglass/trace'
import { answerHeaders } from '@sightglass/trace/headers'
import { shownMembers } from '@sightglass/trace/mask'
import type { Discovery } from './discovery.ts'
import { TransportError, type TransportFailure } from './errors.ts'
import { shownMessage, tell, type Wire, wasConnected } from './transport.ts'

export const rules = defineRules('keys-response', {
  set: ['RFC7517-5', 'invalid_keys', 'answer of the jwks_uri must be a JWK Set'],
})

export interface KeySource {
  /** Learns the keys before they are needed. @throws {TransportError} @throws {Refusal} `metadata.*`, `keys-response.set` */
  readonly warm: () => Promise<void>
  /** The key that a token names. @throws {TransportError} @throws {Refusal} as `warm`, and `key`, `keyFits` of the rules given. */
  readonly keyFor: (rules: JwtRules, jwt: UnverifiedJwt) => Promise<VerificationKey>
}

/** The keys, at the address that the newest metadata names. */
export function createKeySource(discovery: Discovery, wire: Wire, monotonicMs: () => number): KeySource {
  const { fetch, timeoutMs } = wire
  let jwksUri: string | undefined
  const jwks = new RemoteJwks({ locate: () => ({ jwksUri }), fetch, timeoutMs, watch: watchFor(wire), monotonicMs })
  const located = async (): Promise<typeof jwks> => {
    jwksUri = endpointOf(await discovery.metadata(), 'jwks_uri')
    return jwks
  }
  return {
    async warm() {
      const { keySet, failure } = await (await located()).get()
      believed(keySet, keySet === undefined ? failure : undefined)
    },
    async keyFor(jwtRules, jwt) {
      const { keySet, failure } = await (await located()).getFor(jwt)
      // Keys of before cannot tell whether an unknown one is forged or new.
      const telling = keySet !== undefined && hasKeyFor(keySet, jwt)
      return chooseKey(jwtRules, believed(keySet, telling ? undefined : failure), jwt)
    },
  }
}

function believed(keySet: KeySet | undefined, failure: Failure | undefined): KeySet {
  if (failure !== undefined && failure.kind !== 'unreadable') throw transportErrorOf(failure, failure.kind)
  check(rules.set, keySet, { received: failure?.words })
  return keySet
}

function transportErrorOf({ url, words, status, code }: Failure, kind: TransportFailure): TransportError {
  const outcome = { connected: wasConnected(code), ...(status !== undefined && { status }) }
  return new TransportError(kind, { method: 'GET', url }, words, outcome)
}

const watchFor =
  (wire: Wire): Asking['watch'] =>
  (url) => {
    const sending = traceSending()
    return (received) => {
      const answer = received && {
        status: received.status,
        headers: answerHeaders(received.headers),
        parameters: shownMembers(received.json),
      }
      tell(
        wire,
        {
          to: 'authorization-server',
          request: shownMessage({ method: 'GET', url, headers: { accept: 'application/json' } }),
          answer,
        },
        sending,
      )
    }
  }
