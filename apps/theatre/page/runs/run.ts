/** Has a scene or an attack run for this page, and puts what came of it on stage. */
import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { RunFailure, RunRequest, RunResult } from '../../programme/run.ts'
import { type House, keepRun, stageRun } from '../house.ts'
import { showStage } from '../lead.ts'
import type { Place } from '../route.ts'
import { defineWords } from '../words.ts'

const say = defineWords({
  en: { unreachable: 'the server of this page does not answer' },
  de: { unreachable: 'der Server dieser Seite antwortet nicht' },
})

/** A run that was asked for and has not ended. */
export interface RunUnderWay extends RunRequest {
  /** Where somebody asked for it. */
  readonly place: Place
  /** Milliseconds since the epoch. */
  readonly since: number
}

const all = signal<readonly RunUnderWay[]>([])

export const underWay: ReadonlySignal<readonly RunUnderWay[]> = all

/** The one that was asked for here. */
export const underWayAt = (place: Place): RunUnderWay | undefined => all.value.find((one) => isAt(one.place, place))

const isAt = (one: Place, other: Place): boolean => one.room === other.room && one.item === other.item

/** What is recorded meanwhile may be of the run. */
export const isRunning = computed(() => all.value.length > 0)

/** What came of it, or in words why nothing did. */
export type Ran = RunResult | { readonly why: string }

/** Puts it on stage; who has gone elsewhere meanwhile is left alone. */
export async function run(house: House, request: RunRequest): Promise<Ran> {
  const place = house.route.place.peek()
  const running = { ...request, place, since: Date.now() }
  all.value = [...all.value, running]
  const result = await asked(house, request)
  all.value = all.value.filter((one) => one !== running)
  if ('error' in result) return { why: result.error_description }
  if (isAt(house.route.place.peek(), place)) {
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
