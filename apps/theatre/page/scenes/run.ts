/** Has a scene run behind the stage, and puts what came of it on stage. */
import type { RunFailure, RunRequest, RunResult } from '../../programme/run.ts'
import { type House, stageRun } from '../house.ts'
import { say } from './frame-words.ts'

/** Gives what went wrong, or nothing. Whoever has gone elsewhere meanwhile is left alone. */
export async function runScene(house: House, play: string): Promise<string | undefined> {
  const { boot, route, runs } = house
  try {
    const response = await fetch(boot.backstage ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ play, where: 'live' } satisfies RunRequest),
    })
    const result = (await response.json()) as RunResult | RunFailure
    if ('error' in result) return result.error_description
    if (route.place.value.item === play) stageRun(house, result)
    else runs.value = new Map([...runs.value, [result.id, result]])
    return undefined
  } catch {
    return say('unreachable')
  }
}
