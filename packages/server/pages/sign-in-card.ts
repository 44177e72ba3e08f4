/** What every page that signs people in shows: the two fields, what went wrong, and the demo accounts. */
import { alert, code, field } from '@sightglass/ui/components'
import { type Html, html } from '@sightglass/ui/html'
import { defineTexts, type Locale } from '@sightglass/ui/texts'

const texts = defineTexts({
  en: {
    username: 'User name',
    password: 'Password',
    wrongCredentials: 'The user name or the password is not right. Please try again.',
    tooManyAttempts: 'There were too many attempts. Please wait {wait}, then try again.',
    aLittle: 'a little',
    oneSecond: '1 second',
    seconds: '{count} seconds',
    minutes: '{count} minutes',
    busy: 'This server is very busy just now. Please try again in a few seconds.',
    formExpired: 'This page had been open for too long, or was opened in another browser. Please sign in again.',
    demoTitle: 'Demo accounts',
    demoWhy: 'They exist in development only.',
  },
  de: {
    username: 'Benutzername',
    password: 'Passwort',
    wrongCredentials: 'Benutzername oder Passwort stimmt nicht. Bitte versuchen Sie es noch einmal.',
    tooManyAttempts: 'Das waren zu viele Versuche. Bitte warten Sie {wait} und versuchen Sie es dann noch einmal.',
    aLittle: 'etwas',
    oneSecond: '1 Sekunde',
    seconds: '{count} Sekunden',
    minutes: '{count} Minuten',
    busy: 'Dieser Server ist gerade sehr beschäftigt. Bitte versuchen Sie es in einigen Sekunden noch einmal.',
    formExpired:
      'Diese Seite war zu lange offen oder wurde in einem anderen Browser geöffnet. Bitte melden Sie sich noch einmal an.',
    demoTitle: 'Demokonten',
    demoWhy: 'Es gibt sie nur in der Entwicklungsumgebung.',
  },
})

/** Why signing in failed; it never tells whether the user exists. */
export type SignInError = 'wrongCredentials' | 'tooManyAttempts' | 'busy' | 'formExpired'

export interface DemoAccount {
  readonly username: string
  readonly password: string
}

export interface CredentialsModel {
  readonly locale: Locale
  readonly error?: SignInError | undefined
  /** After too many attempts, as the answer says for programs in `Retry-After`. */
  readonly waitSeconds?: number | undefined
  /** What was typed before, or a hint. */
  readonly username?: string | undefined
}

/** Its id is `login-error`. */
export function signInAlert(error: SignInError, locale: Locale, waitSeconds?: number): Html {
  const say = texts(locale)
  const body = error === 'tooManyAttempts' ? say(error, { wait: waitInWords(waitSeconds, locale) }) : say(error)
  return alert({ kind: 'error', id: 'login-error', body })
}

/** More seconds than this nobody counts. */
const MOST_SECONDS = 120

function waitInWords(seconds: number | undefined, locale: Locale): Html {
  const say = texts(locale)
  if (seconds === undefined) return say('aLittle')
  if (seconds === 1) return say('oneSecond')
  return seconds <= MOST_SECONDS
    ? say('seconds', { count: seconds })
    : say('minutes', { count: Math.ceil(seconds / 60) })
}

/** The fields `username` and `password`; the first empty one has the focus. */
export function credentialFields({ locale, error, username }: CredentialsModel): Html {
  const say = texts(locale)
  const wrong = error === 'wrongCredentials' ? 'login-error' : undefined
  const known = username !== undefined && username !== ''
  return html`${field({ id: 'username', label: say('username'), autocomplete: 'username', value: username, autofocus: !known, wrong })}
${field({ id: 'password', label: say('password'), type: 'password', autocomplete: 'current-password', autofocus: known, wrong })}`
}

/** Nothing where there are none. */
export function demoCard(accounts: readonly DemoAccount[], locale: Locale): Html {
  if (accounts.length === 0) return html``
  const say = texts(locale)
  return html`<aside class="card quiet" aria-labelledby="demo-title">
<div>
<h2 id="demo-title">${say('demoTitle')}</h2>
<p class="hint">${say('demoWhy')}</p>
</div>
<table>
<thead><tr><th scope="col">${say('username')}</th><th scope="col">${say('password')}</th></tr></thead>
<tbody>${accounts.map(({ username, password }) => html`<tr><td>${code(username)}</td><td>${code(password)}</td></tr>`)}</tbody>
</table>
</aside>`
}
