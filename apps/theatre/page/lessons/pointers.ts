/** Where on the stage the messages are that a chapter points to. */
import type { RunResult } from '../../programme/run.ts'
import type { House } from '../house.ts'
import { kindOf } from '../play/kinds.ts'
import type { Chapter } from './chapter.ts'

/** The run of this chapter, while it is on stage. */
export function runOf({ play }: House, chapter: Chapter): RunResult | undefined {
  const run = play.value?.run
  return run?.play === chapter.play ? run : undefined
}

/** The indices of the messages of this kind. */
export function placesOf({ play }: House, kind: string): readonly number[] {
  const messages = play.value?.messages ?? []
  return messages.flatMap((message, index) => (kindOf(message) === kind ? [index] : []))
}
