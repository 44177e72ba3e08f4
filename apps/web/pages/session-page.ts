/** The page of somebody who is signed in: who, with which tokens, and every message so far. */
import { code, definitions, linkButton } from '@sightglass/ui/components'
import { type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { defineTexts, type Locale, type Say } from '@sightglass/ui/texts'
import { decodeJwt } from '../decode.ts'
import type { Session } from '../journey.ts'
import { actionsCard } from './actions-card.ts'
import { refreshNote } from './refresh-note.ts'
import { resultCard } from './result-card.ts'
import { type Signatures, signatureNote } from './session-signatures.ts'
import { chapterList } from './steps.ts'

const en = {
  title: 'You are signed in',
  lede: 'as {name}. The tokens stay on this server; the browser holds a session cookie and nothing else.',
  ledeNameless:
    'with the subject {name}, your id at the authorization server; UserInfo tells your name. The tokens stay on this server; the browser holds a session cookie and nothing else.',
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
  theatre: 'Watch everything in the theatre',
} as const

const texts = defineTexts({
  en,
  de: {
    title: 'Sie sind angemeldet',
    lede: 'als {name}. Die Token bleiben auf diesem Server; der Browser hat ein Sitzungs-Cookie und sonst nichts.',
    ledeNameless:
      'mit dem Subject {name}, Ihrer Kennung beim Autorisierungsserver; Ihren Namen sagt UserInfo. Die Token bleiben auf diesem Server; der Browser hat ein Sitzungs-Cookie und sonst nichts.',
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
    theatre: 'Alles im Theater ansehen',
  },
})

export interface SessionPageModel {
  readonly locale: Locale
  readonly csrf: string
  readonly session: Session
  readonly issuer: string
  /** There is a theatre to link to. */
  readonly theatre?: boolean
  /** Whether this application could verify them; left out, nothing is said of it. */
  readonly signatures?: Signatures
}

export function sessionPage({
  locale,
  csrf,
  session,
  issuer,
  theatre = false,
  signatures = {},
}: SessionPageModel): Html {
  const say = texts(locale)
  const { tokens, result, chapters } = session
  const claims = tokens.idTokenClaims
  const name = nameOf(session)
  const who = html`<bdi class="name" id="who">${name ?? claims?.sub ?? '–'}</bdi>`
  const body = html`<div>
<h1>${say('title')}</h1>
<p class="lede">${say(name === undefined ? 'ledeNameless' : 'lede', { name: who })}</p>
</div>
${result !== undefined && resultCard(result, locale)}
${actionsCard({ locale, csrf, issuer, called: result?.what })}
<section class="card" aria-labelledby="tokens-title">
<h2 id="tokens-title">${say('accessToken')}</h2>
${definitions([
  [say('scope'), code(tokens.scope ?? '')],
  [say('expiresAt'), tokens.expiresAt === undefined ? '–' : momentOf(tokens.expiresAt, locale)],
  [say('refreshToken'), say(tokens.refreshToken === undefined ? 'hasNot' : 'has')],
])}
${refreshNote(tokens, issuer, locale)}
<p class="hint">${say('accessTokenHint')}</p>
${accessToken(tokens.accessToken, say)}
${signatures.accessToken && signatureNote('access-token', signatures.accessToken, locale)}
</section>
${
  claims !== undefined &&
  html`<section class="card" aria-labelledby="id-token-title">
<h2 id="id-token-title">${say('idToken')}</h2>
<p class="hint">${say('idTokenHint')}</p>
${block('id-token', claims)}
${signatures.idToken && signatureNote('id-token', signatures.idToken, locale)}
</section>`
}
<div class="heading"><h2>${say('steps')}</h2>
${theatre && linkButton('/theatre', say('theatre'), 'quiet')}</div>
${chapterList(chapters, locale, theatre)}`
  return page({ title: say('title'), locale, party: 'client', wide: true, body })
}

/** Where the server told it. */
function nameOf({ tokens, person }: Session): string | undefined {
  const told = person?.name ?? tokens.idTokenClaims?.name
  return typeof told === 'string' ? told : undefined
}

const languages = { en: 'en-GB', de: 'de-DE' } as const

/** With seconds: tokens of a demo live for minutes. The server does not know where the person is. */
function momentOf(seconds: number, locale: Locale): Html {
  const at = new Date(seconds * 1000)
  const words = at.toLocaleString(languages[locale], { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' })
  return html`<time datetime="${at.toISOString()}">${words}</time>`
}

const block = (id: string, value: object): Html =>
  html`<pre id="${id}" tabindex="0"><code>${JSON.stringify(value, null, 2)}</code></pre>`

function accessToken(token: string, say: Say<typeof en>): Html {
  const decoded = decodeJwt(token)
  return decoded === undefined ? html`<p>${say('opaque')}</p>` : block('access-token', decoded)
}
