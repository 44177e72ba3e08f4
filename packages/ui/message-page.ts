/** A page that says one thing: signed out, cancelled, nothing here. */
import { linkButton } from './components.ts'
import { type Content, type Html, html } from './html.ts'
import { page } from './layout.ts'
import type { Locale } from './texts.ts'
import type { Party } from './tokens.ts'

export interface MessagePageModel {
  readonly locale: Locale
  readonly party: Party
  readonly title: Content
  readonly paragraphs: readonly Content[]
  readonly links?: readonly { readonly href: string; readonly label: Content }[]
  readonly footer?: Html
}

export function messagePage({ title, paragraphs, links = [], ...frame }: MessagePageModel): Html {
  return page({
    ...frame,
    title,
    body: html`<h1>${title}</h1>
<div class="card">
${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
${links.length > 0 && html`<div class="actions">${links.map(({ href, label }, index) => linkButton(href, label, index === 0 ? 'primary' : 'quiet'))}</div>`}
</div>`,
  })
}
