/** The values that a check compared: all of them where it failed, and where it held those that explain something. */
import type { Look } from '@sightglass/trace'
import type { Told } from '@sightglass/trace/story'
import { el } from './dom.ts'
import type { Say, Tools } from './model.ts'
import { kindOf } from './summary.ts'

/** Nothing was received, or nothing that is at fault. */
const NONE = '(none)'

export function seenValues(looks: readonly Look[], locale: string, say: Say): HTMLElement | undefined {
  const rows = (['parameter', 'expected', 'received'] as const).flatMap((key) => {
    const values = valuesOf(looks, key)
    return values.length === 0 ? [] : [[key, values.join(', ')] as const]
  })
  return rowsOf(rows, locale, say)
}

/** Of a check that held: what came, and what else would have been allowed. */
export function heldValues(looks: readonly Look[], told: Told, { say, model }: Tools): HTMLElement | undefined {
  const came = valuesOf(looks, 'received').filter((value) => value !== NONE)
  const allowed = valuesOf(looks, 'expected')
  const [first] = looks
  if (came.includes('null')) return hint(say(`held.${first?.kind === 'check' ? first.rule : ''}`))
  if (came.length === 0) return looks.some((look) => wasNotSent(look, told)) ? hint(say('notSent')) : undefined
  if (areLengths(came, allowed)) return undefined
  const value = ['value', came.join(', ')] as const
  const same = allowed.length === 0 || came.join(', ') === allowed.join(', ')
  return rowsOf(same ? [value] : [value, [demandOn(came, allowed), allowed.join(', ')]], model.locale, say)
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

const valuesOf = (looks: readonly Look[], key: 'parameter' | 'expected' | 'received'): string[] => [
  ...new Set(looks.flatMap((look) => look[key] ?? [])),
]

const hint = (words: string): HTMLElement => el('p', { class: 'hint' }, words)

/** What they look at may be left out, though it is no parameter of the message. */
const OPTIONAL = new Set(['client.sameId', 'id-token.authorizedParty'])

/** Something that may be left out was. The request that is kept is looked at again without its parameters. */
function wasNotSent(look: Look, told: Told): boolean {
  if (look.kind !== 'check' || look.received !== NONE || kindOf(told) === 'resume') return false
  const { rule, parameter } = look
  return OPTIONAL.has(rule) || (parameter !== undefined && told.parameters.every(({ name }) => name !== parameter))
}

type SeenRow = readonly [key: string, value: string]

function rowsOf(rows: readonly SeenRow[], locale: string, say: Say): HTMLElement | undefined {
  if (rows.length === 0) return undefined
  return el(
    'dl',
    { class: 'seen' },
    rows.map(([key, value]) =>
      el(
        'div',
        { class: `seen-row ${key}` },
        el('dt', {}, say(key)),
        el('dd', {}, el('code', {}, withClock(value, locale))),
      ),
    ),
  )
}

/** Seconds since the epoch, of these decades. */
const TIME = /\b[12]\d{9}\b/g

const withClock = (value: string, locale: string): string =>
  value.replace(TIME, (seconds) => `${seconds} (${new Date(Number(seconds) * 1000).toLocaleTimeString(locale)})`)
