/** The answer to an introspection (RFC 7662 §2.2), as the resource server that asked reads it. */
import type { TokenClaims } from './access-token.ts'
import { check, defineRules } from './check.ts'
import { audienceOf } from './jwt.ts'
import { isScope } from './scope.ts'

export const rules = defineRules('introspection-response', {
  object: [
    'RFC7662-2.2',
    'temporarily_unavailable',
    'answer to an introspection must be a JSON object whose active is true or false',
  ],
  active: ['RFC7662-2.2', 'invalid_token', 'token must be active'],
  tokenType: ['RFC7662-2.2', 'invalid_token', 'token_type must be Bearer where it is present'],
  iss: ['RFC7662-2.2', 'invalid_token', 'iss must be the issuer that the recipient trusts where it is present'],
  aud: ['RFC7662-4', 'invalid_token', 'aud must be present and name the recipient'],
  exp: ['RFC7662-4', 'invalid_token', 'exp must be present and in the future'],
  nbf: ['RFC7662-4', 'invalid_token', 'nbf must be a number that is not in the future where it is present'],
  sub: ['RFC7662-2.2', 'invalid_token', 'sub must be present and a string'],
  clientId: ['RFC7662-2.2', 'invalid_token', 'client_id must be present and a string'],
  scope: ['RFC7662-2.2', 'invalid_token', 'scope must be scope tokens separated by single spaces where it is present'],
})

/** What the server said of a token; nothing of it is checked but that it says whether the token is active. */
export type IntrospectionAnswer = Readonly<Record<string, unknown>> & { readonly active: boolean }

/** Whether this is an answer at all: anything else is no word about the token. */
export const isIntrospectionAnswer = (body: unknown): body is IntrospectionAnswer =>
  typeof body === 'object' && body !== null && 'active' in body && typeof body.active === 'boolean'

/** @throws {Refusal} `introspection-response.object` */
export function readIntrospectionAnswer(body: unknown): IntrospectionAnswer {
  check(rules.object, isIntrospectionAnswer(body))
  return body
}

export interface Recipient {
  readonly issuer: string
  readonly audiences: readonly string[]
  /** Seconds since the epoch. */
  readonly now: number
  readonly toleranceSeconds: number
}

/**
 * What a token is worth to this recipient now, by the word of its issuer.
 * @throws {Refusal} `introspection-response.*`
 */
export function checkIntrospected(
  { active, ...claims }: IntrospectionAnswer,
  { issuer, audiences, now, toleranceSeconds }: Recipient,
): TokenClaims {
  check(rules.active, active)
  const { token_type: type = 'Bearer', iss = issuer, exp, nbf = now, sub, client_id, scope } = claims
  const isBearer = typeof type === 'string' && type.toLowerCase() === 'bearer'
  check(rules.tokenType, isBearer, { expected: 'Bearer', received: plain(type) })
  check(rules.iss, iss === issuer, { expected: issuer, received: plain(iss) })
  const aud = audienceOf(claims)
  const ours = aud.some((name) => audiences.includes(name))
  check(rules.aud, ours, { expected: audiences, received: aud })
  const alive = isTime(exp) && exp > now - toleranceSeconds
  check(rules.exp, alive, { expected: `after ${now}`, received: plain(exp) })
  const begun = isTime(nbf) && nbf <= now + toleranceSeconds
  check(rules.nbf, begun, { expected: `at most ${now + toleranceSeconds}`, received: plain(nbf) })
  check(rules.sub, isText(sub))
  check(rules.clientId, isText(client_id))
  const isSound = scope === undefined || scope === '' || (isText(scope) && isScope(scope))
  check(rules.scope, isSound)
  return { ...claims, iss, aud, exp, sub, client_id } as TokenClaims
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const plain = (value: unknown): string | number | undefined =>
  typeof value === 'string' ? value.slice(0, 256) : typeof value === 'number' ? value : typeof value
