/** Scopes: space-delimited, case-sensitive, order without meaning (RFC 6749 §3.3). */
import { check, defineRules } from './check.ts'

export const rules = defineRules('scope', {
  syntax: ['RFC6749-3.3', 'invalid_scope', 'scope must be tokens of printable ASCII separated by single spaces'],
  allowed: ['RFC6749-3.3', 'invalid_scope', 'scope must be one that the client is registered for'],
  left: ['RFC6749-3.3', 'invalid_scope', 'scope must name at least one that the client is registered for'],
  notWidened: ['RFC6749-6', 'invalid_scope', 'scope must not include any scope not originally granted'],
})

export type Scope = readonly string[]

const SYNTAX = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/

export const isScope = (text: string): boolean => SYNTAX.test(text)

/**
 * The tokens of a scope parameter, each once, in the order given.
 * @throws {Refusal} `scope.syntax`
 */
export function parseScope(text: string): Scope {
  check(rules.syntax, isScope(text), { parameter: 'scope' })
  return [...new Set(text.split(' '))]
}

export const formatScope = (scope: Scope): string => scope.join(' ')

/** The scopes of `asked` that are missing from `held`. */
export const missingFrom = (held: Scope, asked: Scope): Scope => asked.filter((token) => !held.includes(token))
