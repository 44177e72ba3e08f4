/** The page that asks who is there. No I/O, no protocol: what it shows is in its model. */
import { alert, button, code, field, hiddenInputs, named } from '@sightglass/ui/components'
import { type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { defineTexts, type Locale, type Say } from '@sightglass/ui/texts'

const en = {
  title: 'Sign in',
  lede: 'to continue to {client}',
  username: 'User name',
  password: 'Password',
  submit: 'Sign in',
  cancel: 'Cancel',
  promise: 'Your password stays on this server. The application never gets to see it.',
  wrongCredentials: 'The user name or the password is not right. Please try again.',
  tooManyAttempts: 'There were too many attempts. Please wait a little, then try again.',
  busy: 'This server is very busy just now. Please try again in a few seconds.',
  formExpired: 'This page had been open for too long, or was opened in another browser. Please sign in again.',
  prompt: '{client} asks you to confirm who you are, although you are signed in already.',
  maxAge: 'You signed in some time ago. {client} asks for a more recent sign-in.',
  accountSwitch: 'Sign in with the account that you want to use.',
  demoTitle: 'Demo accounts',
  demoWhy: 'They exist in development only.',
} as const

const texts = defineTexts({
  en,
  de: {
    title: 'Anmelden',
    lede: 'um mit {client} fortzufahren',
    username: 'Benutzername',
    password: 'Passwort',
    submit: 'Anmelden',
    cancel: 'Abbrechen',
    promise: 'Ihr Passwort bleibt auf diesem Server. Die Anwendung bekommt es nie zu sehen.',
    wrongCredentials: 'Benutzername oder Passwort stimmt nicht. Bitte versuchen Sie es noch einmal.',
    tooManyAttempts: 'Das waren zu viele Versuche. Bitte warten Sie etwas und versuchen Sie es dann noch einmal.',
    busy: 'Dieser Server ist gerade sehr beschäftigt. Bitte versuchen Sie es in einigen Sekunden noch einmal.',
    formExpired:
      'Diese Seite war zu lange offen oder wurde in einem anderen Browser geöffnet. Bitte melden Sie sich noch einmal an.',
    prompt: '{client} möchte, dass Sie Ihre Anmeldung bestätigen, obwohl Sie bereits angemeldet sind.',
    maxAge: 'Ihre Anmeldung liegt einige Zeit zurück. {client} verlangt eine neuere.',
    accountSwitch: 'Melden Sie sich mit dem Konto an, das Sie verwenden möchten.',
    demoTitle: 'Demokonten',
    demoWhy: 'Es gibt sie nur in der Entwicklungsumgebung.',
  },
})

/** Why signing in failed; it never tells whether the user exists. */
export type LoginError = 'wrongCredentials' | 'tooManyAttempts' | 'busy' | 'formExpired'

/** Why somebody who is signed in is asked again. */
export type LoginReason = 'prompt' | 'maxAge' | 'accountSwitch'

export interface DemoAccount {
  readonly username: string
  readonly password: string
}

export interface LoginPageModel {
  readonly locale: Locale
  /** The stored authorization request, and the token that binds the form to this browser. */
  readonly hidden: { readonly request: string; readonly csrf: string }
  readonly client: { readonly name: string }
  readonly error?: LoginError | undefined
  readonly reason?: LoginReason | undefined
  /** What was typed before, or the `login_hint`. */
  readonly username?: string | undefined
  /** In development only. */
  readonly demoAccounts?: readonly DemoAccount[] | undefined
}

/** Sends `POST /login` with `username`, `password`, `action` (`login` or `cancel`) and the hidden values. */
export function loginPage(model: LoginPageModel): Html {
  const { locale, client, error, reason, demoAccounts = [] } = model
  const say = texts(locale)
  const body = html`<div>
<h1>${say('title')}</h1>
<p class="lede">${say('lede', { client: named(client.name) })}</p>
</div>
${error !== undefined && alert({ kind: 'error', id: 'login-error', body: say(error) })}
${error === undefined && reason !== undefined && alert({ kind: 'note', body: whyAgain(reason, client.name, say) })}
${form(model, say)}
${demoAccounts.length > 0 && demoCard(demoAccounts, say)}`
  return page({ title: say('title'), locale, party: 'authorization', failed: error !== undefined, body })
}

const whyAgain = (reason: LoginReason, client: string, say: Say<typeof en>): Html =>
  reason === 'accountSwitch' ? say(reason) : say(reason, { client: named(client) })

function form({ hidden, error, username }: LoginPageModel, say: Say<typeof en>): Html {
  const wrong = error === 'wrongCredentials' ? 'login-error' : undefined
  const known = username !== undefined && username !== ''
  return html`<form class="card" method="post" action="login">
${hiddenInputs({ request: hidden.request, csrf: hidden.csrf })}
${field({ id: 'username', label: say('username'), autocomplete: 'username', value: username, autofocus: !known, wrong })}
${field({ id: 'password', label: say('password'), type: 'password', autocomplete: 'current-password', autofocus: known, wrong })}
<div class="actions">
${button({ id: 'login-submit', action: 'login', label: say('submit') })}
${button({ id: 'login-cancel', action: 'cancel', label: say('cancel'), kind: 'quiet', unchecked: true })}
</div>
<p class="hint">${say('promise')}</p>
</form>`
}

const demoCard = (accounts: readonly DemoAccount[], say: Say<typeof en>): Html =>
  html`<aside class="card quiet" aria-labelledby="demo-title">
<div>
<h2 id="demo-title">${say('demoTitle')}</h2>
<p class="hint">${say('demoWhy')}</p>
</div>
<table>
<thead><tr><th scope="col">${say('username')}</th><th scope="col">${say('password')}</th></tr></thead>
<tbody>${accounts.map(({ username, password }) => html`<tr><td>${code(username)}</td><td>${code(password)}</td></tr>`)}</tbody>
</table>
</aside>`
