/** What differs between two tokens, claim by claim. */
import type { Claims } from '../play/jwt.ts'

export type Change = 'same' | 'changed' | 'later' | 'earlier' | 'added' | 'gone'

export interface Difference {
  readonly claim: string
  readonly change: Change
  readonly before: unknown
  readonly after: unknown
  /** Of times: by how many seconds. */
  readonly seconds: number | undefined
}

const TIMES = new Set(['exp', 'iat', 'nbf', 'auth_time'])

/** Each claim of either, those that differ first. */
export function differencesOf(before: Claims, after: Claims): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const told = names.map((claim) => differenceIn(claim, before[claim], after[claim]))
  return [...told.filter(({ change }) => change !== 'same'), ...told.filter(({ change }) => change === 'same')]
}

function differenceIn(claim: string, before: unknown, after: unknown): Difference {
  const base = { claim, before, after, seconds: undefined }
  if (before === undefined) return { ...base, change: 'added' }
  if (after === undefined) return { ...base, change: 'gone' }
  if (JSON.stringify(before) === JSON.stringify(after)) return { ...base, change: 'same' }
  if (!TIMES.has(claim) || typeof before !== 'number' || typeof after !== 'number')
    return { ...base, change: 'changed' }
  return { ...base, change: after > before ? 'later' : 'earlier', seconds: Math.abs(after - before) }
}
