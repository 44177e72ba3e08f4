/** Has a scene or an attack run for this page, and puts what came of it on stage. */
import type { RunFailure, RunRequest, RunResult } from '../../programme/run.ts'
import { type House, keepRun, stageRun } from '../house.ts'
import { showStage } from '../lead.ts'
import { defineWords } from '../words.ts'
import { begin, end, fail, isSameSpot, underWayAt } from './asked.ts'

const say = defineWords({
  en: { unreachable: 'the server of this page does not answer' },
  de: { unreachable: 'der Server dieser Seite antwortet nicht' },
})

/** Puts it on stage; who has gone elsewhere meanwhile is left alone. At one spot one thing is run after the other. */
export async function run(house: House, request: RunRequest): Promise<void> {
  const { asked, route } = house
  const { room, item } = route.place.peek()
  const asking = { ...request, spot: { room, item }, since: Date.now() }
  if (underWayAt(asked.peek(), asking.spot) !== undefined) return
  asked.value = begin(asked.peek(), asking)
  const result = await ask(house, request)
  if ('error' in result) {
    asked.value = fail(asked.peek(), asking, result.error_description)
    return
  }
  asked.value = end(asked.peek(), asking, result)
  if (isSameSpot(route.place.peek(), asking.spot)) {
    stageRun(house, result)
    showStage()
  } else keepRun(house, result)
}

async function ask({ boot }: House, request: RunRequest): Promise<RunResult | RunFailure> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(boot.backstage ?? '', { method: 'POST', headers, body: JSON.stringify(request) })
    return (await response.json()) as RunResult | RunFailure
  } catch {
    return { error: 'unreachable', error_description: say('unreachable') }
  }
}
