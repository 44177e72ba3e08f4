/** Unfolding a request object, sent by value or fetched from where its client keeps it, into the parameters that it makes with those beside it. */
import { check } from '@sightglass/spec/check'
import { textOf } from '@sightglass/spec/guarded-fetch'
import { chooseKey } from '@sightglass/spec/jwk'
import { type JwtClaims, provenJwt } from '@sightglass/spec/jwt'
import type { Parsed } from '@sightglass/spec/params'
import { jwtRules, mergedRequest, parseRequestObject, rules } from '@sightglass/spec/request-object'
import { verifySignature } from '@sightglass/spec/signature'
import type { Client } from '../../clients/client.ts'
import type { ClientKeys } from '../../clients/client-keys.ts'
import type { GuardedFetch } from '../../fetch/index.ts'

export interface RequestObjectOptions {
  readonly issuer: string
  readonly clock: () => number
  readonly clientKeys: ClientKeys
  readonly guardedFetch: GuardedFetch
}

/**
 * The request that is meant: the one that came, where it has no object.
 * @throws {Refusal} `request-object.*`
 */
export type Unfold = (client: Client, sent: Parsed) => Promise<Parsed>

const MOST_BYTES = 16 * 1024

export function createUnfold(options: RequestObjectOptions): Unfold {
  const { issuer, clock } = options
  return async (client, sent) => {
    const { clientId, policy } = client
    const found = await objectOf(options, client, sent)
    if (found === undefined) {
      check(rules.demanded, !policy.requireSignedRequestObject)
      return sent
    }
    const claims = await provenClaims(options, client, found)
    const besides = !policy.requireSignedRequestObject
    return mergedRequest(claims, sent, { issuer, clientId, now: clock(), besides })
  }
}

async function objectOf(
  { guardedFetch }: RequestObjectOptions,
  { requestUris = [] }: Client,
  { params }: Parsed,
): Promise<string | undefined> {
  const [value, uri] = [params.get('request'), params.get('request_uri')]
  check(rules.oneWay, value === undefined || uri === undefined)
  if (value !== undefined) return value
  if (uri === undefined) return undefined
  // Before anything is fetched: who names no address of the client's own makes this server ask nobody.
  check(rules.uriRegistered, requestUris.includes(uri), { parameter: 'request_uri', received: uri })
  const fetched = await guardedFetch({ url: uri.replace(/#.*$/s, ''), mostBytes: MOST_BYTES })
  return textOf(fetched, rules.fetched, 'request_uri').trim()
}

async function provenClaims({ clientKeys }: RequestObjectOptions, client: Client, text: string): Promise<JwtClaims> {
  const { requestObjectSigningAlg, policy } = client
  const sent = parseRequestObject(text, requestObjectSigningAlg)
  check(rules.demanded, !policy.requireSignedRequestObject || sent.kind === 'signed')
  if (sent.kind === 'unsigned') return sent.claims
  const key = chooseKey(jwtRules, await clientKeys.keySetFor(client, sent.jwt, rules), sent.jwt)
  return provenJwt(jwtRules, sent.jwt, await verifySignature(sent.jwt, key)).claims
}
