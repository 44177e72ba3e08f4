/** Gathered reads: all keys asked for in a turn, or while the last answer was on its way, are one question. */
import { gather, type Pending } from '@sightglass/gather'
import { type Engine, EngineError, type Place, type Row } from './engine.ts'
import { retrying } from './retry.ts'

type Reading = Pending<Place, Row | undefined>

/** Asks for one row; it sees every write that was durable when it was called. */
export type Read = (place: Place) => Promise<Row | undefined>

export function createReader(engine: Engine): Read {
  return gather<Place, Row | undefined>(readAll)

  async function readAll(batch: readonly Reading[]): Promise<void> {
    try {
      const rows = await retrying(() => engine.read(batch.map(({ item }) => item)))
      for (const [n, { resolve }] of batch.entries()) resolve(rows[n])
    } catch (error) {
      if (batch.length === 1 || error instanceof EngineError) for (const { reject } of batch) reject(error)
      else for (const single of batch) await readAll([single])
    }
  }
}
