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

/** Deeper than any message goes. What reads deeper runs out of stack where it writes it again: `JSON.stringify` at some thousands. */
const MOST_NESTED = 64

/** `undefined` where the text is no JSON, or is nested deeper than any message. */
export function parseJson(text: string): unknown {
  try {
    return isNestedTooDeep(text) ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

const OPENING = /[[{]/

/** Counts brackets outside of strings; what is no JSON may be counted wrong. */
function isNestedTooDeep(text: string): boolean {
  // Nearly always there are not even as many of them.
  if (text.split(OPENING, MOST_NESTED + 2).length <= MOST_NESTED + 1) return false
  let [depth, isString] = [0, false]
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (isString && character === '\\') at++
    else if (character === '"') isString = !isString
    else if (isString) continue
    else if (OPENING.test(character)) depth++
    else if (character === ']' || character === '}') depth--
    if (depth > MOST_NESTED) return true
  }
  return false
}
