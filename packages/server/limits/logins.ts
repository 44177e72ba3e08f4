/**
 * Back-off against guessing passwords, shared by all nodes. Attempts count against the user name together with where they come
 * from: a browser in which the owner signed in before has a count of its own, every network another. So whoever guesses makes
 * himself wait, not the owner. A guess from many networks meets a wider count, which only slows strangers down.
 */
import { type Attempts, waitOf, withAttempt } from '@sightglass/spec/login'
import { type Clock, defineRecord, type Store } from '@sightglass/store'
import { canonicalUsername } from '../people/user.ts'
import { type Mac, type Random, randomToken, tokenHash } from '../secrets.ts'
import type { CookieJar } from '../session/cookies.ts'
import { network } from './refusals.ts'

export const loginAttempts = defineRecord<Attempts>('login_attempts')

export interface Attempt {
  /** Seconds to wait; 0 where the password may be looked at. */
  readonly wait: number
  /** The password was right: what was counted is forgotten. */
  readonly succeeded: () => Promise<void>
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
const DEVICE_SECONDS = 400 * 86_400
const STRANGERS_FREE = 100
const STRANGERS_LONGEST_WAIT_SECONDS = 4

export function createLoginLimit({ store, cookies, mac, clock, random }: LoginLimitOptions): LoginLimit {
  const table = store.table(loginAttempts)
  const nameOf = (username: string): string => canonicalUsername(username) ?? ''

  /** Counts unless it has to wait already; resolves to the wait. */
  const count = (key: string, free?: number, longest?: number): Promise<number> => {
    const now = clock()
    return table.update(tokenHash(key), (attempts) => {
      const outcome = waitOf(attempts, now)
      if (outcome > 0) return { outcome }
      return { record: withAttempt(attempts, now, free, longest), expiresAt: now + FORGOTTEN_AFTER_SECONDS, outcome }
    })
  }

  const knownDevice = (request: Request, name: string): string | undefined => {
    const [id, proof, more] = (cookies.read(request, 'device') ?? '').split('.')
    return id && proof && more === undefined && mac.isOf(`${id} ${name}`, proof) ? id : undefined
  }

  return {
    async attempt(request, address, username) {
      const name = nameOf(username)
      const device = knownDevice(request, name)
      const key = device === undefined ? `network ${network(address)} ${name}` : `device ${device} ${name}`
      const own = await count(key)
      const wait =
        own > 0 || device !== undefined
          ? own
          : await count(`strangers ${name}`, STRANGERS_FREE, STRANGERS_LONGEST_WAIT_SECONDS)
      return {
        wait,
        async succeeded() {
          await table.remove(tokenHash(key))
        },
      }
    },
    deviceCookie(username) {
      const id = randomToken(random)
      return cookies.write('device', `${id}.${mac(`${id} ${nameOf(username)}`)}`, DEVICE_SECONDS)
    },
  }
}
