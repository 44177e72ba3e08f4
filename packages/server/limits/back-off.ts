/**
 * Counting guesses, shared by all nodes: whoever guesses waits longer each time, and what many try together is bounded by
 * chance, so that nobody can shut out others for as long as they like. Knows nothing of what is guessed.
 */
import {
  type Attempts,
  isLetIn,
  type Pressure,
  waitOf,
  withAttempt,
  withoutAttempt,
  withoutPressure,
  withPressure,
} from '@sightglass/spec/login'
import { type Clock, defineRecord, type Store } from '@sightglass/store'
import { type Random, tokenHash } from '../secrets.ts'

const attemptRecords = defineRecord<Attempts>('guess_attempts')
const pressureRecords = defineRecord<Pressure>('guess_pressure')

export const backOffRecords = [attemptRecords, pressureRecords] as const

export interface Counted {
  readonly wait: number
  /** What was counted before, without this attempt. */
  readonly before: number
  /** The attempt turned out to be none; whoever was turned away has `waitSeconds` to wait all the same. */
  readonly undo: (waitSeconds?: number) => Promise<void>
}

export interface BackOff {
  /** Counts unless it has to wait already. */
  readonly count: (key: string, free?: number) => Promise<Counted>
  readonly forget: (key: string) => Promise<void>
  /** Lets in so many a minute in the long run, drawn from all who try. */
  readonly draw: (key: string, perMinute: number) => Promise<Pick<Counted, 'wait' | 'undo'>>
}

export interface BackOffOptions {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
}

const FORGOTTEN_AFTER_SECONDS = 3600
const PRESSURE_FORGOTTEN_AFTER_SECONDS = 600
/** Not let in: the next try has the same chance. */
const TRY_AGAIN_SECONDS = 2

export function createBackOff({ store, clock, random }: BackOffOptions): BackOff {
  const table = store.table(attemptRecords)
  const pressures = store.table(pressureRecords)
  return {
    async count(key, free) {
      const [id, now] = [tokenHash(key), clock()]
      const expiresAt = now + FORGOTTEN_AFTER_SECONDS
      const { wait, made } = await table.update<{ wait: number; made: Attempts | undefined }>(id, (attempts) => {
        const wait = waitOf(attempts, now)
        if (wait > 0) return { outcome: { wait, made: undefined } }
        const made = withAttempt(attempts, now, free)
        return { record: made, expiresAt, outcome: { wait, made } }
      })
      const undo = async (waitSeconds = 0): Promise<void> => {
        if (made === undefined) return
        await table.update(id, (attempts) =>
          attempts === undefined
            ? { outcome: undefined }
            : { record: withoutAttempt(attempts, made, now, waitSeconds), expiresAt, outcome: undefined },
        )
      }
      return { wait, before: made === undefined ? 0 : made.count - 1, undo }
    },
    async forget(key) {
      await table.remove(tokenHash(key))
    },
    async draw(key, perMinute) {
      const [id, now] = [tokenHash(key), clock()]
      const expiresAt = now + PRESSURE_FORGOTTEN_AFTER_SECONDS
      const chance = Buffer.from(random(4)).readUInt32BE() / 2 ** 32
      const letIn = await pressures.update(id, (pressure) => {
        const record = withPressure(pressure, now)
        return { record, expiresAt, outcome: isLetIn(record, perMinute, chance) }
      })
      const undo = () =>
        pressures.update(id, (pressure) =>
          pressure === undefined
            ? { outcome: undefined }
            : { record: withoutPressure(pressure, now), expiresAt, outcome: undefined },
        )
      return { wait: letIn ? 0 : TRY_AGAIN_SECONDS, undo }
    },
  }
}
