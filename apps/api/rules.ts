/** What this API demands of requests, beyond the access token. */
import { defineRules } from '@sightglass/spec/check'

export const BODY_MOST_BYTES = 16 * 1024
export const NOTE_MOST_CHARACTERS = 1000

export const rules = defineRules('api', {
  contentType: ['RFC9110-8.3', 'invalid_request', 'content type must be application/json'],
  bodySize: ['RFC9110-15.5.14', 'invalid_request', `body must not be longer than ${BODY_MOST_BYTES} bytes`],
  json: ['RFC9110-15.5.1', 'invalid_request', 'body must be a JSON object in UTF-8'],
  noteText: ['RFC9110-15.5.1', 'invalid_request', `text must be a string of 1 to ${NOTE_MOST_CHARACTERS} characters`],
})
