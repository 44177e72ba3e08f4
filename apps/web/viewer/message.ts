/** One message: who told whom what, why, and what the receiver made of it. */
import type { Sender } from '@sightglass/trace'
import type { Told } from '@sightglass/trace/story'
import { copyButton, hrefTo } from './address.ts'
import { decidedIn } from './decided.ts'
import { type Child, citation, el, unseen } from './dom.ts'
import { becauseOf, failedAlert, setbacks } from './failed.ts'
import type { Gap } from './gaps.ts'
import { glossary } from './glossary.ts'
import { arrow } from './lanes.ts'
import { type Awaited, failedOf, isFailure, lookList, looksInWords } from './looks.ts'
import { colourOf, type Say, type Tools, type ViewerModel } from './model.ts'
import { parameterList } from './parameter.ts'
import type { reasonOf } from './refusal.ts'
import { kindOf, wordsOf } from './summary.ts'

/** What there is to tell of a message that only its flow knows. */
export interface Around {
  readonly number: number
  /** When the flow began, in seconds since the epoch. */
  readonly beganAt: number
  /** Of a refusal: the check that failed before it. */
  readonly reason: ReturnType<typeof reasonOf>
  readonly awaited: Awaited | undefined
  readonly gap: Gap | undefined
}

export interface MessageOptions extends Around {
  readonly model: ViewerModel
  readonly say: Say
}

export function messageItem(told: Told, options: MessageOptions): HTMLLIElement {
  return el(
    'li',
    {
      class: `told ${told.channel}`,
      'data-message': kindOf(told),
      'data-id': told.id,
      'data-failure': isFailure(told),
      'data-under-way': told.underWay,
    },
    options.gap && el('p', { class: 'gap' }, options.say(`gap.${options.gap}`)),
    arrow(told, `${options.number}. ${wordsOf(told, options.model)?.title ?? ''}`),
    article(told, options),
  )
}

function article(told: Told, options: MessageOptions): HTMLElement {
  const { model, say, reason, awaited } = options
  // What is folded explains its words again: nobody may have opened the other part.
  const toolsOfPart = (): Tools => ({ model, say, gloss: glossary(say) })
  const tools = toolsOfPart()
  const words = wordsOf(told, model)
  const titleId = `${told.id}.title`
  return el(
    'article',
    { class: 'told-card', id: told.id, 'aria-labelledby': titleId, tabindex: '-1', 'data-party': colourOf[told.from] },
    route(told, options),
    el('h4', { id: titleId }, words?.title ?? kindOf(told)),
    firstLine(told, options),
    words && el('p', { class: 'why' }, tools.gloss(words.why), ' ', citation(words.cite)),
    decided(told, tools),
    reason && becauseOf(reason, tools),
    failedOf(told).map((check) => failedAlert(check, told, tools)),
    setbacks(told, tools),
    details(
      'parameters',
      [say('parameters'), namesOf(told)],
      told.parameters.length === 0 ? undefined : parameterList(told.parameters, toolsOfPart()),
    ),
    details(
      'looks',
      [say('checked', { party: say(told.to) }), looksInWords(told, say)],
      told.looks.length === 0 ? undefined : lookList(told, awaited, toolsOfPart()),
    ),
  )
}

function decided(told: Told, { model, say, gloss }: Tools): HTMLElement | undefined {
  const sentences = decidedIn(told, kindOf(told), say, model.locale)
  if (sentences.length === 0) return undefined
  return el(
    'ul',
    { class: 'decided', 'aria-label': say('decided') },
    sentences.map(({ words, state }) => el('li', { class: state }, gloss(words))),
  )
}

function route(told: Told, { say, number }: MessageOptions): HTMLElement {
  const { from, to, channel, kind, id } = told
  return el(
    'p',
    { class: 'told-route' },
    el('a', { class: 'number', href: hrefTo(id), title: say('anchor') }, unseen(`${say('anchor')} `), String(number)),
    party(from, say),
    kind !== 'call' && [el('span', { class: 'to', 'aria-hidden': 'true' }, '→'), unseen(say('to')), party(to, say)],
    el('span', { class: 'channel' }, say(kind === 'call' ? 'inside' : channel)),
    copyButton(hrefTo(id), say),
  )
}

const party = (sender: Sender, say: Say): HTMLElement =>
  el('span', { class: 'party', 'data-party': colourOf[sender] }, say(sender))

const duration = (ms: number): string =>
  ms < 1000 ? `${Math.max(0, Math.round(ms * 10) / 10)} ms` : `${(ms / 1000).toFixed(2)} s`

/** `POST https://…/token`, or `303 → https://…/callback`, and when. */
function firstLine(told: Told, { say, beganAt }: MessageOptions): HTMLElement {
  const { answer, kind, at, tookMs } = told
  const bad = kind === 'answer' && (answer === undefined || answer.status >= 400)
  const waits = told.underWay && el('span', { class: 'waits' }, say('noAnswerYet'))
  const after = `+${duration((at - beganAt) * 1000)}`
  const took = tookMs === undefined ? '' : ` · ${say('took', { time: duration(tookMs) })}`
  return el(
    'p',
    { class: `message ${bad ? 'bad' : ''}` },
    el('span', { class: 'line' }, lineOf(told)),
    waits,
    el('span', { class: 'moment' }, after, took),
  )
}

function lineOf({ kind, request, answer, error }: Told): Child {
  if ('call' in request) return el('code', {}, `${request.call}()`)
  if (kind === 'request') return el('code', {}, `${request.method} ${request.url}`)
  const status = answer === undefined ? '–' : String(answer.status)
  const where = answer?.location === undefined ? '' : ` → ${answer.location}`
  return [
    el('code', {}, el('strong', { class: 'status' }, status), where),
    error !== undefined && el('code', { class: 'error-code' }, ` ${error}`),
  ]
}

const MOST_NAMES = 10

function namesOf({ parameters }: Told): string {
  const names = parameters.slice(0, MOST_NAMES).map(({ name }) => name)
  return parameters.length > MOST_NAMES ? `${names.join(', ')} … (${parameters.length})` : names.join(', ')
}

function details(
  name: string,
  [title, brief]: readonly [string, string],
  body: HTMLElement | undefined,
): HTMLElement | undefined {
  if (body === undefined) return undefined
  return el(
    'details',
    { class: name, 'data-part': name },
    el('summary', {}, el('span', { class: 'summary-title' }, title), ' ', el('span', { class: 'brief' }, brief)),
    body,
  )
}
