/** What came of the last thing that a signed-in person had done. */
import { alert, code, definitions } from '@sightglass/ui/components'
import { type Html, html } from '@sightglass/ui/html'
import { defineTexts, type Locale } from '@sightglass/ui/texts'
import type { CallResult } from '../journey.ts'

const texts = defineTexts({
  en: {
    result: 'The last answer',
    request: 'Request',
    accepted: 'The token was accepted.',
    refreshed: 'Fresh tokens: the access token below is another one, and lives longer.',
    expired: 'The token was refused: it has expired, or was withdrawn. Refresh the tokens, or sign in again.',
    scope:
      'The token is good, but does not allow this. Start the login again and ask for the scope that the challenge names.',
    failed: 'This went wrong; the answer says why.',
  },
  de: {
    result: 'Die letzte Antwort',
    request: 'Anfrage',
    accepted: 'Das Token wurde angenommen.',
    refreshed: 'Frische Token: Das Access-Token unten ist ein anderes und lebt länger.',
    expired:
      'Das Token wurde abgelehnt: Es ist abgelaufen oder wurde widerrufen. Erneuern Sie die Token, oder melden Sie sich noch einmal an.',
    scope:
      'Das Token ist gut, erlaubt das aber nicht. Starten Sie die Anmeldung noch einmal und bitten Sie um den Scope, den die Challenge nennt.',
    failed: 'Das ging schief; die Antwort sagt, warum.',
  },
})

export function resultCard(result: CallResult, locale: Locale): Html {
  const say = texts(locale)
  const { request, status, challenge, body } = result
  return html`<section class="card" id="result" aria-labelledby="result-title">
<h2 id="result-title">${say('result')}</h2>
${alert({ kind: status < 400 ? 'good' : 'warning', body: html`<strong id="result-status">${status}</strong> ${say(meaningOf(result))}` })}
${definitions([
  [say('request'), code(request)],
  ['WWW-Authenticate', challenge !== undefined && code(challenge)],
])}
${body !== '' && html`<pre id="result-body" tabindex="0"><code>${body}</code></pre>`}
</section>`
}

function meaningOf({ status, what }: CallResult): 'accepted' | 'refreshed' | 'expired' | 'scope' | 'failed' {
  if (status < 400) return what === 'refresh' ? 'refreshed' : 'accepted'
  return status === 401 ? 'expired' : status === 403 ? 'scope' : 'failed'
}
