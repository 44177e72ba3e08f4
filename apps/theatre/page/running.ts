/** Has a scene or an attack run for this page, and puts what came of it on stage. */
import { signal } from '@preact/signals'
import type { RunFailure, RunRequest, RunResult } from '../programme/run.ts'
import { type House, keepRun, stageRun } from './house.ts'
import { showStage } from './lead.ts'
import { defineWords } from './words.ts'

const say = defineWords({
  en: { unreachable: 'the server of this page does not answer' },
  de: { unreachable: 'der Server dieser Seite antwortet nicht' },
})

/** What is recorded meanwhile may be of the run. */
export const isRunning = signal(false)

/** What came of it, or in words why nothing did. */
export type Ran = RunResult | { readonly why: string }

/** `item`: where somebody asked for it; who has gone elsewhere meanwhile is left alone. */
export async function run(house: House, request: RunRequest, item: string = request.play): Promise<Ran> {
  isRunning.value = true
  const result = await asked(house, request)
  isRunning.value = false
  if ('error' in result) return { why: result.error_description }
  if (house.route.place.peek().item === item) {
    stageRun(house, result)
    showStage()
  } else keepRun(house, result)
  return result
}

async function asked({ boot }: House, request: RunRequest): Promise<RunResult | RunFailure> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(boot.backstage ?? '', { method: 'POST', headers, body: JSON.stringify(request) })
    return (await response.json()) as RunResult | RunFailure
  } catch {
    return { error: 'unreachable', error_description: say('unreachable') }
  }
}
