/**
 * The line before the password hasher: bounded, and fair between networks. They are served in turn, one network holds at most
 * a share of the places, and where all places are taken, whoever holds most of them gives up its last one to a newcomer.
 */

/** Runs the work when it is the network's turn; `busy` where there is no place in the line. */
export type HashQueue = <T>(network: string, work: () => Promise<T>) => Promise<T | 'busy'>

export interface HashQueueOptions {
  /** How many run at once; they share libuv's four threads with everything else. */
  readonly atOnce?: number
  readonly mostWaiting?: number
  readonly mostOfOneNetwork?: number
}

type Waiting = (admitted: boolean) => void

export function createHashQueue({
  atOnce = 2,
  mostWaiting = 64,
  mostOfOneNetwork = 16,
}: HashQueueOptions = {}): HashQueue {
  /** Those served last stand last. */
  const lines = new Map<string, Waiting[]>()
  let waiting = 0
  let running = 0

  const take = (network: string, line: Waiting[], which: 'first' | 'last'): Waiting | undefined => {
    waiting--
    const taken = which === 'first' ? line.shift() : line.pop()
    if (line.length === 0) lines.delete(network)
    return taken
  }

  /** Whether there is a place for one more of this network, made where another network holds more than it would. */
  const hasPlace = (network: string): boolean => {
    const own = lines.get(network)?.length ?? 0
    if (own >= mostOfOneNetwork) return false
    if (waiting < mostWaiting) return true
    const [greediest, line] = [...lines].reduce((most, other) => (other[1].length > most[1].length ? other : most))
    if (line.length <= own + 1) return false
    take(greediest, line, 'last')?.(false)
    return true
  }

  const admitted = (network: string): Promise<boolean> =>
    new Promise((resolve) => {
      const line = lines.get(network) ?? []
      line.push(resolve)
      lines.set(network, line)
      waiting++
    })

  const next = (): void => {
    const [served] = lines
    if (served === undefined) {
      running--
      return
    }
    const [network, line] = served
    const first = take(network, line, 'first')
    if (lines.delete(network)) lines.set(network, line)
    first?.(true)
  }

  return async (network, work) => {
    if (running < atOnce) running++
    else if (!hasPlace(network) || !(await admitted(network))) return 'busy'
    try {
      return await work()
    } finally {
      next()
    }
  }
}
