/** The management API: who may ask, and what a request has to be. What it manages has rules of its own. */
import { parseJson } from './answer.ts'
import { check, defineRules } from './check.ts'

export const MANAGEMENT_BODY_MOST_BYTES = 256 * 1024

export const rules = defineRules('management', {
  noPage: ['RFC9110-15.5.4', 'access_denied', 'management API must not be called by a web page'],
  token: ['RFC6750-3.1', 'invalid_token', 'token must be a management token that the server was given'],
  notLimited: ['RFC6585-4', 'too_many_requests', 'network must wait after it presented too many wrong tokens'],
  json: ['RFC9110-15.5.16', 'invalid_request', 'content type must be application/json'],
  size: ['RFC9110-15.5.14', 'invalid_request', `body must not be longer than ${MANAGEMENT_BODY_MOST_BYTES} bytes`],
  syntax: ['RFC9110-15.5.1', 'invalid_request', 'body must be JSON'],
  members: ['RFC9110-15.5.1', 'invalid_request', 'members must be what the OpenAPI document says of them'],
  exists: ['RFC9110-15.5.5', 'not_found', 'what is asked for must exist'],
  free: ['RFC9110-15.5.10', 'conflict', 'name must not be taken'],
  unchanged: ['RFC9110-15.5.10', 'conflict', 'nobody else must have changed it meanwhile'],
  unused: ['RFC9110-15.5.10', 'conflict', 'no client must be registered for a resource server that is removed'],
  recordable: ['RFC9110-15.5.10', 'conflict', 'server must not record every client already, as it does in development'],
  recordingRoom: ['RFC9110-15.5.10', 'conflict', 'recordings must not be more than the server keeps at once'],
  keyRoom: ['RFC9110-15.5.10', 'conflict', 'signing keys of the algorithm must not be as many as verifiers read'],
})

/**
 * The JSON of a body.
 * @param text `undefined` where it was too long
 * @throws {Refusal} `management.json`, `management.size`, `management.syntax`
 */
export function jsonIn(contentType: string | null, text: string | undefined): unknown {
  const isJson = contentType !== null && /^application\/json\s*(?:;|$)/i.test(contentType)
  check(rules.json, isJson, { expected: 'application/json', received: contentType?.slice(0, 128) ?? null })
  check(rules.size, text !== undefined, { expected: MANAGEMENT_BODY_MOST_BYTES })
  const body = parseJson(text)
  check(rules.syntax, body !== undefined)
  return body
}
