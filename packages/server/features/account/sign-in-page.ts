/** The page that asks who is there before it shows an account. No I/O, no protocol: what it shows is in its model. */
import { alert, button, hiddenInputs } from '@sightglass/ui/components'
import { type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { defineTexts, type Locale } from '@sightglass/ui/texts'
import { credentialFields, type DemoAccount, demoCard, type SignInError, signInAlert } from '../../sign-in-card.ts'

const texts = defineTexts({
  en: {
    title: 'Your account',
    lede: 'Sign in to see who may act for you, and to take it back.',
    submit: 'Sign in',
    signedOut: 'You are signed out of this browser.',
  },
  de: {
    title: 'Ihr Konto',
    lede: 'Melden Sie sich an, um zu sehen, wer für Sie handeln darf, und um das zu widerrufen.',
    submit: 'Anmelden',
    signedOut: 'Sie sind in diesem Browser abgemeldet.',
  },
})

export interface SignInPageModel {
  readonly locale: Locale
  readonly csrf: string
  readonly error?: SignInError | undefined
  readonly username?: string | undefined
  /** The person has just signed out. */
  readonly signedOut?: boolean
  readonly demoAccounts?: readonly DemoAccount[]
}

/** Sends `POST /account` with `action=sign_in`, `username`, `password` and the hidden token. */
export function signInPage({ signedOut = false, demoAccounts = [], ...model }: SignInPageModel): Html {
  const { locale, csrf, error } = model
  const say = texts(locale)
  const body = html`<div>
<h1>${say('title')}</h1>
<p class="lede">${say('lede')}</p>
</div>
${error !== undefined && signInAlert(error, locale)}
${signedOut && error === undefined && alert({ kind: 'good', id: 'account-told', body: say('signedOut') })}
<form class="card" method="post" action="account">
${hiddenInputs({ csrf })}
${credentialFields(model)}
<div class="actions">
${button({ id: 'account-sign-in', action: 'sign_in', label: say('submit') })}
</div>
</form>
${demoCard(demoAccounts, locale)}`
  return page({ title: say('title'), locale, party: 'authorization', failed: error !== undefined, body })
}
