/** The page that asks who is there, where no authorization request waits for it. No I/O, no protocol: what it shows is in its model. */
import { button, hiddenInputs } from '@sightglass/ui/components'
import { type Content, type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { defineTexts } from '@sightglass/ui/texts'
import { type CredentialsModel, credentialFields, type DemoAccount, demoCard, signInAlert } from './sign-in-card.ts'
import { type ShownTrace, traceFoot } from './trace-card.ts'

const texts = defineTexts({ en: { submit: 'Sign in' }, de: { submit: 'Anmelden' } })

export interface SignInPageModel extends CredentialsModel {
  readonly title: Content
  readonly lede: Content
  /** What was done before, where there is something to tell. */
  readonly told?: Html | undefined
  /** Where the form goes, relative to the page. */
  readonly target: string
  readonly submitId: string
  readonly hidden: Readonly<Record<string, string>>
  readonly demoAccounts: readonly DemoAccount[]
  /** Of a sign-in that was refused, while it is recorded. */
  readonly trace?: ShownTrace | undefined
}

/** Sends `action=sign_in`, `username`, `password` and the hidden values. */
export function signInPage(model: SignInPageModel): Html {
  const { locale, error, title, lede, told, target, submitId, hidden, demoAccounts } = model
  const footer = traceFoot(model.trace, locale)
  const body = html`<div>
<h1>${title}</h1>
<p class="lede">${lede}</p>
</div>
${error === undefined ? told : signInAlert(error, locale, model.waitSeconds)}
<form class="card" method="post" action="${target}">
${hiddenInputs(hidden)}
${credentialFields(model)}
<div class="actions">
${button({ id: submitId, action: 'sign_in', label: texts(locale)('submit') })}
</div>
</form>
${demoCard(demoAccounts, locale)}`
  return page({ title, locale, party: 'authorization', failed: error !== undefined, body, footer })
}
