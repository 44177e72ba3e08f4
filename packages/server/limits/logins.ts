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
import { FREE_ATTEMPTS_OF_NETWORK } from '@sightglass/spec/login'
import { network } from '@sightglass/spec/network'
import { canonicalUsername } from '../people/user.ts'
import { type Mac, type Random, randomToken } from '../secrets.ts'
import type { CookieJar } from '../session/cookies.ts'
import type { BackOff, Counted } from './back-off.ts'
import { createLine } from './line.ts'
import type { CountedBy } from './waiting.ts'

export interface Attempt {
  /** Seconds to wait; 0 where the password may be looked at. */
  readonly wait: number
  /** What made it wait. */
  readonly by: CountedBy
  /** The password was right: what was counted is forgotten. */
  readonly succeeded: () => Promise<void>
  /** The password was not looked at: the attempt counts as none. */
  readonly unmade: () => Promise<void>
}

export interface LoginLimit {
  /**
   * Does the work when few attempts of this network or browser at this name are under way: they count while they are, and many
   * at once that are all right would else keep each other waiting.
   */
  readonly inTurn: <T>(request: Request, address: string, username: string, work: () => Promise<T>) => Promise<T>
  readonly attempt: (request: Request, address: string, username: string) => Promise<Attempt>
  /** The cookie that lets the owner's browser count apart from now on. */
  readonly deviceCookie: (username: string) => string
}

interface Waiting {
  readonly wait: number
  readonly by: CountedBy
}

type Drawn = Awaited<ReturnType<BackOff['draw']>>

export interface LoginLimitOptions {
  readonly backOff: BackOff
  readonly cookies: CookieJar
  readonly mac: Mac
  readonly random: Random
}

const DEVICE_SECONDS = 400 * 86_400
const LET_IN_PER_MINUTE = { fresh: 30, again: 10 } as const
/** As many as one process looks at passwords at once: two nodes together are still within what is free. */
const IN_TURN = { atOnce: 2, mostWaiting: 16 } as const

export function createLoginLimit({ backOff, cookies, mac, random }: LoginLimitOptions): LoginLimit {
  const { count, forget } = backOff
  const line = createLine(IN_TURN)
  const nameOf = (username: string): string => canonicalUsername(username) ?? ''

  /** Lets in by chance; whoever has a known device never comes here. */
  const strangers = async (name: string, before: number): Promise<Drawn> => {
    const kind = before === 0 ? 'fresh' : 'again'
    return await backOff.draw(`strangers ${kind} ${name}`, LET_IN_PER_MINUTE[kind])
  }

  const knownDevice = (request: Request, name: string): string | undefined => {
    const [id, proof, more] = (cookies.read(request, 'device') ?? '').split('.')
    return id && proof && more === undefined && mac.isOf(`${id} ${name}`, proof) ? id : undefined
  }

  /** What attempts count against, beside the network whatever the names. */
  const keyOf = (request: Request, address: string, name: string) => {
    const device = knownDevice(request, name)
    if (device !== undefined) return { isKnown: true, key: `device ${device} ${name}` }
    return { isKnown: false, key: `network ${network(address)} ${name}` }
  }

  /** Whoever is made to wait is not charged; but he waits, so that one network weighs little among strangers. */
  const made = async (
    { wait, by }: Waiting,
    { own, ofNetwork, drawn }: { readonly own: Counted; readonly ofNetwork?: Counted; readonly drawn?: Drawn },
    key: string,
  ): Promise<Attempt> => {
    const unmade = async (): Promise<void> => {
      await Promise.all([own.undo(wait), ofNetwork?.undo()])
    }
    if (wait > 0) await unmade()
    return {
      wait,
      by,
      unmade,
      async succeeded() {
        // Many who are right are no guessing: nobody waits for them.
        await Promise.all([forget(key), ofNetwork?.undo(), drawn?.undo()])
      },
    }
  }

  return {
    inTurn: (request, address, username, work) => line(keyOf(request, address, nameOf(username)).key, work),
    async attempt(request, address, username) {
      const name = nameOf(username)
      const { isKnown, key } = keyOf(request, address, name)
      if (isKnown) {
        const own = await count(key)
        return await made({ wait: own.wait, by: 'browser' }, { own }, key)
      }
      const ofNetwork = await count(`network ${network(address)}`, FREE_ATTEMPTS_OF_NETWORK)
      if (ofNetwork.wait > 0) return await made({ wait: ofNetwork.wait, by: 'network' }, { own: ofNetwork }, key)
      const own = await count(key)
      if (own.wait > 0) return await made({ wait: own.wait, by: 'name' }, { own, ofNetwork }, key)
      const drawn = await strangers(name, own.before)
      return await made({ wait: drawn.wait, by: 'name in all networks' }, { own, ofNetwork, drawn }, key)
    },
    deviceCookie(username) {
      const id = randomToken(random)
      return cookies.write('device', `${id}.${mac(`${id} ${nameOf(username)}`)}`, DEVICE_SECONDS)
    },
  }
}
