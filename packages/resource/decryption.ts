/** Opening encrypted access tokens with the keys of this resource server. What comes out is a signed token like any other. */
import { createPrivateKey, type JsonWebKey, KeyObject } from 'node:crypto'
import { check } from '@sightglass/spec/check'
import {
  CONTENT_ALGORITHM,
  type EncryptedToken,
  type KeyAlgorithm,
  parseEncryptedToken,
  rules,
} from '@sightglass/spec/encrypted-token'
import { traceParameters } from '@sightglass/trace'
import { compactDecrypt } from 'jose'

/** A private key: a JWK, PEM (PKCS #8), or what Node made of one. RSA, EC or X25519. Only a JWK says its `kid`. */
export type DecryptionKey = Readonly<JsonWebKey> | string | KeyObject

/** The signed token inside. @throws {Refusal} `encrypted-token.*` */
export type OpenToken = (token: string) => Promise<string>

interface Opening {
  readonly key: KeyObject
  readonly kid: string | undefined
  readonly algs: readonly KeyAlgorithm[]
}

/** @throws {Error} where a key cannot be used */
export function createOpenToken(keys: readonly DecryptionKey[]): OpenToken {
  const openings = keys.map(openingOf)
  return async (token) => {
    const header = parseEncryptedToken(token)
    const fitting = candidatesFor(openings, header)
    const [only] = fitting
    check(rules.key, fitting.length === 1 && only, { received: header.kid })
    const inner = await opened(token, only.key, header.alg)
    check(rules.opened, inner !== undefined)
    traceOpened(inner)
    return inner
  }
}

/** Tells the trace what was inside, masked as any token: its signature stays out. */
export const traceOpened = (inner: string): void => traceParameters([['opened_token', inner]], 'header')

/** A key without a name of its own may be the one that is meant, where no other has the name. */
function candidatesFor(openings: readonly Opening[], { alg, kid }: EncryptedToken): readonly Opening[] {
  const fitting = openings.filter(({ algs }) => algs.includes(alg))
  if (kid === undefined) return fitting
  const named = fitting.filter((opening) => opening.kid === kid)
  return named.length > 0 ? named : fitting.filter((opening) => opening.kid === undefined)
}

/** Whatever went wrong, whoever sent the token learns no more than that it did (RFC 7516 §11.5). */
async function opened(token: string, key: KeyObject, alg: KeyAlgorithm): Promise<string | undefined> {
  try {
    const allowed = { keyManagementAlgorithms: [alg], contentEncryptionAlgorithms: [CONTENT_ALGORITHM] }
    const { plaintext } = await compactDecrypt(token, key, allowed)
    return Buffer.from(plaintext).toString('latin1')
  } catch {
    return undefined
  }
}

const ALGS: Readonly<Record<string, readonly KeyAlgorithm[]>> = {
  rsa: ['RSA-OAEP-256'],
  ec: ['ECDH-ES', 'ECDH-ES+A256KW'],
  x25519: ['ECDH-ES', 'ECDH-ES+A256KW'],
}
const RSA_LEAST_BITS = 2048

function openingOf(given: DecryptionKey): Opening {
  const key = keyObjectOf(given)
  const { modulusLength = RSA_LEAST_BITS } = key.asymmetricKeyDetails ?? {}
  const { alg, kid, use = 'enc' } = jwkMembersOf(given)
  const algs = (ALGS[key.asymmetricKeyType ?? ''] ?? []).filter((one) => (alg ?? one) === one)
  if (key.type !== 'private' || algs.length === 0 || use !== 'enc')
    throw new Error('a decryption key must be a private RSA, EC or X25519 key that may be used for encryption')
  if (modulusLength < RSA_LEAST_BITS) throw new Error(`a decryption key must have at least ${RSA_LEAST_BITS} bits`)
  return { key, kid, algs }
}

function keyObjectOf(given: DecryptionKey): KeyObject {
  if (given instanceof KeyObject) return given
  try {
    return createPrivateKey(typeof given === 'string' ? given : { key: { ...given }, format: 'jwk' })
  } catch {
    // What the platform says of a key that it cannot read may quote it.
    throw new Error('a decryption key must be a JWK, PEM or a KeyObject')
  }
}

function jwkMembersOf(given: DecryptionKey): { alg?: string; kid?: string; use?: string } {
  if (typeof given === 'string' || given instanceof KeyObject) return {}
  const { alg, kid, use } = given
  return { ...textIn('alg', alg), ...textIn('kid', kid), ...textIn('use', use) }
}

const textIn = <K extends string>(name: K, value: unknown) =>
  (typeof value === 'string' ? { [name]: value } : {}) as { readonly [N in K]?: string }
