/** The page of a failure: what happened, what to do, and the lines for developers. */
import { button, citation, code, definitions, hiddenInputs, link, linkButton } from '@sightglass/ui/components'
import { type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { defineTexts, type Locale } from '@sightglass/ui/texts'
import type { Failure, FailureKind } from '../failure.ts'

type Words = Readonly<
  Record<
    | FailureKind
    | `${FailureKind}Do`
    | 'retry'
    | 'signIn'
    | 'again'
    | 'developers'
    | 'error'
    | 'detail'
    | 'specification'
    | 'trace',
    string
  >
>

const en = {
  unreachable: 'A server does not answer',
  unreachableDo:
    'Nothing is wrong with your account. Wait a moment and try again. If you run these servers yourself: start them all with “npm start”, or look at the log of the one named below.',
  loginWaits: 'The authorization server is away for a moment',
  loginWaitsDo:
    'You are not signed in yet, and nothing is lost: the code that you came back with has not been used. Wait a moment and try again. A code lives for about a minute; after that, start again.',
  loginLost: 'The login broke off',
  loginLostDo:
    'The authorization server did not answer to the end. Perhaps it has used the code, so this application does not send it again. Nothing is wrong with your account: start again.',
  codeRefused: 'The code was not accepted',
  codeRefusedDo:
    'A code can be used once, and lives for about a minute: it was too late, or was used before. Please start again.',
  cancelled: 'The login was cancelled',
  cancelledDo: 'Nothing was shared with this application. You can start again whenever you like.',
  refused: 'The authorization server refused',
  refusedDo: 'Start again. If this page comes back, show the lines below to the people who run this application.',
  sessionOver: 'Your login has ended',
  sessionOverDo:
    'The authorization server gives no more tokens for it: it expired, or was withdrawn there. This application has forgotten the old ones. Please sign in again.',
  unbelievable: 'An answer could not be believed',
  unbelievableDo:
    'What came back breaks a rule that protects you, so this application threw it away. Start again; if this page comes back, show the lines below to the people who run this application.',
  loginUnknown: 'This login is not under way',
  loginUnknownDo:
    'It ended already, took too long, or was not begun here. A page that was loaded twice does that too. Please start again.',
  otherBrowser: 'This login began in another browser',
  otherBrowserDo:
    'Finish it where you began it, or start again here. If you did not begin one, somebody sent you a trap: nothing happened.',
  logoutUnknown: 'This sign-out is not under way',
  logoutUnknownDo:
    'It did not begin in this browser, or its page was loaded twice. Whether you are signed in here, the start page tells.',
  form: 'This form is not ours, or is too old',
  formDo: 'Load the page again and send the form from there.',
  request: 'This request cannot be read',
  requestDo: 'Go back to the start and try again from there.',
  notFound: 'There is nothing here',
  notFoundDo: 'Check the address, or go back to the start.',
  method: 'This address works another way',
  methodDo: 'Go back to the start and use the buttons.',
  forgotten: 'This message is gone',
  forgottenDo: 'Error messages are kept for a few minutes only. Start again.',
  own: 'Something went wrong here',
  ownDo: 'The mistake is this application’s own. Try again in a moment.',
  retry: 'Try again',
  signIn: 'Sign in again',
  again: 'Back to the start',
  developers: 'For developers',
  error: 'Error',
  detail: 'Detail',
  specification: 'Specification',
  trace: 'Trace {id}',
} as const satisfies Words

const texts = defineTexts({
  en,
  de: {
    unreachable: 'Ein Server antwortet nicht',
    unreachableDo:
      'Mit Ihrem Konto ist alles in Ordnung. Warten Sie einen Moment und versuchen Sie es noch einmal. Wenn Sie die Server selbst betreiben: Starten Sie alle mit „npm start“, oder sehen Sie in das Log des unten genannten.',
    loginWaits: 'Der Autorisierungsserver ist gerade nicht da',
    loginWaitsDo:
      'Sie sind noch nicht angemeldet, und nichts ist verloren: Der Code, mit dem Sie zurückkamen, ist unbenutzt. Warten Sie einen Moment und versuchen Sie es noch einmal. Ein Code lebt etwa eine Minute; danach beginnen Sie von vorn.',
    loginLost: 'Die Anmeldung brach ab',
    loginLostDo:
      'Der Autorisierungsserver hat nicht zu Ende geantwortet. Vielleicht hat er den Code schon benutzt; darum sendet ihn diese Anwendung nicht noch einmal. Mit Ihrem Konto ist alles in Ordnung: Beginnen Sie noch einmal.',
    codeRefused: 'Der Code wurde nicht angenommen',
    codeRefusedDo:
      'Ein Code gilt einmal und lebt etwa eine Minute: Er kam zu spät oder war schon benutzt. Bitte beginnen Sie noch einmal.',
    cancelled: 'Die Anmeldung wurde abgebrochen',
    cancelledDo: 'Dieser Anwendung wurde nichts mitgeteilt. Sie können jederzeit neu beginnen.',
    refused: 'Der Autorisierungsserver hat abgelehnt',
    refusedDo:
      'Beginnen Sie noch einmal. Wenn diese Seite wieder erscheint, zeigen Sie die Angaben unten den Betreibern der Anwendung.',
    sessionOver: 'Ihre Anmeldung ist beendet',
    sessionOverDo:
      'Der Autorisierungsserver gibt dafür keine Token mehr: Sie ist abgelaufen oder wurde dort widerrufen. Diese Anwendung hat die alten vergessen. Bitte melden Sie sich noch einmal an.',
    unbelievable: 'Eine Antwort war nicht glaubwürdig',
    unbelievableDo:
      'Was zurückkam, verletzt eine Regel, die Sie schützt; diese Anwendung hat es verworfen. Beginnen Sie noch einmal; wenn diese Seite wieder erscheint, zeigen Sie die Angaben unten den Betreibern der Anwendung.',
    loginUnknown: 'Diese Anmeldung läuft nicht',
    loginUnknownDo:
      'Sie ist schon beendet, hat zu lange gedauert oder wurde nicht hier begonnen. Das passiert auch, wenn eine Seite zweimal geladen wird. Bitte beginnen Sie noch einmal.',
    otherBrowser: 'Diese Anmeldung wurde in einem anderen Browser begonnen',
    otherBrowserDo:
      'Beenden Sie sie dort, wo Sie sie begonnen haben, oder beginnen Sie hier noch einmal. Wenn Sie keine begonnen haben, wollte Sie jemand täuschen: Es ist nichts geschehen.',
    logoutUnknown: 'Diese Abmeldung läuft nicht',
    logoutUnknownDo:
      'Sie hat nicht in diesem Browser begonnen, oder ihre Seite wurde zweimal geladen. Ob Sie hier angemeldet sind, sagt die Startseite.',
    form: 'Dieses Formular ist nicht unseres oder zu alt',
    formDo: 'Laden Sie die Seite neu und senden Sie das Formular von dort.',
    request: 'Diese Anfrage ist nicht lesbar',
    requestDo: 'Gehen Sie zurück zum Anfang und versuchen Sie es von dort noch einmal.',
    notFound: 'Hier ist nichts',
    notFoundDo: 'Prüfen Sie die Adresse, oder gehen Sie zurück zum Anfang.',
    method: 'Diese Adresse funktioniert anders',
    methodDo: 'Gehen Sie zurück zum Anfang und benutzen Sie die Knöpfe.',
    forgotten: 'Diese Meldung gibt es nicht mehr',
    forgottenDo: 'Fehlermeldungen werden nur einige Minuten aufbewahrt. Beginnen Sie noch einmal.',
    own: 'Hier ist etwas schiefgegangen',
    ownDo: 'Der Fehler liegt bei dieser Anwendung. Versuchen Sie es gleich noch einmal.',
    retry: 'Noch einmal versuchen',
    signIn: 'Noch einmal anmelden',
    again: 'Zurück zum Anfang',
    developers: 'Für Entwickler',
    error: 'Fehler',
    detail: 'Einzelheit',
    specification: 'Spezifikation',
    trace: 'Trace {id}',
  },
})

export interface FailurePageModel {
  readonly locale: Locale
  readonly failure: Failure
  readonly traceId: string | undefined
  /** There is a theatre to link to. */
  readonly theatre?: boolean
  /** The login can go on: what `POST /login/again` needs. */
  readonly retry?: { readonly csrf: string; readonly failure: string } | undefined
}

export function failurePage({ locale, failure, traceId, theatre = false, retry }: FailurePageModel): Html {
  const say = texts(locale)
  const { kind, error, detail, address, cite } = failure
  const body = html`<div>
<h1>${say(kind)}</h1>
<p class="lede">${say(`${kind}Do`)}</p>
</div>
<div class="actions">${
    retry !== undefined &&
    html`<form method="post" action="/login/again">${hiddenInputs(retry)}${button({ id: 'try-again', action: 'again', label: say('retry') })}</form>`
  }${linkButton('/', say(kind === 'sessionOver' ? 'signIn' : 'again'), retry === undefined ? 'primary' : 'quiet')}</div>
${
  detail !== undefined &&
  html`<section class="card quiet" aria-labelledby="developers-title">
<h2 id="developers-title">${say('developers')}</h2>
${definitions([
  [say('error'), html`<code id="error-code">${error}</code>`],
  [say('detail'), detail !== '' && code(detail)],
  ['URL', address !== undefined && code(address)],
  [say('specification'), cite !== undefined && citation(cite)],
])}
</section>`
}`
  const footer =
    traceId === undefined
      ? undefined
      : say('trace', { id: theatre ? link(`/theatre#${traceId}`, code(traceId)) : code(traceId) })
  return page({ title: say(kind), locale, party: 'client', failed: true, body, footer })
}
