/** Proving a client by its assertion: signed by a key or a secret of its own, for this server, now, and never before. */
import { check } from '@sightglass/spec/check'
import {
  type AssertionAlgorithm,
  type ClaimedAssertion,
  checkAlgorithm,
  checkAssertion,
  jwtRules,
  rules,
} from '@sightglass/spec/client-assertion'
import { chooseKey, type JwsAlgorithm } from '@sightglass/spec/jwk'
import { provenJwt, type UnverifiedJwt, type VerifiedJwt } from '@sightglass/spec/jwt'
import { isMacAlgorithm, isSecretFor, type MacAlgorithm, verifyMac } from '@sightglass/spec/mac'
import { verifySignature } from '@sightglass/spec/signature'
import { defineRecord, type Store } from '@sightglass/store'
import { tokenHash } from '../secrets.ts'
import type { Client } from './client.ts'
import type { ClientKeys } from './client-keys.ts'
import type { SecretKeeper } from './client-secret.ts'

/** That an assertion was used: kept for as long as it could be used again. */
export const usedAssertions = defineRecord<Readonly<Record<string, never>>>('used_assertion')

export interface AssertionOptions {
  readonly issuer: string
  readonly store: Store
  readonly keys: ClientKeys
  readonly secrets: SecretKeeper
  readonly clock: () => number
}

/** @throws {Refusal} `client-assertion.*` */
export type ProveAssertion = (client: Client, claimed: ClaimedAssertion) => Promise<void>

/** Clocks of nodes differ: what is over for one is good for another a little longer. */
const CLOCK_SKEW_SECONDS = 60

export function createProveAssertion(options: AssertionOptions): ProveAssertion {
  const { issuer, store, clock } = options
  const used = store.table(usedAssertions)
  const audiencesOf = ({ policy }: Client): readonly string[] =>
    policy.assertionAudience === 'token_endpoint' ? [issuer, `${issuer}/oauth2/token`] : [issuer]

  return async (client, claimed) => {
    checkAlgorithm(claimed, client.tokenEndpointAuthSigningAlg)
    const jwt = await signed(options, client, claimed.jwt)
    const { jti, acceptableUntil } = checkAssertion(jwt, { audiences: audiencesOf(client), now: clock() })
    // Last: an assertion in which anything else is wrong is not used up.
    const key = tokenHash(`${client.clientId}\0${jti}`)
    check(rules.unused, await used.add(key, {}, acceptableUntil + CLOCK_SKEW_SECONDS))
  }
}

/** By method and never by what the header says alone: `client.registeredMethod` holds. */
async function signed(
  { keys, secrets }: AssertionOptions,
  client: Client,
  jwt: UnverifiedJwt<AssertionAlgorithm>,
): Promise<VerifiedJwt> {
  if (isMacSigned(jwt)) {
    const secret = secrets.read(client)
    check(jwtRules.key, secret !== undefined)
    const bytes = new TextEncoder().encode(secret)
    check(jwtRules.keyFits, isSecretFor(jwt.header.alg, bytes), { received: jwt.header.alg })
    return provenJwt(jwtRules, jwt, await verifyMac(jwt, bytes))
  }
  if (!isKeySigned(jwt)) throw new Error('an algorithm is of one kind or the other')
  const key = chooseKey(jwtRules, await keys.keySetFor(client, jwt, rules), jwt)
  return provenJwt(jwtRules, jwt, await verifySignature(jwt, key))
}

const isMacSigned = (jwt: UnverifiedJwt<AssertionAlgorithm>): jwt is UnverifiedJwt<MacAlgorithm> =>
  isMacAlgorithm(jwt.header.alg)
const isKeySigned = (jwt: UnverifiedJwt<AssertionAlgorithm>): jwt is UnverifiedJwt<JwsAlgorithm> => !isMacSigned(jwt)
