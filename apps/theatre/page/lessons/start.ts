/** Starts the run of a chapter, and puts it on stage. */
import type { RunFailure, RunRequest, RunResult } from '../../programme/run.ts'
import { type House, stageRun } from '../house.ts'
import type { Chapter } from './chapter.ts'
import { say } from './lesson-words.ts'

/** Gives what went wrong, or nothing. Whoever has gone elsewhere meanwhile is left alone. */
export async function start(house: House, { id, play }: Chapter): Promise<string> {
  const { boot, route, runs } = house
  const { backstage } = boot
  if (backstage === undefined) return say('noAnswer')
  try {
    const request: RunRequest = { play, where: 'live' }
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(backstage, { method: 'POST', headers, body: JSON.stringify(request) })
    const result = (await response.json()) as RunResult | RunFailure
    if ('error' in result) return result.error_description
    if (route.place.peek().item === id) stageRun(house, result)
    else runs.value = new Map([...runs.value, [result.id, result]])
    return ''
  } catch {
    return say('noAnswer')
  }
}
