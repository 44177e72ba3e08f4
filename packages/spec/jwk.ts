/** JSON Web Keys (RFC 7517) that verify signatures, and the algorithms they serve. Public and asymmetric only: a shared secret is never a JWK here. */
import { check } from './check.ts'
import { bytesOfBase64url, type JwtRules, type UnverifiedJwt } from './jwt.ts'

interface AlgorithmRow {
  readonly kty: 'EC' | 'RSA' | 'OKP'
  readonly crv?: string
  readonly hash: string
  /** Exact, where the algorithm fixes it. */
  readonly signatureBytes?: number
  /** WebCrypto's name. */
  readonly name: string
}

const ec = (crv: string, hash: string, signatureBytes: number) =>
  ({ kty: 'EC', crv, hash, signatureBytes, name: 'ECDSA' }) as const
const rs = (hash: string) => ({ kty: 'RSA', hash, name: 'RSASSA-PKCS1-v1_5' }) as const
const ps = (hash: string) => ({ kty: 'RSA', hash, name: 'RSA-PSS' }) as const
const ed25519 = { kty: 'OKP', crv: 'Ed25519', hash: 'SHA-512', signatureBytes: 64, name: 'Ed25519' } as const

/** Asymmetric signatures (RFC 7518 §3.1, RFC 8037, RFC 9864). There is no row for `none` nor for any HMAC. */
export const jwsAlgorithms = {
  ES256: ec('P-256', 'SHA-256', 64),
  ES384: ec('P-384', 'SHA-384', 96),
  ES512: ec('P-521', 'SHA-512', 132),
  RS256: rs('SHA-256'),
  RS384: rs('SHA-384'),
  RS512: rs('SHA-512'),
  PS256: ps('SHA-256'),
  PS384: ps('SHA-384'),
  PS512: ps('SHA-512'),
  Ed25519: ed25519,
  EdDSA: ed25519,
} as const satisfies Record<string, AlgorithmRow>

export type JwsAlgorithm = keyof typeof jwsAlgorithms
export const jwsAlgorithmNames = Object.keys(jwsAlgorithms) as readonly JwsAlgorithm[]
export const algorithmRow = (alg: JwsAlgorithm): AlgorithmRow => jwsAlgorithms[alg]

/** A public key of an issuer: `jwk` holds the members of its type and nothing else. */
export interface VerificationKey {
  readonly kid: string | undefined
  /** The one algorithm it may be used with, where the set says so. */
  readonly alg: string | undefined
  readonly jwk: Readonly<{ kty: string; crv?: string; x?: string; y?: string; n?: string; e?: string }>
}

export interface KeySet {
  readonly keys: readonly VerificationKey[]
}

const MOST_KEYS = 100
const RSA_LEAST_BYTES = 256
const PUBLIC_MEMBERS = { EC: ['crv', 'x', 'y'], OKP: ['crv', 'x'], RSA: ['n', 'e'] } as const

/** The keys of a JWK Set that can verify a signature, the others left out (RFC 7517 §5); `undefined` where `value` is no JWK Set. */
export function parseJwks(value: unknown): KeySet | undefined {
  if (!isObject(value) || !Array.isArray(value.keys) || value.keys.length > MOST_KEYS) return undefined
  const keys = value.keys.flatMap((entry: unknown) => verificationKeyOf(entry) ?? [])
  return { keys }
}

function verificationKeyOf(entry: unknown): VerificationKey | undefined {
  if (!isObject(entry)) return undefined
  const { kty, kid, alg, use, key_ops: operations } = entry
  if (kty !== 'EC' && kty !== 'OKP' && kty !== 'RSA') return undefined
  if ((use ?? 'sig') !== 'sig' || (Array.isArray(operations) && !operations.includes('verify'))) return undefined
  const jwk: Record<string, string> = { kty }
  for (const name of PUBLIC_MEMBERS[kty]) {
    const member = entry[name]
    if (typeof member !== 'string' || !/^[\w-]+$/.test(member)) return undefined
    jwk[name] = member
  }
  if (jwk.n !== undefined && strengthOf(jwk.n) < RSA_LEAST_BYTES) return undefined
  return { kid: stringOr(kid), alg: stringOr(alg), jwk: jwk as VerificationKey['jwk'] }
}

/** Bytes of the modulus without leading zeros. */
function strengthOf(n: string): number {
  try {
    const bytes = bytesOfBase64url(n)
    return (
      bytes.length -
      Math.max(
        0,
        bytes.findIndex((byte) => byte !== 0),
      )
    )
  } catch {
    return 0
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const stringOr = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Whether a set has what this token asks for; where it has not, fetching it again may help. */
export const hasKeyFor = ({ keys }: KeySet, { header }: UnverifiedJwt): boolean =>
  header.kid === undefined ? keys.some((key) => fits(key, header.alg)) : keys.some(({ kid }) => kid === header.kid)

/**
 * The key that a token names by `kid`; without one, the only key of the set that fits its `alg`.
 * @throws {Refusal} `key`, `keyFits`
 */
export function chooseKey(rules: JwtRules, { keys }: KeySet, { header }: UnverifiedJwt): VerificationKey {
  const { alg, kid } = header
  const named = kid === undefined ? keys.filter((key) => fits(key, alg)) : keys.filter((key) => key.kid === kid)
  check(rules.key, named.length > 0 && (kid !== undefined || named.length === 1), { received: kid })
  const key = onlyOf(named.filter((candidate) => fits(candidate, alg)))
  check(rules.keyFits, key, { received: alg })
  return key
}

const onlyOf = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined)

function fits({ jwk, alg: fixed }: VerificationKey, alg: JwsAlgorithm): boolean {
  const { kty, crv } = algorithmRow(alg)
  return jwk.kty === kty && jwk.crv === crv && (fixed === undefined || fixed === alg)
}
