/** Has a scene or an attack run for this page, and puts what came of it on stage. */
import type { RunFailure, RunRequest, RunResult, Wanted } from '../../programme/run.ts'
import { type House, keepRun, stageRun } from '../house.ts'
import { showStage } from '../lead.ts'
import { defineWords } from '../words.ts'
import { type Asking, begin, end, fail, isSameSpot, isUnderWay, underWayAt } from './asked.ts'

const say = defineWords({
  en: { unreachable: 'the server of this page does not answer' },
  de: { unreachable: 'der Server dieser Seite antwortet nicht' },
})

/** Puts it on stage; who has gone elsewhere meanwhile is left alone. At one spot one thing is run after the other. */
export async function run(house: House, wanted: Wanted): Promise<void> {
  const { asked, route } = house
  const { room, item } = route.place.peek()
  const request: RunRequest = { play: wanted.play, where: wanted.where, id: crypto.randomUUID() }
  const asking = { ...request, spot: { room, item }, since: Date.now() }
  if (underWayAt(asked.peek(), asking.spot) !== undefined) return
  asked.value = begin(asked.peek(), asking)
  const headers = { 'content-type': 'application/json' }
  const result = await tell(house, '', { method: 'POST', headers, body: JSON.stringify(request) })
  if ('error' in result) asked.value = fail(asked.peek(), asking, result.error_description)
  else come(house, asking, result)
}

/** Called once, when the house is open: what was under way when the page was loaded anew is asked after. */
export function resumeRuns(house: House): void {
  for (const asking of house.asked.peek().filter(isUnderWay)) void askAfter(house, asking)
}

async function askAfter(house: House, asking: Asking): Promise<void> {
  const { asked } = house
  const result = await tell(house, `?id=${encodeURIComponent(asking.id)}`)
  if (!('error' in result)) return come(house, asking, result)
  const isUnknown = result.error === 'not_found' || result.error === UNREACHABLE
  asked.value = fail(asked.peek(), asking, isUnknown ? undefined : result.error_description)
}

/** It came to its end. */
function come(house: House, asking: Asking, result: RunResult): void {
  const { asked, route } = house
  asked.value = end(asked.peek(), asking, result)
  if (isSameSpot(route.place.peek(), asking.spot)) {
    stageRun(house, result)
    showStage()
  } else keepRun(house, result)
}

const UNREACHABLE = 'unreachable'

let isLeft = false
addEventListener('beforeunload', () => {
  isLeft = true
})
addEventListener('pageshow', () => {
  isLeft = false
})

async function tell({ boot }: House, query: string, options?: RequestInit): Promise<RunResult | RunFailure> {
  try {
    const response = await fetch(`${boot.backstage ?? ''}${query}`, options)
    return (await response.json()) as RunResult | RunFailure
  } catch {
    // A page that is left hears of no answer either: whoever loads it anew asks after the run.
    if (isLeft) return new Promise(() => undefined)
    return { error: UNREACHABLE, error_description: say('unreachable') }
  }
}
