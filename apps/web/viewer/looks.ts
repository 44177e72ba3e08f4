/** What the receiver of a message looked at: each check in order, held or failed, and what it noted. */
import type { Look } from '@sightglass/trace'
import type { Told } from '@sightglass/trace/story'
import { citation, el } from './dom.ts'
import type { Say } from './model.ts'

type Check = Extract<Look, { kind: 'check' }>

export const failedOf = ({ looks }: Told): readonly Check[] =>
  looks.flatMap((look) => (look.kind === 'check' && !look.held ? [look] : []))

/** `14 held, 1 failed, 2 notes` */
export function looksInWords({ looks }: Told, say: Say): string {
  const held = looks.filter((look) => look.kind === 'check' && look.held).length
  const failed = looks.filter((look) => look.kind === 'check' && !look.held).length
  const notes = looks.filter((look) => look.kind === 'note').length
  return [
    failed > 0 && `✗ ${say('failures', { n: failed })}`,
    held > 0 && `✓ ${say('allHeld', { n: held })}`,
    notes > 0 && (notes === 1 ? say('oneNote') : say('andNotes', { n: notes })),
  ]
    .filter((words) => words !== false)
    .join(', ')
}

export const lookList = ({ looks }: Told, say: Say): HTMLElement =>
  el(
    'ol',
    { class: 'looks' },
    grouped(looks).map((group) => lookItem(group, say)),
  )

/** What was looked at for each parameter by itself is told once, where it was looked at first. */
function grouped(looks: readonly Look[]): (readonly [Look, ...Look[]])[] {
  const groups = new Map<unknown, [Look, ...Look[]]>()
  for (const look of looks) {
    const each = look.kind === 'check' && look.held && look.parameter !== undefined
    const key = each ? look.rule : look
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [look])
    else group.push(look)
  }
  return [...groups.values()]
}

/** The rules are worded in English, as they go over the wire. */
function lookItem([look, ...others]: readonly [Look, ...Look[]], say: Say): HTMLElement {
  const isNote = look.kind === 'note'
  const state = isNote ? 'note' : look.held ? 'held' : 'failed'
  const word = isNote ? say('note') : say(look.held ? 'held' : 'notHeld')
  const sign = { note: '·', held: '✓', failed: '✗' }[state]
  return el(
    'li',
    { class: `look ${state}`, 'data-rule': isNote ? look.note : look.rule, 'data-state': state },
    el(
      'span',
      { class: 'sign' },
      el('span', { 'aria-hidden': 'true' }, sign),
      ' ',
      el('span', {}, word),
      others.length > 0 && ` ×${others.length + 1}`,
    ),
    el(
      'div',
      { class: 'look-words' },
      el(
        'p',
        {},
        el('span', { lang: 'en' }, isNote ? look.says : look.must),
        ' ',
        citation(look.cite),
        ' ',
        el('code', { class: 'rule-id' }, isNote ? look.note : look.rule),
      ),
      seen([look, ...others], say),
    ),
  )
}

function seen(looks: readonly Look[], say: Say): HTMLElement | undefined {
  const told = (['parameter', 'expected', 'received'] as const).flatMap((key) => {
    const values = new Set(looks.flatMap((look) => look[key] ?? []))
    return values.size === 0 ? [] : [[key, [...values].join(', ')] as const]
  })
  if (told.length === 0) return undefined
  return el(
    'dl',
    { class: 'seen' },
    told.map(([key, value]) =>
      el('div', { class: `seen-row ${key}` }, el('dt', {}, say(key)), el('dd', {}, el('code', {}, value))),
    ),
  )
}

/** A failed check where nobody can miss it. */
export const failedAlert = (check: Check, say: Say): HTMLElement =>
  el(
    'div',
    { class: 'broken', 'data-failed': check.rule },
    el(
      'p',
      {},
      el('strong', {}, el('span', { 'aria-hidden': 'true' }, '✗ '), `${say('notHeld')}: `),
      el('span', { lang: 'en' }, check.must),
      ' ',
      citation(check.cite),
    ),
    seen([check], say),
  )
