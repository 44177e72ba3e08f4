/** The values that a check compared: all of them where it failed, and where it held those that explain something. */
import type { Look } from '@sightglass/trace'
import { kindOf } from '../play/kinds.ts'
import type { Staged } from '../play/play.ts'

/** Nothing was received, or nothing that is at fault. */
export const NONE = '(none)'

export type SeenName = 'parameter' | 'expected' | 'received' | 'value' | 'allowed' | 'needed'
export type SeenRow = readonly [name: SeenName, value: string]

/** `null-origin` and `not-sent` are said in words. */
export type Seen = readonly SeenRow[] | 'null-origin' | 'not-sent'

export function seenOfFailed(looks: readonly Look[]): readonly SeenRow[] {
  return (['parameter', 'expected', 'received'] as const).flatMap((name) => {
    const values = valuesOf(looks, name)
    return values.length === 0 ? [] : [[name, values.join(', ')] as const]
  })
}

/** Of a check that held: what came, and what else would have been allowed. */
export function seenOfHeld(looks: readonly Look[], message: Staged): Seen {
  const came = valuesOf(looks, 'received').filter((value) => value !== NONE)
  const allowed = valuesOf(looks, 'expected')
  if (came.includes('null')) return 'null-origin'
  if (came.length === 0) return looks.some((look) => wasNotSent(look, message)) ? 'not-sent' : []
  if (areLengths(came, allowed)) return []
  const value = ['value', came.join(', ')] as const
  const same = allowed.length === 0 || came.join(', ') === allowed.join(', ')
  return same ? [value] : [value, [demandOn(came, allowed), allowed.join(', ')]]
}

const LENGTH = /^(?:at most )?\d{1,9}(?: bytes)?$/

/** A length, and the greatest there may be, explain nothing. */
const areLengths = (came: readonly string[], allowed: readonly string[]): boolean =>
  allowed.length > 0 && came.join() !== allowed.join() && [...came, ...allowed].every((value) => LENGTH.test(value))

/** One of several that are allowed came; or several, with those among them that are needed. */
function demandOn(came: readonly string[], wanted: readonly string[]): 'allowed' | 'needed' | 'expected' {
  const [values, demands] = [came.join(', ').split(', '), wanted.join(', ').split(', ')]
  if (values.every((value) => demands.includes(value))) return 'allowed'
  return demands.every((demand) => values.includes(demand)) ? 'needed' : 'expected'
}

const valuesOf = (looks: readonly Look[], name: 'parameter' | 'expected' | 'received'): string[] => [
  ...new Set(looks.flatMap((look) => look[name] ?? [])),
]

/** What they look at may be left out, though it is no parameter of the message. */
const OPTIONAL = new Set(['client.sameId', 'id-token.authorizedParty'])

/** Something that may be left out was. The request that is kept is looked at again without its parameters. */
function wasNotSent(look: Look, message: Staged): boolean {
  if (look.kind !== 'check' || look.received !== NONE || kindOf(message) === 'resume') return false
  const { rule, parameter } = look
  return OPTIONAL.has(rule) || (parameter !== undefined && message.parameters.every(({ name }) => name !== parameter))
}
