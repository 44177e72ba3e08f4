/**
 * So many of one kind go on at once in this process; the next ones wait in line, so that what is under way is over and counted,
 * or found to be right, before they are counted themselves.
 */
export type Line = <T>(key: string, work: () => Promise<T>) => Promise<T>

export interface LineOptions {
  readonly atOnce: number
  /** Whoever comes when so many wait goes on at once. */
  readonly mostWaiting: number
}

interface Under {
  running: number
  readonly waiting: (() => void)[]
}

export function createLine({ atOnce, mostWaiting }: LineOptions): Line {
  const lines = new Map<string, Under>()

  const leave = (key: string, line: Under): void => {
    const next = line.waiting.shift()
    // Whoever is next takes the place of who leaves.
    if (next === undefined) line.running--
    else next()
    if (line.running === 0) lines.delete(key)
  }

  return async (key, work) => {
    const line = lines.get(key) ?? { running: 0, waiting: [] }
    lines.set(key, line)
    if (line.running < atOnce || line.waiting.length >= mostWaiting) line.running++
    else await new Promise<void>((resolve) => line.waiting.push(resolve))
    try {
      return await work()
    } finally {
      leave(key, line)
    }
  }
}
