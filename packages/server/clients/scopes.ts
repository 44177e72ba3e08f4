/** Which scopes and resources a client gets: what it asks for within what it is registered for, now and at every issuance. */
import { check } from '@sightglass/spec/check'
import { missingFrom, parseScope, rules, type Scope } from '@sightglass/spec/scope'
import { chooseResources, resourceRules } from '@sightglass/spec/token'
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

/** What a token is for. */
export interface Access {
  readonly scope: Scope
  readonly resources: readonly string[]
}

/**
 * @param asked the `scope` parameter, or `undefined` where it was left out
 * @throws {Refusal} `scope.syntax`, `scope.allowed`
 */
export function grantableScope(client: Client, asked: string | undefined): Scope {
  if (asked === undefined) return defaultScopeOf(client)
  const scope = parseScope(asked)
  checkScope(client, scope)
  return scope
}

/**
 * What a request asks for, within what the client is registered for.
 * @throws {Refusal} `scope.syntax`, `scope.allowed`, `scope.left`, `resource.*`
 */
export function grantableAccess(client: Client, scope: string | undefined, resources: readonly string[]): Access {
  const access = {
    scope: grantableScope(client, scope),
    resources: chooseResources(resources, client.resources, client.resources.slice(0, 1)),
  }
  checkLeft(access)
  return access
}

/** Acting for an absent person has to be asked for (OIDC Core §11). */
function defaultScopeOf({ scope, defaultScope = scope }: Client): Scope {
  return defaultScope.filter((token) => token !== 'offline_access' && scope.includes(token))
}

/**
 * What a token may carry of what was granted, as the client is registered now: what it names must be its own still, and what it
 * does not name is left out where that was taken away.
 * @throws {Refusal} `scope.allowed`, `scope.left`, `resource.*`
 */
export function issuableAccess(
  client: Client,
  granted: Access,
  asked: { readonly scope?: Scope | undefined; readonly resources: readonly string[] },
): Access {
  if (asked.scope !== undefined) checkScope(client, asked.scope)
  const resources = chooseResources(asked.resources, granted.resources, granted.resources, true)
  if (asked.resources.length > 0) checkResources(client, resources)
  const left = {
    scope: (asked.scope ?? granted.scope).filter((token) => client.scope.includes(token)),
    resources: resources.filter((resource) => client.resources.includes(resource)),
  }
  checkLeft(left)
  return left
}

/** @throws {Refusal} `scope.allowed` */
export function checkScope(client: Client, scope: Scope): void {
  const [unknown] = missingFrom(client.scope, scope)
  check(rules.allowed, unknown === undefined, { parameter: 'scope', expected: client.scope, received: unknown })
}

/** @throws {Refusal} `resource.known` */
export function checkResources(client: Client, resources: readonly string[]): void {
  const [unknown] = missingFrom(client.resources, resources)
  const seen = { parameter: 'resource', expected: client.resources, received: unknown }
  check(resourceRules.known, unknown === undefined, seen)
}

/**
 * A token for nothing or for nobody would mean whatever its reader makes of it; `openid` makes it one for UserInfo.
 * @throws {Refusal} `scope.left`, `resource.left`
 */
export function checkLeft({ scope, resources }: Access): void {
  check(rules.left, scope.length > 0)
  check(resourceRules.left, resources.length > 0 || scope.includes('openid'))
}
