/** The device authorization grant (RFC 8628): codes for a device without a browser, and asking until its person has decided. */
import { readJson } from '@sightglass/spec/answer'
import { check, note } from '@sightglass/spec/check'
import { DEVICE_GRANT_TYPE } from '@sightglass/spec/device'
import { notes, readDeviceResponse } from '@sightglass/spec/device-response'
import { type AuthorizationServerMetadata, endpointOf } from '@sightglass/spec/metadata'
import { rules as tokenRules } from '@sightglass/spec/token-response'
import { link } from '@sightglass/trace'
import { isOpenId } from './authorization.ts'
import { authenticated, type ClientIdentity } from './client-authentication.ts'
import type { Context } from './context.ts'
import { OAuthError, TransportError } from './errors.ts'
import { identityIn } from './id-token.ts'
import { type Asked, processTokenResponse, refusalOf, tokenRequest } from './token.ts'
import { type TokenSet, tokenSetOf } from './token-set.ts'
import { type Incoming, type Outgoing, send } from './transport.ts'

/** A device that waits for its person. Plain JSON; the device code is a secret. */
export interface DeviceAuthorization extends Asked {
  readonly deviceCode: string
  /** To be shown, with the address to type it at. */
  readonly userCode: string
  readonly verificationUri: string
  /** For a QR code; show the user code beside it all the same, to compare. */
  readonly verificationUriComplete?: string
  /** Seconds since the epoch. */
  readonly expiresAt: number
  readonly intervalSeconds: number
}

export function deviceAuthorizationRequest(
  metadata: AuthorizationServerMetadata,
  client: ClientIdentity,
  { scope, resource }: Asked,
): Outgoing {
  const url = endpointOf(metadata, 'device_authorization_endpoint')
  return authenticated(metadata, client, {
    to: 'authorization-server',
    method: 'POST',
    url,
    form: { scope, resource },
  })
}

/**
 * What to show, and what to poll with; `now` in seconds since the epoch.
 * @throws {OAuthError} where the server refused. @throws {TransportError} @throws {Refusal} `device-response.*`, `answer.json`
 */
export function processDeviceAuthorizationResponse(answer: Incoming, now: number): DeviceAuthorization {
  if (answer.status !== 200) throw refusalOf(answer)
  const response = readDeviceResponse(readJson(answer.headers.get('content-type'), answer.body))
  const { verificationUriComplete, expiresInSeconds, ...shown } = response
  link('code', response.deviceCode)
  return { ...shown, ...(verificationUriComplete && { verificationUriComplete }), expiresAt: now + expiresInSeconds }
}

export const deviceTokenRequest = (
  metadata: AuthorizationServerMetadata,
  client: ClientIdentity,
  { deviceCode, resource }: Pick<DeviceAuthorization, 'deviceCode' | 'resource'>,
): Outgoing => tokenRequest(metadata, client, { grant_type: DEVICE_GRANT_TYPE, device_code: deviceCode, resource })

export async function beginDevice(context: Context, asked: Asked): Promise<DeviceAuthorization> {
  const { discovery, identity, wire, clock, options } = context
  const { scope = options.scope, resource = options.resource } = asked
  const request = deviceAuthorizationRequest(await discovery.metadata(), identity, { scope, resource })
  return { ...processDeviceAuthorizationResponse(await send(wire, request), clock()), scope, resource }
}

export interface DeviceWaitOptions {
  /** Ends the waiting; the promise then fails with its reason. */
  readonly signal?: AbortSignal | undefined
  /** Waits so many seconds, or until the signal. */
  readonly wait?: ((seconds: number, signal: AbortSignal | undefined) => Promise<void>) | undefined
}

/** What one poll comes to. */
type Polled = TokenSet | 'pending' | 'slower' | 'lost'

const SLOWER_BY_SECONDS = 5
const LONGEST_INTERVAL_SECONDS = 60

/**
 * Polls until there are tokens or a refusal. `once` runs one poll as a call of its own: hours may lie between the first and the last.
 * @throws {OAuthError} `access_denied`, `expired_token` @throws {TransportError} where no answer came until it was too late.
 */
export async function awaitDevice(
  context: Context,
  authorization: DeviceAuthorization,
  once: (poll: () => Promise<Polled>) => Promise<Polled>,
  { signal, wait = waiting }: DeviceWaitOptions = {},
): Promise<TokenSet> {
  let { intervalSeconds } = authorization
  for (;;) {
    signal?.throwIfAborted()
    await wait(intervalSeconds, signal)
    signal?.throwIfAborted()
    const polled = await once(() => poll(context, authorization))
    if (typeof polled === 'object') return polled
    if (polled === 'slower') intervalSeconds += SLOWER_BY_SECONDS
    // A server in trouble is asked less and less often (RFC 8628 §3.5).
    if (polled === 'lost') intervalSeconds = Math.min(2 * intervalSeconds, LONGEST_INTERVAL_SECONDS)
  }
}

async function poll(context: Context, authorization: DeviceAuthorization): Promise<Polled> {
  const { discovery, identity, keys, wire, clock } = context
  const { scope, resource, expiresAt, deviceCode } = authorization
  link('code', deviceCode)
  try {
    const metadata = await discovery.metadata()
    // A device code is good once: what can fail without it fails before it is spent.
    if (isOpenId(scope)) await keys.warm()
    const response = processTokenResponse(await send(wire, deviceTokenRequest(metadata, identity, authorization)))
    check(tokenRules.idTokenPresent, response.idToken !== undefined || !isOpenId(scope), { parameter: 'id_token' })
    return tokenSetOf(response, { now: clock(), scope, resource }, await identityIn(context, response))
  } catch (error) {
    return unlessFinal(error, clock() < expiresAt)
  }
}

/** What is worth another try; anything else is thrown on. */
function unlessFinal(error: unknown, isInTime: boolean): 'pending' | 'slower' | 'lost' {
  const code = error instanceof OAuthError ? error.error : undefined
  if (code === 'authorization_pending') {
    note(notes.pending)
    return 'pending'
  }
  if (code === 'slow_down') {
    note(notes.slower)
    return 'slower'
  }
  if (error instanceof TransportError && isInTime) return 'lost'
  throw error
}

function waiting(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, seconds * 1000)
  signal?.addEventListener('abort', () => resolve(), { once: true })
  return promise.finally(() => clearTimeout(timer))
}
