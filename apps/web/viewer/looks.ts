/** What the receiver of a message looked at: each check in order, held or failed, and what it noted. */
import type { Look } from '@sightglass/trace'
import type { Told } from '@sightglass/trace/story'
import { copyButton, hrefTo } from './address.ts'
import { type Child, citation, el } from './dom.ts'
import type { Say } from './model.ts'

export type Check = Extract<Look, { kind: 'check' }>
type Note = Extract<Look, { kind: 'note' }>

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
  ]
    .filter((words) => words !== false)
    .join(', ')
}

/** What every message of HTTP is looked at for; it says little about this one. */
const OF_FORM = /^(?:http|params|answer)\./

const isOfForm = (look: Look): boolean => look.kind === 'check' && look.held && OF_FORM.test(look.rule)

/** What the message is about, and folded below it what was looked at in its form. */
export function lookList(told: Told, say: Say): HTMLElement {
  const items = itemsOf(told, say)
  const [about, form] = [items.filter(({ ofForm }) => !ofForm), items.filter(({ ofForm }) => ofForm)]
  const listOf = (some: typeof items) =>
    el(
      'ol',
      { class: 'looks' },
      some.map(({ item }) => item),
    )
  if (about.length === 0 || form.length === 0) return listOf(items)
  return el(
    'div',
    {},
    listOf(about),
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
      listOf(form),
    ),
  )
}

function itemsOf({ id, looks }: Told, say: Say): { item: HTMLElement; ofForm: boolean }[] {
  const seenBefore = new Set<string>()
  return grouped(looks).map((group) => {
    // Of several looks of one kind the first has the address.
    const name = noteOrRule(group[0])
    const place = seenBefore.has(name) ? undefined : { id, check: name }
    seenBefore.add(name)
    return { item: lookItem(group, place, say), ofForm: isOfForm(group[0]) }
  })
}

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

interface LookPlace {
  readonly id: string
  readonly check: string
}

/** The rules are worded in English, as they go over the wire. */
function lookItem([look, ...others]: readonly [Look, ...Look[]], place: LookPlace | undefined, say: Say): HTMLElement {
  const isNote = look.kind === 'note'
  const state = isNote ? 'note' : look.held ? 'held' : 'failed'
  const word = isNote ? say('note') : say(look.held ? 'held' : 'notHeld')
  const sign = { note: '·', held: '✓', failed: '✗' }[state]
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
        el('span', { lang: 'en' }, isNote ? look.says : look.must),
        ' ',
        citation(look.cite),
        ' ',
        ruleId(noteOrRule(look), place, say),
      ),
      seen([look, ...others], say),
    ),
  )
}

const ruleId = (rule: string, place: LookPlace | undefined, say: Say): Child =>
  place === undefined
    ? el('code', { class: 'rule-id' }, rule)
    : el(
        'a',
        { class: 'rule-id', href: hrefTo(place.id, place.check), title: say('checkAnchor') },
        el('code', {}, rule),
      )

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

/** A failed check where nobody can miss it, with what to do about it. */
export function failedAlert(check: Check, { id }: Told, say: Say): HTMLElement {
  const [means, fix] = ['means', 'fix'].map((about) => wordsFor(about, check.rule, say))
  return el(
    'div',
    { class: 'broken', 'data-failed': check.rule },
    el(
      'p',
      { class: 'broken-head' },
      copyButton(hrefTo(id, check.rule), say),
      el('strong', {}, el('span', { 'aria-hidden': 'true' }, '✗ '), `${say('notHeld')}: `),
      el('span', { lang: 'en' }, check.must),
      ' ',
      citation(check.cite),
      ' ',
      ruleId(check.rule, { id, check: check.rule }, say),
    ),
    seen([check], say),
    means !== undefined && el('p', { class: 'means' }, means),
    fix !== undefined && el('p', { class: 'fix' }, el('strong', {}, `${say('advice')}: `), fix),
  )
}

/** Some checks and notes have words of their own. */
function wordsFor(about: string, name: string, say: Say): string | undefined {
  const words = say(`${about}.${name}`)
  return words === `${about}.${name}` ? undefined : words
}

/** Why a message is a refusal, where the check stands that failed. */
export interface Reason {
  readonly check: Check
  readonly id: string
  readonly number: number
}

export const becauseOf = ({ check, id, number }: Reason, say: Say): HTMLElement =>
  el(
    'p',
    { class: 'because' },
    el('strong', {}, `${say('because')}: `),
    el('span', { lang: 'en' }, check.must),
    ' ',
    el('a', { href: hrefTo(id, check.rule) }, say('atMessage', { number })),
  )

/** A note of something that went not as the person wished; no rule was broken. */
export function setbacks({ id, looks }: Told, say: Say): HTMLElement[] {
  return looks.flatMap((look) => (look.kind === 'note' ? setback(id, look, say) : []))
}

function setback(id: string, { note, cite }: Note, say: Say): HTMLElement[] {
  const words = wordsFor('setback', note, say)
  if (words === undefined) return []
  return [
    el(
      'div',
      { class: 'setback', 'data-setback': note },
      el(
        'p',
        {},
        el('strong', {}, `${say('setback')}: `),
        words,
        ' ',
        citation(cite),
        ' ',
        ruleId(note, { id, check: note }, say),
      ),
    ),
  ]
}
