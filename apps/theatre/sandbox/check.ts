/** Stands for `@sightglass/spec/check` in the sandbox: one rule is looked at and told, and refuses nobody. */
import { Refusal, type Rule, check as real, type Seen } from '@sightglass/spec/check'
import { off } from './off.ts'

export * from '@sightglass/spec/check'

/** As the real one, but for the rule that is switched off: that it failed is recorded, and the work goes on. */
export function check(rule: Rule, holds: unknown, seen?: Seen): void {
  try {
    real<unknown>(rule, holds as never, seen)
  } catch (error) {
    if (!(error instanceof Refusal) || rule.id !== off) throw error
  }
}
