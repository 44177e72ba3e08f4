/** Under the headline of a flow that failed: who refused what, what was expected, what came, and what to do. */
import type { Told } from '@sightglass/trace/story'
import { hrefTo } from './address.ts'
import { citation, el } from './dom.ts'
import { failureWords } from './failed.ts'
import { glossary } from './glossary.ts'
import type { Check } from './looks.ts'
import type { Say, ViewerModel } from './model.ts'
import { type Refusal, refusalIn } from './refusal.ts'
import { seenValues } from './seen.ts'
import type { ShownFlow } from './store.ts'
import { kindOf, wordsOf } from './summary.ts'

export function verdict({ told }: ShownFlow, model: ViewerModel, say: Say): HTMLElement | undefined {
  const refusal = refusalIn(told)
  if (refusal === undefined) return undefined
  const { told: refused, number, check } = refusal
  const tools = { model, say, gloss: glossary(say) }
  return el(
    'div',
    { class: 'broken', id: 'verdict', 'data-verdict': check?.rule ?? '' },
    el(
      'p',
      {},
      el('strong', {}, el('span', { 'aria-hidden': 'true' }, '✗ '), sentenceOf(refusal, model, say)),
      ' ',
      el('a', { href: hrefTo(refused.id, check?.rule) }, say('atMessage', { number })),
    ),
    check && [
      el(
        'p',
        {},
        el('strong', { class: 'calm' }, `${say('demand')}: `),
        el('span', { lang: 'en' }, tools.gloss(check.must)),
        ' ',
        citation(check.cite),
      ),
      seenValues([check], model.locale, say),
      failureWords(check, tools, metLogin(told, check, say)),
    ],
  )
}

/** A code_verifier that fits no code may be that of another login that the flow tells of too. */
function metLogin(told: readonly Told[], { rule, received }: Check, say: Say): HTMLElement | undefined {
  if (rule !== 'pkce.verifierMatches') return undefined
  const at = told.findIndex(({ parameters }) =>
    parameters.some(({ name, value }) => name === 'code_challenge' && value === received),
  )
  const other = told[at]
  if (other === undefined) return undefined
  const link = el('a', { href: hrefTo(other.id) }, say('atMessage', { number: at + 1 }))
  return el('p', { class: 'means', id: 'two-logins' }, el('strong', { class: 'calm' }, say('twoLogins')), ' ', link)
}

/** `The authorization server refused the client’s token request` */
function sentenceOf({ told, check }: Refusal, model: ViewerModel, say: Say): string {
  const sender = say(`sender.${told.from}`)
  const own = `verdict.${check?.rule}`
  if (say(own) !== own) return say(own, { sender: say('sender.client') })
  const key = `what.${kindOf(told)}`
  const title = wordsOf(told, model)?.title ?? kindOf(told)
  const what = say(say(key) === key ? 'what' : key, { sender, title })
  return say('verdict', { receiver: say(`subject.${told.to}`), what })
}
