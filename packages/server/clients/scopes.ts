/** Which scopes a client gets: what it asks for within what it is registered for, or all of that. */
import { check } from '@sightglass/spec/check'
import { missingFrom, parseScope, rules, type Scope } from '@sightglass/spec/scope'
import type { Client } from './client.ts'

/** The scopes about a person: OpenID Connect's own (OIDC Core §5.4, §11). */
export const identityScopes: ReadonlySet<string> = new Set([
  'openid',
  'profile',
  'email',
  'address',
  'phone',
  'offline_access',
])

/**
 * @param asked the `scope` parameter, or `undefined` where it was left out
 * @throws {Refusal} `scope.syntax`, `scope.allowed`
 */
export function grantableScope(client: Client, asked: string | undefined): Scope {
  if (asked === undefined) return client.scope
  const scope = parseScope(asked)
  const [unknown] = missingFrom(client.scope, scope)
  check(rules.allowed, unknown === undefined, { parameter: 'scope', expected: client.scope, received: unknown })
  return scope
}
