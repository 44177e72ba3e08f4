/** The logout token as the client reads it (Back-Channel Logout §2.6). */
import { check, defineNotes, defineRules } from './check.ts'
import { CLOCK_SKEW_SECONDS } from './id-token.ts'
import type { JwsAlgorithm } from './jwk.ts'
import {
  checkAudience,
  checkIssuer,
  checkTimes,
  checkTyp,
  defineJwtRules,
  parseJwt,
  typOf,
  type UnverifiedJwt,
  type VerifiedJwt,
} from './jwt.ts'
import { BACKCHANNEL_LOGOUT_EVENT } from './logout.ts'

/** What any JWT must be, as logout token. */
export const jwtRules = defineJwtRules('logout-token', 'invalid_logout_token')

export const rules = defineRules('logout-token', {
  iatPresent: ['OIDCBCL-2.6', 'invalid_logout_token', 'iat must be present'],
  somebody: ['OIDCBCL-2.6', 'invalid_logout_token', 'sub or sid must be present, each a text that is not empty'],
  event: [
    'OIDCBCL-2.6',
    'invalid_logout_token',
    `events must be an object that has ${BACKCHANNEL_LOGOUT_EVENT}, itself an object`,
  ],
  noNonce: ['OIDCBCL-2.6', 'invalid_logout_token', 'nonce must not be present: an ID token has one'],
  jti: ['OIDCBCL-2.4', 'invalid_logout_token', 'jti must be present, a text of 1 to 256 characters'],
  once: ['OIDCBCL-2.6', 'invalid_logout_token', 'jti must not be that of a logout token that came before'],
})

export const notes = defineNotes('logout-token', {
  believed: ['OIDCBCL-2.7', 'the session that the token names is over here too'],
})

/** Whose sessions are over: that of `sid`, or where there is none every one of `sub`. */
export interface EndedSession {
  readonly sub?: string
  readonly sid?: string
  readonly jti: string
  /** Seconds; a replay is recognised at least until then. */
  readonly exp: number
}

/**
 * A token that claims to be a logout token of this issuer: whose key to look for, nothing more. A `typ` may be missing, or the
 * one of any JWT, as older servers have it.
 * @throws {Refusal} `logout-token.*`
 */
export function parseLogoutToken(token: string, issuer: string, algs: readonly JwsAlgorithm[]): UnverifiedJwt {
  const jwt = parseJwt(jwtRules, token, algs)
  const typ = typOf(jwt.header)
  if (typ !== undefined && typ !== 'jwt') checkTyp(jwtRules, jwt, 'logout+jwt')
  checkIssuer(jwtRules, jwt, issuer)
  return jwt
}

/**
 * Whose session is over, by a token that is signed. That it comes for the first time is not checked: nothing is remembered here.
 * @throws {Refusal} `logout-token.*`
 */
export function checkLogoutToken(jwt: VerifiedJwt, clientId: string, now: number): EndedSession {
  checkAudience(jwtRules, jwt, [clientId])
  checkTimes(jwtRules, jwt, { now, toleranceSeconds: CLOCK_SKEW_SECONDS })
  const { iat, exp, sub, sid, events, jti } = jwt.claims
  check(rules.iatPresent, iat !== undefined, { parameter: 'iat' })
  check(rules.somebody, (isName(sub) || isName(sid)) && isNameOrMissing(sub) && isNameOrMissing(sid))
  check(rules.event, isObject(events) && isObject(events[BACKCHANNEL_LOGOUT_EVENT]), { parameter: 'events' })
  check(rules.noNonce, !('nonce' in jwt.claims), { parameter: 'nonce' })
  check(rules.jti, isName(jti) && jti.length <= 256, { parameter: 'jti' })
  return { ...(isName(sub) ? { sub } : {}), ...(isName(sid) ? { sid } : {}), jti: String(jti), exp: Number(exp) }
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isNameOrMissing = (value: unknown): boolean => value === undefined || isName(value)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
