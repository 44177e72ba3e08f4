/** The two spellings of an ECDSA signature: DER, as a bare key signs and verifies, and the two numbers of a JWS side by side (RFC 7518 §3.4). */

/** Of one number on the curve P-256. */
const NUMBER_BYTES = 32

/** What a JWS carries of a P-256 signature in DER. */
export function joseSignature(der: Buffer): Buffer {
  const signature = Buffer.alloc(2 * NUMBER_BYTES)
  const next = copyNumber(der, 2, signature, NUMBER_BYTES)
  copyNumber(der, next, signature, 2 * NUMBER_BYTES)
  return signature
}

/** Copies the integer that begins at `start` so that it ends at `end`; DER drops leading zeros, and adds one before a high bit. */
function copyNumber(der: Buffer, start: number, signature: Buffer, end: number): number {
  const first = start + 2
  const next = first + der.readUInt8(start + 1)
  const digits = der.subarray(Math.max(first, next - NUMBER_BYTES), next)
  signature.set(digits, end - digits.length)
  return next
}
