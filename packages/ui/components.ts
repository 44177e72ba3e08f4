/** The parts that pages are made of: plain, accessible HTML that needs no script. */
import { type Citation, hrefOf, wordsOf } from '@sightglass/spec/specs'
import { type Content, type Html, html, safeHref } from './html.ts'

/** A name that somebody else chose: isolated, so that its writing direction cannot rearrange our sentence. */
export const named = (name: string): Html => html`<bdi class="name">${name}</bdi>`

/** Something from the wire, word for word. */
export const code = (value: Content): Html => html`<code>${value}</code>`

/** A link, or only its words where the address is none to link to. */
export function link(address: string, words: Content): Html {
  const href = safeHref(address)
  return href === undefined ? html`<span>${words}</span>` : html`<a href="${href}" rel="noreferrer">${words}</a>`
}

/** `RFC 6749 §4.1.3`, linked to the paragraph. */
export const citation = (cite: Citation): Html => link(hrefOf(cite), wordsOf(cite))

/** What a form carries and nobody sees. */
export const hiddenInputs = (values: Readonly<Record<string, string>>): Html =>
  html`${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`

export interface FieldModel {
  /** Also the name that the form sends, unless that is another. */
  readonly id: string
  readonly name?: string
  readonly label: Content
  readonly type?: 'text' | 'password'
  readonly autocomplete: string
  readonly value?: string | undefined
  readonly autofocus?: boolean
  /** What is typed is letters that are shown as capitals. */
  readonly capitals?: boolean
  /** The id of the alert that tells what is wrong with the value. */
  readonly wrong?: string | undefined
}

/** A required field of a form, with its label. */
export function field(model: FieldModel): Html {
  const { id, name = id, label, type = 'text', autocomplete, value, autofocus = false, capitals = false, wrong } = model
  return html`<div class="field">
<label for="${id}">${label}</label>
<input id="${id}" name="${name}" type="${type}" autocomplete="${autocomplete}" autocapitalize="${capitals ? 'characters' : 'none'}"${capitals && html` class="capitals"`} autocorrect="off" spellcheck="false" required${
    value !== undefined && html` value="${value}"`
  }${autofocus && html` autofocus`}${wrong !== undefined && html` aria-invalid="true" aria-describedby="${wrong}"`}>
</div>`
}

export interface ButtonModel {
  readonly id: string
  /** Sent as `action`. */
  readonly action: string
  readonly label: Content
  readonly kind?: 'primary' | 'quiet' | 'plain'
  /** Sends the form whatever its fields hold: cancelling needs no user name. */
  readonly unchecked?: boolean
}

/** A submit button; the first one of a form is what Enter presses. */
export const button = ({ id, action, label, kind = 'primary', unchecked = false }: ButtonModel): Html =>
  html`<button class="button ${kind}" type="submit" id="${id}" name="action" value="${action}"${unchecked && html` formnovalidate`}>${label}</button>`

/** A link that looks like a button, for a step that changes nothing. */
export const linkButton = (address: string, label: Content, kind: 'primary' | 'quiet' = 'primary'): Html =>
  html`<a class="button ${kind}" href="${safeHref(address) ?? ''}">${label}</a>`

export interface AlertModel {
  readonly kind: 'error' | 'warning' | 'note' | 'good'
  readonly body: Content
  readonly title?: Content
  readonly id?: string
}

const signs = {
  error: 'M12 7v6M12 16.6v.4',
  warning: 'M12 7v6M12 16.6v.4',
  note: 'M12 11v6M12 7v.4',
  good: 'm8 12.4 2.8 2.8L16 9.6',
} as const

/** A message that stands out; errors are read aloud when the page opens. */
export function alert({ kind, title, body, id }: AlertModel): Html {
  return html`<div class="alert ${kind}"${id !== undefined && html` id="${id}"`}${kind === 'error' && html` role="alert"`}>
<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="10"/><path d="${signs[kind]}"/></svg>
<div>${title && html`<strong>${title}</strong> `}${body}</div>
</div>`
}

/** The first letter of a name that somebody chose, in a circle. */
export const porthole = (name: string, small = false): Html =>
  html`<span class="porthole${small && ' small'}" aria-hidden="true">${[...name.trim()][0]?.toUpperCase() ?? '?'}</span>`

/** What is allowed, each with a tick. */
export const ticks = (items: readonly Content[], labelledBy: string): Html =>
  html`<ul class="scopes" aria-labelledby="${labelledBy}">${items.map(
    (item) =>
      html`<li><svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"><path d="m4.5 12.8 4.7 4.7L19.5 7"/></svg><span>${item}</span></li>`,
  )}</ul>`

/** Terms and what they are here; rows without a detail are left out. */
export function definitions(rows: readonly (readonly [term: Content, detail: Content])[]): Html {
  const shown = rows.filter(([, detail]) => detail !== undefined && detail !== false && detail !== '')
  return html`<dl class="definitions">${shown.map(([term, detail]) => html`<div><dt>${term}</dt><dd>${detail}</dd></div>`)}</dl>`
}
