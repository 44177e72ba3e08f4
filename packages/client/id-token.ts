/** ID tokens: parsed, the key found, the signature verified even though the token endpoint sent them, then every claim. */
import {
  checkAccessTokenHash,
  checkIdToken,
  checkRefreshedIdToken,
  type ExpectedIdToken,
  type IdTokenClaims,
  jwtRules,
  parseIdToken,
} from '@sightglass/spec/id-token'
import { type JwsAlgorithm, jwsAlgorithmNames } from '@sightglass/spec/jwk'
import { provenJwt, type VerifiedJwt } from '@sightglass/spec/jwt'
import type { AuthorizationServerMetadata } from '@sightglass/spec/metadata'
import { verifySignature } from '@sightglass/spec/signature'
import type { TokenResponse } from '@sightglass/spec/token-response'
import type { Context } from './context.ts'
import type { KeySource } from './keys.ts'

export interface IdTokenReader {
  readonly keys: Pick<KeySource, 'keyFor'>
  readonly metadata: AuthorizationServerMetadata
  /** What the client was registered for; `undefined`: whatever asymmetric algorithm the server announces. */
  readonly alg: JwsAlgorithm | undefined
  /** Seconds since the epoch. */
  readonly now: number
}

/** What reads the ID tokens of a client now. @throws {TransportError} @throws {Refusal} `metadata.*` */
export async function readerOf({ keys, discovery, options, clock }: Context): Promise<IdTokenReader> {
  return { keys, metadata: await discovery.metadata(), alg: options.idTokenAlg, now: clock() }
}

interface Received {
  readonly idToken: string
  readonly accessToken: string
}

/**
 * The claims of the ID token that came with a code.
 * @throws {Refusal} `id-token.*`
 */
export async function readIdToken(
  reader: IdTokenReader,
  received: Received,
  expected: ExpectedIdToken,
): Promise<IdTokenClaims> {
  const jwt = await verified(reader, received)
  return checkIdToken(jwt, expected, reader.now)
}

/**
 * Who a response is about, where no browser was sent with a nonce: nobody where it has no ID token.
 * @throws {Refusal} `id-token.*`
 */
export async function identityIn(
  context: Context,
  { idToken, accessToken }: Pick<TokenResponse, 'idToken' | 'accessToken'>,
): Promise<{ readonly idToken?: string; readonly idTokenClaims?: IdTokenClaims }> {
  if (idToken === undefined) return {}
  const { clientId, trustedAudiences } = context.options
  const expected = { clientId, nonce: undefined, maxAge: undefined, trustedAudiences }
  const idTokenClaims = await readIdToken(await readerOf(context), { idToken, accessToken }, expected)
  return { idToken, idTokenClaims }
}

/**
 * The claims of the ID token that came with a refresh.
 * @throws {Refusal} `id-token.*`, `id-token-refresh.*`
 */
export async function readRefreshedIdToken(
  reader: IdTokenReader,
  received: Received,
  first: IdTokenClaims,
  recipient: Pick<ExpectedIdToken, 'clientId' | 'trustedAudiences'>,
): Promise<IdTokenClaims> {
  const jwt = await verified(reader, received)
  return checkRefreshedIdToken(jwt, first, recipient, reader.now)
}

async function verified(reader: IdTokenReader, { idToken, accessToken }: Received): Promise<VerifiedJwt> {
  const parsed = parseIdToken(idToken, reader.metadata.issuer, allowedAlgs(reader))
  const key = await reader.keys.keyFor(jwtRules, parsed)
  const jwt = provenJwt(jwtRules, parsed, await verifySignature(parsed, key))
  await checkAccessTokenHash(jwt.claims, jwt.header.alg, accessToken)
  return jwt
}

/** The registered algorithm, else those that the server announces. */
export const allowedAlgs = ({ alg, metadata }: Pick<IdTokenReader, 'alg' | 'metadata'>): readonly JwsAlgorithm[] =>
  alg === undefined ? announced(metadata) : [alg]

/** RS256 where the server announces nothing (OpenID Connect Core §3.1.3.7); `none` and HMAC are no members of our list. */
function announced({ id_token_signing_alg_values_supported: values = ['RS256'] }: AuthorizationServerMetadata) {
  return jwsAlgorithmNames.filter((name) => values.includes(name))
}
