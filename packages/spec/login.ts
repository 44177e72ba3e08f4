/** Signing in with a password: what protects the account, and how it cannot be turned against its owner. */
import { defineNotes, defineRules } from './check.ts'

export const rules = defineRules('login', {
  notWaiting: ['RFC6585-4', 'too_many_requests', 'person must wait before the next attempt'],
  capacity: ['RFC9110-15.6.4', 'temporarily_unavailable', 'server must have capacity to check another password'],
})

export const notes = defineNotes('login', {
  succeeded: ['OIDC-3.1.2.3', 'the password was right: the person is signed in'],
  failed: ['OIDC-3.1.2.3', 'user name and password were not right together: the page asks again'],
  cancelled: ['RFC6749-4.1.2.1', 'the person cancelled'],
})

/** Failed attempts that a person may have mistyped, before anyone has to wait. */
const FREE_ATTEMPTS = 5
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
