/** Messages as cards: who told whom what, and why each parameter is there. */
import type { Exchange } from '@sightglass/client'
import type { Shown, Party as TraceParty } from '@sightglass/trace'
import { type Html, html } from '@sightglass/ui/html'
import { type MessageKind, messageKind } from '@sightglass/ui/message-kind'
import { messageWords } from '@sightglass/ui/messages'
import { explainValues } from '@sightglass/ui/parameter-values'
import { explainParameter } from '@sightglass/ui/parameters'
import { type StepModel, type StepParameter, steps as stepCards } from '@sightglass/ui/step-card'
import type { Locale } from '@sightglass/ui/texts'
import type { Party } from '@sightglass/ui/tokens'
import type { Chapter, Step } from '../journey.ts'
import { stepTexts } from './step-texts.ts'

const parties: Readonly<Record<TraceParty, Party>> = {
  client: 'client',
  'authorization-server': 'authorization',
  'resource-server': 'resource',
}

/** The cards of a journey, the first message first; with `theatre`, each links to the same message there. */
export function journeyCards(journey: readonly Step[], locale: Locale, theatre = false, chapter = 1): Html {
  const cards = journey.flatMap((step, index) => cardsOf(step, `step-${chapter}-${index + 1}`, locale))
  return stepCards(
    cards.map((card) => (theatre ? card : { ...card, theatre: undefined })),
    locale,
  )
}

/** What happened, the newest first and open: whoever pressed a button sees at once what it sent. */
export function chapterList(chapters: readonly Chapter[], locale: Locale, theatre: boolean): Html {
  const say = stepTexts(locale)
  const all = chapters.map(({ name, steps }, index) => {
    const count = steps.reduce((sum, step) => sum + (step.kind === 'exchange' ? 2 : 1), 0)
    const told = count === 1 ? say('one') : say('messages', { count: String(count) })
    return html`<details class="told"${index === chapters.length - 1 && html` open`}>
<summary><span class="name">${say(name)}</span> <span class="hint">${told}</span></summary>
${journeyCards(steps, locale, theatre, index + 1)}
</details>`
  })
  return html`<div class="stack">${all.toReversed()}</div>`
}

function cardsOf(step: Step, id: string, locale: Locale): StepModel[] {
  if (step.kind === 'exchange') return exchangeCards(step.exchange, id, locale)
  const out = step.kind === 'redirect-out'
  const message = `${out ? '303 → ' : ''}GET ${step.url}`
  const parameters = step.parameters.flatMap((shown) => parameter(shown, locale, true))
  const way = out ? wayTo('authorization') : wayFrom('authorization')
  const theatre = theatreOf(out && step.traceId !== undefined ? `${step.traceId}.answer` : step.traceId)
  return [{ id, ...way, ...words(out ? 'authorize' : 'callback', locale), message, parameters, theatre }]
}

function exchangeCards({ to, request, answer, traceId }: Exchange, id: string, locale: Locale): StepModel[] {
  const grantType = request.parameters.find(({ name }) => name === 'grant_type')?.value
  const telling = { to, method: request.method, url: request.url, grantType, location: answer?.location }
  const asked = messageKind({ ...telling, kind: 'request', status: undefined })
  const error = answer?.parameters.find(({ name }) => name === 'error')?.value
  const answered = messageKind({ ...telling, kind: 'answer', status: answer?.status, error })
  const party = parties[to]
  const sent = request.parameters.flatMap((shown) => parameter(shown, locale, true))
  const told = answer?.parameters.flatMap((shown) => parameter(shown, locale, false)) ?? []
  return [
    {
      id,
      ...wayTo(party),
      ...words(asked, locale, 'client'),
      message: `${request.method} ${request.url}`,
      parameters: sent,
      theatre: theatreOf(traceId),
    },
    {
      id: `${id}-answer`,
      ...wayFrom(party),
      title: messageWords(answered, locale).title,
      message: answer === undefined ? stepTexts(locale)('noAnswer') : String(answer.status),
      parameters: told,
    },
  ]
}

const theatreOf = (traceId: string | undefined): string | undefined => traceId && `/theatre#${traceId}`

const wayTo = (party: Party): Pick<StepModel, 'from' | 'to'> => ({ from: 'client', to: party })
const wayFrom = (party: Party): Pick<StepModel, 'from' | 'to'> => ({ from: party, to: 'client' })

function words(kind: MessageKind, locale: Locale, asker?: string): Pick<StepModel, 'title' | 'why'> {
  const { title, why } = messageWords(kind, locale, asker)
  return { title, why }
}

/** A parameter with its reason; those that nobody explains are shown only where everything is. */
function parameter({ name, value }: Shown, locale: Locale, everything: boolean): StepParameter[] {
  const known = explainParameter(name, locale)
  if (known !== undefined)
    return [{ name, value, ...known, why: [known.why, ...explainValues(name, value, locale)].join(' ') }]
  return everything ? [{ name, value, why: '' }] : []
}
