/** Client assertions as clients make them, and as nobody should: every header and claim can be said. */
import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'

export interface TestKey {
  readonly kid: string
  readonly alg: string
  readonly privateKey: KeyObject
  /** The public half, as a client registers it. */
  readonly jwk: Readonly<Record<string, unknown>>
}

/** A key pair of a client. */
export function makeKey(alg: 'ES256' | 'RS256' = 'ES256', kid: string = randomUUID()): TestKey {
  const { privateKey, publicKey } =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { kid, alg, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' } }
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

type Members = Readonly<Record<string, unknown>>

/** A compact JWS. Members that are `undefined` are left out. */
export function signedBy(key: TestKey, payload: Members, header: Members = {}): string {
  const input = `${encoded({ alg: key.alg, kid: key.kid, ...header })}.${encoded(payload)}`
  const signature = sign('sha256', Buffer.from(input), { key: key.privateKey, dsaEncoding: 'ieee-p1363' })
  return `${input}.${signature.toString('base64url')}`
}

const hashes: Readonly<Record<string, string>> = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' }

/** The same by a shared secret. */
export function macBy(secret: string, payload: Members, header: Members = {}): string {
  const alg = typeof header.alg === 'string' ? header.alg : 'HS256'
  const input = `${encoded({ alg, ...header })}.${encoded(payload)}`
  return `${input}.${createHmac(hashes[alg] ?? 'sha256', secret)
    .update(input)
    .digest('base64url')}`
}

/** The claims of a sound assertion, changed. */
export const assertionClaims = (clientId: string, audience: string, now: number, differs: Members = {}): Members => ({
  ...{ iss: clientId, sub: clientId, aud: audience, iat: now, exp: now + 60, jti: randomUUID() },
  ...differs,
})

export const assertionParams = (assertion: string): Record<string, string> => ({
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: assertion,
})
