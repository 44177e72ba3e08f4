/** Signing in with a password: what protects the account, and how it cannot be turned against its owner. */
import { defineNotes, defineRules } from './check.ts'

export const rules = defineRules('login', {
  notWaiting: [
    'RFC6585-4',
    'too_many_requests',
    'attempt must not come while the person has to wait after wrong passwords',
  ],
  capacity: ['RFC9110-15.6.4', 'temporarily_unavailable', 'server must have capacity to check another password'],
})

export const notes = defineNotes('login', {
  succeeded: ['OIDC-3.1.2.3', 'the password was right: the person is signed in'],
  failed: ['OIDC-3.1.2.3', 'user name and password were not right together: the page asks again'],
  accountChosen: ['OIDC-3.1.2.1', 'the person goes on as who they are signed in as'],
  cancelled: ['RFC6749-4.1.2.1', 'the person cancelled'],
})

/** Failed attempts at one name that a person may have mistyped, before anyone has to wait. */
const FREE_ATTEMPTS = 5
/** The same of all people of one network together. */
export const FREE_ATTEMPTS_OF_NETWORK = 30
const LONGEST_WAIT_SECONDS = 900

/** The attempts counted against one key. Times in seconds. */
export interface Attempts {
  readonly count: number
  readonly waitUntil: number
}

/** How long to wait before another attempt; 0 for not at all. */
export const waitOf = (attempts: Attempts | undefined, now: number): number =>
  attempts === undefined ? 0 : Math.max(0, Math.ceil(attempts.waitUntil - now))

/**
 * The attempts after one more: each beyond the free ones doubles the wait, from one second up to a quarter of an hour.
 * An attempt is counted before the password is looked at, so that attempts in parallel do not slip through.
 */
export function withAttempt(
  attempts: Attempts | undefined,
  now: number,
  free = FREE_ATTEMPTS,
  longest = LONGEST_WAIT_SECONDS,
): Attempts {
  const count = (attempts?.count ?? 0) + 1
  const beyond = count - free
  return { count, waitUntil: beyond < 0 ? now : now + Math.min(2 ** beyond, longest) }
}

/**
 * The attempts after one that turned out to be none: the password was right, or was not looked at. `made` is what they were
 * when it had been counted; where others have been counted since, these make wait as before. Whoever was turned away has `waitSeconds` to wait all the same.
 */
export const withoutAttempt = (
  { count, waitUntil }: Attempts,
  made: Attempts,
  now: number,
  waitSeconds = 0,
): Attempts => ({
  count: Math.max(0, count - 1),
  waitUntil: Math.max(now + waitSeconds, count === made.count ? now : waitUntil),
})

/** How often strangers try one name just now: attempts of about the last minute, which fade. `at` in seconds. */
export interface Pressure {
  readonly level: number
  readonly at: number
}

const FADING_SECONDS = 60

/** The pressure after one more attempt. */
export const withPressure = (pressure: Pressure | undefined, now: number): Pressure => ({
  level: 1 + (pressure === undefined ? 0 : pressure.level * Math.exp((pressure.at - now) / FADING_SECONDS)),
  at: now,
})

/** The pressure without one attempt, which turned out to be none. `now` is no earlier than that of any attempt. */
export const withoutPressure = ({ level, at }: Pressure, now: number): Pressure => ({
  level: Math.max(0, level * Math.exp((at - Math.max(at, now)) / FADING_SECONDS) - 1),
  at: Math.max(at, now),
})

/** Whether this attempt is one of those that are let in, so many a minute in the long run. `chance` is drawn from 0 to 1. */
export const isLetIn = ({ level }: Pressure, perMinute: number, chance: number): boolean => chance * level < perMinute
