/** Which of the checks that held tell most: those that an attack is stopped by, and those that were looked at last, when all of the form was right. */
import type { Look } from '@sightglass/trace'
import { attackEntries } from '../../../programme/attacks.ts'

/** How many are named on paper. */
const MOST_NAMED = 3

/** Whether a message is well formed is looked at each time. */
const OF_FORM = /^(?:http|params|answer)\./

/** How often the attacks turn on a rule. */
const weights = new Map<string, number>()
for (const { off, answers } of attackEntries)
  for (const rule of [off, off, ...answers]) weights.set(rule, (weights.get(rule) ?? 0) + 1)

export interface Held {
  readonly count: number
  /** In the order in which they were looked at. */
  readonly named: readonly string[]
  /** How many are not named. */
  readonly others: number
}

/** What held, with the few that are worth their room on paper. */
export function heldIn(looks: readonly Look[]): Held {
  const held = looks.flatMap((look) => (look.kind === 'check' && look.held ? [look.rule] : []))
  const candidates = [...new Set(held)].filter((rule) => !OF_FORM.test(rule))
  const weightOf = (rule: string): number => weights.get(rule) ?? 0
  const best = new Set(
    candidates
      .toReversed()
      .toSorted((a, b) => weightOf(b) - weightOf(a))
      .slice(0, MOST_NAMED),
  )
  return { count: held.length, named: candidates.filter((rule) => best.has(rule)), others: held.length - best.size }
}
