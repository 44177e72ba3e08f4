/** What the receiver of a message looked at, in the order in which it is told: about the message, what was done for it, its form. */
import type { Look } from '@sightglass/trace'
import type { Staged } from '../play/play.ts'

/** Looks of one kind that say the same: one row. */
export type Group = readonly [Look, ...Look[]]

export interface Looks {
  readonly failed: readonly Group[]
  /** What the message is about, and what was done for it. */
  readonly about: readonly Group[]
  /** What every message of HTTP is looked at for. */
  readonly form: readonly Group[]
  /** Before which of `about` something else had to come. */
  readonly resumedAt: number | undefined
}

export type State = 'held' | 'failed' | 'done' | 'note'

export const stateOf = (look: Look): State =>
  look.kind === 'check' ? (look.held ? 'held' : 'failed') : isEffect(look) ? 'done' : 'note'

const OF_FORM = /^(?:http|params|answer)\./
const isOfForm = (look: Look): boolean => look.kind === 'check' && look.held && OF_FORM.test(look.rule)

/** What follows from the checks. The server tells it first, because it is stored before anybody hears of a refusal. */
const EFFECTS =
  /^(?:code\.(?:redeemed|burnt|replayRevoked)|refresh\.(?:rotated|kept|repeated|lostAnswer|theft)|device\.(?:redeemed|replayRevoked))$/
const isEffect = (look: Look): boolean => look.kind === 'note' && EFFECTS.test(look.note)

export function looksOf({ looks, resumed }: Pick<Staged, 'looks' | 'resumed'>): Looks {
  const groups = grouped(looks)
  const form = groups.filter(([look]) => isOfForm(look))
  const others = groups.filter(([look]) => !isOfForm(look))
  const about = others.filter(([look]) => !isEffect(look))
  const at = about.findIndex(([look]) => looks.indexOf(look) >= (resumed?.index ?? Number.NaN))
  return {
    failed: others.filter(([look]) => stateOf(look) === 'failed'),
    about: [...about, ...others.filter(([look]) => isEffect(look))],
    form,
    resumedAt: at < 0 ? undefined : at,
  }
}

/** What held more than once, for each parameter or again later, is told once, where it was looked at first. */
function grouped(looks: readonly Look[]): Group[] {
  const groups = new Map<unknown, [Look, ...Look[]]>()
  for (const look of looks) {
    const key = look.kind === 'check' && look.held ? look.rule : look
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [look])
    else group.push(look)
  }
  return [...groups.values()]
}

export interface Count {
  readonly held: number
  readonly failed: number
  readonly notes: number
}

export function countOf(looks: readonly Look[]): Count {
  const checks = looks.filter((look) => look.kind === 'check')
  const held = checks.filter((look) => look.held).length
  return { held, failed: checks.length - held, notes: looks.length - checks.length }
}
