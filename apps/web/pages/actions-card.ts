/** What a signed-in person can do: call, refresh, ask who they are, sign out. */
import { button, hiddenInputs, link } from '@sightglass/ui/components'
import { type Content, type Html, html } from '@sightglass/ui/html'
import { defineTexts, type Locale } from '@sightglass/ui/texts'

const texts = defineTexts({
  en: {
    actions: 'What you can do',
    what: 'Call the resource server',
    protected: 'GET /protected (scope read)',
    profile: 'GET /api/profile',
    notes: 'GET /api/notes (scope read)',
    'notes-add': 'POST /api/notes (scope write)',
    admin: 'GET /api/admin (scope admin)',
    call: 'Call it',
    refresh: 'Refresh the tokens',
    userinfo: 'Ask UserInfo',
    logout: 'Sign out here',
    'logout-everywhere': 'Sign out everywhere',
    logoutHint:
      'Signing out here makes this application forget the tokens and ask the authorization server to withdraw them; there you stay signed in. Signing out everywhere ends your session there too, and it tells every application that you signed in to. A copy of the access token would still open the door until it expires, because the resource server asks nobody. What you allowed is remembered until you take it back in {account}.',
    account: 'your account at the authorization server',
  },
  de: {
    actions: 'Was Sie tun können',
    what: 'Den Ressourcenserver aufrufen',
    protected: 'GET /protected (Scope read)',
    profile: 'GET /api/profile',
    notes: 'GET /api/notes (Scope read)',
    'notes-add': 'POST /api/notes (Scope write)',
    admin: 'GET /api/admin (Scope admin)',
    call: 'Aufrufen',
    refresh: 'Token erneuern',
    userinfo: 'UserInfo fragen',
    logout: 'Hier abmelden',
    'logout-everywhere': 'Überall abmelden',
    logoutHint:
      'Beim Abmelden hier vergisst diese Anwendung die Token und bittet den Autorisierungsserver, sie zu widerrufen; dort bleiben Sie angemeldet. Beim Abmelden überall endet auch Ihre Sitzung dort, und er sagt es jeder Anwendung, bei der Sie sich angemeldet haben. Eine Kopie des Access-Tokens würde die Tür weiter öffnen, bis es abläuft, denn der Ressourcenserver fragt niemanden. Was Sie erlaubt haben, bleibt gemerkt, bis Sie es in {account} zurücknehmen.',
    account: 'Ihrem Konto beim Autorisierungsserver',
  },
})

/** What `POST /call` may ask for, by the value of `what`. */
export const calls = {
  protected: { method: 'GET', path: '/protected' },
  profile: { method: 'GET', path: '/api/profile' },
  notes: { method: 'GET', path: '/api/notes' },
  'notes-add': { method: 'POST', path: '/api/notes' },
  admin: { method: 'GET', path: '/api/admin' },
} as const
export type CallName = keyof typeof calls
export const isCallName = (name: string | undefined): name is CallName =>
  name !== undefined && Object.hasOwn(calls, name)

export interface ActionsModel {
  readonly locale: Locale
  readonly csrf: string
  readonly issuer: string
  /** What was called last: it stays chosen. */
  readonly called: string | undefined
}

/** Sends `POST /call` (with `what`), `/refresh`, `/userinfo`, `/logout` and `/logout/everywhere`, each with `csrf`. */
export function actionsCard({ locale, csrf, issuer, called }: ActionsModel): Html {
  const say = texts(locale)
  const hidden = hiddenInputs({ csrf })
  const form = (action: string, content: Content): Html =>
    html`<form method="post" action="${action}">${hidden}${content}</form>`
  const single = (id: 'refresh' | 'userinfo' | 'logout' | 'logout-everywhere'): Html =>
    form(`/${id.replace('-', '/')}`, button({ id, action: id, label: say(id), kind: 'quiet' }))
  const choices = (Object.keys(calls) as CallName[]).map(
    (name) => html`<option value="${name}"${name === called && html` selected`}>${say(name)}</option>`,
  )
  return html`<section class="card" aria-labelledby="actions-title">
<h2 id="actions-title">${say('actions')}</h2>
<form class="field" method="post" action="/call">${hidden}
<label for="what">${say('what')}</label>
<div class="actions"><select id="what" name="what">${choices}</select>
${button({ id: 'call-api', action: 'call', label: say('call') })}</div>
</form>
<div class="actions">${single('refresh')}${single('userinfo')}</div>
<div class="apart">
<p class="hint" id="account">${say('logoutHint', { account: link(`${issuer}/account`, say('account')) })}</p>
<div class="actions">${single('logout')}${single('logout-everywhere')}</div>
</div>
</section>`
}
