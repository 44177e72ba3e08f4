/** Comparing what an attacker may guess at: takes as long for a first character that is wrong as for a last one. */

/** Whether two texts are equal, in a time that depends on their length only. Works in browsers too. */
export function equalInConstantTime(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let i = 0; i < one.length; i++) difference |= one.charCodeAt(i) ^ other.charCodeAt(i % Math.max(other.length, 1))
  return difference === 0
}
