/**
 * Whose turn it is in a round of deliveries: clients side by side. Of each, one attempt goes ahead, and a few at a time follow; a
 * client that did not take one, or takes its time, is left alone for the rest of the round. However many wait for it, they hold up
 * no other.
 */

export interface Due {
  readonly key: string
  readonly clientId: string
}

export interface TurnsOptions {
  /** Whether the client took it; `undefined` where another node was first. */
  readonly attempt: (due: Due) => Promise<boolean | undefined>
  readonly stopped: () => boolean
}

const MOST_CLIENTS_AT_ONCE = 40
const MOST_OF_A_CLIENT = 5
/** What an attempt may last: who takes every one at the last moment has had its turn by then. */
const TURN_MS = 5000

/** Takes the pages of one round, one after the other; resolves to how many were taken. */
export function createTurns({ attempt, stopped }: TurnsOptions): (due: readonly Due[]) => Promise<number> {
  const left = new Set<string>()

  const turnOf = async (clientId: string, own: readonly Due[]): Promise<number> => {
    const untilMs = performance.now() + TURN_MS
    let taken = 0
    for (let first = 0, width = 1; first < own.length && !stopped(); first += width, width = MOST_OF_A_CLIENT) {
      const answers = await Promise.all(own.slice(first, first + width).map(attempt))
      taken += answers.filter((answer) => answer === true).length
      if (answers.includes(false) || performance.now() >= untilMs) {
        left.add(clientId)
        break
      }
    }
    return taken
  }

  return async (page) => {
    const byClient = Map.groupBy(page, ({ clientId }) => clientId)
    const waiting = [...byClient].filter(([clientId]) => !left.has(clientId))
    const serve = async (): Promise<number> => {
      let taken = 0
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) taken += await turnOf(...next)
      return taken
    }
    const served = await Promise.all(Array.from({ length: MOST_CLIENTS_AT_ONCE }, serve))
    return served.reduce((sum, taken) => sum + taken, 0)
  }
}
