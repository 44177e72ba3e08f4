/** A play written out for the stage: what each row says, and where it lies. Made once for a play, however often it is drawn. */
import { answerLine, requestLine } from '@sightglass/trace/line'
import { type Chapter, chaptersOf } from '../play/chapters.ts'
import { failedOf } from '../play/failures.ts'
import { type Movements, movementsOf } from '../play/movements.ts'
import type { Play, Staged } from '../play/play.ts'

/** Heights in pixels. */
export const ROW = 68
export const HEADING = 52
/** From the top of a row to its arrow. */
export const LINE = 36

export interface Score {
  readonly movements: Movements
  readonly chapters: readonly Chapter[]
  /** The chapter that begins with the message of this index. */
  readonly opening: ReadonlyMap<number, Chapter>
  /** Where the row of this index begins, below its heading. */
  readonly tops: Float64Array
  readonly height: number
}

const written = new WeakMap<Play, Score>()

export function scoreOf(play: Play): Score {
  const before = written.get(play)
  if (before !== undefined) return before
  const score = write(play)
  written.set(play, score)
  return score
}

function write({ messages }: Play): Score {
  const chapters = chaptersOf(messages)
  // One chapter alone says no more than the title of the play.
  const opening = new Map(chapters.length > 1 ? chapters.map((chapter) => [chapter.first, chapter]) : [])
  const tops = new Float64Array(messages.length)
  let height = 0
  for (let index = 0; index < messages.length; index++) {
    if (opening.has(index)) height += HEADING
    tops[index] = height
    height += ROW
  }
  return { movements: movementsOf(messages), chapters, opening, tops, height }
}

/** The rows that lie in sight between two heights, as indexes: from the first to before the last. */
export function inSight({ tops }: Score, from: number, to: number): readonly [first: number, end: number] {
  return [Math.max(0, lowerBound(tops, from - ROW)), lowerBound(tops, to)]
}

/** The index of the first that is not below `least`. */
function lowerBound(sorted: Float64Array, least: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}

/** `GET /authorize` of a request, `302 → /login` of an answer. */
export function wireOf({ kind, request, answer, error, underWay }: Staged): string {
  if (kind === 'aside') return ''
  if (kind !== 'answer') return `${requestLine(request)}${underWay ? ' …' : ''}`
  if (answer === undefined) return '—'
  return error === undefined || answer.location !== undefined ? answerLine(answer) : `${answerLine(answer)} ${error}`
}

/** How many checks its receiver made, and how many did not hold. */
export function checksOf(staged: Staged): { readonly held: number; readonly failed: number } {
  const failed = failedOf(staged).length
  return { held: staged.looks.filter(({ kind }) => kind === 'check').length - failed, failed }
}
