/** What went wrong at a message, where nobody can miss it, with what it means and what to do about it. */
import type { Look } from '@sightglass/trace'
import type { Told } from '@sightglass/trace/story'
import { copyButton, hrefTo } from './address.ts'
import { type Child, citation, el } from './dom.ts'
import { type Check, ruleId } from './looks.ts'
import type { Say, Tools } from './model.ts'
import type { Refusal } from './refusal.ts'
import { seenValues } from './seen.ts'

type Note = Extract<Look, { kind: 'note' }>

export function failedAlert(check: Check, { id }: Told, tools: Tools): HTMLElement {
  const { say, gloss, model } = tools
  return el(
    'div',
    { class: 'broken', 'data-failed': check.rule },
    el(
      'p',
      { class: 'broken-head' },
      copyButton(hrefTo(id, check.rule), say),
      el('strong', {}, el('span', { 'aria-hidden': 'true' }, '✗ '), `${say('notHeld')}: `),
      el('span', { lang: 'en' }, gloss(check.must)),
      ' ',
      citation(check.cite),
      ' ',
      ruleId(check.rule, { id, check: check.rule }, say),
    ),
    seenValues([check], model.locale, say),
    failureWords(check, tools),
  )
}

/** What a failed check means, here in particular too, and what to do, where there are words for that. */
export function failureWords({ rule }: Check, { say, gloss }: Tools, here?: HTMLElement): Child {
  const [means, fix] = ['means', 'fix'].map((about) => wordsFor(about, rule, say))
  return [
    means !== undefined && el('p', { class: 'means' }, gloss(means)),
    here,
    fix !== undefined && el('p', { class: 'fix' }, el('strong', {}, `${say('advice')}: `), gloss(fix)),
  ]
}

/** Some checks and notes have words of their own. */
function wordsFor(about: string, name: string, say: Say): string | undefined {
  const words = say(`${about}.${name}`)
  return words === `${about}.${name}` ? undefined : words
}

export const becauseOf = ({ check, told, number }: Refusal & { readonly check: Check }, { say, gloss }: Tools) =>
  el(
    'p',
    { class: 'because' },
    el('strong', {}, `${say('because')}: `),
    el('span', { lang: 'en' }, gloss(check.must)),
    ' ',
    el('a', { href: hrefTo(told.id, check.rule) }, say('atMessage', { number })),
  )

/** A note of something that went not as the person wished; no rule was broken. */
export function setbacks({ id, looks }: Told, tools: Tools): HTMLElement[] {
  return looks.flatMap((look) => (look.kind === 'note' ? setback(id, look, tools) : []))
}

function setback(id: string, { note, cite }: Note, { say, gloss }: Tools): HTMLElement[] {
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
        gloss(words),
        ' ',
        citation(cite),
        ' ',
        ruleId(note, { id, check: note }, say),
      ),
    ),
  ]
}
