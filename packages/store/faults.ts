/** An engine that fails on purpose: what a network, a crash or a rival does to a node, for the tests. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Engine, EngineError, type Put } from './engine.ts'

/**
 * What befalls the next write or commit.
 * `crash before`: nothing was written, and nobody knows. `crash after`: it was written, and nobody knows.
 * `late`: nobody knows, and it is written some time later. `slow`: the answer takes its time.
 */
export type Fault = 'crash before' | 'crash after' | 'late' | 'deadlock' | 'down' | 'slow' | 'none'

export interface Faults {
  /** Befall the next writes, one each. */
  next(...faults: Fault[]): void
  /** Every batch that holds such a write fails as a whole. */
  poison(poisoned: (put: Put) => boolean): void
  /** How many transactions reached the engine. */
  readonly transactions: () => number
  readonly wrap: (engine: Engine) => Engine
}

export function injectFaults(): Faults {
  const planned: Fault[] = []
  let poisoned = (_: Put): boolean => false
  let transactions = 0

  async function through<Result>(puts: readonly Put[], write: () => Promise<Result>): Promise<Result> {
    transactions++
    const fault = planned.shift()
    if (fault === 'deadlock') throw new EngineError('transient', 'injected deadlock')
    if (fault === 'down') throw new EngineError('down', 'injected outage')
    if (fault === 'crash before') throw lost()
    if (fault === 'late') setTimeout(() => write().catch(() => {}), 5)
    if (fault === 'late') throw lost()
    if (fault === 'slow') await sleep(5)
    if (puts.some(poisoned)) throw new Error('injected poison')
    const result = await write()
    if (fault === 'crash after') throw lost()
    if (fault === 'slow') await sleep(5)
    return result
  }

  return {
    next: (...faults) => void planned.push(...faults),
    poison: (is) => {
      poisoned = is
    },
    transactions: () => transactions,
    wrap: (engine) => ({
      ...engine,
      write: (puts) => through(puts, () => engine.write(puts)),
      commit: (puts) => through(puts, () => engine.commit(puts)),
    }),
  }
}

function lost(): EngineError {
  return new EngineError('unknown', 'injected loss of the answer')
}
