/** Where on the stage the messages are that a chapter points to. */
import type { RunResult } from '../../programme/run.ts'
import type { House } from '../house.ts'
import { kindOf } from '../play/kinds.ts'
import { placeOf } from '../scenes/watching.ts'
import type { Chapter } from './chapter.ts'

/** The run of this chapter, while it is on stage. */
export function runOf({ play }: House, chapter: Chapter): RunResult | undefined {
  const run = play.value?.run
  return run?.play === chapter.play ? run : undefined
}

/** The indices of the messages of this kind, or the one of this moment. */
export function placesOf({ play }: House, { moments }: Chapter, kind: string): readonly number[] {
  const shown = play.value
  const messages = shown?.messages ?? []
  const moment = moments?.[kind]
  if (shown !== undefined && moment !== undefined)
    return [placeOf(shown, moment)].filter((place) => place !== undefined)
  return messages.flatMap((message, index) => (kindOf(message) === kind ? [index] : []))
}
