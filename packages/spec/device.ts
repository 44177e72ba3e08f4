/** The device authorization grant (RFC 8628): its codes, and what becomes of a request that a person decides on elsewhere. */
import { check, defineNotes, defineRules } from './check.ts'

export const DEVICE_GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:device_code'
export const DEVICE_CODE_LIFETIME_SECONDS = 600
/** How long a client waits between two polls unless it is told to slow down. */
export const POLL_INTERVAL_SECONDS = 5
/** What one `slow_down` adds. */
const SLOWER_BY_SECONDS = 5

export const rules = defineRules('device', {
  known: ['RFC8628-3.5', 'invalid_grant', 'device_code must be one that this server issued'],
  clientBound: ['RFC8628-3.4', 'invalid_grant', 'device_code must have been issued to the client that presents it'],
  unused: ['RFC8628-3.5', 'invalid_grant', 'device_code must not be used more than once'],
  alive: ['RFC8628-3.5', 'expired_token', 'device_code must not have expired'],
  approved: ['RFC8628-3.5', 'access_denied', 'person must not have refused the request of the device'],
  interval: ['RFC8628-3.5', 'slow_down', 'client must not have asked again before the interval was over'],
  notLimited: ['RFC6585-4', 'too_many_requests', 'network must not have begun too many device authorizations lately'],
})

export const pageRules = defineRules('device-page', {
  notWaiting: ['RFC8628-5.1', 'too_many_requests', 'person must not have typed too many unknown user codes lately'],
  known: ['RFC8628-3.3', 'invalid_request', 'user_code must be one that a device shows now'],
  action: ['RFC8628-3.3', 'invalid_request', 'action must be one that the device page knows'],
})

export const notes = defineNotes('device', {
  issued: ['RFC8628-3.2', 'a device code and a user code were issued'],
  pending: ['RFC8628-3.5', 'the person has not decided yet: the client asks again after the interval'],
  signInFirst: ['RFC8628-3.3', 'the person has to sign in first'],
  entered: ['RFC8628-3.3', 'the user code is known: the person is asked'],
  approved: ['RFC8628-3.3', 'the person allowed the device what it asks for'],
  refused: ['RFC8628-3.3', 'the person refused the device'],
  redeemed: ['RFC8628-3.5', 'the device code was marked as used'],
  replayRevoked: ['RFC8628-3.5', 'the device code was used before: the grant and all it gave were revoked'],
})

/** Letters that make no words and look like no other (RFC 8628 §6.1): with eight of them some 34 bits. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
const USER_CODE_LETTERS = 8
const BYTES_A_LETTER = 4

/** A user code in its canonical form: eight letters. */
export function createUserCode(random: (length: number) => Uint8Array): string {
  const bytes = random(USER_CODE_LETTERS * BYTES_A_LETTER)
  const drawn = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: USER_CODE_LETTERS }, (_, letter) =>
    LETTERS.charAt(drawn.getUint32(letter * BYTES_A_LETTER) % LETTERS.length),
  ).join('')
}

/** What somebody typed in its canonical form, however it is spaced or cased; `undefined` for what cannot be a user code. */
export function canonicalUserCode(typed: string): string | undefined {
  const letters = typed
    .slice(0, 64)
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
  return letters.length === USER_CODE_LETTERS && [...letters].every((letter) => LETTERS.includes(letter))
    ? letters
    : undefined
}

/** As people read and type it: `WDJB-MJHT`. */
export const shownUserCode = (canonical: string): string => `${canonical.slice(0, 4)}-${canonical.slice(4)}`

/** What a poll presents. */
export interface PresentedDeviceCode {
  readonly clientId: string
  /** Fingerprint of the device code. */
  readonly hash: string
}

/** A request that waits for its person. Times in seconds. */
export interface WaitingDevice extends PresentedDeviceCode {
  readonly expiresAt: number
  readonly intervalSeconds: number
  readonly polledAt?: number
  readonly decision?: 'approved' | 'refused'
}

export type PollOutcome = 'unknown' | 'other client' | 'refused' | 'expired' | 'approved' | 'too soon' | 'pending'

/** What a poll finds. Another client learns nothing; only one that waits can come too soon. */
export function judgePoll(device: WaitingDevice | undefined, presented: PresentedDeviceCode, now: number): PollOutcome {
  if (device === undefined || device.hash !== presented.hash) return 'unknown'
  if (device.clientId !== presented.clientId) return 'other client'
  if (device.decision !== undefined) return device.decision
  if (now >= device.expiresAt) return 'expired'
  const { polledAt = Number.NEGATIVE_INFINITY, intervalSeconds } = device
  return now - polledAt < intervalSeconds ? 'too soon' : 'pending'
}

/** The request after a poll; one that changes nothing gives it back as it is. */
export function afterPoll<D extends WaitingDevice>(device: D, outcome: PollOutcome, now: number): D {
  if (outcome === 'pending') return { ...device, polledAt: now }
  if (outcome !== 'too soon') return device
  return { ...device, polledAt: now, intervalSeconds: device.intervalSeconds + SLOWER_BY_SECONDS }
}

/** Whether the person may still decide: once, and in time. */
export const isUndecided = (device: WaitingDevice | undefined, now: number): device is WaitingDevice =>
  device !== undefined && device.decision === undefined && now < device.expiresAt

/** A request that was approved: what is left to do is to redeem it, once. */
export interface ApprovedDevice extends PresentedDeviceCode {
  readonly expiresAt: number
  readonly usedAt?: number | undefined
  readonly revoked: boolean
}

export type RedemptionOutcome = 'unknown' | 'other client' | 'revoked' | 'replay' | 'expired' | 'redeem'

/** What presenting the code of an approved request means: whoever comes second has a copy, so the grant is revoked. */
export function judgeRedemption(
  device: ApprovedDevice | undefined,
  presented: PresentedDeviceCode,
  now: number,
): RedemptionOutcome {
  if (device === undefined || device.hash !== presented.hash) return 'unknown'
  if (device.clientId !== presented.clientId) return 'other client'
  if (device.revoked) return 'revoked'
  if (device.usedAt !== undefined) return 'replay'
  return now < device.expiresAt ? 'redeem' : 'expired'
}

/**
 * Speaks after the effect is committed: refuses whatever neither waits nor gives tokens.
 * @throws {Refusal} `device.*`
 */
export function checkDevice(outcome: PollOutcome | RedemptionOutcome, intervalSeconds?: number): void {
  check(rules.known, outcome !== 'unknown')
  check(rules.clientBound, outcome !== 'other client')
  check(rules.unused, outcome !== 'replay')
  check(rules.alive, outcome !== 'expired')
  check(rules.approved, outcome !== 'refused')
  check(rules.interval, outcome !== 'too soon', { expected: intervalSeconds })
}
