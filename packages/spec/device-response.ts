/** The answer of the device authorization endpoint as the client reads it (RFC 8628 §3.2). */
import { check, defineNotes, defineRules } from './check.ts'
import { isSecureUrl } from './metadata.ts'

export const rules = defineRules('device-response', {
  object: ['RFC8628-3.2', 'invalid_device_response', 'device authorization response must be a JSON object'],
  deviceCode: ['RFC8628-3.2', 'invalid_device_response', 'device_code must be printable ASCII and not empty'],
  userCode: ['RFC8628-3.2', 'invalid_device_response', 'user_code must be printable ASCII, at most 64 characters'],
  address: [
    'RFC8628-3.2',
    'invalid_device_response',
    'verification_uri must be an https URL, or http on a loopback host, and so must verification_uri_complete where it is given',
  ],
  lifetime: ['RFC8628-3.2', 'invalid_device_response', 'expires_in must be a number of seconds greater than 0'],
  interval: ['RFC8628-3.2', 'invalid_device_response', 'interval must be a number of seconds where it is given'],
})

export const notes = defineNotes('device-response', {
  pending: ['RFC8628-3.5', 'nobody has decided yet: to be asked again after the interval'],
  slower: ['RFC8628-3.5', 'the server wants to be asked less often: five seconds more between two polls'],
})

/** Where an answer names no interval (RFC 8628 §3.2). */
const INTERVAL_SECONDS = 5
const LONGEST_USER_CODE = 64

export interface DeviceResponse {
  readonly deviceCode: string
  /** To be shown to the person, as it is. */
  readonly userCode: string
  readonly verificationUri: string
  /** The same with the user code in it: for a QR code, not for typing. */
  readonly verificationUriComplete: string | undefined
  readonly expiresInSeconds: number
  readonly intervalSeconds: number
}

const printable = (value: unknown): value is string => typeof value === 'string' && /^[\x20-\x7e]+$/.test(value)

const isSeconds = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0

const isAddress = (value: unknown): value is string => typeof value === 'string' && isSecureUrl(value)

/** @throws {Refusal} `device-response.*` */
export function readDeviceResponse(body: unknown): DeviceResponse {
  check(rules.object, isObject(body))
  const { device_code, user_code, verification_uri, verification_uri_complete, expires_in, interval } = body
  check(rules.deviceCode, printable(device_code), { parameter: 'device_code' })
  check(rules.userCode, printable(user_code) && user_code.length <= LONGEST_USER_CODE, { parameter: 'user_code' })
  check(rules.address, isAddress(verification_uri), { parameter: 'verification_uri' })
  const complete = verification_uri_complete === undefined || isAddress(verification_uri_complete)
  check(rules.address, complete, { parameter: 'verification_uri_complete' })
  check(rules.lifetime, isSeconds(expires_in) && expires_in > 0, { parameter: 'expires_in' })
  check(rules.interval, interval === undefined || isSeconds(interval), { parameter: 'interval' })
  return {
    deviceCode: device_code,
    userCode: user_code,
    verificationUri: verification_uri,
    verificationUriComplete: isAddress(verification_uri_complete) ? verification_uri_complete : undefined,
    expiresInSeconds: expires_in,
    intervalSeconds: isSeconds(interval) ? interval : INTERVAL_SECONDS,
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
