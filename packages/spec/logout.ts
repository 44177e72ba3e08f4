/**
 * Logout at the authorization server: what a request to end the session has to be (RP-Initiated Logout), what the clients of the
 * session are told by their browser (Front-Channel Logout) and by the server itself (Back-Channel Logout).
 */
import { check, defineNotes, defineRules } from './check.ts'
import { subjectOfHint } from './id-token-hint.ts'
import { audienceOf, type VerifiedJwt } from './jwt.ts'
import { appendToQuery } from './params.ts'

export const BACKCHANNEL_LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'

const STATE_MOST_CHARACTERS = 2048

export const rules = defineRules('logout', {
  client: ['OIDCRPI-2', 'invalid_request', 'client_id must be that of a registered client'],
  redirectUri: [
    'OIDCRPI-3',
    'invalid_request',
    'post_logout_redirect_uri must be identical to one that the client registered',
  ],
  stateSize: [
    'OIDCRPI-2',
    'invalid_request',
    `state must not be longer than ${STATE_MOST_CHARACTERS} characters: it goes through an address`,
  ],
  begun: [
    'OIDCRPI-2',
    'invalid_request',
    'request must be a logout that began here, not longer ago than its page waits',
  ],
  action: ['RFC9110-15.5.1', 'invalid_request', 'action must be one that the logout page offers'],
  delivered: ['OIDCBCL-2.8', 'invalid_request', 'client must answer a logout token by 200 or 204'],
})

export const notes = defineNotes('logout', {
  asked: ['OIDCRPI-2', 'the person is asked, because nothing proves that this session is meant'],
  meant: ['OIDCRPI-2', 'id_token_hint names the session of this browser: nobody has to be asked'],
  hintForgotten: [
    'OIDCRPI-4',
    'the key of id_token_hint is gone, or was never one of this server: the hint is not used',
  ],
  noClient: ['OIDCRPI-3', 'nothing says whose post_logout_redirect_uri this is: it is not used'],
  nobody: ['OIDCRPI-4', 'nobody is signed in here: the session has ended before'],
  stayed: ['OIDCRPI-2', 'the person stays signed in'],
  ended: ['OIDCRPI-2', 'the session ended, and what clients got by it was revoked'],
  framed: ['OIDCFCL-3', 'the browser tells clients of the session by frames'],
  backchannel: ['OIDCBCL-2.5', 'clients of the session get a logout token: kept until they have taken it'],
  givenUp: ['OIDCBCL-2.8', 'the client did not take the logout token however often it came: no more is sent'],
})

/** What a hint that is proven to be ours tells: whose client it was issued to, and in which session of that client. */
export interface HintedSession {
  readonly clientId: string
  readonly sid?: string
}

/**
 * The session that a verified ID token is of. It may have expired: it tells who was there.
 * @throws {Refusal} `id-token-hint.audience` where `clientId` is another's, `id-token-hint.genuine` where it names nobody
 */
export function sessionOfHint(hint: VerifiedJwt, clientId?: string): HintedSession {
  const [audience = ''] = audienceOf(hint.claims)
  const issuedTo = clientId ?? audience
  subjectOfHint(hint, issuedTo)
  const { sid } = hint.claims
  return { clientId: issuedTo, ...(typeof sid === 'string' ? { sid } : {}) }
}

/**
 * Byte by byte: what was added to a registered address makes it another.
 * @throws {Refusal} `logout.redirectUri`
 */
export function checkLogoutRedirect(registered: readonly string[], uri: string): void {
  check(rules.redirectUri, registered.includes(uri), { parameter: 'post_logout_redirect_uri', received: uri })
}

/** @throws {Refusal} `logout.stateSize` */
export function checkLogoutState(state: string): void {
  const size = { parameter: 'state', expected: STATE_MOST_CHARACTERS, received: state.length }
  check(rules.stateSize, state.length <= STATE_MOST_CHARACTERS, size)
}

/** Where the browser goes when all is done: with the request's `state`, and nothing else (RP-Initiated Logout §3). */
export const logoutRedirect = (uri: string, state: string | undefined): string => appendToQuery(uri, { state })

/** What a frame shows so that the client's own site forgets the session (Front-Channel Logout §3). */
export const frontchannelUrl = (uri: string, iss: string, sid: string): string => appendToQuery(uri, { iss, sid })

export interface LogoutTokenClaims {
  readonly iss: string
  readonly aud: string
  readonly iat: number
  readonly exp: number
  readonly jti: string
  readonly events: { readonly [BACKCHANNEL_LOGOUT_EVENT]: Readonly<Record<string, never>> }
  readonly sid: string
  readonly sub?: string
}

export const LOGOUT_TOKEN_LIFETIME_SECONDS = 120

/** Back-Channel Logout §2.4. Never a `nonce`: an ID token has one. */
export function logoutTokenClaims(
  of: Pick<LogoutTokenClaims, 'iss' | 'aud' | 'jti' | 'sid'> & { readonly sub?: string | undefined },
  now: number,
): LogoutTokenClaims {
  const { iss, aud, jti, sid, sub } = of
  return {
    ...{ iss, aud, iat: now, exp: now + LOGOUT_TOKEN_LIFETIME_SECONDS, jti },
    events: { [BACKCHANNEL_LOGOUT_EVENT]: {} },
    sid,
    ...(sub === undefined ? {} : { sub }),
  }
}

const FIRST_RETRY_SECONDS = 15
const LONGEST_RETRY_SECONDS = 3600
/** About two hours after the first. */
export const MOST_DELIVERIES = 10

/** When to try again, should the attempt of this number (from 1) fail, or whoever made it die meanwhile. */
export const retrySeconds = (attempt: number): number =>
  Math.min(FIRST_RETRY_SECONDS * 2 ** (attempt - 1), LONGEST_RETRY_SECONDS)
