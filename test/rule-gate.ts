/**
 * Fails where a rule was never seen to hold, or never seen to fail, by the tests: run after all of them.
 * With `--summary` it says only how many, and fails never.
 */
import { loadRuleBook } from './rule-book.ts'
import { seenInWholeRun } from './rule-coverage.ts'

const say = (line: string): boolean => process.stdout.write(`${line}\n`)
const summaryOnly = process.argv.includes('--summary')
const seen = seenInWholeRun()

if (seen === undefined) {
  say('Rules: only a part of the tests ran last, so nothing can be said; run them all first (npm test).')
  process.exitCode = summaryOnly ? 0 : 1
} else {
  const { rules, fileOf } = await loadRuleBook()
  const neverHeld = rules.filter(({ id }) => !seen.held.includes(id))
  const neverFailed = rules.filter(({ id }) => !seen.failed.includes(id))
  if (!summaryOnly) {
    for (const { id } of neverHeld) say(`${fileOf(id)}: ${id} was never seen to hold`)
    for (const { id } of neverFailed) say(`${fileOf(id)}: ${id} was never seen to fail`)
    process.exitCode = neverHeld.length + neverFailed.length > 0 ? 1 : 0
  }
  say(
    `Rules: ${rules.length} declared, ${neverHeld.length} never seen to hold, ${neverFailed.length} never seen to fail.`,
  )
}
