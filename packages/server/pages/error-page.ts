/** The page for a person whom the server cannot send anywhere: what happened, what to do, and the rule for who can mend it. */

import type { Rule, Seen } from '@sightglass/spec/check'
import { type ErrorCode, errorOn, errors } from '@sightglass/spec/errors'
import { toldName } from '@sightglass/spec/parameter-names'
import { citation, code, definitions } from '@sightglass/ui/components'
import { type Content, type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { defineTexts, type Locale, type Say } from '@sightglass/ui/texts'
import { traceFoot } from './trace-card.ts'

const en = {
  'title.invalid_request': 'This request cannot be accepted',
  'title.access_denied': 'This is not allowed',
  'title.not_found': 'There is nothing here',
  'title.method_not_allowed': 'This address works another way',
  'title.too_many_requests': 'Too many attempts',
  'title.temporarily_unavailable': 'Very busy just now',
  'title.server_error': 'Something went wrong here',
  'happened.invalid_request': 'What reached this server breaks a rule that protects you. Nothing was shared.',
  'happened.access_denied': 'This server must not do what it was asked for. Nothing was shared.',
  'happened.not_found': 'This server has no page at this address.',
  'happened.method_not_allowed': 'The address exists, but not for this kind of request.',
  'happened.too_many_requests': 'To keep accounts safe, this server answers only so many attempts in a short time.',
  'happened.temporarily_unavailable': 'This server has more to do than it can do well. Nothing is lost.',
  'happened.server_error': 'The mistake is this server’s own, not yours. Nothing was shared.',
  'do.invalid_request':
    'Go back to the application and start again from there. If this page comes back, tell the people who make the application, and show them the lines below.',
  'do.access_denied':
    'Go back to the application. If you think that you should have access, ask the people who run this server.',
  'do.not_found': 'Check the address, or go back to the application and start again from there.',
  'do.method_not_allowed': 'Go back to the application and start again from there.',
  'do.too_many_requests': 'Wait a minute, then try again.',
  'do.temporarily_unavailable': 'Wait a few seconds, then load this page again.',
  'do.server_error': 'Try again in a moment. If this page comes back, tell the people who run this server.',
  forYou: 'What you can do',
  forDevelopers: 'For developers',
  error: 'Error',
  parameter: 'Parameter',
  rule: 'Rule',
  expected: 'Expected',
  received: 'Received',
  specification: 'Specification',
} as const

const texts = defineTexts({
  en,
  de: {
    'title.invalid_request': 'Diese Anfrage kann nicht angenommen werden',
    'title.access_denied': 'Das ist nicht erlaubt',
    'title.not_found': 'Hier ist nichts',
    'title.method_not_allowed': 'Diese Adresse funktioniert anders',
    'title.too_many_requests': 'Zu viele Versuche',
    'title.temporarily_unavailable': 'Gerade sehr beschäftigt',
    'title.server_error': 'Hier ist etwas schiefgegangen',
    'happened.invalid_request':
      'Was diesen Server erreicht hat, verletzt eine Regel, die Sie schützt. Es wurde nichts weitergegeben.',
    'happened.access_denied': 'Dieser Server darf nicht tun, worum er gebeten wurde. Es wurde nichts weitergegeben.',
    'happened.not_found': 'Unter dieser Adresse hat dieser Server keine Seite.',
    'happened.method_not_allowed': 'Die Adresse gibt es, aber nicht für diese Art von Anfrage.',
    'happened.too_many_requests':
      'Um Konten zu schützen, beantwortet dieser Server in kurzer Zeit nur eine begrenzte Zahl von Versuchen.',
    'happened.temporarily_unavailable': 'Dieser Server hat mehr zu tun, als er gut bewältigt. Es ist nichts verloren.',
    'happened.server_error': 'Der Fehler liegt bei diesem Server, nicht bei Ihnen. Es wurde nichts weitergegeben.',
    'do.invalid_request':
      'Gehen Sie zurück zur Anwendung und beginnen Sie dort noch einmal. Wenn diese Seite wieder erscheint, wenden Sie sich an die Hersteller der Anwendung und zeigen Sie ihnen die Angaben unten.',
    'do.access_denied':
      'Gehen Sie zurück zur Anwendung. Wenn Sie Zugriff haben sollten, fragen Sie die Betreiber dieses Servers.',
    'do.not_found': 'Prüfen Sie die Adresse, oder gehen Sie zurück zur Anwendung und beginnen Sie dort noch einmal.',
    'do.method_not_allowed': 'Gehen Sie zurück zur Anwendung und beginnen Sie dort noch einmal.',
    'do.too_many_requests': 'Warten Sie eine Minute und versuchen Sie es dann noch einmal.',
    'do.temporarily_unavailable': 'Warten Sie einige Sekunden und laden Sie diese Seite dann neu.',
    'do.server_error':
      'Versuchen Sie es gleich noch einmal. Wenn diese Seite wieder erscheint, wenden Sie sich an die Betreiber dieses Servers.',
    forYou: 'Was Sie tun können',
    forDevelopers: 'Für Entwickler',
    error: 'Fehler',
    parameter: 'Parameter',
    rule: 'Regel',
    expected: 'Erwartet',
    received: 'Erhalten',
    specification: 'Spezifikation',
  },
})

/** What is wrong with a request object is told to people in the words of the request that it is. */
type PageError = Exclude<keyof typeof errors.page, `${string}request_${string}`>

export interface ErrorPageModel {
  readonly locale: Locale
  readonly error: ErrorCode
  /** The rule that was broken; a bug of ours has none. */
  readonly rule?: Rule | undefined
  readonly seen?: Seen | undefined
  /** While it is recorded: what to give to who may read traces. */
  readonly traceId?: string | undefined
  /** Where that is shown, if anywhere. */
  readonly traceUrl?: string | undefined
}

/** Tells the person first, then the developer. Nothing on it leads back to the client: its address is not proven. */
export function errorPage({ locale, error, rule, seen, traceId, traceUrl }: ErrorPageModel): Html {
  const say = texts(locale)
  const known = isPageError(error) ? error : 'invalid_request'
  const title = say(`title.${known}`)
  const body = html`<div>
<h1>${title}</h1>
<p class="lede">${say(`happened.${known}`)}</p>
</div>
<section class="card" aria-labelledby="for-you">
<div class="stack">
<h2 id="for-you">${say('forYou')}</h2>
<p>${say(`do.${known}`)}</p>
</div>
</section>
<section class="card quiet" aria-labelledby="for-developers">
<h2 id="for-developers">${say('forDevelopers')}</h2>
${forDevelopers(error, rule, seen, say)}
</section>`
  const footer = traceFoot(traceId === undefined ? undefined : { id: traceId, url: traceUrl }, locale)
  return page({ title, locale, party: 'authorization', failed: true, body, footer })
}

const isPageError = (error: ErrorCode): error is PageError =>
  Object.hasOwn(errors.page, error) && Object.hasOwn(en, `title.${error}`)

/** Where the error has fixed words, the rule at fault must stay untold. */
function forDevelopers(error: ErrorCode, rule: Rule | undefined, seen: Seen | undefined, say: Say<typeof en>): Html {
  const fixed = errorOn('page', error)
  if (rule === undefined || fixed?.words !== undefined) {
    return definitions([
      [say('error'), code(error)],
      [say('rule'), english(fixed?.words)],
    ])
  }
  return definitions([
    [say('error'), code(error)],
    [say('parameter'), seen?.parameter !== undefined && code(toldName(seen.parameter))],
    [say('rule'), html`${english(rule.must)} <code class="hint">${rule.id}</code>`],
    [say('expected'), plain(seen?.expected)],
    [say('received'), plain(seen?.received)],
    [say('specification'), citation(rule.cite)],
  ])
}

/** Rules are worded in English: a screen reader should say them so. */
const english = (sentence: string | undefined): Content =>
  sentence !== undefined && html`<span lang="en">${sentence}</span>`

const plain = (value: Seen['received']): Content =>
  value !== undefined && [value].flat().map((one) => html`<div>${code(shortened(String(one)))}</div>`)

const MAX_SHOWN = 240

/** What a page cannot hold, or what would turn the text around, is shown as a question mark. */
const shortened = (text: string): string =>
  (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '?')
