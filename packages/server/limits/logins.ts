/**
 * Back-off against guessing passwords, shared by all nodes. Attempts count against the user name together with the network they
 * come from, or with the browser in which the owner signed in before; and against the network, whatever the names. So whoever
 * guesses makes himself wait, not the owner, and trying one password on many names is guessing too.
 *
 * What many networks try at one name together is bounded by chance: so many attempts a minute are let in, drawn from all of
 * them, those of networks that failed at the name before and those of fresh ones apart. The trade-off: a right password from a
 * fresh network is let in after a few tries, one in (fresh networks a minute / 30), where a fixed lock would shut its owner out
 * for as long as somebody likes. In turn, whoever has a fresh network for each guess gets some 30 guesses a minute at one name,
 * each of them paid for with a network.
 */
import {
  type Attempts,
  FREE_ATTEMPTS_OF_NETWORK,
  isLetIn,
  type Pressure,
  waitOf,
  withAttempt,
  withoutAttempt,
  withPressure,
} from '@sightglass/spec/login'
import { network } from '@sightglass/spec/network'
import { type Clock, defineRecord, type Store } from '@sightglass/store'
import { canonicalUsername } from '../people/user.ts'
import { type Mac, type Random, randomToken, tokenHash } from '../secrets.ts'
import type { CookieJar } from '../session/cookies.ts'

const loginAttempts = defineRecord<Attempts>('login_attempts')
const loginPressure = defineRecord<Pressure>('login_pressure')

export const loginRecords = [loginAttempts, loginPressure] as const

export interface Attempt {
  /** Seconds to wait; 0 where the password may be looked at. */
  readonly wait: number
  /** The password was right: what was counted is forgotten. */
  readonly succeeded: () => Promise<void>
  /** The password was not looked at: the attempt counts as none. */
  readonly unmade: () => Promise<void>
}

export interface LoginLimit {
  readonly attempt: (request: Request, address: string, username: string) => Promise<Attempt>
  /** The cookie that lets the owner's browser count apart from now on. */
  readonly deviceCookie: (username: string) => string
}

export interface LoginLimitOptions {
  readonly store: Store
  readonly cookies: CookieJar
  readonly mac: Mac
  readonly clock: Clock
  readonly random: Random
}

const FORGOTTEN_AFTER_SECONDS = 3600
const PRESSURE_FORGOTTEN_AFTER_SECONDS = 600
const DEVICE_SECONDS = 400 * 86_400
const LET_IN_PER_MINUTE = { fresh: 30, again: 10 } as const
/** Not let in: the next try has the same chance. */
const TRY_AGAIN_SECONDS = 2

interface Counted {
  readonly wait: number
  /** What was counted before, without this attempt. */
  readonly before: number
  readonly undo: (waitSeconds?: number) => Promise<void>
}

export function createLoginLimit({ store, cookies, mac, clock, random }: LoginLimitOptions): LoginLimit {
  const table = store.table(loginAttempts)
  const pressures = store.table(loginPressure)
  const nameOf = (username: string): string => canonicalUsername(username) ?? ''

  /** Counts unless it has to wait already. */
  const count = async (key: string, free?: number): Promise<Counted> => {
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
  }

  /** Lets in by chance; whoever has a known device never comes here. */
  const waitOfStrangers = async (name: string, before: number): Promise<number> => {
    const now = clock()
    const kind = before === 0 ? 'fresh' : 'again'
    const chance = Buffer.from(random(4)).readUInt32BE() / 2 ** 32
    const letIn = await pressures.update(tokenHash(`strangers ${kind} ${name}`), (pressure) => {
      const record = withPressure(pressure, now)
      const outcome = isLetIn(record, LET_IN_PER_MINUTE[kind], chance)
      return { record, expiresAt: now + PRESSURE_FORGOTTEN_AFTER_SECONDS, outcome }
    })
    return letIn ? 0 : TRY_AGAIN_SECONDS
  }

  const knownDevice = (request: Request, name: string): string | undefined => {
    const [id, proof, more] = (cookies.read(request, 'device') ?? '').split('.')
    return id && proof && more === undefined && mac.isOf(`${id} ${name}`, proof) ? id : undefined
  }

  /** Whoever is made to wait is not charged; but he waits, so that one network weighs little among strangers. */
  const made = async (wait: number, own: Counted, ofNetwork: Counted | undefined, key: string): Promise<Attempt> => {
    const unmade = async (): Promise<void> => {
      await Promise.all([own.undo(wait), ofNetwork?.undo()])
    }
    if (wait > 0) await unmade()
    return {
      wait,
      unmade,
      async succeeded() {
        await Promise.all([table.remove(tokenHash(key)), ofNetwork?.undo()])
      },
    }
  }

  return {
    async attempt(request, address, username) {
      const name = nameOf(username)
      const device = knownDevice(request, name)
      if (device !== undefined) {
        const key = `device ${device} ${name}`
        const own = await count(key)
        return await made(own.wait, own, undefined, key)
      }
      const here = network(address)
      const key = `network ${here} ${name}`
      const ofNetwork = await count(`network ${here}`, FREE_ATTEMPTS_OF_NETWORK)
      if (ofNetwork.wait > 0) return await made(ofNetwork.wait, ofNetwork, undefined, key)
      const own = await count(key)
      const wait = own.wait > 0 ? own.wait : await waitOfStrangers(name, own.before)
      return await made(wait, own, ofNetwork, key)
    },
    deviceCookie(username) {
      const id = randomToken(random)
      return cookies.write('device', `${id}.${mac(`${id} ${nameOf(username)}`)}`, DEVICE_SECONDS)
    },
  }
}
