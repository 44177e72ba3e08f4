/** Closes a run with one count a project, one of the rules seen, and, as the very last line, `N passed, N failed`. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node'
import { forgetSeenRules, markWholeRun } from './rule-coverage.ts'

interface Count {
  passed: number
  failed: number
  skipped: number
}

export default class CountReporter implements Reporter {
  private vitest: Vitest | undefined
  private whole = false
  private closing: string | undefined

  onInit(vitest: Vitest): void {
    this.vitest = vitest
    // What else is printed at the end (a set-up that could not stop) comes before it.
    process.once('exit', () => {
      if (this.closing !== undefined) process.stdout.write(`${this.closing}\n`)
    })
  }

  async onTestRunStart(specifications: readonly TestSpecification[]): Promise<void> {
    forgetSeenRules()
    this.whole = await this.isWhole(specifications.length)
  }

  /** Whether no file, project or test name was chosen. */
  private async isWhole(files: number): Promise<boolean> {
    if (this.vitest === undefined || this.vitest.config.testNamePattern !== undefined) return false
    const everything = await this.vitest.globTestSpecifications()
    return this.vitest.config.project.length === 0 && everything.length === files
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const byProject = new Map<string, Count>()
    for (const module of modules) {
      const count = byProject.get(module.project.name) ?? { passed: 0, failed: 0, skipped: 0 }
      byProject.set(module.project.name, add(count, countOf(module)))
    }
    const all = [...byProject.values()].reduce(add, { passed: 0, failed: unhandledErrors.length, skipped: 0 })
    for (const [name, count] of byProject) process.stdout.write(`Tests of project ${name}: ${wordsOf(count)}.\n`)
    if (this.whole) {
      markWholeRun()
      process.stdout.write(ruleSummary())
    }
    this.closing = wordsOf(all)
  }
}

/** In a process of its own: this one is vitest's, and the rules' modules are the product's. */
function ruleSummary(): string {
  try {
    return execFileSync(process.execPath, [join(import.meta.dirname, 'rule-gate.ts'), '--summary'], {
      encoding: 'utf8',
    })
  } catch {
    return 'Rules: not all modules that declare them could be loaded.\n'
  }
}

function countOf(module: TestModule): Count {
  const count = { passed: 0, failed: 0, skipped: 0 }
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    count[state === 'passed' || state === 'failed' ? state : 'skipped']++
  }
  // A file that could not be loaded, or a hook that failed, has no failed test to count.
  if (module.state() === 'failed' && count.failed === 0) count.failed++
  return count
}

function add(one: Count, other: Count): Count {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  }
}

function wordsOf({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
