/** The two spellings of an ECDSA signature: DER, as a bare key signs and verifies, and the two numbers of a JWS side by side (RFC 7518 §3.4). */

/** What a JWS carries of a signature in DER; `numberBytes` is the size of a number of the curve: 32 for P-256, 48 for P-384. */
export function joseSignature(der: Buffer, numberBytes: number): Buffer {
  const signature = Buffer.alloc(2 * numberBytes)
  const next = copyNumber(der, 2, signature, numberBytes, numberBytes)
  copyNumber(der, next, signature, 2 * numberBytes, numberBytes)
  return signature
}

/** Copies the integer that begins at `start` so that it ends at `end`; DER drops leading zeros, and adds one before a high bit. */
function copyNumber(der: Buffer, start: number, signature: Buffer, end: number, numberBytes: number): number {
  const first = start + 2
  const next = first + der.readUInt8(start + 1)
  const digits = der.subarray(Math.max(first, next - numberBytes), next)
  signature.set(digits, end - digits.length)
  return next
}
