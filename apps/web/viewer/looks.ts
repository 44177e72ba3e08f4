/** What the receiver of a message looked at: each check in order, held or failed, and what it noted. */
import type { Look } from '@sightglass/trace'
import type { Told } from '@sightglass/trace/story'
import { hrefTo } from './address.ts'
import { type Child, citation, el } from './dom.ts'
import type { Say, Tools } from './model.ts'
import { heldValues, seenValues } from './seen.ts'

export type Check = Extract<Look, { kind: 'check' }>

export const noteOrRule = (look: Look): string => (look.kind === 'check' ? look.rule : look.note)

/** Something about it did not go well: a check failed, the receiver refused, or nobody answered. */
export const isFailure = (told: Told): boolean =>
  failedOf(told).length > 0 ||
  told.error !== undefined ||
  (told.kind === 'answer' && (told.answer === undefined || told.answer.status >= 400))

export const failedOf = ({ looks }: Pick<Told, 'looks'>): readonly Check[] =>
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
    looks.every(isOfForm) && say('onlyForm'),
  ]
    .filter((words) => words !== false)
    .join(', ')
}

/** What every message of HTTP is looked at for; it says little about this one. */
const OF_FORM = /^(?:http|params|answer)\./

const isOfForm = (look: Look): boolean => look.kind === 'check' && look.held && OF_FORM.test(look.rule)

/** What follows from the checks. The server tells it first, because it is stored before anybody hears of a refusal. */
const EFFECTS =
  /^(?:code\.(?:redeemed|burnt|replayRevoked)|refresh\.(?:rotated|kept|repeated|lostAnswer|theft)|device\.(?:redeemed|replayRevoked))$/

const isEffect = (look: Look): boolean => look.kind === 'note' && EFFECTS.test(look.note)

/** The message that some looks had to wait for. */
export interface Awaited {
  readonly id: string
  readonly number: number
}

/** What the message is about, then what was done for it, and folded below that what was looked at in its form. */
export function lookList(told: Told, awaited: Awaited | undefined, tools: Tools): HTMLElement {
  const groups = grouped(told.looks)
  const [form, others] = [groups.filter(([look]) => isOfForm(look)), groups.filter(([look]) => !isOfForm(look))]
  const [effects, about] = [others.filter(([look]) => isEffect(look)), others.filter(([look]) => !isEffect(look))]
  const seenBefore = new Set<string>()
  const item = (group: Group): HTMLElement => {
    // Of several looks of one kind the first has the address.
    const name = noteOrRule(group[0])
    const place = seenBefore.has(name) ? undefined : { id: told.id, check: name }
    seenBefore.add(name)
    return lookItem(group, place, told, tools)
  }
  const listOf = (some: readonly HTMLElement[]) => el('ol', { class: 'looks' }, some)
  const { say } = tools
  const resumedAt = about.findIndex(([look]) => told.looks.indexOf(look) >= (told.resumed?.index ?? Number.NaN))
  const items = [...about, ...effects].map(item)
  if (awaited !== undefined && resumedAt >= 0) items.splice(resumedAt, 0, resumedAfter(awaited, say))
  if (items.length === 0) return listOf(form.map(item))
  return el(
    'div',
    {},
    listOf(items),
    form.length > 0 &&
      el(
        'details',
        { class: 'form-looks', 'data-part': 'form-looks' },
        el(
          'summary',
          {},
          say('formChecks'),
          ' ',
          el('span', { class: 'brief' }, `✓ ${say('allHeld', { n: form.length })}`),
        ),
        listOf(form.map(item)),
      ),
  )
}

const resumedAfter = ({ id, number }: Awaited, say: Say): HTMLElement =>
  el('li', { class: 'resumed' }, say('resumed'), ' ', el('a', { href: hrefTo(id) }, say('toMessage', { number })))

type Group = readonly [Look, ...Look[]]

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

interface LookPlace {
  readonly id: string
  readonly check: string
}

/** The rules are worded in English, as they go over the wire. */
function lookItem(group: Group, place: LookPlace | undefined, told: Told, tools: Tools): HTMLElement {
  const [look, ...others] = group
  const { say, gloss, model } = tools
  const isNote = look.kind === 'note'
  const state = isNote ? 'note' : look.held ? 'held' : 'failed'
  const word = isNote ? say(isEffect(look) ? 'done' : 'note') : say(look.held ? 'held' : 'notHeld')
  const sign = { note: isEffect(look) ? '→' : '·', held: '✓', failed: '✗' }[state]
  return el(
    'li',
    {
      class: `look ${state}`,
      id: place && `${place.id}/${place.check}`,
      tabindex: place && '-1',
      'data-rule': noteOrRule(look),
      'data-state': state,
    },
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
        el('span', { lang: 'en' }, gloss(isNote ? look.says : look.must)),
        ' ',
        citation(look.cite),
        ' ',
        ruleId(noteOrRule(look), place, say),
      ),
      isEffect(look) && el('p', { class: 'hint' }, say('storedFirst')),
      state === 'failed' ? seenValues(group, model.locale, say) : heldValues(group, told, tools),
    ),
  )
}

export const ruleId = (rule: string, place: LookPlace | undefined, say: Say): Child =>
  place === undefined
    ? el('code', { class: 'rule-id' }, rule)
    : el(
        'a',
        { class: 'rule-id', href: hrefTo(place.id, place.check), title: say('checkAnchor') },
        el('code', {}, rule),
      )
