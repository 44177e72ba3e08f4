/** The words of asides: what no party saw is told by the scene or the attack that it belongs to. */
import type { Play } from '../play/play.ts'

/** Says an aside of a play; `undefined` where the play is none of its own. */
export type AsideWords = (play: Play, key: string) => string | undefined

const known: AsideWords[] = []

/** Registered once by each part of the page that runs plays. */
export function registerAsides(words: AsideWords): void {
  known.push(words)
}

/** What happens in an aside, in a few words; its key where nobody knows them. */
export function asideWords(play: Play, key: string): string {
  for (const words of known) {
    const found = words(play, key)
    if (found !== undefined) return found
  }
  return key
}
