/** What was run in the lab, as long as the page is open. */
import { signal } from '@preact/signals'
import type { RunResult, Where } from '../../programme/run.ts'

/** By the id of the attack and where it ran. */
const lastRuns = signal<Readonly<Record<string, RunResult>>>({})
const keyOf = (attack: string, where: Where): string => `${attack} ${where}`

export const lastRun = (attack: string, where: Where): RunResult | undefined => lastRuns.value[keyOf(attack, where)]

export function remember(run: RunResult): void {
  lastRuns.value = { ...lastRuns.value, [keyOf(run.play, run.where)]: run }
}

/** Whether it was run in the lab, after a prediction. */
export const wasRunHere = (attack: string): boolean =>
  (['live', 'sandbox'] as const).some((where) => lastRuns.peek()[keyOf(attack, where)] !== undefined)
