/** Whether the database takes writes: with a full disk it still answers every question, so only a write tells. */
import { randomBytes } from 'node:crypto'
import { putOf } from './change.ts'
import { type Engine, EngineError } from './engine.ts'
import { shapeOf } from './records.ts'
import { type Clock, defineRecord } from './table.ts'

/** What is written to find out; gone as soon as it is there. */
const attempts = defineRecord('write_attempt')

interface Watched {
  readonly engine: Engine
  /** Rejects where the database does not answer, or does not take writes. */
  readonly ping: () => Promise<void>
}

/** Remembers how the last write ended; after a failure a ping writes, since a node that is not ready gets no work that would. */
export function watchWrites(bare: Engine, clock: Clock): Watched {
  let failing = false
  let trying: Promise<void> | undefined

  async function seen<Result>(work: () => Promise<Result>, wrote: (result: Result) => boolean): Promise<Result> {
    try {
      const result = await work()
      if (wrote(result)) failing = false
      return result
    } catch (error) {
      if (error instanceof EngineError && error.kind === 'down') failing = true
      throw error
    }
  }

  const engine: Engine = {
    ...bare,
    declare: (shapes) => bare.declare([shapeOf(attempts), ...shapes]),
    write: (puts) =>
      seen(
        () => bare.write(puts),
        (results) => results.includes('done'),
      ),
    commit: (puts) =>
      seen(
        () => bare.commit(puts),
        (result) => result === 'done',
      ),
    sweep: (table, now, limit) =>
      seen(
        () => bare.sweep(table, now, limit),
        (gone) => gone > 0,
      ),
  }

  async function tryToWrite(): Promise<void> {
    const place = { table: attempts.name, issuer: '', key: randomBytes(16).toString('base64url') }
    const put = putOf(place, attempts, undefined, null, { attempt: 'ping', now: clock() })
    await engine.write([put])
    await engine.sweep(attempts.name, put.sweepAfter, 1)
  }

  return {
    engine,
    async ping() {
      if (!failing) return await bare.ping()
      trying ??= tryToWrite().finally(() => {
        trying = undefined
      })
      await trying
    },
  }
}
