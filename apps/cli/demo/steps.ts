/** Steps one after the other: each is timed, told and kept, and the first that fails ends the flow. */
import { VisitFailure } from '@sightglass/visitor'
import type { Actor, StepResult } from './result.ts'

export interface Telling {
  readonly heading: (text: string) => void
  /** `account` is whose step it is. */
  readonly step: (step: StepResult, account: string | undefined) => void
  readonly summary: (text: string, passed: boolean) => void
}

type StepHead = readonly [name: string, from: Actor, to: Actor, says: string]

export class Steps {
  readonly results: StepResult[] = []
  readonly #tell: Telling
  readonly #account: string | undefined

  constructor(tell: Telling, account?: string) {
    this.#tell = tell
    this.#account = account
  }

  get passed(): boolean {
    return this.results.every(({ passed }) => passed)
  }

  get tookMs(): number {
    return rounded(this.results.reduce((sum, { took_ms }) => sum + took_ms, 0))
  }

  /**
   * Does one step; `work` gives a value and what was seen.
   * @throws {VisitFailure} of the work, after it was told.
   */
  async step<T>(
    [name, from, to, says]: StepHead,
    work: () => Promise<{ readonly value: T; readonly detail?: string }>,
  ): Promise<T> {
    const startedMs = performance.now()
    const head = { name, from, to, says }
    try {
      const { value, detail } = await work()
      this.#keep({ ...head, passed: true, ...(detail === undefined ? {} : { detail }), took_ms: since(startedMs) })
      return value
    } catch (reason) {
      if (reason instanceof VisitFailure)
        this.#keep({ ...head, passed: false, error: reason.message, took_ms: since(startedMs) })
      throw reason
    }
  }

  #keep(result: StepResult): void {
    this.results.push(result)
    this.#tell.step(result, this.#account)
  }
}

/** Runs work whose steps may fail: the failure has been told and kept by then. */
export async function untilFailure(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (reason) {
    if (!(reason instanceof VisitFailure)) throw reason
  }
}

const rounded = (ms: number): number => Math.round(ms * 10) / 10
const since = (startedMs: number): number => rounded(performance.now() - startedMs)
