/** The UserInfo response as the client reads it (OpenID Connect Core §5.3.2, §5.3.4). */
import { check, defineRules } from './check.ts'

export const rules = defineRules('userinfo-response', {
  object: ['OIDC-5.3.2', 'invalid_userinfo', 'UserInfo response must be a JSON object'],
  subject: ['OIDC-5.3.4', 'invalid_userinfo', 'sub must be exactly the sub of the ID token'],
})

/** Claims about the person; only `sub` is sure to be there. */
export interface UserInfo {
  readonly sub: string
  readonly [claim: string]: unknown
}

/**
 * The claims of a UserInfo response, if they are about the person of the ID token.
 * @throws {Refusal} `userinfo-response.*`
 */
export function readUserInfo(body: unknown, subject: string): UserInfo {
  check(rules.object, typeof body === 'object' && body !== null && !Array.isArray(body))
  const claims: Readonly<Record<string, unknown>> = { ...body }
  const { sub } = claims
  check(rules.subject, sub === subject, { expected: subject, received: typeof sub === 'string' ? sub : null })
  return { ...claims, sub: subject }
}
