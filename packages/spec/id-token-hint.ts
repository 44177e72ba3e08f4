/** `id_token_hint` (OIDC Core §3.1.2.1): an ID token of the server's own, which says whom the client expects. */
import { check, defineRules } from './check.ts'
import type { JwsAlgorithm } from './jwk.ts'
import {
  audienceOf,
  checkIssuer,
  checkTyp,
  type JwtClaims,
  type JwtRules,
  parseJwt,
  type UnverifiedJwt,
  type VerifiedJwt,
} from './jwt.ts'

export const rules = defineRules('id-token-hint', {
  genuine: ['OIDC-3.1.2.1', 'invalid_request', 'id_token_hint must be an ID token that this server issued'],
  audience: ['OIDC-3.1.2.1', 'invalid_request', 'id_token_hint must have been issued to the client that sends it'],
})

const { genuine } = rules

/** Whatever is wrong with the token itself, it is none of ours. That it has expired is not wrong: it tells who was there. */
export const jwtRules: JwtRules = {
  size: genuine,
  compact: genuine,
  header: genuine,
  algNone: genuine,
  crit: genuine,
  alg: genuine,
  payload: genuine,
  typ: genuine,
  iss: genuine,
  key: genuine,
  keyFits: genuine,
  signature: genuine,
  audPresent: genuine,
  aud: genuine,
  expPresent: genuine,
  exp: genuine,
  nbf: genuine,
  iat: genuine,
}

/**
 * A token that claims to be an ID token of this issuer: who signed it is not proven.
 * @throws {Refusal} `id-token-hint.genuine`
 */
export function parseHint(token: string, issuer: string, algs: readonly JwsAlgorithm[]): UnverifiedJwt {
  const jwt = parseJwt(jwtRules, token, algs)
  checkTyp(jwtRules, jwt, 'jwt')
  checkIssuer(jwtRules, jwt, issuer)
  return jwt
}

/**
 * The `sub` of a hint that the client may give: no other client learns by it who is signed in. Times are not looked at.
 * @throws {Refusal} `id-token-hint.*`
 */
export function subjectOfHint(hint: VerifiedJwt, clientId: string): string {
  const { sub } = hint.claims
  checkHintAudience(hint.claims, clientId)
  check(genuine, typeof sub === 'string')
  return sub
}

/**
 * Whose hint it says it is; that is asked also of one whose key is gone.
 * @throws {Refusal} `id-token-hint.audience`
 */
export function checkHintAudience(claims: JwtClaims, clientId: string): void {
  check(rules.audience, audienceOf(claims).includes(clientId) || claims.azp === clientId, { expected: clientId })
}
