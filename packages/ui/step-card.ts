/** One message between two parties, told: what was sent, why, and which paragraph says so. */
import type { Citation } from '@sightglass/spec/specs'
import { citation } from './components.ts'
import { type Content, type Html, html, safeHref } from './html.ts'
import { partyName } from './layout.ts'
import { defineTexts, type Locale } from './texts.ts'
import type { Party } from './tokens.ts'

const texts = defineTexts({
  en: { to: 'to', nothing: 'No parameters.', theatre: 'Watch it in the theatre: {title}' },
  de: { to: 'an', nothing: 'Keine Parameter.', theatre: 'Im Theater ansehen: {title}' },
})

export interface StepParameter {
  readonly name: string
  /** As sent, or masked: a secret never comes here. */
  readonly value: Content
  readonly why: Content
  readonly cite?: Citation
}

export interface StepModel {
  /** Unique on the page: others link to the card by it. */
  readonly id: string
  readonly title: Content
  readonly from: Party
  readonly to: Party
  /** The first line of the message: `POST https://auth.example.com/oauth2/token`, `200 OK`. */
  readonly message?: Content
  /** What the step is for, in a sentence or two. */
  readonly why?: Content
  readonly parameters: readonly StepParameter[]
  /** Where the same message can be watched. */
  readonly theatre?: string | undefined
}

/** The card of one message; several stand in `steps`. */
export function stepCard(step: StepModel, locale: Locale): Html {
  const { id, title, from, to, message, why, parameters, theatre } = step
  return html`<article class="step" id="${id}" aria-labelledby="${id}-title" data-party="${from}">
<p class="route">${partyTag(from, locale)}${arrow(locale)}${partyTag(to, locale)}</p>
<h2 id="${id}-title">${title}</h2>
${why && html`<p class="why">${why}</p>`}
${message && html`<p class="message"><code>${message}</code></p>`}
${parameters.length === 0 ? html`<p class="hint">${texts(locale)('nothing')}</p>` : html`<dl class="parameters">${parameters.map(row)}</dl>`}
${theatre !== undefined && html`<p class="hint"><a href="${safeHref(theatre)}">${texts(locale)('theatre', { title })}</a></p>`}
</article>`
}

/** Cards in the order in which the messages went. */
export const steps = (cards: readonly StepModel[], locale: Locale): Html =>
  html`<ol class="steps">${cards.map((card) => html`<li>${stepCard(card, locale)}</li>`)}</ol>`

const arrow = (locale: Locale): Html =>
  html`<span class="arrow"><span class="unseen"> ${texts(locale)('to')} </span><svg viewBox="0 0 24 12" width="24" height="12" aria-hidden="true" focusable="false"><path d="M1 6h21M17.5 1.5 22 6l-4.5 4.5"/></svg></span>`

/** The name of a party, in its colour. */
export const partyTag = (party: Party, locale: Locale): Html =>
  html`<span class="party" data-party="${party}">${partyName(party, locale)}</span>`

const row = ({ name, value, why, cite }: StepParameter): Html => html`<div>
<dt><code>${name}</code></dt>
<dd class="value"><code>${value}</code></dd>
<dd class="reason">${why}${cite && html` <span class="cite">${citation(cite)}</span>`}</dd>
</div>`
