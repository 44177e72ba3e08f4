/** The pages of a logout: the question, the end, and the end that was declined. No I/O, no protocol: what they show is in their models. */
import { createHash } from 'node:crypto'
import type { Rule } from '@sightglass/spec/check'
import { alert, button, citation, code, hiddenInputs, link, named } from '@sightglass/ui/components'
import { type Content, type Html, html, render } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import type { Locale, Say } from '@sightglass/ui/texts'
import { type NamedPerson, personNamed } from '../../pages/access-card.ts'
import { type LogoutTexts, logoutTexts } from './logout-texts.ts'

/** A rule that the client broke: told to who can mend it. */
export interface Fault {
  readonly rule: Rule | undefined
  readonly traceId: string | undefined
}

interface Shown {
  readonly locale: Locale
  /** Who sent the browser here, where it is known. */
  readonly client?: string | undefined
  readonly fault?: Fault | undefined
}

export interface ConfirmPageModel extends Shown {
  /** Where the form goes. */
  readonly target: string
  readonly hidden: { readonly request: string; readonly csrf: string }
  readonly user: NamedPerson
}

/** Sends its form to `target` with `action` (`sign_out` or `stay`) and the hidden values. */
export function confirmPage({ locale, client, fault, target, hidden, user }: ConfirmPageModel): Html {
  const say = logoutTexts(locale)
  const body = html`<div>
<h1>${say('title')}</h1>
<p class="lede">${client === undefined ? say('lede') : say('ledeBy', { client: named(client) })}</p>
</div>
${faultAlert(fault, say, 'fault')}
<form class="card" method="post" action="${target}">
${hiddenInputs(hidden)}
<p>${say('means')}</p>
<div class="actions">
${button({ id: 'logout-confirm', action: 'sign_out', label: say('accept') })}
${button({ id: 'logout-cancel', action: 'stay', label: say('deny'), kind: 'quiet' })}
</div>
<div class="account"><span>${say('signedInAs', { user: personNamed(user) })}</span></div>
</form>`
  return page({ title: say('title'), locale, party: 'authorization', failed: fault !== undefined, body })
}

export interface EndedPageModel extends Shown {
  /** Where the browser may go on, `state` included; only what is proven. */
  readonly back?: string | undefined
  /** What the frames show: each tells one client. */
  readonly frames: readonly string[]
}

/** Goes on by itself once the frames have loaded, where scripts run and there is anywhere to go. */
export function endedPage({ locale, client, fault, back, frames }: EndedPageModel): Html {
  const say = logoutTexts(locale)
  const body = html`<h1>${say('endedTitle')}</h1>
${faultAlert(fault, say, 'faultEnded')}
<div class="card">
<p id="logout-ended">${say(frames.length > 0 && back !== undefined ? 'telling' : 'ended')}</p>
${back !== undefined && html`<div class="actions">${backButton(back, client, say)}</div>`}
</div>
${frames.map((address) => html`<iframe src="${address}" title="${say('frame')}" hidden referrerpolicy="no-referrer" sandbox="allow-scripts allow-same-origin"></iframe>`)}
${goesOn({ back, frames }) && script}`
  return page({ title: say('endedTitle'), locale, party: 'authorization', failed: fault !== undefined, body })
}

/** Whether the page leaves by itself. */
export const goesOn = ({ back, frames }: Pick<EndedPageModel, 'back' | 'frames'>): boolean =>
  back !== undefined && frames.length > 0

/** Never before the frames have loaded, but for those that take longer than five seconds. What fails in a frame is its client's. */
const script = html`<script>(() => {
const back = document.getElementById('logout-back').href
const go = () => location.replace(back)
addEventListener('load', go)
setTimeout(go, 5000)
})()</script>`

/** What the Content-Security-Policy names so that this one script runs and no other. */
export const endedScriptHash = `sha256-${createHash('sha256')
  .update(render(script).replace(/<[/]?script>/g, ''))
  .digest('base64')}`

export interface StayedPageModel extends Shown {
  /** The address of the client's own page. */
  readonly home?: string | undefined
  /** The address of the account page. */
  readonly account: string
}

export function stayedPage({ locale, client, home, account }: StayedPageModel): Html {
  const say = logoutTexts(locale)
  const body = html`<h1>${say('stayedTitle')}</h1>
<div class="card">
<p>${say('stayed')}</p>
${home !== undefined && html`<div class="actions">${backButton(home, client, say)}</div>`}
<p class="hint">${link(account, say('account'))}</p>
</div>`
  return page({ title: say('stayedTitle'), locale, party: 'authorization', body })
}

/** The address is one that the client registered: its scheme may be an application's own. */
const backButton = (back: string, client = '', say: Say<LogoutTexts>): Html =>
  html`<a class="button primary" id="logout-back" href="${back}"><span>${say('back', { client: named(client) })}</span></a>`

function faultAlert(fault: Fault | undefined, say: Say<LogoutTexts>, words: 'fault' | 'faultEnded'): Content {
  if (fault === undefined) return undefined
  const { rule, traceId } = fault
  const told = rule && html`<p class="hint"><span lang="en">${rule.must}</span> (${citation(rule.cite)})</p>`
  const body = html`${say(words)}${told}${traceId !== undefined && html`<p class="hint">${code(traceId)}</p>`}`
  return alert({ kind: 'error', id: 'logout-fault', title: say('fault.title'), body })
}
