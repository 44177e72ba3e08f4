/** The token endpoint's own demands (RFC 6749 §3.2), before and after those of the grant. */
import { check, defineRules } from './check.ts'
import { nearest } from './nearest.ts'

export const rules = defineRules('token', {
  grantTypeKnown: ['RFC6749-5.2', 'unsupported_grant_type', 'grant_type must be one that the server supports'],
  notLimited: ['RFC6585-4', 'too_many_requests', 'client must not have been refused too often lately'],
})

export const resourceRules = defineRules('resource', {
  absolute: ['RFC8707-2', 'invalid_target', 'resource must be an absolute URI without a fragment'],
  known: ['RFC8707-2', 'invalid_target', 'resource must be one that the client may ask tokens for'],
  left: ['RFC9068-3', 'invalid_target', 'resource must be at least one that the client may ask tokens for'],
  withinGrant: ['RFC8707-2.2', 'invalid_target', 'resource must be one that was granted'],
})

/**
 * The resources a token is for: those asked, else all that are on offer by default. One trailing slash is forgiven.
 * @throws {Refusal} `resource.absolute`, `resource.known`, `resource.withinGrant`
 */
export function chooseResources(
  asked: readonly string[],
  offered: readonly string[],
  byDefault: readonly string[],
  narrowing = false,
): string[] {
  if (asked.length === 0) return [...byDefault]
  const rule = narrowing ? resourceRules.withinGrant : resourceRules.known
  const chosen = asked.map((resource) => {
    check(resourceRules.absolute, URL.canParse(resource) && !resource.includes('#'), { parameter: 'resource' })
    const match = offered.find((candidate) => bare(candidate) === bare(resource))
    check(rule, match !== undefined, {
      parameter: 'resource',
      expected: offered,
      received: resource,
      nearest: match === undefined ? nearest(resource.slice(0, LONGEST_COMPARED), offered) : undefined,
    })
    return match
  })
  return [...new Set(chosen)]
}

/** Finding the nearest costs as many steps as the lengths multiplied. */
const LONGEST_COMPARED = 256

const bare = (resource: string): string => resource.replace(/\/$/, '')
