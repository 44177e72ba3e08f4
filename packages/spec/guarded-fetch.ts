/**
 * Fetching from an address that a client names (RFC 9700 §4, RFC 6890): what the address, the host behind it and its answer have
 * to be. Whoever fetches finds out; whoever asked for it looks at what was found, in its own trace.
 */
import { check, defineRules, Refusal, type Rule, type Seen } from './check.ts'

export const rules = defineRules('fetch', {
  room: ['RFC9110-15.6.4', 'invalid_request', 'fetches under way must not be too many, of all hosts and of one'],
  url: [
    'RFC9110-4.2.2',
    'invalid_request',
    'address to fetch must be an https URL without user and password, in development also http of an allowed loopback host',
  ],
  port: ['RFC9110-4.2.2', 'invalid_request', 'port to fetch from must be 443, or one that the operator allows'],
  resolved: ['RFC9110-4.3.3', 'invalid_request', 'host to fetch from must have an address'],
  address: [
    'RFC6890-2.2',
    'invalid_request',
    'addresses of the host to fetch from must all be public, unless the operator allows the host',
  ],
  answered: ['RFC9110-4.3.3', 'invalid_request', 'host must answer over TLS with a certificate that is valid for it'],
  inTime: ['RFC9110-9.2', 'invalid_request', 'answer must arrive in time'],
  status: [
    'RFC9110-15.4',
    'invalid_request',
    'status of the answer must be one of success: redirects are not followed',
  ],
  type: ['RFC9110-8.3', 'invalid_request', 'content type of the answer must be one that is asked for'],
  size: ['RFC9110-15.5.14', 'invalid_request', 'answer must not be longer than the limit, once decompressed'],
  text: ['RFC9110-8.4', 'invalid_request', 'answer must be UTF-8 in a content coding that is known'],
})

export type FetchRule = keyof typeof rules

/** Why nothing was fetched: the first rule that did not hold. */
export interface FetchFailure {
  readonly rule: FetchRule
  readonly expected?: string | number | readonly string[]
  readonly received?: string | number | readonly string[]
}

export type Fetched =
  | { readonly failure: FetchFailure }
  | {
      readonly failure?: undefined
      readonly status: number
      readonly text: string
      /** `Cache-Control`, as it came. */
      readonly cacheControl: string | undefined
    }

/**
 * The text that was fetched. Each rule of fetching is recorded; the peer is told the rule of the feature that needed it.
 * @throws {Refusal} `told`
 */
export function textOf(fetched: Fetched, told: Rule, parameter?: string): string {
  const because = failedRule(fetched)
  check(told, because === undefined, {
    ...(parameter === undefined ? {} : { parameter }),
    ...(because === undefined ? {} : { because }),
  })
  if (fetched.failure !== undefined) throw new Error('a fetch that failed breaks a rule')
  return fetched.text
}

/** Looks at the rules in the order in which they bite, in the caller's trace; the first that does not hold. */
function failedRule({ failure }: Fetched): Rule | undefined {
  try {
    for (const [name, rule] of Object.entries(rules)) check(rule, failure?.rule !== name, seenOf(failure, name))
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.rule
    throw error
  }
}

function seenOf(failure: FetchFailure | undefined, name: string): Seen | undefined {
  if (failure?.rule !== name) return undefined
  const { rule: _, ...seen } = failure
  return seen
}
