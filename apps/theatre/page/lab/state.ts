/** What was predicted in the lab, and what is running there, as long as the page is open. */
import { signal } from '@preact/signals'
import type { RunRequest } from '../../programme/run.ts'
import type { House } from '../house.ts'
import { run } from '../runs/run.ts'
import { remember } from './last-runs.ts'

/** By id of the attack: the rule that was chosen. */
export const predictions = signal<Readonly<Record<string, string>>>({})

export const predict = (attack: string, answer: string): void => {
  predictions.value = { ...predictions.value, [attack]: answer }
}

/** What is running, or could not be run. */
export const busy = signal<RunRequest | undefined>(undefined)
export const failure = signal<(RunRequest & { readonly why: string }) | undefined>(undefined)

/** Runs an attack and puts it on stage; whoever has gone to another attack meanwhile is left alone. */
export async function runAttack(house: House, request: RunRequest): Promise<void> {
  busy.value = request
  failure.value = undefined
  const ran = await run(house, request)
  busy.value = undefined
  if ('why' in ran) {
    failure.value = { ...request, why: ran.why }
    return
  }
  remember(ran)
}
