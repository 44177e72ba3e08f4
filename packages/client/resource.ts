/** Requests with an access token: to UserInfo, and to the resource that the token is for. */
import { readJson } from '@sightglass/spec/answer'
import { type AuthorizationServerMetadata, endpointOf } from '@sightglass/spec/metadata'
import { addressWithin } from '@sightglass/spec/resource-request'
import { readUserInfo, type UserInfo } from '@sightglass/spec/userinfo-response'
import { type Answer, traceSending } from '@sightglass/trace'
import { answerHeaders, shownChallenge } from '@sightglass/trace/headers'
import { ResourceError } from './errors.ts'
import { refusalOf } from './token.ts'
import { type Incoming, type Outgoing, readCapped, reading, shownMessage, tell, type Wire } from './transport.ts'

/** Asks for the claims about the person (OpenID Connect Core §5.3.1). */
export const userInfoRequest = (metadata: AuthorizationServerMetadata, accessToken: string): Outgoing => ({
  to: 'authorization-server',
  method: 'GET',
  url: endpointOf(metadata, 'userinfo_endpoint'),
  headers: { authorization: `Bearer ${accessToken}` },
})

/**
 * The claims in an answer of UserInfo, if they are about `subject`.
 * @throws {ResourceError} where the token was refused. @throws {Refusal} `userinfo-response.*`, `answer.json`
 */
export function processUserInfoResponse(answer: Incoming, subject: string): UserInfo {
  const { status, headers, body } = answer
  if (status === 200) return readUserInfo(readJson(headers.get('content-type'), body), subject)
  if (status < 400 || status >= 500) throw refusalOf(answer)
  throw new ResourceError(status, headers.get('www-authenticate'), body.slice(0, ERROR_BODY_BYTES))
}

const ERROR_BODY_BYTES = 64 * 1024

/** `resource` is the identifier that the token was asked for; the address must lie within it. */
export interface ResourceCall {
  readonly resource: string
  readonly address: string
  readonly accessToken: string
  readonly init: RequestInit
}

/**
 * Asks the resource server, with the token and without cookies. A redirect is returned, never followed. The timeout is for
 * the head of the answer: its body may stream for as long as it likes, until the caller's own `signal` ends it.
 * @throws {Refusal} `resource-request.withinResource` before anything is sent.
 * @throws {ResourceError} where the answer is a 401, or carries a challenge. @throws {TransportError}
 */
export async function fetchResource(
  wire: Wire,
  { resource, address, accessToken, init }: ResourceCall,
): Promise<Response> {
  const url = addressWithin(resource, address)
  const headers = new Headers(init.headers)
  headers.set('authorization', `Bearer ${accessToken}`)
  const late = new AbortController()
  const signal = init.signal == null ? late.signal : AbortSignal.any([init.signal, late.signal])
  const fixed: RequestInit = { headers, signal, redirect: 'manual', credentials: 'omit', cache: 'no-store' }
  const request = new Request(url, { ...init, ...fixed })
  let answer: Answer | undefined
  const sending = traceSending()
  const timer = setTimeout(() => late.abort(new DOMException('no answer in time', 'TimeoutError')), wire.timeoutMs)
  try {
    const response = await reading(request, wire.fetch(request), init.signal)
    const { status } = response
    const challenge = response.headers.get('www-authenticate')
    answer = { status, headers: answerHeaders(response.headers), parameters: shownChallenge(challenge) }
    if (status !== 401 && (status < 400 || challenge === null)) return response
    const body = await reading(request, readCapped(response, ERROR_BODY_BYTES), init.signal)
    throw new ResourceError(status, challenge, body)
  } finally {
    clearTimeout(timer)
    const message = shownMessage({ method: request.method, url: request.url, headers: Object.fromEntries(headers) })
    tell(wire, { to: 'resource-server', request: message, answer }, sending)
  }
}
