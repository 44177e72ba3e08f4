/** The page of somebody who is signed in: who, with which tokens, and every message so far. */
import { alert, button, code, definitions, hiddenInputs, link, linkButton } from '@sightglass/ui/components'
import { type Content, type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { defineTexts, type Locale, type Say } from '@sightglass/ui/texts'
import { decodeJwt } from './decode.ts'
import type { CallResult, Session } from './journey.ts'
import { journeyCards } from './steps.ts'

const en = {
  title: 'You are signed in',
  lede: 'as {name}. The tokens stay on this server; the browser holds a session cookie and nothing else.',
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
  logoutHint:
    'Signing out here makes this application forget the tokens. It does not make them stop working: until they expire, a copy of them would still open the door. What you allowed can be taken back in {account}.',
  account: 'your account at the authorization server',
  result: 'The last answer',
  request: 'Request',
  status: 'Status',
  idToken: 'ID token',
  idTokenHint: 'Its signature and every claim were checked.',
  accessToken: 'Access token',
  accessTokenHint:
    'Decoded for you, signature left out. An application must not look into it: it is for the resource server.',
  opaque: 'This access token is opaque: only the authorization server can read it.',
  expiresAt: 'Expires',
  scope: 'Granted scopes',
  refreshToken: 'Refresh token',
  has: 'yes, kept on this server',
  hasNot: 'none: ask for the login again when the access token has expired',
  steps: 'What was sent, and why',
  viewer: 'Watch everything in the viewer',
} as const

const texts = defineTexts({
  en,
  de: {
    title: 'Sie sind angemeldet',
    lede: 'als {name}. Die Token bleiben auf diesem Server; der Browser hat ein Sitzungs-Cookie und sonst nichts.',
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
    logoutHint:
      'Beim Abmelden vergisst diese Anwendung die Token. Ungültig werden sie davon nicht: Bis sie ablaufen, würde eine Kopie weiter die Tür öffnen. Was Sie erlaubt haben, nehmen Sie in {account} zurück.',
    account: 'Ihrem Konto beim Autorisierungsserver',
    result: 'Die letzte Antwort',
    request: 'Anfrage',
    status: 'Status',
    idToken: 'ID-Token',
    idTokenHint: 'Seine Signatur und jeder Claim wurden geprüft.',
    accessToken: 'Access-Token',
    accessTokenHint:
      'Für Sie dekodiert, ohne die Signatur. Eine Anwendung darf nicht hineinsehen: Es ist für den Ressourcenserver.',
    opaque: 'Dieses Access-Token ist undurchsichtig: Nur der Autorisierungsserver kann es lesen.',
    expiresAt: 'Läuft ab',
    scope: 'Erteilte Scopes',
    refreshToken: 'Refresh-Token',
    has: 'ja, auf diesem Server aufbewahrt',
    hasNot: 'keines: Wenn das Access-Token abgelaufen ist, melden Sie sich noch einmal an',
    steps: 'Was gesendet wurde und warum',
    viewer: 'Alles im Viewer ansehen',
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

export interface SessionPageModel {
  readonly locale: Locale
  readonly csrf: string
  readonly session: Session
  readonly issuer: string
  /** There is a viewer to link to. */
  readonly viewer?: boolean
}

/** Sends `POST /call` (with `what`), `/refresh`, `/userinfo` and `/logout`, each with `csrf`. */
export function sessionPage({ locale, csrf, session, issuer, viewer = false }: SessionPageModel): Html {
  const say = texts(locale)
  const { tokens, result, steps } = session
  const claims = tokens.idTokenClaims
  const name = nameOf(session)
  const body = html`<div>
<h1>${say('title')}</h1>
<p class="lede">${say('lede', { name: html`<bdi class="name" id="who">${name}</bdi>` })}</p>
</div>
${result !== undefined && resultCard(result, say)}
${actionsCard({ csrf, issuer, say })}
<section class="card" aria-labelledby="tokens-title">
<h2 id="tokens-title">${say('accessToken')}</h2>
${definitions([
  [say('scope'), code(tokens.scope ?? '')],
  [
    say('expiresAt'),
    tokens.expiresAt === undefined
      ? '–'
      : html`<time datetime="${iso(tokens.expiresAt)}">${iso(tokens.expiresAt)}</time>`,
  ],
  [say('refreshToken'), say(tokens.refreshToken === undefined ? 'hasNot' : 'has')],
])}
<p class="hint">${say('accessTokenHint')}</p>
${accessToken(tokens.accessToken, say)}
</section>
${
  claims !== undefined &&
  html`<section class="card" aria-labelledby="id-token-title">
<h2 id="id-token-title">${say('idToken')}</h2>
<p class="hint">${say('idTokenHint')}</p>
${block('id-token', claims)}
</section>`
}
<h2>${say('steps')}</h2>
${viewer && html`<p>${linkButton('/flows', say('viewer'), 'quiet')}</p>`}
${journeyCards(steps, locale, viewer)}`
  return page({ title: say('title'), locale, party: 'client', wide: true, body })
}

/** The name where the server told it, else the subject. */
function nameOf({ tokens, person }: Session): string {
  const told = person?.name ?? tokens.idTokenClaims?.name
  return typeof told === 'string' ? told : (tokens.idTokenClaims?.sub ?? '–')
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString()

const block = (id: string, value: unknown): Html =>
  html`<pre id="${id}" tabindex="0"><code>${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</code></pre>`

function accessToken(token: string, say: Say<typeof en>): Html {
  const decoded = decodeJwt(token)
  return decoded === undefined ? html`<p>${say('opaque')}</p>` : block('access-token', decoded)
}

function resultCard({ request, status, challenge, body }: CallResult, say: Say<typeof en>): Html {
  return html`<section class="card" id="result" aria-labelledby="result-title">
<h2 id="result-title">${say('result')}</h2>
${alert({ kind: status < 400 ? 'good' : 'warning', body: html`${say('status')} <strong id="result-status">${status}</strong>` })}
${definitions([
  [say('request'), code(request)],
  ['WWW-Authenticate', challenge !== undefined && code(challenge)],
])}
${body !== '' && block('result-body', body)}
</section>`
}

interface ActionsModel {
  readonly csrf: string
  readonly issuer: string
  readonly say: Say<typeof en>
}

function actionsCard({ csrf, issuer, say }: ActionsModel): Html {
  const hidden = hiddenInputs({ csrf })
  const form = (action: string, content: Content): Html =>
    html`<form method="post" action="${action}">${hidden}${content}</form>`
  const single = (id: 'refresh' | 'userinfo' | 'logout'): Html =>
    form(`/${id}`, button({ id, action: id, label: say(id), kind: 'quiet' }))
  const choices = (Object.keys(calls) as CallName[]).map((name) => html`<option value="${name}">${say(name)}</option>`)
  return html`<section class="card" aria-labelledby="actions-title">
<h2 id="actions-title">${say('actions')}</h2>
<form class="field" method="post" action="/call">${hidden}
<label for="what">${say('what')}</label>
<select id="what" name="what">${choices}</select>
<div class="actions">${button({ id: 'call-api', action: 'call', label: say('call') })}</div>
</form>
<div class="actions">${single('refresh')}${single('userinfo')}${single('logout')}</div>
<p class="hint" id="account">${say('logoutHint', { account: link(`${issuer}/account`, say('account')) })}</p>
</section>`
}
