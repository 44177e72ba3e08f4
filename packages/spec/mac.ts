/** Signatures by a shared secret (RFC 7518 §3.2): apart from those by a key pair, so that no key of one is ever used as the other. */
import { bytesOfBase64url, type UnverifiedJwt } from './jwt.ts'

export const macAlgorithms = {
  HS256: { hash: 'SHA-256', leastSecretBytes: 32 },
  HS384: { hash: 'SHA-384', leastSecretBytes: 48 },
  HS512: { hash: 'SHA-512', leastSecretBytes: 64 },
} as const

export type MacAlgorithm = keyof typeof macAlgorithms
export const macAlgorithmNames = Object.keys(macAlgorithms) as readonly MacAlgorithm[]

export const isMacAlgorithm = (alg: string): alg is MacAlgorithm => Object.hasOwn(macAlgorithms, alg)

/** Whether a secret is long enough to sign with: as long as the hash. */
export const isSecretFor = (alg: MacAlgorithm, secret: Uint8Array): boolean =>
  secret.length >= macAlgorithms[alg].leastSecretBytes

/** Whether who knows the secret signed this; compared in a time that tells nothing. */
export async function verifyMac(
  { header, signed, signature }: UnverifiedJwt<MacAlgorithm>,
  secret: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const { hash } = macAlgorithms[header.alg]
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash }, false, ['verify'])
  return await crypto.subtle.verify('HMAC', key, bytesOfBase64url(signature), new TextEncoder().encode(signed))
}
