/** Which answer was given in each chapter: kept in this browser, where it lets us. */
import { type ReadonlySignal, signal } from '@preact/signals'
import type { Chapter } from './chapter.ts'

const KEY = 'sightglass.lessons'

/** By id of the chapter: the id of the option. */
export type Answers = Readonly<Record<string, string>>

const given = signal<Answers>(read())

export const answers: ReadonlySignal<Answers> = given

/** Keeps an answer; a later one takes its place. */
export function answer({ id }: Chapter, option: string): void {
  given.value = { ...given.value, [id]: option }
  try {
    localStorage.setItem(KEY, JSON.stringify(given.value))
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}

export function forgetAnswers(): void {
  given.value = {}
  try {
    localStorage.removeItem(KEY)
  } catch {
    // There was nothing kept.
  }
}

/** A chapter is done when its question was answered rightly. */
export const isDone = ({ id, right }: Chapter, all: Answers): boolean => all[id] === right

function read(): Answers {
  try {
    return answersIn(localStorage.getItem(KEY))
  } catch {
    return {}
  }
}

/** What was kept may be of another version, or of nobody. */
export function answersIn(text: string | null): Answers {
  const kept: unknown = parsed(text ?? '{}')
  if (typeof kept !== 'object' || kept === null) return {}
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
