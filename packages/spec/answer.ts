/** What the client demands of any answer before it looks at its meaning (RFC 9110). */
import { check, defineRules } from './check.ts'

export const rules = defineRules('answer', {
  noRedirect: [
    'RFC9110-15.4',
    'invalid_answer',
    'answer must not be a redirect: credentials stay where they were sent',
  ],
  size: ['RFC9110-15.6.3', 'invalid_answer', 'answer must not be longer than the client reads'],
  json: ['RFC9110-8.3', 'invalid_answer', 'content type of the answer must be JSON'],
})

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i

/**
 * The JSON of an answer; `undefined` where it does not parse.
 * @throws {Refusal} `answer.json` where the answer does not even say that it is JSON.
 */
export function readJson(contentType: string | null, body: string): unknown {
  check(rules.json, contentType !== null && JSON_TYPE.test(contentType), { received: contentType?.slice(0, 128) })
  return parseJson(body)
}

/** `undefined` where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
