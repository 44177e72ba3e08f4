/** Starts the run of a chapter, and puts it on stage. */
import type { RunFailure, RunRequest, RunResult } from '../../programme/run.ts'
import { type House, stageRun } from '../house.ts'
import { say } from './lesson-words.ts'

/** Gives what went wrong, or nothing. */
export async function start(house: House, play: string): Promise<string> {
  const { backstage } = house.boot
  if (backstage === undefined) return say('noAnswer')
  try {
    const request: RunRequest = { play, where: 'live' }
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(backstage, { method: 'POST', headers, body: JSON.stringify(request) })
    const result = (await response.json()) as RunResult | RunFailure
    if ('error' in result) return result.error_description
    stageRun(house, result)
    return ''
  } catch {
    return say('noAnswer')
  }
}
