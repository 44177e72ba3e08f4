/** Stands for `@sightglass/spec/refresh` in the sandbox: a server that looks at no reuse revokes nothing because of it. */
import { check } from '@sightglass/spec/check'
import {
  type RefreshChain,
  type RefreshOutcome,
  checkOutcome as realCheck,
  judge as realJudge,
  rules,
} from '@sightglass/spec/refresh'
import { off } from './off.ts'

export * from '@sightglass/spec/refresh'

type Outcome = RefreshOutcome | 'overlooked'

/** As the real one; a theft is overlooked where that rule is switched off. */
export function judge(chain: RefreshChain, generation: number, now: number): Outcome {
  const outcome = realJudge(chain, generation, now)
  return outcome === 'theft' && off === rules.notStolen.id ? 'overlooked' : outcome
}

/** As the real one; what was overlooked is told as the check that failed. */
export function checkOutcome(outcome: Outcome, wait: number): void {
  if (outcome === 'overlooked') check(rules.notStolen, false)
  else realCheck(outcome, wait)
}
