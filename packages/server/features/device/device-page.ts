/** The pages on which a person connects a device. No I/O, no protocol: what they show is in their models. */
import { alert, button, code, definitions, field, hiddenInputs, link, porthole } from '@sightglass/ui/components'
import { type Content, type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { messagePage } from '@sightglass/ui/message-page'
import type { Locale, Say } from '@sightglass/ui/texts'
import type { DescribedPlaces } from '../../clients/scope-texts.ts'
import { accessAsked, accessGiven, type NamedPerson, personNamed, resourcesNamed } from '../../pages/access-card.ts'
import type { Agent } from '../../session/agent.ts'
import { type DeviceTexts, deviceTexts } from './device-texts.ts'

/** Why the code was not taken: the names of the rules. */
export const codeErrors = ['known', 'notWaiting', 'formToken'] as const
export type CodeError = (typeof codeErrors)[number]

export interface EnterPageModel {
  readonly locale: Locale
  /** What was typed before. */
  readonly userCode?: string | undefined
  readonly error?: CodeError | undefined
}

/** Asks for the code: `GET /device` with `user_code`. */
export function enterPage({ locale, userCode, error }: EnterPageModel): Html {
  const say = deviceTexts(locale)
  const wrong = error === 'known' ? { wrong: 'device-error' } : {}
  const body = html`<div>
<h1>${say('title')}</h1>
<p class="lede">${say('lede')}</p>
</div>
${error !== undefined && alert({ kind: 'error', id: 'device-error', body: say(`wrong.${error}`) })}
<form class="card" method="get" action="device">
${field({ id: 'user-code', name: 'user_code', label: say('code'), autocomplete: 'off', value: userCode, autofocus: true, capitals: true, ...wrong })}
<p class="hint">${say('codeHint')}</p>
<div class="actions">
${button({ id: 'device-submit', action: 'continue', label: say('continue') })}
</div>
<p class="hint">${say('own')}</p>
</form>`
  return page({ title: say('title'), locale, party: 'authorization', failed: error !== undefined, body })
}

export interface ConfirmPageModel extends DescribedPlaces {
  readonly locale: Locale
  readonly hidden: { readonly user_code: string; readonly csrf: string }
  readonly client: { readonly name: string }
  readonly user: NamedPerson
  /** Who asked for the code, as far as it is known. */
  readonly asker: { readonly address: string; readonly agent?: Agent | undefined; readonly minutesAgo: number }
  /** The address of the account page. */
  readonly account: string
}

/** Sends `POST /device` with `action` (`approve` or `deny`) and the hidden values. */
export function confirmPage(model: ConfirmPageModel): Html {
  const { locale, client, hidden, account } = model
  const say = deviceTexts(locale)
  const body = html`<div class="asker">
${porthole(client.name)}
<div>
<h1>${say('confirm')}</h1>
<p class="lede">${accessAsked(client.name, model, locale)}</p>
</div>
</div>
${alert({ kind: 'warning', id: 'device-warning', title: say('warningTitle'), body: say('warning') })}
<form class="card" method="post" action="device">
${hiddenInputs(hidden)}
<div>
<h2 class="section-title" id="compare-title">${say('compare')}</h2>
<p class="user-code" id="device-user-code" aria-labelledby="compare-title"><bdi translate="no">${hidden.user_code}</bdi></p>
</div>
${accessGiven(model, locale)}
${details(model, say)}
<div class="actions">
${button({ id: 'device-accept', action: 'approve', label: say('accept') })}
${button({ id: 'device-deny', action: 'deny', label: say('deny'), kind: 'quiet' })}
</div>
<div class="account"><span>${say('signedInAs', { user: personNamed(model.user) })}</span></div>
<p class="hint">${say('withdraw', { account: link(account, account) })}</p>
</form>`
  return page({ title: say('confirm'), locale, party: 'authorization', body })
}

function details({ asker, resources }: ConfirmPageModel, say: Say<DeviceTexts>): Html {
  const { agent, address, minutesAgo } = asker
  return definitions([
    [say('resource'), resourcesNamed(resources)],
    [say('askedBy'), html`${agent && html`${say('agent', { ...agent })} `}${code(address)}`],
    [say('asked'), ago(minutesAgo, say)],
  ])
}

function ago(minutes: number, say: Say<DeviceTexts>): Content {
  if (minutes < 1) return say('justNow')
  return minutes === 1 ? say('minuteAgo') : say('minutesAgo', { minutes })
}

/** Says what was decided; `again` is where another code is typed. */
export function decidedPage(locale: Locale, decision: 'approved' | 'denied', again: string): Html {
  const say = deviceTexts(locale)
  return messagePage({
    locale,
    party: 'authorization',
    title: say(`${decision}Title`),
    paragraphs: [say(decision)],
    links: decision === 'denied' ? [{ href: again, label: say('another') }] : [],
  })
}
