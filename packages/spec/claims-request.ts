/** The `claims` parameter (OIDC Core §5.5): which claims a client asks for by name, where it wants to find them, and with which values. */
import { parseJson } from './answer.ts'
import { check, defineRules } from './check.ts'
import { claimsOfScope } from './userinfo.ts'

export const rules = defineRules('claims', {
  object: [
    'OIDC-5.5',
    'invalid_request',
    'claims must be a JSON object whose members userinfo and id_token are objects where they are given',
  ],
  individual: [
    'OIDC-5.5.1',
    'invalid_request',
    'every claim in claims must be null or an object whose essential is a boolean and whose values is a list',
  ],
  acrMet: [
    'OIDC-5.5.1.1',
    'unmet_authentication_requirements',
    'acr must be one that the server can reach where claims asks for it as essential',
  ],
})

/** How one claim is asked for. */
export interface ClaimRequest {
  readonly essential?: true
  /** Any of them will do; a single `value` is a list of one. */
  readonly values?: readonly unknown[]
}

/** By the name of the claim. */
export type ClaimRequests = Readonly<Record<string, ClaimRequest>>

export interface ClaimsRequest {
  readonly userinfo: ClaimRequests
  readonly idToken: ClaimRequests
}

const ABOUT_THE_SIGN_IN: ReadonlySet<string> = new Set(['sub', 'acr'])

const scopeOfClaim: ReadonlyMap<string, string> = new Map(
  Object.entries(claimsOfScope).flatMap(([scope, names]) => names.map((name) => [name, scope] as const)),
)

/**
 * What is asked for by name; names that mean nothing here are left out, as are those that `mayHave` denies.
 * @throws {Refusal} `claims.object`, `claims.individual`
 */
export function parseClaims(text: string, mayHave: (scope: string) => boolean): ClaimsRequest {
  const parsed = parseJson(text)
  const seen = { parameter: 'claims' }
  check(rules.object, isObject(parsed), seen)
  const { userinfo = {}, id_token: idToken = {} } = parsed
  check(rules.object, isObject(userinfo) && isObject(idToken), seen)
  check(rules.individual, [userinfo, idToken].every(isWellFormed), seen)
  return { userinfo: known(userinfo, mayHave), idToken: known(idToken, mayHave) }
}

const isWellFormed = (member: object): boolean => Object.values(member).every(isIndividual)

function isIndividual(value: unknown): boolean {
  if (value === null) return true
  if (!isObject(value)) return false
  const { essential, values } = value
  return (essential === undefined || typeof essential === 'boolean') && (values === undefined || Array.isArray(values))
}

function known(member: object, mayHave: (scope: string) => boolean): ClaimRequests {
  const kept = Object.entries(member).filter(([name]) => {
    const scope = scopeOfClaim.get(name)
    return ABOUT_THE_SIGN_IN.has(name) || (scope !== undefined && mayHave(scope))
  })
  return Object.fromEntries(kept.map(([name, asked]) => [name, individual(asked)]))
}

function individual(asked: unknown): ClaimRequest {
  if (!isObject(asked)) return {}
  const { essential, value, values } = asked
  const list = value !== undefined ? [value] : Array.isArray(values) && values.length > 0 ? values : undefined
  return { ...(essential === true ? { essential } : {}), ...(list === undefined ? {} : { values: list }) }
}

/** The scopes that carry what is asked for by name: a person who consents to those consents to this. */
export const scopesOfClaims = ({ userinfo, idToken }: ClaimsRequest): readonly string[] => [
  ...new Set([...Object.keys(userinfo), ...Object.keys(idToken)].flatMap((name) => scopeOfClaim.get(name) ?? [])),
]

/** Whom the client wants there to be: every list has to have them (OIDC Core §5.5.1). */
export const subjectsAsked = ({ userinfo, idToken }: ClaimsRequest): readonly (readonly unknown[])[] =>
  [userinfo.sub, idToken.sub].flatMap((asked) => (asked?.values === undefined ? [] : [asked.values]))

/** What is asked for, of what the person has: with a value that was asked for, where there was one, and in a scope that the client may have. */
export function claimsAsked<C extends object>(
  requests: ClaimRequests,
  claims: C,
  mayHave: (scope: string) => boolean,
): Partial<C> {
  const told = Object.entries(claims).filter(([name, value]) => {
    const asked = Object.hasOwn(requests, name) ? requests[name] : undefined
    return asked !== undefined && mayHave(scopeOfClaim.get(name) ?? '') && isOneOf(asked.values, value)
  })
  return Object.fromEntries(told) as Partial<C>
}

const isOneOf = (values: readonly unknown[] | undefined, value: unknown): boolean =>
  values === undefined || values.some((wanted) => JSON.stringify(wanted) === JSON.stringify(value))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
