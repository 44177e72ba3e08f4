/** The first page: what is about to happen, and what will be sent. */

import { alert, button, code, hiddenInputs, link } from '@sightglass/ui/components'
import { type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { defineTexts, type Locale } from '@sightglass/ui/texts'
import type { Step } from '../journey.ts'
import { journeyCards } from './steps.ts'

const texts = defineTexts({
  en: {
    title: 'Sign in with Sightglass',
    lede: 'The browser goes to {issuer}, where you sign in and consent; it comes back with a code, which this application exchanges for tokens to call {resource} with.',
    scopes: 'What the application asks for',
    openid: 'who you are',
    profile: 'your name and profile',
    email: 'your e-mail address',
    read: 'read your notes',
    write: 'add notes',
    admin: 'see the administration',
    offline_access: 'stay signed in when you are away',
    again: 'Have me sign in again, even if I am signed in there',
    consent: 'Ask for my consent again, even if I gave it before',
    start: 'Start the login',
    theatre: 'Watch all three servers at work: open the theatre in a second window.',
    preview: 'What will be sent',
    previewHint: 'State, nonce and code challenge are made anew when you start.',
    signedIn: 'You are signed in already: {session}.',
    toSession: 'go to your session',
    signed_out:
      'This application has forgotten your session and its tokens. Forgetting is not withdrawing: until they expire, the tokens would still work for anybody who had a copy. You may also still be signed in at the authorization server; that ends in {account}.',
    withdrawn:
      'This application has forgotten your session, and the authorization server has withdrawn its tokens: there will be no fresh ones. A copy of the last access token would still work until it expires, because the resource server reads it without asking anybody. You may also still be signed in at the authorization server; that ends in {account}.',
    signed_out_everywhere:
      'You are signed out of this application and of the authorization server, which told every application that you had signed in to. What you allowed is remembered in {account}.',
    ended:
      'Your session here is over: you signed out at the authorization server, it was older than eight hours, or this application was restarted. Start the login again; while you are still signed in at the authorization server, it asks for no password.',
    account: 'your account there',
    accountHint: 'At the authorization server: what you allowed and where you are signed in is listed in {account}.',
  },
  de: {
    title: 'Mit Sightglass anmelden',
    lede: 'Der Browser geht zu {issuer}, wo Sie sich anmelden und zustimmen; er kommt mit einem Code zurück, den diese Anwendung gegen Token tauscht, um damit {resource} aufzurufen.',
    scopes: 'Worum die Anwendung bittet',
    openid: 'wer Sie sind',
    profile: 'Ihr Name und Profil',
    email: 'Ihre E-Mail-Adresse',
    read: 'Ihre Notizen lesen',
    write: 'Notizen hinzufügen',
    admin: 'die Verwaltung sehen',
    offline_access: 'angemeldet bleiben, wenn Sie nicht da sind',
    again: 'Mich noch einmal anmelden lassen, auch wenn ich dort angemeldet bin',
    consent: 'Noch einmal nach meiner Zustimmung fragen, auch wenn ich sie schon gegeben habe',
    start: 'Anmeldung starten',
    theatre: 'Allen drei Servern bei der Arbeit zusehen: das Theater in einem zweiten Fenster öffnen.',
    preview: 'Was gesendet wird',
    previewHint: 'State, Nonce und Code-Challenge werden beim Start neu gemacht.',
    signedIn: 'Sie sind bereits angemeldet: {session}.',
    toSession: 'zu Ihrer Sitzung',
    signed_out:
      'Diese Anwendung hat Ihre Sitzung und deren Token vergessen. Vergessen heißt nicht widerrufen: Bis sie ablaufen, gälten die Token noch für jeden, der eine Kopie hätte. Auch sind Sie beim Autorisierungsserver vielleicht noch angemeldet; das beenden Sie in {account}.',
    withdrawn:
      'Diese Anwendung hat Ihre Sitzung vergessen, und der Autorisierungsserver hat ihre Token widerrufen: Frische gibt es nicht mehr. Eine Kopie des letzten Access-Tokens gälte noch, bis es abläuft, denn der Ressourcenserver liest es, ohne jemanden zu fragen. Auch sind Sie beim Autorisierungsserver vielleicht noch angemeldet; das beenden Sie in {account}.',
    signed_out_everywhere:
      'Sie sind bei dieser Anwendung und beim Autorisierungsserver abgemeldet; der hat es jeder Anwendung gesagt, bei der Sie angemeldet waren. Was Sie erlaubt haben, bleibt gemerkt in {account}.',
    ended:
      'Ihre Sitzung hier ist zu Ende: Sie haben sich beim Autorisierungsserver abgemeldet, sie war älter als acht Stunden, oder diese Anwendung wurde neu gestartet. Starten Sie die Anmeldung noch einmal; solange Sie beim Autorisierungsserver angemeldet sind, fragt er nach keinem Passwort.',
    account: 'Ihrem Konto dort',
    accountHint: 'Beim Autorisierungsserver: Was Sie erlaubt haben und wo Sie angemeldet sind, steht in {account}.',
  },
})

export const scopeChoices = ['openid', 'profile', 'email', 'read', 'write', 'admin', 'offline_access'] as const
export type ScopeChoice = (typeof scopeChoices)[number]

export interface StartPageModel {
  readonly locale: Locale
  readonly csrf: string
  readonly issuer: string
  readonly resource: string
  /** Those that are ticked. */
  readonly scopes: readonly string[]
  /** The authorization request as it will be, with words in place of what is random. */
  readonly preview: Step
  /** What the person needs to hear first. */
  readonly told: 'signedIn' | 'withdrawn' | 'signed_out' | 'signed_out_everywhere' | 'ended' | undefined
  /** There is a theatre to link to. */
  readonly theatre?: boolean
}

/** Sends `POST /login` with `csrf`, `scope.<name>` for each scope that is ticked, `again` and `consent`. */
export function startPage(model: StartPageModel): Html {
  const { locale, issuer, resource, told } = model
  const say = texts(locale)
  const account = link(`${issuer}/account`, say('account'))
  const session = html`<a href="/session">${say('toSession')}</a>`
  const signedOut = told === 'withdrawn' || told === 'signed_out' || told === 'signed_out_everywhere'
  const body = html`<div>
<h1>${say('title')}</h1>
<p class="lede">${say('lede', { issuer: code(issuer), resource: code(resource) })}</p>
</div>
${told !== undefined && alert({ kind: signedOut ? 'good' : 'note', body: say(told, { account, session }) })}
<form class="card" method="post" action="/login">
${hiddenInputs({ csrf: model.csrf })}
<fieldset class="choices"><legend>${say('scopes')}</legend>
${scopeChoices.map((scope) => choice({ name: `scope.${scope}`, ticked: model.scopes.includes(scope), fixed: scope === 'openid', label: html`${say(scope)} <code class="hint">${scope}</code>` }))}
</fieldset>
${choice({ name: 'again', ticked: false, fixed: false, label: say('again') })}
${choice({ name: 'consent', ticked: false, fixed: false, label: say('consent') })}
<div class="actions">${button({ id: 'start-login', action: 'login', label: say('start') })}</div>
</form>
<div class="stack">
${model.theatre === true && html`<p class="hint"><a href="/theatre">${say('theatre')}</a></p>`}
${!signedOut && html`<p class="hint" id="account">${say('accountHint', { account })}</p>`}
</div>
<div class="stack">
<h2>${say('preview')}</h2>
<p class="hint">${say('previewHint')}</p>
</div>
${journeyCards([model.preview], locale)}`
  return page({ title: say('title'), locale, party: 'client', wide: true, body })
}

interface Choice {
  readonly name: string
  readonly ticked: boolean
  readonly fixed: boolean
  readonly label: Html
}

const choice = ({ name, ticked, fixed, label }: Choice): Html =>
  html`<label class="choice"><input type="checkbox" id="${name.replace('.', '-')}" name="${name}" value="on"${ticked && html` checked`}${fixed && html` disabled`}> <span>${label}</span></label>`
