/** The page that asks who is there. No I/O, no protocol: what it shows is in its model. */
import { alert, button, hiddenInputs, named } from '@sightglass/ui/components'
import { type Content, type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { defineTexts, type Locale, type Say } from '@sightglass/ui/texts'
import { personNamed } from '../../pages/access-card.ts'
import { clientLinks, clientMark, type ShownClient } from '../../pages/client-card.ts'
import {
  credentialFields,
  type DemoAccount,
  demoCard,
  type SignInError,
  signInAlert,
} from '../../pages/sign-in-card.ts'
import { type ShownTrace, traceFoot } from '../../pages/trace-card.ts'
import type { LoginReason } from '../../session/signed-in.ts'

const en = {
  title: 'Sign in',
  lede: 'to continue to {client}',
  submit: 'Sign in',
  cancel: 'Cancel',
  promise: 'Your password stays on this server. The application never gets to see it.',
  prompt: '{client} asks you to confirm who you are, although you are signed in already.',
  maxAge: 'You signed in some time ago. {client} asks for a more recent sign-in.',
  accountSwitch: 'Sign in with the account that you want to use.',
  continueAs: 'Continue as {user}',
  another: 'Or sign in with another account:',
} as const

const texts = defineTexts({
  en,
  de: {
    title: 'Anmelden',
    lede: 'um mit {client} fortzufahren',
    submit: 'Anmelden',
    cancel: 'Abbrechen',
    promise: 'Ihr Passwort bleibt auf diesem Server. Die Anwendung bekommt es nie zu sehen.',
    prompt: '{client} möchte, dass Sie Ihre Anmeldung bestätigen, obwohl Sie bereits angemeldet sind.',
    maxAge: 'Ihre Anmeldung liegt einige Zeit zurück. {client} verlangt eine neuere.',
    accountSwitch: 'Melden Sie sich mit dem Konto an, das Sie verwenden möchten.',
    continueAs: 'Weiter als {user}',
    another: 'Oder melden Sie sich mit einem anderen Konto an:',
  },
})

export interface LoginPageModel {
  readonly locale: Locale
  /** The stored authorization request, and the token that binds the form to this browser. */
  readonly hidden: { readonly request: string; readonly csrf: string }
  readonly client: ShownClient
  readonly error?: SignInError | undefined
  /** After too many attempts. */
  readonly waitSeconds?: number | undefined
  /** Of a sign-in that was refused, while it is recorded. */
  readonly trace?: ShownTrace | undefined
  /** Why somebody who is signed in is asked again. */
  readonly reason?: LoginReason | undefined
  /** Who is signed in and may go on without a password; the token is bound to them. */
  readonly account?:
    | { readonly username: string; readonly name?: string | undefined; readonly csrf: string }
    | undefined
  /** What was typed before, or the `login_hint`. */
  readonly username?: string | undefined
  /** In development only. */
  readonly demoAccounts?: readonly DemoAccount[] | undefined
}

/** Sends `POST /login` with `username`, `password`, `action` (`login` or `cancel`) and the hidden values. */
export function loginPage(model: LoginPageModel): Html {
  const { locale, client, error, reason, demoAccounts = [] } = model
  const say = texts(locale)
  const body = html`<div class="asker">
${client.logo !== undefined && clientMark(client)}
<div>
<h1>${say('title')}</h1>
<p class="lede">${say('lede', { client: named(client.name) })}</p>
</div>
</div>
${error !== undefined && signInAlert(error, locale, model.waitSeconds)}
${error === undefined && reason !== undefined && alert({ kind: 'note', body: whyAgain(reason, client.name, say) })}
${continueForm(model, say)}
${form(model, say)}
${demoCard(demoAccounts, locale)}`
  const footer = traceFoot(model.trace, locale)
  return page({ title: say('title'), locale, party: 'authorization', failed: error !== undefined, body, footer })
}

const whyAgain = (reason: LoginReason, client: string, say: Say<typeof en>): Html =>
  reason === 'accountSwitch' ? say(reason) : say(reason, { client: named(client) })

/** Nobody has to type a password to go on as who they are. */
const continueForm = ({ hidden, account }: LoginPageModel, say: Say<typeof en>): Content =>
  account !== undefined &&
  html`<form class="card" method="post" action="login">
${hiddenInputs({ request: hidden.request, csrf: account.csrf })}
<div class="actions">
${button({ id: 'login-continue', action: 'continue', label: say('continueAs', { user: personNamed(account) }) })}
</div>
</form>
<p class="hint">${say('another')}</p>`

const form = ({ hidden, locale, error, username, client }: LoginPageModel, say: Say<typeof en>): Html =>
  html`<form class="card" method="post" action="login">
${hiddenInputs({ request: hidden.request, csrf: hidden.csrf })}
${credentialFields({ locale, error, username })}
<div class="actions">
${button({ id: 'login-submit', action: 'login', label: say('submit') })}
${button({ id: 'login-cancel', action: 'cancel', label: say('cancel'), kind: 'quiet', unchecked: true })}
</div>
<p class="hint">${say('promise')}</p>
${clientLinks(client, locale)}
</form>`
