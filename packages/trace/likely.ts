/** What the traces of one path or call mostly are like: recording one that is costs little, and keeping it less. */
import type { Recording } from './recording.ts'

const MOST_TARGETS = 256

const models = new Map<string, Recording>()

export const likelyAt = (target: string): Recording | undefined => models.get(target)

/** The next ones are likely to be like this one. Paths are what peers sent: of many, the oldest are forgotten. */
export function expectLike(recording: Recording): void {
  models.delete(recording.target)
  models.set(recording.target, recording)
  for (const target of models.keys()) {
    if (models.size <= MOST_TARGETS) break
    models.delete(target)
  }
}

/** So that nothing is left of what is to be forgotten. */
export const expectNothing = (): void => models.clear()
