/** The page that posts an answer to the client: by itself where scripts run, by its button where they do not. */
import { createHash } from 'node:crypto'
import { hiddenInputs, named } from '@sightglass/ui/components'
import { type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { defineTexts, type Locale } from '@sightglass/ui/texts'

const texts = defineTexts({
  en: {
    title: 'Back to the application',
    lede: 'You are taken back to {client}.',
    submit: 'Continue',
  },
  de: {
    title: 'Zurück zur Anwendung',
    lede: 'Es geht zurück zu {client}.',
    submit: 'Weiter',
  },
})

export interface FormPostPageModel {
  readonly locale: Locale
  readonly client: { readonly name: string }
  /** Proven: one of the client's. */
  readonly redirectUri: string
  /** The members of the answer. */
  readonly members: Readonly<Record<string, string>>
}

const script = html`<script>document.forms[0].submit()</script>`

/** What the Content-Security-Policy names so that this one script runs and no other. */
export const formPostScriptHash = `sha256-${createHash('sha256').update('document.forms[0].submit()').digest('base64')}`

/** The button has no name: nothing is posted but the answer. */
export function formPostPage({ locale, client, redirectUri, members }: FormPostPageModel): Html {
  const say = texts(locale)
  const body = html`<div>
<h1>${say('title')}</h1>
<p class="lede">${say('lede', { client: named(client.name) })}</p>
</div>
<form class="card" method="post" action="${redirectUri}">
${hiddenInputs(members)}
<div class="actions"><button class="button primary" type="submit" id="form-post-submit">${say('submit')}</button></div>
</form>
${script}`
  return page({ title: say('title'), locale, party: 'authorization', body })
}
