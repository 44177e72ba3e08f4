/** Where a client may take an access token (RFC 9700 §4.9.1, RFC 8707 §2): to the resource that it is for, nowhere else. */
import { check, defineRules } from './check.ts'

export const rules = defineRules('resource-request', {
  withinResource: ['RFC9700-4.9.1', 'invalid_request', 'address must lie within the resource that the token is for'],
})

/**
 * The address to ask, if it has the origin of the resource and a path below that of the resource.
 * @throws {Refusal} `resource-request.withinResource`
 */
export function addressWithin(resource: string, address: string): URL {
  const url = URL.canParse(address, resource) ? new URL(address, resource) : undefined
  check(rules.withinResource, url !== undefined && isWithin(new URL(resource), url), {
    expected: resource,
    received: url === undefined ? 'no URL' : `${url.origin}${url.pathname}`.slice(0, 256),
  })
  return url
}

/** The URL parser has resolved dot segments, escaped ones too, before this compares. */
function isWithin(resource: URL, url: URL): boolean {
  const folder = resource.pathname.replace(/\/$/, '')
  const below = url.pathname === folder || url.pathname.startsWith(`${folder}/`)
  return url.origin === resource.origin && below && url.username === '' && url.password === ''
}
