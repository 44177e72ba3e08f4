/** How often unknown key ids may make us ask: a few at once, then one each few seconds, so that made-up ones cause no storm. */
const BURST = 3
const EVERY_MS = 5000

/** Takes one from the allowance, if there is one. */
export function createAllowance(): (nowMs: number) => boolean {
  let left = BURST
  let countedAtMs = 0
  return (nowMs) => {
    left = Math.min(BURST, left + (nowMs - countedAtMs) / EVERY_MS)
    countedAtMs = nowMs
    if (left < 1) return false
    left -= 1
    return true
  }
}
