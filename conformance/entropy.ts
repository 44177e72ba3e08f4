/** How much of a handle nobody can guess, as far as its characters show. */

/** Bits, by how often each character comes. */
export function shannonBits(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length)
  return bits
}

export const LEAST_LENGTH_BITS = 128
export const LEAST_MEASURED_BITS = 96

/** Whether it can be a secret: a handle of base64url or hexadecimal digits, long enough and without a pattern. */
export function isUnguessable(text: string): boolean {
  const bitsEach = /^[0-9a-f]+$/i.test(text) ? 4 : 6
  return text.length * bitsEach >= LEAST_LENGTH_BITS && shannonBits(text) >= LEAST_MEASURED_BITS
}
