/** Bearer tokens (RFC 6750): how a request carries one, and how a resource server says what it wants. */
import { check, defineRules } from './check.ts'
import type { Scope } from './scope.ts'

export const rules = defineRules('bearer', {
  presented: ['RFC6750-3', 'invalid_token', 'request must carry an access token in its Authorization header'],
  notInQuery: ['RFC9700-4.3.2', 'invalid_request', 'access_token must not be sent in the query'],
  syntax: ['RFC6750-2.1', 'invalid_request', 'Authorization header must be Bearer followed by one token, once'],
  scope: ['RFC6750-3.1', 'insufficient_scope', 'access token must have every scope that the request needs'],
})

const BEARER = /^bearer +([\w\-.~+/]+=*)$/i
const CLAIMS_BEARER = /^\s*bearer(?![\w!#$%&'*+.^`|~-])|,\s*bearer\s/i

/**
 * @param query without its `?`
 * @throws {Refusal} `bearer.notInQuery`
 */
export function checkQuery(query: string): void {
  check(rules.notInQuery, !/(?:^|&)access_token(?:=|&|$)/.test(query), { parameter: 'access_token' })
}

/**
 * The token of a request, from its `Authorization` header and nowhere else; several headers arrive joined by commas.
 * @param query without its `?`
 * @throws {Refusal} `bearer.notInQuery`, `bearer.syntax`, `bearer.presented`
 */
export function bearerTokenOf(authorization: string | null, query: string): string {
  checkQuery(query)
  const claimed = authorization !== null && CLAIMS_BEARER.test(authorization)
  check(rules.presented, claimed)
  const token = BEARER.exec(authorization ?? '')?.[1]
  check(rules.syntax, token !== undefined)
  return token
}

/**
 * The token's scopes include all that are needed.
 * @throws {Refusal} `bearer.scope`
 */
export function checkScopes(held: Scope, needed: Scope): void {
  const all = needed.every((scope) => held.includes(scope))
  check(rules.scope, all, { expected: needed, received: held })
}

export interface BearerChallenge {
  readonly realm?: string | undefined
  /** Left out where the request carried no token (RFC 6750 §3.1). */
  readonly error?: string | undefined
  readonly error_description?: string | undefined
  readonly error_uri?: string | undefined
  readonly scope?: string | undefined
  /** Where the resource describes itself (RFC 9728 §5.1). */
  readonly resource_metadata?: string | undefined
}

const NAMES = ['realm', 'error', 'error_description', 'error_uri', 'scope', 'resource_metadata'] as const

/** The value of `WWW-Authenticate`; what may not stand in a quoted value becomes `?`. */
export function formatChallenge(challenge: BearerChallenge): string {
  const parameters = NAMES.flatMap((name) => {
    const value = challenge[name]
    return value === undefined ? [] : [`${name}="${value.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?')}"`]
  })
  return parameters.length === 0 ? 'Bearer' : `Bearer ${parameters.join(', ')}`
}
