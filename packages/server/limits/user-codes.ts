/**
 * Back-off against guessing user codes, which have some 34 bits. Tries count against the person who types them and against the
 * network they come from; whoever is right is charged for nothing. What all guess together is bounded by chance, for those who
 * have guessed before and for fresh people apart: nobody can shut out others by guessing much.
 */
import { FREE_ATTEMPTS_OF_NETWORK } from '@sightglass/spec/login'
import { network } from '@sightglass/spec/network'
import type { BackOff } from './back-off.ts'

export interface UserCodeAttempt {
  /** Seconds to wait; 0 where the code may be looked up. */
  readonly wait: number
  /** The code is known: what was counted is taken back. */
  readonly succeeded: () => Promise<void>
}

export interface UserCodeLimit {
  readonly attempt: (address: string, subject: string) => Promise<UserCodeAttempt>
}

const GUESSES_PER_MINUTE = { fresh: 100, again: 50 } as const

export function createUserCodeLimit({ count, draw }: BackOff): UserCodeLimit {
  return {
    async attempt(address, subject) {
      const ofNetwork = await count(`user-code network ${network(address)}`, FREE_ATTEMPTS_OF_NETWORK)
      if (ofNetwork.wait > 0) return { wait: ofNetwork.wait, succeeded: async () => {} }
      const own = await count(`user-code person ${subject}`)
      const kind = own.before === 0 ? 'fresh' : 'again'
      const drawn = own.wait > 0 ? own : await draw(`user-code all ${kind}`, GUESSES_PER_MINUTE[kind])
      const undo = async (waitSeconds?: number): Promise<void> => {
        await Promise.all([ofNetwork.undo(), own.undo(waitSeconds)])
      }
      if (drawn.wait > 0) await undo(drawn.wait)
      return {
        wait: drawn.wait,
        async succeeded() {
          await Promise.all([undo(), drawn.undo()])
        },
      }
    },
  }
}
