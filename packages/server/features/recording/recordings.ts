/** Which clients are recorded, and until when: kept in the store, so that every node knows; each node looks there every few seconds. */
import { type Clock, defineRecord, type Store } from '@sightglass/store'
import type { Whose } from '@sightglass/trace'
import type { Log } from '../../log.ts'
import { type Random, randomToken, sameSecret, tokenHash } from '../../secrets.ts'

export interface Recording {
  readonly id: string
  readonly clientId: string
  /** Whether it is also of what only claims to be of the client. */
  readonly claimed?: boolean
  /** Seconds since the epoch. */
  readonly startedAt: number
  readonly endsAt: number
  /** Of the viewing token, which is told once. */
  readonly tokenHash: string
}

const ON = 'on'

/** Those that are over expire. */
export const recordingRecords = defineRecord<Recording>('recording', { indexes: { state: { of: () => ON } } })

/**
 * Whether who watches this recording may see the message: it is of the client, or claims to be where that was asked for. Of a
 * browser nobody asks for proof, so that there the claim is enough.
 */
export const covers = ({ clientId, claimed = false }: Recording, whose: Whose): boolean =>
  whose.clientId === clientId || (whose.claimedId === clientId && (claimed || whose.from === 'browser'))

/** At once; each costs memory on every node. */
export const MOST_RECORDINGS = 16

const ID_BYTES = 16
const TOKEN_BYTES = 32
const TOKEN_PREFIX = 'sgv_'

export interface Recordings {
  /** Switches the recording of a client on. The viewing token is told here and nowhere else. */
  readonly start: (asked: {
    readonly clientId: string
    readonly minutes: number
    readonly claimed?: boolean
  }) => Promise<{ readonly recording: Recording; readonly token: string }>
  readonly list: () => Promise<readonly Recording[]>
  /** Resolves to what was stopped; `undefined` where there was none. */
  readonly stop: (id: string) => Promise<Recording | undefined>
  /** Stops those of a client that is gone: whoever is called so later is another. */
  readonly stopOf: (clientId: string) => Promise<readonly Recording[]>
  /** Takes over what the store says: to be called every few seconds. */
  readonly look: () => Promise<void>
  /** Whether this node records the message now. */
  readonly isOn: (whose: Whose) => boolean
  /** Whether this one is on now, by this node's knowledge. */
  readonly isLive: (recording: Recording) => boolean
  readonly any: () => boolean
  /** The one whose viewing token it is. */
  readonly ofToken: (token: string) => Recording | undefined
}

export interface RecordingsOptions {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** Called with those that are on, when that has changed. */
  readonly changed: (on: readonly Recording[]) => void
}

export function createRecordings(options: RecordingsOptions): Recordings {
  const { store, clock, random } = options
  const table = store.table(recordingRecords)
  const list = async (): Promise<readonly Recording[]> => {
    const rows = await table.list('state', ON, { limit: MOST_RECORDINGS })
    return rows.map(({ record }) => record)
  }
  const { look, alive } = createLooking(list, options)
  return {
    async start({ clientId, minutes, claimed = false }) {
      const token = `${TOKEN_PREFIX}${randomToken(random, TOKEN_BYTES)}`
      const startedAt = clock()
      const endsAt = startedAt + minutes * 60
      const recording = { id: idFrom(random), clientId, claimed, startedAt, endsAt, tokenHash: tokenHash(token) }
      await table.add(recording.id, recording, endsAt)
      await look()
      return { recording, token }
    },
    list,
    async stop(id) {
      const recording = await table.get(id)
      await table.remove(id)
      await look()
      return recording
    },
    async stopOf(clientId) {
      const stopped = (await list()).filter((recording) => recording.clientId === clientId)
      for (const { id } of stopped) await table.remove(id)
      if (stopped.length > 0) await look()
      return stopped
    },
    look,
    isOn: (whose) => alive().some((recording) => covers(recording, whose)),
    isLive: ({ id }) => alive().some((recording) => recording.id === id),
    any: () => alive().length > 0,
    ofToken(token) {
      const hash = tokenHash(token)
      return alive().filter((recording) => sameSecret(recording.tokenHash, hash))[0]
    },
  }
}

interface Looking {
  readonly look: () => Promise<void>
  /** Those that are on, as far as is known. */
  readonly alive: () => readonly Recording[]
}

function createLooking(list: () => Promise<readonly Recording[]>, { clock, log, changed }: RecordingsOptions): Looking {
  let on: readonly Recording[] = []
  let looking: Promise<void> = Promise.resolve()

  const take = (found: readonly Recording[]): void => {
    const [before, now] = [on, found.filter(({ endsAt }) => clock() < endsAt)]
    on = now
    const [begun, over] = [without(now, before), without(before, now)]
    logChanges(log, begun, over)
    if (begun.length + over.length > 0) changed(now)
  }
  const looked = async (): Promise<void> => {
    try {
      take(await list())
    } catch (error) {
      // What is known ends in time, whatever the database says.
      take(on)
      throw error
    }
  }
  return {
    /** One after the other: an older answer never replaces a newer one. */
    look() {
      looking = looking.then(looked, looked)
      return looking
    },
    alive: () => (on.length === 0 ? on : on.filter(({ endsAt }) => clock() < endsAt)),
  }
}

function logChanges(log: Log, begun: readonly Recording[], over: readonly Recording[]): void {
  for (const { clientId, claimed = false, endsAt } of begun)
    log('info', 'recording on', { client_id: clientId, claimed, ends_at: endsAt })
  for (const { clientId } of over) log('info', 'recording off', { client_id: clientId })
}

/** Hexadecimal: what is typed as a word of a command must not look like a flag. */
const idFrom = (random: Random): string => Buffer.from(random(ID_BYTES)).toString('hex')

const without = (some: readonly Recording[], others: readonly Recording[]): readonly Recording[] =>
  some.filter(({ id }) => !others.some((other) => other.id === id))
